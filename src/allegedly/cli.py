"""The command line: thin commands, no logic. Heavy parts are imported inside the commands that need them."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="rich")


@app.callback()
def desk() -> None:
    """Who claims what, how strongly, on what evidence."""


@app.command()
def batch(
    reports: Annotated[Path, typer.Argument(help="JSON Lines of reports (.jsonl or .jsonl.gz).")],
    out: Annotated[Path, typer.Option(help="Folder for the four result files.")],
) -> None:
    """Read reports, write attributions, claims, mentions and incidents; no store needed."""
    from allegedly import pipeline

    pipeline.batch(reports, out)


def main() -> None:
    """Entry point."""
    app()
