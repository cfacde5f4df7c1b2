"""Which rows and columns of a matrix are shown, and which are folded, so that a page stays readable.

Rows go by kind of happening, contested ones first. Columns stand in the matrix's order; where they are too many, voices
in a conflict and those that others carry keep their column, whoever they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegedly.model import Assessment, Cell, Origin, Proposition
from allegedly.publish import marks

MANY_ROWS = 24  # beyond this, rows without conflict fold within their group
KEPT = 3  # rows without conflict that a folded group still shows


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, its rows, and those folded under it."""

    name: str
    rows: tuple[Proposition, ...]
    folded: tuple[Proposition, ...] = ()


def groups(assessed: Assessment, fold: bool = True) -> list[Group]:
    """The rows in groups, in the order in which a reader asks."""
    by_key = {p.key: p for p in assessed.propositions}
    rows = [by_key[k] for k in assessed.matrix.rows if k in by_key]
    found = []
    for name in marks.GROUPS:
        mine = [p for p in rows if marks.group(p.event) == name]
        mine.sort(key=lambda p: (p.status != "contested", -len(p.origins)))
        if mine:
            keep = len(mine)
            if fold and len(rows) > MANY_ROWS:
                keep = max(KEPT, sum(p.status == "contested" for p in mine))
            found.append(Group(name, tuple(mine[:keep]), tuple(mine[keep:])))
    return found


def columns(assessed: Assessment, most: int) -> tuple[list[Origin], list[Origin]]:
    """The origins that keep a column, in the matrix's order, and the rest."""
    by_key = {o.key: o for o in assessed.origins}
    every = [by_key[k] for k in assessed.matrix.columns if k in by_key]
    if len(every) <= most:
        return every, []
    disputed = {
        origin
        for p in assessed.propositions
        if p.status == "contested"
        for origin in _speaking(assessed.matrix.cells, p.key)
    }
    ranked = sorted(every, key=lambda o: (not o.counts, o.key not in disputed, -len(o.carriers), -len(o.claims)))
    kept = {o.key for o in ranked[:most]}
    return [o for o in every if o.key in kept], [o for o in every if o.key not in kept]


def folded(cells: Iterable[Cell], row: str, rest: Sequence[Origin]) -> list[Cell]:
    """The cells of a row that stand in folded columns."""
    keys = {o.key for o in rest}
    return [c for c in cells if c.proposition == row and c.origin in keys]


def _speaking(cells: Iterable[Cell], row: str) -> list[str]:
    return [c.origin for c in cells if c.proposition == row and c.stance in {"affirm", "deny"}]
