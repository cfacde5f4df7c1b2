"""Conflicts as a reader meets them: each dispute once, in one plain sentence that says what stands against what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from allegedly.assess.origins import Voice
from allegedly.knowledge.actors import actors
from allegedly.knowledge.reasons import Values, conflict_words
from allegedly.model import Conflict, Span
from allegedly.model.vocabulary import ConflictKind

MOST_NAMES = 3


def folded(found: Iterable[Conflict], heard: Mapping[str, Voice]) -> tuple[Conflict, ...]:
    """Conflicts of one kind, rule and subject whose sides share claims or voices, as one; sorted."""
    alike: dict[tuple[object, ...], list[Conflict]] = defaultdict(list)
    for c in found:
        alike[c.kind, c.rule, c.settled, c.values].append(c)
    made = _once([c for group in alike.values() for c in _merged(group, heard)])
    return tuple(sorted((_worded(c, heard) for c in made), key=lambda c: (c.kind, c.a, c.b, c.rule, c.spans)))


def _once(found: Sequence[Conflict]) -> list[Conflict]:
    """Without those that lie within another: the same claims against one another, by another rule or kind."""
    sides = [(frozenset(c.a), frozenset(c.b)) for c in found]

    def within(n: int, m: int) -> bool:
        (a, b), (x, y) = sides[n], sides[m]
        inside = (a <= x and b <= y) or (a <= y and b <= x)
        return inside and (len(a) + len(b) < len(x) + len(y) or m < n)

    of_claim: dict[str, list[int]] = defaultdict(list)
    for n, c in enumerate(found):
        for claim in (*c.a, *c.b):
            of_claim[claim].append(n)
    return [
        c
        for n, c in enumerate(found)
        if not any(m != n and found[m].settled == c.settled and within(n, m) for m in of_claim[c.a[0]])
    ]


RANK: Sequence[ConflictKind] = ("polarity", "count", "cause", "actor", "place", "time")


def worst_first(found: Iterable[Conflict], heard: Mapping[str, Voice]) -> tuple[Conflict, ...]:
    """Open before settled, frames before sentences that only read alike; then by the voices on both sides."""

    def rank(c: Conflict) -> tuple[object, ...]:
        one, other = (len({heard[i].key for i in side if heard[i].counts}) for side in (c.a, c.b))
        return bool(c.settled), bool(c.spans), -min(one, other), -(one + other), RANK.index(c.kind), c.a, c.b, c.spans

    return tuple(sorted(found, key=rank))


@dataclass(slots=True)
class _Fold:
    """Conflicts that became one: its sides as sets, which grow."""

    first: Conflict
    a: set[str]
    b: set[str]
    spans: set[tuple[str, Span]]

    def take(self, other: "_Fold") -> None:
        """Become one with another."""
        self.a |= other.a
        self.b |= other.b
        self.spans |= other.spans

    def conflict(self) -> Conflict:
        """As a record, its sides sorted."""
        a, b = tuple(sorted(self.a)), tuple(sorted(self.b))
        return replace(self.first, a=a, b=b, spans=tuple(sorted(self.spans)))


def _merged(group: Sequence[Conflict], heard: Mapping[str, Voice]) -> list[Conflict]:
    """One pass per conflict: it joins every earlier one that it touches, which thereby become one."""
    if len(group) == 1:
        return [*group]
    kept: list[_Fold] = []
    for one in group:
        joined, apart = _Fold(one, set(one.a), set(one.b), set(one.spans)), []
        for other in kept:
            if _touch(joined, other, heard):
                other.take(joined)
                joined = other
            else:
                apart.append(other)
        kept = [*apart, joined]
    return [fold.conflict() for fold in kept]


def _touch(x: _Fold, y: _Fold, heard: Mapping[str, Voice]) -> bool:
    """Do two share a claim on one side, or have the same voices on both?"""
    if not x.a.isdisjoint(y.a) or not x.b.isdisjoint(y.b):
        return True
    return _voices(x.a, heard) == _voices(y.a, heard) and _voices(x.b, heard) == _voices(y.b, heard)


def _voices(claims: Iterable[str], heard: Mapping[str, Voice]) -> frozenset[str]:
    return frozenset(heard[c].key for c in claims)


def _worded(c: Conflict, heard: Mapping[str, Voice]) -> Conflict:
    """With the sentence of its rule, and the voices of its sides among its values."""
    values = (*c.values, *_names("a", c.a, heard), *_names("b", c.b, heard))
    return replace(c, explanation=conflict_words(c.rule, c.kind, values, "en"), values=values)


def _names(side: str, claims: Iterable[str], heard: Mapping[str, Voice]) -> Values:
    """The names of a side's voices with their keys, each once, the first few, and how many more there are."""
    said: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        said[heard[c].key].add(heard[c].name)
    longest = {k: max(names, key=lambda n: (len(n), n)) for k, names in said.items()}
    names = sorted((actors().shown(k, said[k]) or n, k) for k, n in longest.items())
    more = len(names) - MOST_NAMES
    shown = [pair for name, k in names[:MOST_NAMES] for pair in ((side, name), (f"{side}_key", k))]
    return [*shown, *([(f"{side}_more", str(more))] if more > 0 else [])]
