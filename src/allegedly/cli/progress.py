"""What a run shows while it works and when it ends. All of it goes to standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from allegedly.model import Rejection
from allegedly.pipeline import Progress, unseen
from allegedly.tally import Tally


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, object] = {}

        def watch(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)  # type: ignore[arg-type]

        yield watch


def line(rejection: Rejection) -> str:
    """What was dropped, where, why and what to do, on one line free of control characters."""
    words = f"{rejection.record}: {rejection.reason}" + (f". {rejection.mend}" if rejection.mend else "")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)


def tell(tally: Tally) -> None:
    """Every record that was left out, and the sums."""
    for note in tally.notes:
        print(f"note      {line(note)}", file=sys.stderr)
    for rejection in tally.rejections:
        print(f"rejected  {line(rejection)}", file=sys.stderr)
    print(sums(tally), file=sys.stderr)


def sums(tally: Tally) -> str:
    """The run in one line."""
    parts = [f"{tally.reports:,} reports", f"{len(tally.rejections):,} rejected"]
    if tally.repeats:
        parts.append(f"{tally.repeats:,} held already")
    parts += [f"{tally.attributions:,} attributions", f"{tally.claims:,} claims", f"{tally.incidents:,} incidents"]
    return " · ".join(parts)
