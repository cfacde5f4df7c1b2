"""Track records, for terminal and page: counts with intervals, a line for each kind of happening."""

from collections.abc import Sequence
from itertools import groupby
from math import sqrt

from rich.console import Console
from rich.text import Text

from allegedly.model import Track

Z = 1.96  # a 95% interval


def interval(count: int, of: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson 1927): honest for few cases, where a plain share is not."""
    if not of:
        return 0.0, 1.0
    share = count / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))


def track(rows: Sequence[Track], console: Console) -> None:
    """A voice with a line for each kind of happening: how many statements, and what became of them."""
    for _, mine in groupby(rows, key=lambda r: r.origin):
        for n, row in enumerate(mine):
            if not n:
                console.print(Text(row.name, style="bold"))
            console.print(Text(f"    {row.topic or 'other':<15}{row.statements:>4} said: {told(row)}"), soft_wrap=True)


def told(row: Track) -> str:
    """Each outcome that occurred with its count; of several statements, the interval of the share."""
    return ", ".join(f"{count} {name}{share(count, row.statements)}" for name, count in outcomes(row) if count)


def outcomes(row: Track) -> tuple[tuple[str, int], ...]:
    """What may become of a statement, in words, and of how many it did."""
    return (
        ("contradicted", row.contradicted),
        ("acknowledged", row.acknowledged),
        ("withdrawn", row.retracted),
        ("revised", row.updated),
        ("left alone", row.left),
    )


def share(count: int, of: int) -> str:
    """The interval, where there is more than one statement to take a share of."""
    low, high = interval(count, of)
    return f" ({low:.0%}-{high:.0%})" if of > 1 else ""
