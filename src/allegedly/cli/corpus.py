"""`allegedly corpus check`: is annotated material sound?"""

from pathlib import Path
from typing import Annotated

import typer

from allegedly.cli.desk import JsonOption, console, examples, json_lines

EXAMPLES = ("allegedly corpus check corpus/en corpus/ru corpus/uk", "allegedly corpus check samples/plant-explosion")

app = typer.Typer(no_args_is_help=True, help="Annotated reports: check them.")


@app.callback()
def corpus() -> None:
    """Annotated reports: folders with reports.jsonl and reports_gold.jsonl."""


@app.command(epilog=examples(EXAMPLES))
def check(
    folders: Annotated[list[Path], typer.Argument(help="Folders with reports.jsonl and reports_gold.jsonl.")],
    as_json: JsonOption = False,
) -> None:
    """Check that annotated words stand in their texts, names are known, and twins agree."""
    from allegedly.corpus import faults

    found = [fault for folder in folders for fault in faults(folder)]
    if as_json:
        json_lines(found)
    else:
        out = console()
        for one in found:
            out.print(f"{one.where}: {one.what}\n      mend it: {one.mend}", markup=False, soft_wrap=True)
        out.print(f"{len(folders)} folders, {len(found)} faults", markup=False)
    if found:
        raise typer.Exit(1)
