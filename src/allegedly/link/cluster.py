"""Average linkage inside the components of the graph of links. The result does not depend on any order.

Grouping each report with the nearest one so far depends on the order; single linkage over-merges, complete linkage
splits: measured on pairs of like incidents. Two groups that are each much more alike within than with the other are two
incidents of one kind, however alike these are.

Words of two languages are not compared: where one of two such reports names no known place, their not being alike says
little, and weighs as little.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from operator import add, mul

from allegedly.link.connected import Groups, components

Clusters = list[tuple[str, ...]]
Pair = tuple[str, str]
Edges = Mapping[Pair, float]
# For each group, those that it shares pairs with, and a sum over these pairs.
Rows = dict[int, dict[int, float]]
# How many reports a group has, how many of them with a known place; and both by language.
Kinds = tuple[int, int, tuple[int, ...], tuple[int, ...]]
STEP = 0.02  # of the score that is asked for, until a component is small enough


@dataclass(frozen=True, slots=True)
class Linkage:
    """When two groups become one: from a mean score of `same` on.

    Both of `several` or more must also be `loose` times as alike as each is within; of that, `tight` is enough. This
    holds only where `langs` has one language for all their names: words of two languages are not compared. Pairs
    of `framed` tell of one kind of event at one place and time: where half of them do, words need not be alike.

    `placed` are names whose place and time are known. Of two languages only these are compared by more than names:
    another pair without a score weighs `blank` of one.
    """

    same: float
    several: int = 3
    loose: float = 0.0
    tight: float = 1.0
    langs: Mapping[str, str] = field(default_factory=dict)
    framed: frozenset[Pair] = frozenset()
    placed: frozenset[str] = frozenset()
    blank: float = 1.0

    def blind(self, a: str, b: str) -> bool:
        """Is there nothing but names to compare two reports by?"""
        return self.langs.get(a) != self.langs.get(b) and not {a, b} <= self.placed


@dataclass(slots=True)
class _Groups:
    """Groups by number; sums over the pairs between each two, and of scores within each.

    sums   scores
    framed how many of them tell of one kind of event at one place and time
    met    pairs that could be compared by names only, and have a score
    kinds  None where all pairs weigh the same
    """

    members: dict[int, list[str]]
    when: Linkage
    kinds: dict[int, Kinds] | None = None
    sums: Rows = field(default_factory=lambda: defaultdict(dict))
    framed: Rows = field(default_factory=lambda: defaultdict(dict))
    met: Rows = field(default_factory=lambda: defaultdict(dict))
    within: dict[int, float] = field(default_factory=dict)

    def mean(self, i: int, j: int) -> float:
        """Mean score of the pairs between two groups, those that nothing can be told of weighing less."""
        pairs: float = len(self.members[i]) * len(self.members[j])
        if self.kinds is not None and (blind := _blind(self.kinds[i], self.kinds[j])):
            pairs -= (1 - self.when.blank) * (blind - self.met[i].get(j, 0.0))
        return self.sums[i].get(j, 0.0) / pairs

    def inner(self, i: int) -> float:
        """Mean score of the pairs within a group of two or more."""
        size = len(self.members[i])
        return self.within[i] / (size * (size - 1) / 2)


def _blind(one: Kinds, other: Kinds) -> int:
    """Pairs of two languages of which one lacks a known place."""
    size, known, told, placed = one
    many, found, others, there = other
    blind: int = size * many - known * found - sum(map(mul, told, others)) + sum(map(mul, placed, there))
    return blind


def _sum(one: Kinds, other: Kinds) -> Kinds:
    told, placed = tuple(map(add, one[2], other[2])), tuple(map(add, one[3], other[3]))
    return one[0] + other[0], one[1] + other[1], told, placed


def _kinds(names: Iterable[str], langs: Sequence[str | None], when: Linkage) -> Kinds:
    told = Counter(when.langs.get(name) for name in names)
    placed = Counter(when.langs.get(name) for name in names if name in when.placed)
    return told.total(), placed.total(), tuple(told[lang] for lang in langs), tuple(placed[lang] for lang in langs)


def cluster(
    names: Sequence[str], edges: Edges, when: Linkage, largest: int, whole: Sequence[tuple[str, ...]] = ()
) -> Clusters:
    """Partition `names` into sorted groups. `edges` hold scores of sorted pairs; a pair without one scores 0.

    Each group of `whole` is one from the start: its pairs would score 1 and be merged before all others.
    """
    parts = _split(_tied(edges, whole), edges, when.same, largest)
    inside = {name for part in parts for name in part}
    made: Clusters = [(name,) for name in names if name not in inside]
    home = {name: number for number, part in enumerate(parts) for name in part}
    of: dict[int, dict[tuple[str, str], float]] = defaultdict(dict)
    for (a, b), score in edges.items():
        if home[a] == home[b]:
            of[home[a]][a, b] = score
    for number, part in enumerate(parts):
        mine = set(part)
        made += average(part, of[number], when, [group for group in whole if group[0] in mine])
    return sorted(made)


def _tied(edges: Edges, whole: Sequence[tuple[str, ...]]) -> Clusters:
    return components([*edges, *((group[0], name) for group in whole for name in group[1:])])


def _split(groups: Clusters, edges: Edges, same: float, largest: int) -> Clusters:
    """A component too large to cluster exactly falls apart at the least score that makes its parts small enough."""
    done: Clusters = [group for group in groups if len(group) <= largest]
    home = {name: n for n, group in enumerate(groups) if len(group) > largest for name in group}
    of: dict[int, list[tuple[float, str, str]]] = defaultdict(list)
    for (a, b), score in edges.items():
        if a in home and home[a] == home.get(b) and score >= same:
            of[home[a]].append((score, a, b))
    for n in dict.fromkeys(home.values()):
        floor = _floor(sorted(of[n], reverse=True), same, largest)
        done += components([*((a, b) for s, a, b in of[n] if s >= floor), *((name, name) for name in groups[n])])
    return sorted(done)


def _floor(edges: Sequence[tuple[float, str, str]], same: float, largest: int) -> float:
    """The least score, `same` or a step above it, from which on edges make no part too large; strongest edges first."""
    groups = Groups()
    first = next((score for score, a, b in edges if groups.join(a, b) > largest), None)
    floor = same
    while first is not None and floor <= first and floor + STEP < 1.0:
        floor += STEP
    return floor


def average(names: Iterable[str], edges: Edges, when: Linkage, whole: Sequence[tuple[str, ...]] = ()) -> Clusters:
    """Merge the two groups of the highest mean score, ties by name, until none reaches `same` (UPGMA; Sokal 1958)."""
    groups = _started(names, edges, when, whole)
    heap = [(-groups.mean(i, j), i, j) for i, row in groups.sums.items() for j in row if i < j]
    heapify(heap)
    while heap:
        score, i, j = heappop(heap)
        if -score < when.same:
            break
        # What was pushed before one of the two grew is pushed anew; what does not hold together is not.
        there = i in groups.members and j in groups.members and score == -groups.mean(i, j)
        if there and _hold_together(groups, i, j, when):
            _merge(groups, heap, (i, j))
    return [tuple(sorted(group)) for group in groups.members.values()]


def _started(names: Iterable[str], edges: Edges, when: Linkage, whole: Sequence[tuple[str, ...]]) -> _Groups:
    """Each name by itself but for those that are one from the start."""
    tied = {name for group in whole for name in group}
    ordered = sorted([*(sorted(group) for group in whole), *([name] for name in names if name not in tied)])
    groups = _Groups(dict(enumerate(ordered)), when)
    langs = list({when.langs.get(name) for group in ordered for name in group})
    if len(langs) > 1:
        groups.kinds = {n: _kinds(group, langs, when) for n, group in enumerate(ordered)}
    groups.within = {n: len(group) * (len(group) - 1) / 2 for n, group in groups.members.items()}
    number = {name: n for n, group in groups.members.items() for name in group}
    for pair, score in sorted(edges.items()):
        i, j = number[pair[0]], number[pair[1]]
        if i != j:
            _add(groups.sums, i, j, score)
            if pair in when.framed:
                _add(groups.framed, i, j, 1)
            if groups.kinds is not None and when.blind(*pair):
                _add(groups.met, i, j, 1)
    return groups


def _add(rows: Rows, i: int, j: int, much: float) -> None:
    rows[i][j] = rows[j][i] = rows[i].get(j, 0.0) + much


def _hold_together(groups: _Groups, i: int, j: int, when: Linkage) -> bool:
    """Are two groups about as alike as each is within, or told by half of their pairs to be one event at one place?

    Of a few reports nothing of the kind can be told.
    """
    one, other = groups.members[i], groups.members[j]
    if min(len(one), len(other)) < when.several or len({when.langs.get(name) for name in (*one, *other)}) > 1:
        return True
    if 2 * groups.framed[i].get(j, 0.0) >= len(one) * len(other):
        return True
    return groups.mean(i, j) >= when.loose * min(groups.inner(i), groups.inner(j), when.tight)


def _merge(groups: _Groups, heap: list[tuple[float, int, int]], pair: tuple[int, int]) -> None:
    """Fold the higher group into the lower, and their sums with them."""
    i, j = pair
    groups.within[i] += groups.within.pop(j) + groups.sums[i].get(j, 0.0)
    groups.members[i] += groups.members.pop(j)
    if groups.kinds is not None:
        groups.kinds[i] = _sum(groups.kinds[i], groups.kinds.pop(j))
    for rows in (groups.sums, groups.framed, groups.met):
        _fold(rows, i, j)
    for k in groups.sums[i]:
        low, high = min(i, k), max(i, k)
        heappush(heap, (-groups.mean(low, high), low, high))


def _fold(rows: Rows, i: int, j: int) -> None:
    """The sums of one group on top of another's."""
    for k, much in sorted(rows.pop(j, {}).items()):
        rows[k].pop(j, None)
        if k != i:
            _add(rows, i, k, much)
