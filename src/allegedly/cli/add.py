"""`allegedly add`: reports into the desk."""

from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import EngineOption, JsonOption, SchedulerOption, StoreOption, roomy, said

if TYPE_CHECKING:
    from allegedly.settings import Settings
    from allegedly.stages import Choice
    from allegedly.tally import Tally

EXAMPLES = (
    "allegedly add reports.jsonl",
    "allegedly add saved",
    "allegedly add 'saved/*.html' result.json notes.txt",
    "allegedly add posts.csv --map text=Wording,published=When",
    "zcat stream.jsonl.gz | allegedly add -",
    "allegedly add years/*.jsonl --engine dask --scheduler tcp://10.0.0.5:8786",
)


def add(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, 'patterns*', - for standard input: JSON Lines, text, HTML, CSV, Telegram."
        ),
    ],
    store: StoreOption = None,
    map_: Annotated[
        str | None,
        typer.Option(
            "--map",
            help="Columns of a table: FIELD=HEADER,... Fields: id, text, title, published, source, url, lang.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            help="The reader, where the content misleads: feed, jsonl, page, plain, preview, table, telegram.",
        ),
    ] = "",
    jobs: Annotated[
        int | None,
        typer.Option(min=0, help="Processes; 0: one for few reports, all cores for many.", show_default=False),
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Read English without its parser: four times as fast, less exact.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first defect of the desk.")] = False,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read reports, find who claims what, group them into incidents. What is held already is not done again."""
    from allegedly.cli.progress import as_row, tell
    from allegedly.read import Options
    from allegedly.settings import read_settings
    from allegedly.stages import Choice

    extractor = "fast" if fast else None
    settings = read_settings(store=store, jobs=jobs, extractor=extractor, engine=engine, scheduler=scheduler)
    options = Options(format_, columns(map_), settings.max_chars)
    choice = Choice(options, settings.extractor, settings.jobs, strict, settings.engine, settings.scheduler, said)
    tally = _added(files, settings, choice)
    if as_json:
        typer.echo(as_row(tally))
    tell(tally)
    if not tally.reports and not tally.repeats:
        raise typer.Exit(1)


def _added(files: list[str], settings: "Settings", choice: "Choice") -> "Tally":
    """The run itself, with its bar; Ctrl-C ends it with what is kept."""
    from allegedly import pipeline
    from allegedly.cli.progress import progress
    from allegedly.cli.seeing import keep_up
    from allegedly.preserve.keeper import kept_beside
    from allegedly.store import Store

    desk = Store.open(roomy(settings.store), create=True)
    try:
        with progress() as watch:
            keeper = kept_beside(desk, settings.archive, settings.operator)
            tally = pipeline.add(files, desk, choice, watch, keeper)
        keep_up(desk)
    except KeyboardInterrupt:
        held = desk.view().counts()["report"]
        typer.echo(f"Stopped. {held:,} reports are kept; the same command goes on from there.", err=True)
        raise typer.Exit(130) from None
    finally:
        desk.close()
    return tally


def columns(given: str | None) -> tuple[tuple[str, str], ...]:
    """`text=Wording,published=When` as pairs."""
    pairs = [part.partition("=") for part in (given or "").split(",") if part]
    if any(not (field and header) for field, _, header in pairs):
        raise typer.BadParameter(f"--map wants FIELD=HEADER,FIELD=HEADER, not {given!r}")
    return tuple((field.strip(), header.strip()) for field, _, header in pairs)
