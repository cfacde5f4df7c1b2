"""Average linkage inside the components of the graph of links. The result does not depend on any order.

Grouping each report with the nearest one so far depends on the order; single linkage over-merges, complete linkage
splits: measured on pairs of like incidents.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from allegedly.link.copies import components

Score = Callable[[str, str], float]
Clusters = list[tuple[str, ...]]


def cluster(names: Sequence[str], edges: Mapping[tuple[str, str], float], same: float, largest: int) -> Clusters:
    """Partition `names` into sorted groups. `edges` hold scores of sorted pairs; a pair without one scores 0."""
    groups = _split(components(edges), edges, same, largest)
    inside = {name for group in groups for name in group}
    made: Clusters = [(name,) for name in names if name not in inside]
    of = _by_group(groups, edges)
    for number, group in enumerate(groups):
        made += average(group, of[number], same)
    return sorted(made)


def _split(groups: Clusters, edges: Mapping[tuple[str, str], float], same: float, largest: int) -> Clusters:
    """A component too large to cluster exactly falls apart at the least score that makes its parts small enough."""
    done, step = [], 0.02
    for group in groups:
        floor, parts = same, [group]
        while max(map(len, parts)) > largest and floor < 1.0:
            inside = set(group)
            parts = components(p for p, s in edges.items() if s >= floor and p[0] in inside and p[1] in inside)
            floor += step
        done += parts
    return sorted(done)


def _by_group(groups: Clusters, edges: Mapping[tuple[str, str], float]) -> dict[int, dict[tuple[str, str], float]]:
    home = {name: number for number, group in enumerate(groups) for name in group}
    of: dict[int, dict[tuple[str, str], float]] = defaultdict(dict)
    for (a, b), score in edges.items():
        if a in home and home[a] == home.get(b):
            of[home[a]][a, b] = score
    return of


def average(names: Iterable[str], edges: Mapping[tuple[str, str], float], same: float) -> Clusters:
    """Merge the two groups of the highest mean score, ties by name, until none reaches `same` (UPGMA; Sokal 1958)."""
    groups: dict[int, list[str]] = {n: [name] for n, name in enumerate(sorted(names))}
    number = {group[0]: n for n, group in groups.items()}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), score in edges.items():
        sums[number[a]][number[b]] = sums[number[b]][number[a]] = score
    heap = [(-s, i, j) for i, row in sums.items() for j, s in row.items() if i < j]
    heapify(heap)
    while heap:
        score, i, j = heappop(heap)
        if -score < same:
            break
        if i in groups and j in groups and score == -_mean(groups, sums, i, j):
            _merge(groups, sums, heap, (i, j))
    return [tuple(sorted(group)) for group in groups.values()]


def _mean(groups: Mapping[int, Sequence[str]], sums: Mapping[int, Mapping[int, float]], i: int, j: int) -> float:
    return sums[i].get(j, 0.0) / (len(groups[i]) * len(groups[j]))


def _merge(
    groups: dict[int, list[str]],
    sums: dict[int, dict[int, float]],
    heap: list[tuple[float, int, int]],
    pair: tuple[int, int],
) -> None:
    """Fold the higher group into the lower, and their sums of scores with them."""
    i, j = pair
    groups[i] += groups.pop(j)
    for k, s in sorted(sums.pop(j).items()):
        sums[k].pop(j, None)
        if k != i:
            sums[i][k] = sums[k][i] = sums[i].get(k, 0.0) + s
    for k in sums[i]:
        low, high = min(i, k), max(i, k)
        heappush(heap, (-_mean(groups, sums, low, high), low, high))
