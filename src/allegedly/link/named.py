"""Groups that no map brings together are joined by names that are theirs alone, in whatever script.

A town, plant or ship that no gazetteer knows is still called by its name in every language. A name speaks here where
most reports that have it belong to the two groups: so it is theirs however large or small the corpus is.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import fsum, sqrt
from typing import Generic, Protocol, Self, TypeVar

from allegedly.knowledge.linking import LinkingFile
from allegedly.link.cluster import Clusters
from allegedly.link.compare import at_time
from allegedly.link.items import Item
from allegedly.link.keys import number, slot
from allegedly.link.parts import Cluster, Reach
from allegedly.link.profile import Held
from allegedly.link.shelf import around
from allegedly.model import Link

# A name that more items of a few days have is nobody's own.
MOST = 200


@dataclass(frozen=True, slots=True)
class Group:
    """Items clustered so far, and how many of them have each name."""

    items: tuple[Item, ...]
    named: Counter[str]

    @property
    def key(self) -> str:
        """Its first item's id stands for it."""
        return self.items[0].id

    def __add__(self, other: "Group") -> "Group":
        return Group(tuple(sorted((*self.items, *other.items), key=lambda i: i.id)), self.named + other.named)

    def weight(self, name: str) -> float:
        """The share of its items that have the name."""
        return self.named[name] / len(self.items)


class Adding(Protocol):
    """Groups of items that together are a group."""

    @property
    def items(self) -> Sequence[Item]:
        """What is in it."""
        ...

    def __add__(self, other: Self, /) -> Self:
        """Both as one."""
        ...


G = TypeVar("G", bound=Adding)


def namesakes(group: Cluster, clusters: Reach, held: Held) -> list[Link]:
    """Links from a cluster to those that share names which are theirs alone."""
    mine = _group(group, held)
    if not _happens(mine):
        return []
    kind = "name" if _off_the_map(mine) else "unmapped"
    found: set[str] = set()
    for item in mine.items:
        near = around(slot(item.at))
        under = held.shelf.members([number(kind, n) for n in held.names(item.report)], near)
        count = Counter(key for key, _ in under)
        found.update(name for key, name in under if count[key] <= MOST)
    held.shelf.ready(found)
    links = []
    for other in clusters(sorted(found - set(group))):
        if other != group:
            a, b = (_group(g, held) for g in sorted((group, other)))
            score = _score(a, b, held) if _happens(a) and _happens(b) else 0.0
            if score >= held.rules.decision.names_joined:
                links.append(_link(a.key, b.key, score))
    return links


def _link(a: str, b: str, score: float) -> Link:
    return Link(a, b, round(score, 4), "same", (("across", round(score, 4)),), own_names.__name__, "part")


def join_named(clusters: Clusters, links: Iterable[Link], held: Held) -> tuple[Clusters, list[Link]]:
    """Join the two linked groups of the likest names until none are alike enough; and the links that say so."""
    least = held.rules.decision.names_joined
    return joined(clusters, links, lambda g: _group(g, held), Likeness(lambda a, b: _score(a, b, held), least, _link))


@dataclass(frozen=True, slots=True)
class Likeness(Generic[G]):
    """How alike two groups are, how alike they must be to be one, and the link that says that they are."""

    score: Callable[[G, G], float]
    least: float
    link: Callable[[str, str, float], Link]


def joined(
    clusters: Clusters, links: Iterable[Link], group: Callable[[Cluster], G], alike: Likeness[G]
) -> tuple[Clusters, list[Link]]:
    """Join the two likest of the linked groups until none are alike enough; and the links that say so."""
    home = {name: cluster for cluster in clusters for name in cluster}
    pairs = {tuple(sorted((home[one.a][0], home[one.b][0]))) for one in links}
    groups = {first: group(home[first]) for pair in pairs for first in pair}
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    made = [alike.link(a, b, score) for a, b, score in agglomerate(groups, near, alike.score, alike.least)]
    alone = [cluster for cluster in clusters if cluster[0] not in {first for pair in pairs for first in pair}]
    return sorted([*alone, *(tuple(sorted(i.id for i in g.items)) for g in groups.values())]), made


