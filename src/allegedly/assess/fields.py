"""In which fields two aligned sentences cannot both be right: another place, day, actor or means."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from allegedly.assess.lines import Line, Slot
from allegedly.assess.swaps import TOGETHER, actor_in_slot, means_in_slot, place_in_slot, spelt
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, best_fit
from allegedly.model.vocabulary import ConflictKind

# From this share of their masked words in common (Dice) on, two sentences are one sentence with a changed fact.
VERBATIM = 0.7


def likeness(a: Line, b: Line) -> float:
    """Dice coefficient of the masked words, 0 to 1."""
    return 2 * (a.words & b.words).total() / max(1, a.words.total() + b.words.total())


@dataclass(frozen=True, slots=True)
class Differs:
    """A field in which two texts cannot both be right, and what each of them has in it."""

    kind: ConflictKind
    x: tuple[str, ...]
    y: tuple[str, ...]


def differences(a: Line, b: Line, rules: LinkingFile, one_text: bool) -> Iterator[Differs]:
    """The fields in which two aligned sentences cannot both be right.

    Who acts is compared only in reports that are one text: others name their own.
    """
    if other_place(a, b, rules):
        yield Differs("place", _names(_own_spots(a, b)), _names(_own_spots(b, a)))
    elif one_text and (swap := place_in_slot(a, b, rules)):
        yield Differs("place", (swap.a,), (swap.b,))
    if other_day(a, b):
        yield Differs("time", tuple(sorted(a.days)), tuple(sorted(b.days)))
    if one_text and other_actor(a, b):
        yield Differs("actor", tuple(_own_actors(a, b)), tuple(_own_actors(b, a)))
    elif one_text and (swap := actor_in_slot(a, b)):
        yield Differs("actor", (swap.a,), (swap.b,))
    if other_means(a, b):
        yield Differs("cause", tuple(sorted(a.means)), tuple(sorted(b.means)))
    elif one_text and (means := means_in_slot(a, b)):
        yield Differs("cause", *means)


def whole(a: Sequence[Line], b: Sequence[Line], rules: LinkingFile) -> Iterator[tuple[Differs, Line, Line]]:
    """The fields in which two reports that are one text differ, taken whole; with the sentences that show it."""
    one, other = _together(a), _together(b)
    if other_place(one, other, rules):
        mine, theirs = _own_spots(one, other), _own_spots(other, one)
        found = Differs("place", _names(mine), _names(theirs))
        yield found, _first(a, lambda x: _spots(x, mine)), _first(b, lambda x: _spots(x, theirs))
    days, others = _own_days(one, other), _own_days(other, one)
    if days and others and not _formula(one, other):
        found = Differs("time", tuple(sorted(days)), tuple(sorted(others)))
        yield found, _first(a, lambda x: bool(x.days & days)), _first(b, lambda x: bool(x.days & others))
    means, others = one.means - other.means, other.means - one.means
    if means and others and not one.means | other.means <= TOGETHER:
        found = Differs("cause", tuple(sorted(means)), tuple(sorted(others)))
        yield found, _first(a, lambda x: bool(x.means & means)), _first(b, lambda x: bool(x.means & others))


def _together(lines: Sequence[Line]) -> Line:
    """All sentences of a report as one, in its compared fields."""
    return replace(
        lines[0],
        folded=frozenset(w for x in lines for w in x.folded),
        spots=frozenset(s for x in lines for s in x.spots),
        days=frozenset(d for x in lines for d in x.days),
        means=frozenset(m for x in lines for m in x.means),
        times=tuple(sorted({t for x in lines for t in x.times})),
        figures=frozenset(f for x in lines for f in x.figures),
    )


def _first(lines: Sequence[Line], shows: Callable[[Line], bool]) -> Line:
    return next(x for x in lines if shows(x))


def _spots(line: Line, wanted: Sequence[Spot]) -> bool:
    return any(s in wanted for _, s in line.spots)


def _own_days(a: Line, b: Line) -> frozenset[str]:
    """Days of one that fit none of the other's."""
    return frozenset(x for x in a.days if not any(x.startswith(y) or y.startswith(x) for y in b.days))


