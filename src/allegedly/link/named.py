"""Groups that no map brings together are joined by names that are theirs alone, in whatever script.

A town, plant or ship that no gazetteer knows is still called by its name in every language. A name speaks here where
most reports that have it belong to the two groups: so it is theirs however large or small the corpus is.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, sqrt

from allegedly.knowledge.linking import LinkingFile
from allegedly.link.cluster import Clusters
from allegedly.link.compare import at_time
from allegedly.link.items import Item
from allegedly.link.vectors import Weighted
from allegedly.model import Link

# A name in more groups than this is nobody's own.
MOST = 40


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


Score = Callable[[Group, Group], float]


def join_named(
    clusters: Clusters, items: Mapping[str, Item], vectors: Mapping[str, Weighted], rules: LinkingFile
) -> tuple[Clusters, list[Link]]:
    """Join the two groups of the likest names until none are alike enough; and the links that say so."""
    everywhere = Counter(name for v in vectors.values() for name in v.rare)
    groups = {g[0]: _group([items[n] for n in g], vectors) for g in clusters}
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in _meeting(groups.values()):
        if _may_be_one(groups[a], groups[b], rules):
            near[a].add(b)
            near[b].add(a)
    links = list(_joined(groups, near, lambda a, b: _score(a, b, everywhere, rules), rules.decision.names_joined))
    return sorted(tuple(sorted(i.id for i in g.items)) for g in groups.values()), links


def _joined(groups: dict[str, Group], near: dict[str, set[str]], score: Score, least: float) -> Iterable[Link]:
    """Join the two likest neighbours, and go on with what they became; `groups` changes."""

    def scored(name: str) -> dict[tuple[str, str], float]:
        found = {(min(name, c), max(name, c)): score(groups[name], groups[c]) for c in near[name]}
        return {pair: s for pair, s in found.items() if s >= least}

    scores = {pair: s for name in sorted(near) for pair, s in scored(name).items()}
    while scores:
        (a, b), best = min(scores.items(), key=lambda p: (-p[1], p[0]))
        yield Link(a, b, round(best, 4), "same", (("across", round(best, 4)),), own_names.__name__, "part")
        groups[a] = groups[a] + groups.pop(b)
        for c in near.pop(b):
            near[c] = (near[c] | {a}) - {b, c}
            near[a] = (near[a] | {c}) - {a, b}
        scores = {pair: s for pair, s in scores.items() if not {a, b} & set(pair)} | scored(a)


def _group(items: Sequence[Item], vectors: Mapping[str, Weighted]) -> Group:
    ordered = tuple(sorted(items, key=lambda i: i.id))
    return Group(ordered, Counter(name for i in ordered for name in vectors[i.report].rare))


def _meeting(groups: Iterable[Group]) -> set[tuple[str, str]]:
    """Pairs of groups, mostly of happenings, that share a name."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        if 2 * sum(bool(i.families and i.at) for i in group.items) > len(group.items):
            for name in group.named:
                by_name[name].append(group.key)
    return {pair for keys in by_name.values() if len(keys) <= MOST for pair in combinations(sorted(keys), 2)}


def _score(a: Group, b: Group, everywhere: Mapping[str, int], rules: LinkingFile) -> float:
    return _alike(a, b) if own_names(a, b, everywhere, rules) else 0.0


def own_names(a: Group, b: Group, everywhere: Mapping[str, int], rules: LinkingFile) -> bool:
    """The reports share names that hardly any others have, and tell of happenings of one time."""
    shared = [n for n in a.named if n in b.named]
    own = [n for n in shared if a.named[n] + b.named[n] >= rules.decision.names_own * everywhere[n]]
    return bool(own) and _may_be_one(a, b, rules)


def _may_be_one(a: Group, b: Group, rules: LinkingFile) -> bool:
    """Names decide only where the map cannot, and never that one report tells of one thing twice."""
    if not (_off_the_map(a) or _off_the_map(b)) or {i.report for i in a.items} & {i.report for i in b.items}:
        return False
    return _one_time(a, b, rules)


def _one_time(a: Group, b: Group, rules: LinkingFile) -> bool:
    """Most pairs of their happenings are close in time."""
    told, others = ([i for i in g.items if i.families and i.at] for g in (a, b))
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
