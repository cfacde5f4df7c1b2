"""Which rows and columns of a matrix are shown, and which are folded, so that a page stays readable.

Rows go by kind of happening, contested and best evidenced ones first; what one voice tells once is folded where rows
are many. Columns go by how much of the dispute a voice bears, then by how many carry it, whoever it is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from allegedly.model import Assessment, Cell, Origin, Proposition
from allegedly.publish import marks

MANY_ROWS = 12  # beyond this, rows that one voice tells once fold within their group
KEPT = 3  # rows without conflict that a folded group still shows
STANDING = ("contested", "corroborated", "withdrawn", "single_origin", "discounted", "unassessed")


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
        mine = sorted((p for p in rows if marks.group(p.event) == name), key=partial(_rank, assessed))
        if mine:
            keep = len(mine)
            if fold and len(rows) > MANY_ROWS:
                plain = [p for p in mine if not slight(p, assessed)]
                keep = max(sum(p.status == "contested" for p in mine), min(KEPT, len(plain)))
            found.append(Group(name, tuple(mine[:keep]), tuple(mine[keep:])))
    found.sort(key=lambda g: not any(p.status == "contested" for p in g.rows))
    return found


def _rank(assessed: Assessment, p: Proposition) -> tuple[object, ...]:
    """Contested first, then by standing, by whether one voice tells it once, by voices, by grade, by claims."""
    told = len(p.affirm) + len(p.deny)
    return STANDING.index(p.status), slight(p, assessed), -len(p.origins), p.credibility, -told


def slight(p: Proposition, assessed: Assessment) -> bool:
    """Does one outlet alone tell it, once, in its own voice, and nobody dispute it; or is it only denied?"""
    if p.status in ("contested", "corroborated", "withdrawn"):
        return False
    if not p.affirm:
        return True
    outlets = {o.key for o in assessed.origins if o.kind in ("outlet", "channel", "media")}
    return len(p.affirm) < 2 and set(p.origins) <= outlets


def columns(assessed: Assessment, most: int) -> tuple[list[Origin], list[Origin]]:
    """The origins that keep a column, and the rest: most disputed first, then most carried, then as told."""
    by_key = {o.key: o for o in assessed.origins}
    every = [by_key[k] for k in assessed.matrix.columns if k in by_key]
    disputed = Counter(
        origin
        for p in assessed.propositions
        if p.status == "contested"
        for origin in _speaking(assessed.matrix.cells, p.key)
    )
    every.sort(key=lambda o: (not o.counts, -disputed[o.key], -len(o.carriers), -len(o.claims)))
    return every[:most], every[most:]


def folded(cells: Iterable[Cell], row: str, rest: Sequence[Origin]) -> list[Cell]:
    """The cells of a row that stand in folded columns."""
    keys = {o.key for o in rest}
    return [c for c in cells if c.proposition == row and c.origin in keys]


def _speaking(cells: Iterable[Cell], row: str) -> list[str]:
    return [c.origin for c in cells if c.proposition == row and c.stance in {"affirm", "deny"}]
