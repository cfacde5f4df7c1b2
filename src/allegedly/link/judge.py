"""What persons decided overrides what was computed: merge, split, reject. Dated, signed and reversible.

Targets are report ids, item ids or incident ids as they stood without the judgement.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from allegedly.link.cluster import Clusters
from allegedly.model import Judgement, digest


class Meant(NamedTuple):
    """The items that a target means: `whole` where it is an incident, which is all that is grouped with them."""

    items: tuple[str, ...]
    whole: bool = False


Targets = Callable[[str], Meant]
KINDS = ("merge", "split", "reject")


def incident_id(item: str) -> str:
    """The id of an incident that is named after an item."""
    return digest("incident", item, size=8)


def meant(one: Judgement, targets: Targets) -> set[str]:
    """The items that a judgement names, themselves or by their incident."""
    return {item for target in one.target for item in targets(target).items} if one.kind in KINDS else set()


def judge(clusters: Clusters, judgements: Iterable[Judgement], targets: Targets) -> Clusters:
    """Apply standing judgements in order of time."""
    here = {name for group in clusters for name in group}
    for one in judgements:
        if one.kind in KINDS and not here.isdisjoint(meant(one, targets)):
            clusters = _apply(clusters, one, targets)
    return sorted(tuple(sorted(group)) for group in clusters if group)


def _apply(clusters: Clusters, one: Judgement, targets: Targets) -> Clusters:
    named = _named(clusters, one.target, targets)
    if one.kind == "merge":
        touched = [g for g in clusters if set(g) & named]
        return [g for g in clusters if not set(g) & named] + [tuple(n for g in touched for n in g)]
    rest = [tuple(n for n in g if n not in named) for g in clusters]
    if one.kind == "split":
        return [*rest, tuple(sorted(named))]
    # A rejected report leaves its incident and stands alone.
    return [*rest, *((name,) for name in sorted(named))]


def _named(clusters: Clusters, target: Sequence[str], targets: Targets) -> set[str]:
    """The items that a judgement's targets mean, as far as they are held."""
    found: set[str] = set()
    for one in map(targets, target):
        for group in clusters:
            mine = set(group).intersection(one.items)
            found |= set(group) if mine and one.whole else mine
    return found
