"""What a run shows while it works and when it ends. All of it goes to standard error."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # else a command that only prints would load the stages
    from allegedly.bulk import Progress
    from allegedly.model import Rejection
    from allegedly.tally import Tally


NAMED = 30  # records left out for one reason that are named; the rest is counted, and `--json` names all


@contextmanager
def progress() -> "Iterator[Progress]":
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        from allegedly.bulk import unseen

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


def lines(word: str, rejections: "Iterable[Rejection]", most: int) -> Iterator[str]:
    """One line a reason: what was dropped, why, what to do, and where (at most so many places are named)."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in rejections:
        groups.setdefault((one.reason, one.mend), []).append(one.record)
    for (reason, mend), records in groups.items():
        named = "; ".join(records[:most]) + (f"; and {len(records) - most:,} more" if len(records) > most else "")
        what = f"{named}: {reason}" if len(records) == 1 else f"{reason} ({len(records):,} times): {named}"
        yield shown(f"{word:9} {what.removesuffix('.')}." + (f" {mend}" if mend else ""))


def shown(words: str) -> str:
    """The words without control characters: an input's own text must not steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)


def tell(tally: "Tally") -> None:
    """What was left out, by reason and name, and the sums."""
    for text in (*lines("note", tally.notes, 3), *lines("rejected", tally.rejections, NAMED)):
        print(text, file=sys.stderr)
    print(sums(tally), file=sys.stderr)


def as_row(tally: "Tally") -> str:
    """The run as one JSON object."""
    import msgspec

    return msgspec.json.encode(tally).decode()


def sums(tally: "Tally") -> str:
    """The run in one line."""
    parts = [f"{tally.reports:,} reports", f"{len(tally.rejections):,} rejected"]
    if tally.anew:
        parts[0] += f", {tally.anew:,} of them read anew"
    if tally.repeats:
        parts.append(f"{tally.repeats:,} held already")
    parts += [f"{tally.attributions:,} attributions", f"{tally.claims:,} claims", f"{tally.incidents:,} incidents"]
    spent = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in tally.seconds.items() if seconds >= 0.05)
    parts.append(f"{sum(tally.seconds.values()):.1f} s" + (f" ({spent})" if spent else ""))
    return " · ".join(parts)
