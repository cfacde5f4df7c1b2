"""`allegedly batch`: the exchange contract, without a store."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = ("allegedly batch reports.jsonl --out result", "allegedly batch export.json --out result --jobs 2")


def batch(
    reports: Annotated[
        Path, typer.Argument(help="Reports: JSON Lines (.jsonl, .jsonl.gz), or any format that `add` reads.")
    ],
    out: Annotated[Path, typer.Option(help="Folder for attributions, claims, mentions and incidents (.jsonl).")],
    jobs: Annotated[int, typer.Option(min=0, help="Processes; 0: one for few reports, all cores for many.")] = 0,
    strict: Annotated[
        bool, typer.Option(help="Stop at the first defect of the desk instead of leaving the report out.")
    ] = False,
) -> None:
    """Read reports, write what they claim and which incidents they concern. Needs no store."""
    from allegedly import pipeline
    from allegedly.cli.progress import progress, tell
    from allegedly.stages import Choice

    with progress() as watch:
        tally = pipeline.batch(reports, out, Choice(jobs=jobs, strict=strict), watch)
    tell(tally)
    if not tally.reports:
        raise typer.Exit(1)
