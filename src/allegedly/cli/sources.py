"""`allegedly sources`: what is watched, how it does, and what to do about it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, ZoneOption, console, examples, json_lines
from allegedly.cli.progress import shown
from allegedly.cli.watching import SourcesOption

if TYPE_CHECKING:
    from allegedly.publish.clock import Clock

LIST = ("allegedly sources", "allegedly sources list --json")
ADD = (
    "allegedly sources add https://gazette.example/",
    "allegedly sources add @channel t.me/another --every 5m",
    "allegedly sources add ./drop --kind folder",
)
REMOVE = ("allegedly sources remove 'Harbour Gazette'",)
IMPORT = ("allegedly sources import feeds.opml",)
EXPORT = ("allegedly sources export feeds.opml",)
MISSING = ("allegedly sources missing", "allegedly sources missing @channel --json")

app = typer.Typer(
    invoke_without_command=True, help="What is watched: list, add, remove, import, export; what went missing."
)


@app.callback()
def sources(context: typer.Context, as_json: JsonOption = False) -> None:
    """What is watched, how each source does, and how to mend what fails."""
    if context.invoked_subcommand is None:
        list_(as_json=as_json)


@app.command("list", epilog=examples(LIST))
def list_(
    sources: SourcesOption = None, store: StoreOption = None, zone: ZoneOption = None, as_json: JsonOption = False
) -> None:
    """Each source: its state, its last news, its failures and how to mend them."""
    from allegedly.cli.desk import clock
    from allegedly.collect.sources import read_sources
    from allegedly.desk.records import standings
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings, by = read_settings(store=store, sources=sources), clock(zone)
    known = read_sources(settings.sources)
    if not known.watched:
        typer.echo(f"{settings.sources}: no source yet. Add one: allegedly sources add URL")
        return
    desk = Store.open(settings.store, create=True)
    found = standings(desk, known)
    desk.close()
    if as_json:
        json_lines(found)
        return
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("source", "kind", "state", "last answer", "last news", ""):
        table.add_column(name, overflow="fold")
    for one, how in zip(known.watched, found, strict=True):
        words = how.words if how.state not in {"healthy", "off", "new"} else ""
        table.add_row(
            one.name,
            one.kind,
            how.state,
            _when(how.last_answer, by),
            _when(how.last_fresh, by),
            f"{words}\n{how.mend}".strip(),
        )
    console().print(table)


def _when(moment: "datetime | None", by: "Clock") -> str:
    return f"{moment.astimezone(by.zone):%d.%m. %H:%M}" if moment else "-"


@app.command(epilog=examples(ADD))
def add(
    urls: Annotated[list[str], typer.Argument(help="Addresses: a site, a feed, @channel, a folder.")],
    kind: Annotated[str, typer.Option(help="feed, telegram, sitemap, listing, page or folder; empty: found out.")] = "",
    name: Annotated[str, typer.Option(help="What to call it; empty: as it calls itself.")] = "",
    outlet: Annotated[str, typer.Option(help="What its reports are signed with; empty: as they are.")] = "",
    every: Annotated[str, typer.Option(help="Pause between two looks: 90s, 10m, 2h, 1d.")] = "10m",
    pages: Annotated[bool, typer.Option("--pages", help="Fetch the articles that a feed names, too.")] = False,
    media: Annotated[bool, typer.Option("--media", help="Fetch pictures and films, too.")] = False,
    sources: SourcesOption = None,
) -> None:
    """Find out what an address is, and watch it."""
    from dataclasses import replace

    from allegedly.cli.watching import tools
    from allegedly.collect.sources import Sources, add_sources, kind_of, seconds
    from allegedly.model import Watched
    from allegedly.settings import read_settings
    from allegedly.watch.discover import discover

    settings, pause = read_settings(sources=sources), seconds(every)
    found: list[Watched] = []
    if kind:
        found = [Watched(name or url, _folder(url) if kind == "folder" else url, kind_of(kind)) for url in urls]
    else:
        with tools(settings, Sources()) as with_these:
            for url in urls:
                if Path(url).is_dir():
                    found.append(Watched(Path(url).resolve().name, str(Path(url).resolve()), "folder"))
                else:
                    found += discover(url, with_these.web, with_these.fences)
    wanted = [
        replace(one, name=name or one.name, outlet=outlet, every=pause, pages=pages, media=media) for one in found
    ]
    added = add_sources(settings.sources, wanted)
    for one in added:
        typer.echo(shown(f"{one.name}: {one.kind}, {one.url}"))
    if len(added) < len(wanted):
        typer.echo(f"{len(wanted) - len(added)} watched already, and left as it was; {settings.sources} can be edited.")
    if added:
        typer.echo(f"Written to {settings.sources}. Look now: allegedly watch --once")


def _folder(path: str) -> str:
    """A folder's whole path, so that it is the same from everywhere. Raises InputMissing where there is none."""
    from allegedly.errors import InputMissing

    if not Path(path).is_dir():
        raise InputMissing(f"{path}: no such folder. Make it first, or check the path.")
    return str(Path(path).resolve())