def agglomerate(
    groups: dict[str, G], near: dict[str, set[str]], score: Callable[[G, G], float], least: float
) -> Iterable[tuple[str, str, float]]:
    """Join the two likest neighbours, and go on with what they became; `groups` changes. Gives what was joined."""

    def scored(name: str) -> dict[tuple[str, str], float]:
        found = {(min(name, c), max(name, c)): score(groups[name], groups[c]) for c in near[name]}
        return {pair: s for pair, s in found.items() if s >= least}

    scores = {pair: s for name in sorted(near) for pair, s in scored(name).items()}
    while scores:
        (a, b), best = min(scores.items(), key=lambda p: (-p[1], p[0]))
        yield a, b, best
        groups[a] = groups[a] + groups.pop(b)
        for c in near.pop(b):
            near[c] = (near[c] | {a}) - {b, c}
            near[a] = (near[a] | {c}) - {a, b}
        scores = {pair: s for pair, s in scores.items() if not {a, b} & set(pair)} | scored(a)


def _group(names: Iterable[str], held: Held) -> Group:
    ordered = tuple(held.item(name) for name in sorted(names))
    return Group(ordered, Counter(name for i in ordered for name in held.names(i.report)))


def _happens(group: Group) -> bool:
    """Are most of its items of dated reports, and happenings of whatever kind?"""
    return 2 * sum(i.tells for i in group.items) >= len(group.items)


def _score(a: Group, b: Group, held: Held) -> float:
    return _alike(a, b) if own_names(a, b, held) else 0.0


def own_names(a: Group, b: Group, held: Held) -> bool:
    """The reports share names that hardly any others have, and tell of happenings of one time."""
    if not _may_be_one(a, b, held.rules):
        return False
    least = held.rules.decision.names_own
    shared = [n for n in a.named if n in b.named]
    return any(a.named[n] + b.named[n] >= least * _everywhere(n, (a, b), held) for n in shared)


def _everywhere(name: str, groups: Iterable[Group], held: Held) -> int:
    """How many reports have the name: of the background, or of the days around those that have it here."""
    known = held.frequency(name)
    mine = [i for g in groups for i in g.items if name in held.names(i.report)]
    days = sorted({slot(i.at) for i in mine if i.at})
    near = {item for day in days for _, item in held.shelf.members([number("name", name)], around(day))}
    return max(known, len(near))


def _may_be_one(a: Group, b: Group, rules: LinkingFile) -> bool:
    """Names decide only where the map cannot, and never that one report tells of one thing twice."""
    if not (_off_the_map(a) or _off_the_map(b)) or {i.report for i in a.items} & {i.report for i in b.items}:
        return False
    return _one_time(a, b, rules) or (all(i.at for g in (a, b) for i in g.items) and follows(a, b, rules))


def _one_time(a: Group, b: Group, rules: LinkingFile) -> bool:
    """Most pairs of their happenings are close in time."""
    told, others = ([i for i in g.items if i.tells] for g in (a, b))
    near = [at_time(x, y, rules) > 0 for x in told for y in others]
    return bool(near) and 2 * sum(near) > len(near)


def _off_the_map(group: Group) -> bool:
    """No place of it is known: where both sides name known places, those decide, not names."""
    return not any(s.precision != "country" and s.lat is not None for i in group.items for s in i.spots)


def _alike(a: Group, b: Group) -> float:
    """Cosine of the groups' names, each weighted by the share of items that have it."""
    # Exact sums: the order of names, which differs between runs, does not show.
    product = fsum(a.weight(n) * b.weight(n) for n in a.named if n in b.named)
    lengths = [sqrt(fsum(g.weight(n) ** 2 for n in g.named)) for g in (a, b)]
    return product / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def first(group: Adding) -> datetime:
    """When the first of its reports was published."""
    return min(i.at for i in group.items if i.at)


def follows(a: Adding, b: Adding, rules: LinkingFile) -> bool:
    """One begins after the other, soon after something of it, and most of it tells of no new strike, fire or crash."""
    early, late = sorted((a, b), key=lambda g: (first(g), g.items[0].id))
    gap = min(abs(x.at - y.at) for x in early.items for y in late.items if x.at and y.at)
    fresh = sum(i.fresh for i in late.items)
    return gap <= timedelta(hours=rules.space.follow_hours) and 2 * fresh <= len(late.items)
