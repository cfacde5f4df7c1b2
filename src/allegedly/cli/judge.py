"""`allegedly judge`: what a person decides, dated and signed; it survives reprocessing and can be undone."""

from typing import Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, ZoneOption, absent, clock, console, json_lines, opened, written
from allegedly.cli.seeing import follow

app = typer.Typer(
    no_args_is_help=True,
    help="Decide what the rules cannot: group reports, join or part voices, grade sources. Signed, dated, reversible.",
)

What = Annotated[
    list[str], typer.Argument(help="Ids of incidents or reports, or the start of them.", metavar="WHAT...")
]
Reports = Annotated[
    list[str], typer.Argument(help="Ids of reports; REPORT#N is one item of a digest.", metavar="REPORT...")
]
Voices = Annotated[list[str], typer.Argument(help="Names or keys of voices, or ids of reports.", metavar="VOICE...")]
By = Annotated[str | None, typer.Option("--by", help="Who decides (default: $ALLEGEDLY_BY).", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Why; shown wherever the decision is.", show_default=False)]
Topic = Annotated[
    str, typer.Option(help="Only on this kind of happening: killed, attack, interception ...", show_default=False)
]
Needed = Annotated[str, typer.Option("--reason", help="Why (required); shown wherever the decision is.")]

EXAMPLES = {
    "merge": ("allegedly judge merge 3f2a 9c01 --by 'A. Editor' --reason 'same street, same hour'",),
    "split": ("allegedly judge split tg77-12 tg77-15 --reason 'the second strike'", "allegedly judge split 9c01"),
    "move": ("allegedly judge move tg77-12 --to 9c01",),
    "reject": ("allegedly judge reject tg77-12 --reason 'footage of 2022'",),
    "pin": ("allegedly judge pin 3f2a", "allegedly judge pin tg77-12 wire-3"),
    "apart": ("allegedly judge apart 3f2a 9c01 --reason 'two plants'",),
    "same-origin": ("allegedly judge same-origin 'Gull channel' 'Tern channel' --reason 'one editor'",),
    "independent": ("allegedly judge independent tg77-12 wire-3 --reason 'own correspondents'",),
    "letter": ("allegedly judge letter 'Gull channel' C --topic killed --reason 'tolls revised within a day'",),
    "discount": ("allegedly judge discount 3f2a --reason 'an exercise; see wire-9'",),
    "list": ("allegedly judge list", "allegedly judge list 3f2a --json"),
    "undo": ("allegedly judge undo 5b7e --reason 'a slip'",),
}


def merge(
    what: What, by: By = None, reason: Reason = "", store: StoreOption = None, zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """These incidents (or those of these reports) are one."""
    _decide("merge", what, by, reason, _Where(store, zone, as_json))


def split(
    reports: Reports, by: By = None, reason: Reason = "", store: StoreOption = None, zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """These reports, or an incident that was merged into another, are an incident of their own."""
    _decide("split", reports, by, reason, _Where(store, zone, as_json))


def move(
    reports: Reports,
    to: Annotated[str, typer.Option("--to", help="The incident (or a report in it) that they belong to.")],
    by: By = None, reason: Reason = "", store: StoreOption = None, zone: ZoneOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """These reports belong to another incident."""
    _decide("move", [*reports, to], by, reason, _Where(store, zone, as_json))


def reject(
    reports: Reports, by: By = None, reason: Reason = "", store: StoreOption = None, zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Each of these reports belongs to no incident of others, whatever comes."""
    _decide("reject", reports, by, reason, _Where(store, zone, as_json))


def pin(
    what: What, by: By = None, reason: Reason = "", store: StoreOption = None, zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """What is together now stays together, whatever comes."""
    _decide("pin", what, by, reason, _Where(store, zone, as_json))


def apart(
    what: What, by: By = None, reason: Reason = "", store: StoreOption = None, zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """These incidents or reports are not one happening, whatever comes."""
    _decide("apart", what, by, reason, _Where(store, zone, as_json))


def same_origin(
    voices: Voices, by: By = None, reason: Reason = "", store: StoreOption = None, zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """These are one voice, the first one's; of a report its own words are meant. Named voices are one everywhere."""
    _decide("same-origin", voices, by, reason, _Where(store, zone, as_json))


def independent(
    voices: Voices, by: By = None, reason: Reason = "", store: StoreOption = None, zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """These are voices of their own that count, though the rules took them for one or for unknown."""
    _decide("independent", voices, by, reason, _Where(store, zone, as_json))


def letter(
    source: Annotated[str, typer.Argument(help="Name or key of a voice.")],
    letter: Annotated[str, typer.Argument(help="A (reliable) to F (no basis to judge).")],
    reason: Needed,
    topic: Topic = "",
    by: By = None, store: StoreOption = None, zone: ZoneOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Grade a source's reliability (Admiralty code). It stands beside its name and moves no other grade."""
    _decide("letter", [source], by, reason, _Where(store, zone, as_json), letter.upper(), topic)


def discount(
    incident: Annotated[str, typer.Argument(help="Id of the incident or the start of it.")],
    reason: Needed, by: By = None, store: StoreOption = None, zone: ZoneOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """The incident did not happen as it is told: only a person can say that, with a reason."""
    _decide("discount", [incident], by, reason, _Where(store, zone, as_json))


def listed(
    incident: Annotated[str, typer.Argument(help="Only what touches this incident.")] = "",
    standing: Annotated[bool, typer.Option("--standing", help="Without what was undone.")] = False,
    store: StoreOption = None, zone: ZoneOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """List what was decided, oldest first; what was undone stays in the list."""
    from allegedly.publish.decisions import decisions

    desk = opened(store)
    try:
        rows = desk.judgements(desk.incident(incident)) if incident else desk.decisions()
    except KeyError as error:
        raise absent(error) from error
    rows = [one for one in rows if not (standing and one.undone)]
    if as_json:
        json_lines(rows)
    elif not rows:
        typer.echo("Nobody has decided anything. See how: allegedly judge --help")
    else:
        decisions(rows, console(), clock(zone))


def undo(
    decision: Annotated[str, typer.Argument(help="Id of the decision or the start of it (allegedly judge list).")],
    by: By = None, reason: Reason = "", store: StoreOption = None, zone: ZoneOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Undo a decision: the desk is as if it had never been taken; the list remembers it."""
    from allegedly.publish.decisions import taken

    done = written(store).undo(decision, _who(by), reason)
    follow(store)
    if as_json:
        json_lines([done])
    else:
        taken(done, console(), clock(zone))


class _Where:
    """Which desk, and how to print what was done."""

    def __init__(self, store: str | None, zone: str | None, as_json: bool) -> None:
        self.store, self.zone, self.as_json = store, zone, as_json


def _decide(
    kind: str, target: list[str], by: str | None, reason: str, where: _Where, value: str = "", topic: str = ""
) -> None:
    from allegedly.model import Wish
    from allegedly.publish.decisions import taken

    done = written(where.store).decide(Wish(kind, tuple(target), _who(by), reason, value, topic))
    follow(where.store)
    if where.as_json:
        json_lines([done])
    else:
        taken(done, console(), clock(where.zone))


def _who(by: str | None) -> str:
    from allegedly.settings import read_settings

    return read_settings(by=by).by


def _register() -> None:
    commands = (merge, split, move, reject, pin, apart, same_origin, independent, letter, discount, listed, undo)
    for command in commands:
        name = "list" if command is listed else command.__name__.replace("_", "-")
        examples = "\n\n".join(f"  {line}" for line in EXAMPLES[name])
        app.command(name, epilog=f"[bold]Examples[/]\n\n{examples}")(command)


_register()
