"""What persons decided overrides what was computed: merge, split, move, reject, pin, apart. Dated, signed, reversible.

Decisions apply in order of time, so that of two which contradict each other the newest wins; one that is undone applies
no more, and nothing is left of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from allegedly.link.cluster import Clusters
from allegedly.model import Judgement, digest
from allegedly.model.vocabulary import GROUPING


class Meant(NamedTuple):
    """The items that a target means: `whole` where it is an incident, which is all that is grouped with them."""

    items: tuple[str, ...]
    whole: bool = False


Targets = Callable[[str], Meant]


def incident_id(item: str) -> str:
    """The id of an incident that is named after an item."""
    return digest("incident", item, size=8)


def reference(target: str) -> tuple[str, bool] | None:
    """`REPORT#N`, where no item has this id: the report, and whether its first item is meant (`REPORT#0`)."""
    report, mark, number = target.rpartition("#")
    return (report, number == "0") if mark and number.isdigit() else None


@dataclass(frozen=True, slots=True)
class Side:
    """One target: the items that it meant when it was decided, and those by which the groups of today are found."""

    items: frozenset[str]
    anchors: frozenset[str]
    whole: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A standing decision about grouping, its targets found among what is held."""

    kind: str
    sides: tuple[Side, ...]

    @property
    def items(self) -> frozenset[str]:
        """All items that it names."""
        return frozenset(item for side in self.sides for item in side.items | side.anchors)


def decided(judgements: Iterable[Judgement], targets: Targets) -> list[Decided]:
    """Standing decisions about grouping, in order of time; targets that nothing answers to any more mean nothing."""
    found = []
    for one in sorted(judgements, key=lambda j: (j.at, j.id)):
        if one.kind in GROUPING and one.undone is None:
            held = one.held if len(one.held) == len(one.target) else ((),) * len(one.target)
            found.append(Decided(one.kind, tuple(map(_side, one.target, held, [targets] * len(held)))))
    return found


def _side(target: str, held: Sequence[str], targets: Targets) -> Side:
    direct, then = targets(target), [found for ref in held if (found := targets(ref).items)]
    items = frozenset(item for found in then for item in found) or frozenset(direct.items)
    # An incident's id fails where its first report was read anew into other items: the next report stands for it.
    anchors = frozenset(direct.items or (then[0] if then else ()))
    return Side(items, anchors, direct.whole and not then)


def bound(found: Iterable[Decided]) -> Mapping[str, Sequence[str]]:
    """By item: what is named together with it."""
    ties: dict[str, set[str]] = defaultdict(set)
    for one in found:
        for item in one.items:
            ties[item] |= one.items
    return {item: sorted(others) for item, others in ties.items()}


def judge(clusters: Clusters, found: Iterable[Decided]) -> Clusters:
    """Apply decisions in their order."""
    here = {name for group in clusters for name in group}
    for one in found:
        if not here.isdisjoint(one.items):
            clusters = [group for group in APPLY[one.kind](clusters, one.sides) if group]
    return sorted(tuple(sorted(group)) for group in clusters)


def _merge(clusters: Clusters, sides: Sequence[Side]) -> Clusters:
    """The groups of all targets become one."""
    anchors = {item for side in sides for item in side.anchors}
    touched = [group for group in clusters if not anchors.isdisjoint(group)]
    others = [group for group in clusters if anchors.isdisjoint(group)]
    return [*others, tuple(name for group in touched for name in group)]


def _split(clusters: Clusters, sides: Sequence[Side]) -> Clusters:
    """What is named leaves its groups and makes one of its own."""
    named = _named(clusters, sides)
    return [*_without(clusters, named), tuple(sorted(named))]


def _reject(clusters: Clusters, sides: Sequence[Side]) -> Clusters:
    """Each report that is named leaves its group and stands alone, whatever comes."""
    named = _named(clusters, sides)
    return [*_without(clusters, named), *((name,) for name in sorted(named))]


def _move(clusters: Clusters, sides: Sequence[Side]) -> Clusters:
    """What is named leaves its groups for that of the last target."""
    return _gathered(clusters, _named(clusters, sides[:-1]), sides[-1].anchors)


def _pin(clusters: Clusters, sides: Sequence[Side]) -> Clusters:
    """What is named stays with the first of it, whatever comes."""
    return _gathered(clusters, _named(clusters, sides), sides[0].anchors)


def _apart(clusters: Clusters, sides: Sequence[Side]) -> Clusters:
    """No group holds something of two targets: what is of a later one leaves and makes its own."""
    made: Clusters = []
    for group in clusters:
        rest, own = set(group), []
        for number, side in enumerate(sides):
            mine = rest & side.items
            if mine and any(not rest.isdisjoint(other.items - side.items) for other in sides[:number]):
                own.append(tuple(sorted(mine)))
                rest -= mine
        made += [tuple(sorted(rest)), *own]
    return made


APPLY: Mapping[str, Callable[[Clusters, Sequence[Side]], Clusters]] = {
    "merge": _merge,
    "split": _split,
    "move": _move,
    "reject": _reject,
    "pin": _pin,
    "apart": _apart,
}


def _gathered(clusters: Clusters, named: set[str], anchors: Iterable[str]) -> Clusters:
    """What is named joins the first group that holds an anchor; without one nothing moves."""
    wanted = set(anchors)
    home = next((group for group in sorted(clusters) if not wanted.isdisjoint(group)), None)
    if home is None:
        return clusters
    others = [group for group in clusters if group != home]
    return [*_without(others, named), tuple(sorted({*home, *named}))]


def _without(clusters: Clusters, named: set[str]) -> Clusters:
    return [tuple(name for name in group if name not in named) for group in clusters]


def _named(clusters: Clusters, sides: Iterable[Side]) -> set[str]:
    """The items that targets mean, as far as they are here; an incident's are all that is grouped with it."""
    found: set[str] = set()
    for side in sides:
        for group in clusters:
            mine = side.items.intersection(group)
            found |= set(group) if mine and side.whole else mine
    return found
