"""`allegedly batch`: the exchange contract, without a store."""

from typing import Annotated, Literal

import typer

from allegedly.cli.desk import EngineOption, SchedulerOption, one_of, said

EXAMPLES = (
    "allegedly batch reports.jsonl --out result",
    "allegedly batch reports.jsonl.gz --out result --jobs 2",
    "allegedly batch 'years/*.jsonl.zst' archive.wacz --out result --as parquet",
    "allegedly batch s3://desk/years --out s3://desk/result --engine dask --scheduler tcp://10.0.0.5:8786",
)


def batch(
    reports: Annotated[
        list[str],
        typer.Argument(
            help="Reports: files, folders, 'patterns*', s3://...: JSON Lines, CSV, Parquet, WARC, WACZ (.gz, .zst), "
            "or any format that `add` reads."
        ),
    ],
    out: Annotated[
        str,
        typer.Option(
            help="Folder, or s3://bucket/folder, for attributions, claims, mentions and incidents.", show_default=False
        ),
    ],
    as_: Annotated[str, typer.Option("--as", help="jsonl (the exchange contract), or parquet.")] = "jsonl",
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
) -> None:
    """Read reports, write what they claim and which incidents they concern. Needs no store."""
    from allegedly import pipeline
    from allegedly.cli.progress import progress, tell
    from allegedly.read import Options
    from allegedly.settings import read_settings
    from allegedly.stages import Choice

    extractor = "fast" if fast else None
    settings = read_settings(jobs=jobs, extractor=extractor, engine=engine, scheduler=scheduler)
    options = Options(max_chars=settings.max_chars)
    choice = Choice(options, settings.extractor, settings.jobs, strict, settings.engine, settings.scheduler, said)
    kind: Literal["jsonl", "parquet"] = "parquet" if one_of(as_, ("jsonl", "parquet"), "--as") == "parquet" else "jsonl"
    with progress() as watch:
        tally = pipeline.batch(reports, out, choice, watch, kind)
    tell(tally)
    if not tally.reports:
        raise typer.Exit(1)
