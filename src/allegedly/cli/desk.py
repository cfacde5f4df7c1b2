"""What the commands share: the options that they have in common, and how they open the desk."""

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from allegedly.desk.stored import StoredDesk, Watched
    from allegedly.judging import Judging
    from allegedly.model import Watch
    from allegedly.model.home import Home
    from allegedly.model.vocabulary import KnownBy
    from allegedly.publish.clock import Clock
    from allegedly.settings import Settings
    from allegedly.store import Store

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PLACE",
        help="The desk: its file, or postgresql://... (default: $ALLEGEDLY_STORE, or desk.db here).",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line, instead of tables.")]
ZoneOption = Annotated[
    str | None,
    typer.Option("--zone", help="Clock to print times by, such as Europe/Kyiv (default: UTC).", show_default=False),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="As known at this time: 2024-01-04T18:00 (in the zone), or a day.", show_default=False
    ),
]
KnownByOption = Annotated[
    str,
    typer.Option("--known-by", help="By which clock: published, or seen (when this desk first held it)."),
]


EngineOption = Annotated[
    str | None,
    typer.Option(help="local (default), or dask: a cluster, its own or a scheduler's.", show_default=False),
]
SchedulerOption = Annotated[
    str | None, typer.Option(help="A Dask scheduler, such as tcp://10.0.0.5:8786.", show_default=False)
]
LogOption = Annotated[
    str | None,
    typer.Option(help="A log on standard error: text, or json. None unless set.", show_default=False),
]


def said(line: str) -> None:
    """Words of a run to the user, beside the results."""
    typer.echo(line, err=True)


def examples(lines: Iterable[str]) -> str:
    """Commands to copy, for the foot of a help page."""
    return "[bold]Examples[/]\n\n" + "\n\n".join(f"  {line}" for line in lines)


def roomy(store: "Home") -> "Home":
    """Where the store is, a file's folder made. Raises StoreFailed where that cannot be."""
    from allegedly.errors import StoreFailed

    if not isinstance(store, Path):
        return store
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFailed(
            f"{store.parent}: this folder cannot be made: {error.strerror}. Name another by --store."
        ) from error
    return store


def opened(store: str | None) -> "StoredDesk":
    """The desk, for reading."""
    from allegedly.desk.stored import StoredDesk
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings = read_settings(store=store)
    held = Store.open(settings.store)
    return StoredDesk(held.view(), watching(held, settings))


def watching(held: "Store", settings: "Settings") -> "Watched":
    """When sources were watched, as far as there is a file of them."""

    def watched(since: datetime) -> "Sequence[Watch]":
        from allegedly.collect.sources import read_sources
        from allegedly.watch.stretches import stretches

        return stretches(held, lambda: read_sources(settings.sources))(since) if settings.sources.exists() else ()

    return watched


def written(store: str | None) -> "Judging":
    """The desk, for deciding."""
    from allegedly.judging import Judging
    from allegedly.settings import read_settings
    from allegedly.store import Store

    return Judging(Store.open(read_settings(store=store).store))


def clock(zone: str | None) -> "Clock":
    """The clock to print by."""
    from allegedly.publish.clock import Clock
    from allegedly.settings import read_settings

    found = Clock(read_settings(zone=zone).zone)
    _ = found.zone  # a name that is no zone is told now, not in the middle of a table
    return found


def moment(given: str | None, by: "Clock", option: str) -> datetime | None:
    """A time given by the user; without an offset it is read by the clock that is printed."""
    from allegedly.read.dates import read_date

    if not given:
        return None
    try:
        dated = read_date(given)
    except ValueError as error:
        wrong = f"{given!r} is not a date such as 2024-01-04 or 2024-01-04T18:00"
        raise typer.BadParameter(wrong, param_hint=option) from error
    return dated.when.replace(tzinfo=by.zone) if dated.local else dated.when


def one_of(given: str, known: tuple[str, ...], option: str) -> str:
    """A value of a closed scale, or nothing: a misspelt filter must not look like an empty desk."""
    if given and given not in known:
        raise typer.BadParameter(f"{given!r} is none of {', '.join(known)}", param_hint=option)
    return given


def known_by(given: str) -> "KnownBy":
    """Which clock a moment is told by."""
    if given == "seen":
        return "seen"
    one_of(given, ("published", "seen"), "--known-by")
    return "published"


def console() -> "Console":
    """Where tables are printed: colour on a terminal only, none with NO_COLOR.

    What outlets wrote is shown without the characters by which a terminal is steered, or the direction turned.
    """
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Plain(Console):
        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
            for one in super().render(renderable, options):
                yield one if one.control else Segment(_plain(one.text), one.style)

        def on_broken_pipe(self) -> None:  # `allegedly show | head`: the reader has had enough, which is no failure
            raise BrokenPipeError

    return Plain(highlight=False)


def _plain(text: str) -> str:
    from allegedly.cli.progress import shown

    return text if text.isprintable() else "\n".join(map(shown, text.split("\n")))


def json_lines(rows: Iterable[object]) -> None:
    """One JSON object a line on standard output."""
    import msgspec

    for row in rows:
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


def absent(error: KeyError) -> typer.BadParameter:
    """Nothing, or too much, has this id."""
    return typer.BadParameter(f"{error.args[0]}. See what there is: allegedly incidents")
