"""Which rows and columns of a matrix are shown, and which are folded, so that a page stays readable.

Rows go by kind of happening, contested and best evidenced ones first; what one voice tells once is folded where rows
are many. Columns go by how much of the dispute a voice bears, then by how many carry it, whoever it is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from allegedly.model import Assessment, Cell, Origin, Proposition
from allegedly.model.vocabulary import Occurrence
from allegedly.publish import marks
from allegedly.publish.tongue import later

MOST_ROWS = 24  # beyond this, a page shows what is contested, and the rest of each group in one line
MOST_COLUMNS = 10  # of a page; beyond this, voices fold by what they are
DISPUTED_COLUMNS = 6  # voices that keep a column of their own then
# What a voice is, as the heads of a page's columns tell it: the same order for whoever speaks.
FAMILIES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("offices", later("Offices"), frozenset({"official", "military"})),
    ("people", later("People and groups"), frozenset({"witness", "person", "group"})),
    ("outlets", later("Outlets and channels"), frozenset({"outlet", "channel", "media"})),
    ("unknown", later("Origin not known"), frozenset()),
)
MANY_ROWS = 12  # beyond this, rows that one voice tells once fold within their group
KEPT = 3  # rows without conflict that a folded group still shows
STANDING: tuple[Occurrence, ...] = (
    "contested",
    "corroborated",
    "withdrawn",
    "single_origin",
    "discounted",
    "unassessed",
)


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
    contested = {p.key for p in assessed.propositions if p.status == "contested"}
    disputed = Counter(
        c.origin for c in assessed.matrix.cells if c.proposition in contested and c.stance in ("affirm", "deny")
    )
    every.sort(key=lambda o: (not o.counts, -disputed[o.key], -len(o.carriers), -len(o.claims)))
    return every[:most], every[most:]


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that stand together under one head; `folded`: one column of counts stands for all of them."""

    key: str
    name: str
    origins: tuple[Origin, ...]
    folded: bool = False


def blocks(assessed: Assessment, opened: frozenset[str] = frozenset(), whole: bool = False) -> list[Block]:
    """A page's columns by what the voices are, then by when they first spoke.

    Where they are many, those that a dispute rests on keep a column and the rest fold, except families that are
    `opened`. Nothing folds if `whole`.
    """
    every, _none = columns(assessed, len(assessed.matrix.columns))
    if whole or len(every) <= MOST_COLUMNS:
        return _by_family(every, None)
    sides = _sides(assessed)
    chosen = _from_both(every, sides)
    kept = sorted((o for o in every if o.key in chosen), key=_place)
    speaking = {key for pair in sides for side in pair for key in side}
    name = later("In a conflict") if any(o.key in speaking for o in kept) else later("Most repeated")
    rest = _by_family((o for o in every if o.key not in chosen), opened)
    return [Block("kept", name, tuple(kept)), *rest]


def _sides(assessed: Assessment) -> list[tuple[set[str], set[str]]]:
    """Who affirms and who denies each contested row, the row with the most voices first."""
    said: dict[str, tuple[set[str], set[str]]] = {
        p.key: (set(), set()) for p in assessed.propositions if p.status == "contested"
    }
    for c in assessed.matrix.cells:
        if c.proposition in said and c.stance in ("affirm", "deny"):
            said[c.proposition][c.stance == "deny"].add(c.origin)
    return sorted(said.values(), key=lambda pair: -len(pair[0] | pair[1]))


def _from_both(ranked: Sequence[Origin], sides: Sequence[tuple[set[str], set[str]]]) -> set[str]:
    """Which voices keep a column: of each side of a dispute by turns, the most disputed row first; then as ranked.

    No side is left out of sight because the other has more voices.
    """
    kept: set[str] = set()
    for turn in range(DISPUTED_COLUMNS):
        for pair in sides[: 1 if turn else None]:
            for side in pair:
                mine = [o.key for o in ranked if o.key in side]
                if len(kept & side) <= turn and len(kept) < DISPUTED_COLUMNS:
                    kept |= set([key for key in mine if key not in kept][:1])
    return kept | set([o.key for o in ranked if o.key not in kept][: DISPUTED_COLUMNS - len(kept)])


def _by_family(origins: Iterable[Origin], opened: frozenset[str] | None) -> list[Block]:
    """Voices by what they are, folded but for those `opened`; None folds nothing."""
    held = sorted(origins, key=_place)
    found = []
    for key, name, _kinds in FAMILIES:
        if mine := tuple(o for o in held if family(o) == key):
            found.append(Block(key, name, mine, opened is not None and key not in opened))
    return found


def family(origin: Origin) -> str:
    """What a voice is: an office, people, an outlet, or nothing that is known."""
    if not origin.counts:
        return "unknown"
    known = next((key for key, _name, kinds in FAMILIES if origin.kind in kinds), "")
    return known or ("outlets" if origin.key.startswith("outlet:") else "unknown")


def _place(origin: Origin) -> tuple[int, bool, float, str]:
    at = origin.first.timestamp() if origin.first else 0.0
    return [key for key, *_rest in FAMILIES].index(family(origin)), origin.first is None, at, origin.key


def sections(assessed: Assessment) -> list[Group]:
    """The rows of a page: as in `groups`, but beyond `MOST_ROWS` contested ones alone stand, if there are any."""
    found = groups(assessed)
    disputed = any(p.status == "contested" for g in found for p in g.rows)
    if len(assessed.matrix.rows) <= MOST_ROWS or not disputed:
        return found
    parted = []
    for g in found:
        every = (*g.rows, *g.folded)
        standing = tuple(p for p in every if p.status == "contested")
        parted.append(Group(g.name, standing, tuple(p for p in every if p.status != "contested")))
    return parted


@dataclass(frozen=True, slots=True)
class Siding:
    """Two voices: the rows on which they stand on one side, and those on which they contradict each other."""

    a: Origin
    b: Origin
    together: tuple[str, ...]
    against: tuple[str, ...]


def sidings(assessed: Assessment) -> list[Siding]:
    """Who sides with whom: voices that contradict each other, or agree on two rows or more; most contrary first."""
    by_key = {o.key: o for o in assessed.origins if o.counts}
    stands: dict[str, dict[str, str]] = {}
    for c in assessed.matrix.cells:
        if c.origin in by_key and c.stance in ("affirm", "deny"):
            stands.setdefault(c.proposition, {})[c.origin] = c.stance
    met: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for row, said in stands.items():
        for a, b in combinations(sorted(said), 2):
            met.setdefault((a, b), ([], []))[said[a] != said[b]].append(row)
    found = [Siding(by_key[a], by_key[b], tuple(t), tuple(x)) for (a, b), (t, x) in met.items() if x or len(t) > 1]
    return sorted(found, key=lambda s: (-len(s.against), -len(s.together), s.a.key, s.b.key))


def folded(cells: Iterable[Cell], row: str, rest: Sequence[Origin]) -> list[Cell]:
    """The cells of a row that stand in folded columns."""
    keys = {o.key for o in rest}
    return [c for c in cells if c.proposition == row and c.origin in keys]
