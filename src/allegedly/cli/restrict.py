"""`allegedly restrict`: what some may not see. Witnesses, places, embargoes; dated, signed, reversible."""

from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, ZoneOption, clock, console, examples, json_lines, moment

if TYPE_CHECKING:
    from datetime import datetime

    from allegedly.model.restriction import Ask, Restriction

app = typer.Typer(
    no_args_is_help=True,
    help="Keep reports, words, places from those below a role, or for a time. Signed, dated, reversible.",
)

What = Annotated[str, typer.Argument(help="Id of a report or incident, or the start of it.", show_default=False)]
Anywhere = Annotated[
    str, typer.Argument(help='Id of a report or incident, or the start of it; "*": every report.', show_default=False)
]
By = Annotated[str | None, typer.Option("--by", help="Who restricts (default: $ALLEGEDLY_BY).", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Why; only those who may see it read this.", show_default=False)]
Least = Annotated[str, typer.Option("--least", help="The least role that sees it: reporter, editor, admin.")]
Until = Annotated[
    str | None, typer.Option("--until", help="It ends then by itself: 2024-01-04T18:00.", show_default=False)
]
Words = Annotated[
    list[str] | None,
    typer.Option("--words", help='Masked in every form and script; "in quotes" as it stands. Repeatable.'),
]

WITHHOLD = ("allegedly restrict withhold tg77-12 --by 'A. Editor' --reason 'names a patient'",)
MASK = (
    "allegedly restrict mask 3f2a --words 'Olena Example' --words '+380 00 000 00 00' --by 'A. Editor'",
    "allegedly restrict mask tg77-12 --span 120:134 --least admin --by 'A. Editor'",
)
COARSEN = ("allegedly restrict coarsen 3f2a --cell 0.5 --by 'A. Editor' --reason 'a shelter'",)
EMBARGO = ("allegedly restrict embargo 3f2a --until 2024-01-04T18:00 --zone Europe/Kyiv --by 'A. Editor'",)
LIST = ("allegedly restrict list", "allegedly restrict list --json")
LIFT = ("allegedly restrict lift 5b7e --by 'A. Editor'",)
COPY = ("allegedly restrict copy --for reader --out readers.db",)


@app.command(epilog=examples(WITHHOLD))
def withhold(
    what: What, by: By = None, reason: Reason = "", least: Least = "editor", until: Until = None,
    store: StoreOption = None, zone: ZoneOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """A report (all its versions) or an incident, whole: those below do not learn that it is there."""
    _restrict(_ask("withhold", what, by, reason, least, _when(until, zone)), store, as_json)


@app.command(epilog=examples(MASK))
def mask(
    what: Anywhere, words: Words = None, by: By = None, reason: Reason = "", least: Least = "editor",
    span: Annotated[list[str] | None, typer.Option(help="FROM:TO, code points of a report. Repeatable.")] = None,
    voice: Annotated[str, typer.Option(help="A speaker of it: all names it has there.", show_default=False)] = "",
    until: Until = None, store: StoreOption = None, zone: ZoneOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Words of a report, of an incident's reports, or of all: a witness's name, telephone, address."""
    from dataclasses import replace

    asked = _ask("mask", what, by, reason, least, _when(until, zone))
    pieces = tuple(_span(one) for one in span or ())
    _restrict(replace(asked, words=tuple(words or ()), spans=pieces, voice=voice), store, as_json)


@app.command(epilog=examples(COARSEN))
def coarsen(
    what: Anywhere, by: By = None, reason: Reason = "", least: Least = "editor",
    cell: Annotated[str, typer.Option(help="Degrees: 0.1, 0.25, 0.5, 1, 2, 5; or region.")] = "0.5",
    words: Words = None, until: Until = None, store: StoreOption = None, zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Places by cells of a fixed grid; names of what is smaller are masked in the text. --words: more of these."""
    from dataclasses import replace

    asked = _ask("coarsen", what, by, reason, least, _when(until, zone))
    _restrict(replace(asked, cell=cell, words=tuple(words or ())), store, as_json)


@app.command(epilog=examples(EMBARGO))
def embargo(
    what: What, until: Annotated[str, typer.Option("--until", help="When it ends: 2024-01-04T18:00.")],
    by: By = None, reason: Reason = "", least: Least = "editor", store: StoreOption = None, zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """A report or an incident, whole, until a moment."""
    _restrict(_ask("embargo", what, by, reason, least, _when(until, zone)), store, as_json)


@app.command("list", epilog=examples(LIST))
def list_(store: StoreOption = None, zone: ZoneOption = None, as_json: JsonOption = False) -> None:
    """All restrictions, those lifted and over too."""
    from allegedly.restrict.door import Restricting
    from allegedly.settings import read_settings
    from allegedly.store import Store

    desk = Store.open(read_settings(store=store).store)
    rows = Restricting(desk).every()
    desk.close()
    if as_json:
        json_lines(rows)
        return
    if not rows:
        typer.echo("Nothing is restricted. How to: docs/restrict.md")
        return
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("id", "what", "of", "seen by", "state", "by", "reason"):
        table.add_column(name, overflow="fold")
    for one in rows:
        table.add_row(one.id[:8], one.kind, one.target, f"{one.least} and above", _state(one, zone), one.by, one.reason)
    console().print(table)


@app.command(epilog=examples(LIFT))
def lift(
    id: Annotated[str, typer.Argument(help="Id of a restriction, or the start of it.")], by: By = None,
    store: StoreOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """End a restriction: all see again what it kept back. That it was there stays noted."""
    from allegedly.cli.seeing import keep_up
    from allegedly.restrict.door import Restricting
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings = read_settings(store=store, by=by)
    desk = Store.open(settings.store)
    done = Restricting(desk).lift(id, settings.by)
    keep_up(desk)
    desk.close()
    if as_json:
        json_lines([done])
    else:
        typer.echo(f"{done.id[:8]}: lifted ({done.kind} of {done.target}).")


@app.command(epilog=examples(COPY))
def copy(
    role: Annotated[str, typer.Option("--for", help="reader, reporter, editor, admin.")],
    out: Annotated[str, typer.Option("--out", "-o", help="A new file: a desk that holds only what the role may see.")],
    store: StoreOption = None,
) -> None:
    """Write the desk as a role may see it to a file: to hand on, or to keep. What is kept back is not in it."""
    from pathlib import Path

    from allegedly.cli.seeing import edition_of, noted, role_of
    from allegedly.errors import OutputFailed
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings, place = read_settings(store=store), edition_of(store, role_of(role))
    if Path(out).exists():
        raise OutputFailed(f"{out}: is there already. Name a new file by --out.")
    if place == store:
        raise OutputFailed(f"{out}: nothing is kept from {role}s. Copy the desk itself: allegedly db backup")
    edition = Store.open(read_settings(store=place).store)
    edition.save(Path(out), lambda what, done, total: None)
    edition.close()
    desk = Store.open(settings.store)
    noted(desk, "copy", detail=f"for {role}", by=settings.by)
    desk.close()
    typer.echo(f"{out}: the desk as {role}s see it. Open it: allegedly serve --store {out}")


def _ask(kind: str, what: str, by: str | None, reason: str, least: str, until: "datetime | None") -> "Ask":
    from allegedly.model.restriction import Ask
    from allegedly.settings import read_settings

    return Ask(kind, what, read_settings(by=by).by, reason, least, until)


def _when(until: str | None, zone: str | None) -> "datetime | None":
    from datetime import UTC

    found = moment(until, clock(zone), "--until")
    return found.astimezone(UTC) if found else None


def _span(given: str) -> tuple[int, int]:
    start, _, end = given.partition(":")
    if not (start.isdigit() and end.isdigit()):
        raise typer.BadParameter(f"{given!r} is not FROM:TO, such as 120:134", param_hint="--span")
    return int(start), int(end)


def _restrict(asked: "Ask", store: str | None, as_json: bool) -> None:
    from allegedly.cli.seeing import keep_up
    from allegedly.restrict.door import Restricting
    from allegedly.settings import read_settings
    from allegedly.store import Store

    desk = Store.open(read_settings(store=store).store)
    door = Restricting(desk)
    made = door.restrict(asked)
    keep_up(desk)
    elsewhere = door.elsewhere(made)
    desk.close()
    if as_json:
        json_lines([made])
    else:
        typer.echo(f"{made.id[:8]}: {made.kind} of {made.target}, seen by {made.least} and above.")
    if elsewhere:
        typer.echo(f"The same words stand in {len(elsewhere)} other reports: {', '.join(elsewhere[:6])}.", err=True)
        typer.echo("To mask them there too, name the incident, or '*' for every report.", err=True)


def _state(one: "Restriction", zone: str | None) -> str:
    from datetime import UTC, datetime

    by = clock(zone)
    if one.lifted:
        return f"lifted by {one.lifted_by}"
    if one.until:
        return ("until " if one.stands(datetime.now(UTC)) else "over since ") + by.both(one.until)
    return "stands"