def _names(spots: Iterable[Spot]) -> tuple[str, ...]:
    return tuple(sorted({s.name for s in spots}))


def _own_spots(a: Line, b: Line) -> list[Spot]:
    """Places that one sentence names and the other does not, by their words as by what they mean."""
    known = {s.key for _, s in b.spots}
    return [
        s
        for w, s in sorted(a.spots, key=lambda p: (p[0], p[1].key))
        if s.key not in known and s.precision != "country" and _absent(w, b)
    ]


def _own_actors(a: Line, b: Line) -> list[str]:
    """Names of one sentence that the other lacks, where that one has another name for the same act.

    Sentences that are alike word for word tell one act; in others the two names stand in the same slot.
    """
    mine, theirs = {n for n, _ in a.actors}, {n for n, _ in b.actors}
    taken = [slot for n, slot in b.actors if n not in mine and _absent(n, a)]
    own = [(n, slot) for n, slot in a.actors if n not in theirs and _absent(n, b) and not _initials(n, theirs)]
    # One of the two names at least must be that of somebody who acts.
    acting = any(any(slot) for slot in taken) or any(any(slot) for _, slot in own)
    verbatim = likeness(a, b) >= VERBATIM and bool(taken) and acting
    return sorted({n for n, slot in own if verbatim or any(_same_slot(slot, s) for s in taken)})


def _initials(name: str, others: Iterable[str]) -> bool:
    """Is the name short for one of the others, or one of them for it (both as keys)?"""
    short = "".join(w[0] for w in name.split())
    return any(
        short == o
        or name == "".join(w[0] for w in o.split())
        or o.startswith(name)
        or name.startswith(o)
        or spelt(name, o)
        for o in others
    )


def _same_slot(x: Slot, y: Slot) -> bool:
    """Do two names stand between the same words? At a sentence's end one side decides."""
    return (
        any(x) and all(a & b or not a or not b for a, b in zip(x, y, strict=True)) and bool(x[0] & y[0] or x[1] & y[1])
    )


def _absent(words: str, line: Line) -> bool:
    """Does the sentence lack every one of the words?"""
    return not set(words.split()) & line.folded


def other_place(a: Line, b: Line, rules: LinkingFile) -> bool:
    """The same sentence names another place, neither a part of the first one nor near it."""
    one, other = _own_spots(a, b), _own_spots(b, a)
    return bool(one and other) and not _at_other_times(a, b) and not best_fit(one, other, rules)


def _at_other_times(a: Line, b: Line) -> bool:
    """The hours that two sentences state do not meet: formulas of two happenings, such as two raids of one night."""
    return bool(a.times and b.times) and not any(x[0] < y[1] and y[0] < x[1] for x in a.times for y in b.times)


def other_day(a: Line, b: Line) -> bool:
    """The same sentence names another day; a month fits each of its days."""
    if _formula(a, b):
        return False
    return bool(a.days and b.days) and not any(x.startswith(y) or y.startswith(x) for x in a.days for y in b.days)


def _formula(a: Line, b: Line) -> bool:
    """A formula of another day, with that day's figures."""
    return bool(a.figures and b.figures) and not a.figures & b.figures


def other_actor(a: Line, b: Line) -> bool:
    """The same sentence names another actor in the first one's stead: between the same words, in the same act."""
    return bool(_own_actors(a, b)) and bool(_own_actors(b, a))


def other_means(a: Line, b: Line) -> bool:
    """The same sentence tells of other means: a shelling for an air strike, gas for a bomb."""
    flown = a.means | b.means <= TOGETHER and likeness(a, b) < VERBATIM
    return bool(a.means and b.means) and not a.means & b.means and not flown
