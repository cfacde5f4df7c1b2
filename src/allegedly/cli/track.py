"""`allegedly track`: what became of each voice's statements."""

from collections import Counter
from typing import Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, console, json_lines, opened

EXAMPLES = ("allegedly track", "allegedly track governor --json", "allegedly track --least 5")


def track(
    who: Annotated[str, typer.Argument(help="Part of a voice's name; empty: all.")] = "",
    least: Annotated[int, typer.Option(min=1, help="Only voices with so many statements on a kind of happening.")] = 1,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """What became of each voice's statements: contradicted, acknowledged, withdrawn, revised, left alone."""
    from allegedly.publish.track import track as shown

    rows = [r for r in opened(store).track() if r.statements >= least and who.casefold() in r.name.casefold()]
    if as_json:
        json_lines(rows)
    elif not rows:
        typer.echo("No voice fits. Shorten the name or lower --least.")
    else:
        whole = Counter[str]()
        for row in rows:
            whole[row.origin] += row.statements
        shown(sorted(rows, key=lambda r: (-whole[r.origin], r.origin, -r.statements, r.topic or "")), console())
        typer.echo("Counts of this desk, with 95% intervals of the share; no score, and the same for every party.")