@app.command(epilog=examples(REMOVE))
def remove(name: Annotated[str, typer.Argument(help="Its name.")], sources: SourcesOption = None) -> None:
    """Watch it no more. What it brought stays."""
    from allegedly.collect.sources import remove_source
    from allegedly.settings import read_settings

    gone = remove_source(read_settings(sources=sources).sources, name)
    typer.echo(f"{gone.name}: no longer watched.")


@app.command("import", epilog=examples(IMPORT))
def import_(
    file: Annotated[Path, typer.Argument(help="An OPML file.")],
    pages: Annotated[bool, typer.Option("--pages", help="Fetch the articles that the feeds name, too.")] = False,
    sources: SourcesOption = None,
) -> None:
    """Watch all feeds of a list that another program exported (OPML)."""
    from dataclasses import replace

    from allegedly.collect.opml import read_opml
    from allegedly.collect.sources import add_sources
    from allegedly.settings import read_settings

    found = [replace(one, pages=pages) for one in read_opml(file)]
    added = add_sources(read_settings(sources=sources).sources, found)
    typer.echo(f"{len(added)} feeds added, {len(found) - len(added)} watched already.")


@app.command(epilog=examples(EXPORT))
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; empty: the screen.", show_default=False)] = None,
    sources: SourcesOption = None,
) -> None:
    """The feeds as a list for other programs (OPML)."""
    from allegedly.collect.opml import write_opml
    from allegedly.collect.sources import read_sources
    from allegedly.errors import OutputFailed
    from allegedly.settings import read_settings

    text = write_opml(read_sources(read_settings(sources=sources).sources).watched)
    if file is None:
        typer.echo(text.decode())
        return
    try:
        file.write_bytes(text)
    except OSError as error:
        raise OutputFailed(f"{file}: cannot be written: {error.strerror}. Name another file.") from error


@app.command(epilog=examples(MISSING))
def missing(
    name: Annotated[str, typer.Argument(help="Only of this source.")] = "",
    sources: SourcesOption = None,
    store: StoreOption = None,
    zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:
    """What was seen at a source and is no longer there: last seen when, missing since when."""
    from allegedly.cli.desk import clock
    from allegedly.collect.sources import read_sources
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings, by = read_settings(store=store, sources=sources), clock(zone)
    known = read_sources(settings.sources)
    desk = Store.open(settings.store)
    chosen = [known.named(name)] if name else known.watched
    found = [gone for one in chosen for gone in desk.intake().sightings(one.name, missing=True)]
    desk.close()
    if as_json:
        json_lines(found)
        return
    for gone in found:
        times = f"last seen {_when(gone.last, by)}, missing at {_when(gone.missing, by)}"
        typer.echo(shown(f"{gone.source}: {gone.url}: {times}"))
    if not found:
        typer.echo("Nothing went missing.")
