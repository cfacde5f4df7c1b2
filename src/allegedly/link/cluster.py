"""Average linkage inside the components of the graph of links. The result does not depend on any order.

Grouping each report with the nearest one so far depends on the order; single linkage over-merges, complete linkage
splits: measured on pairs of like incidents.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from allegedly.link.copies import components

Clusters = list[tuple[str, ...]]
Edges = Mapping[tuple[str, str], float]


def cluster(
    names: Sequence[str], edges: Edges, same: float, largest: int, whole: Sequence[tuple[str, ...]] = ()
) -> Clusters:
    """Partition `names` into sorted groups. `edges` hold scores of sorted pairs; a pair without one scores 0.

    Each group of `whole` is one from the start: its pairs would score 1 and be merged before all others.
    """
    parts = _split(_tied(edges, whole), edges, same, largest)
    inside = {name for part in parts for name in part}
    made: Clusters = [(name,) for name in names if name not in inside]
    home = {name: number for number, part in enumerate(parts) for name in part}
    of: dict[int, dict[tuple[str, str], float]] = defaultdict(dict)
    for (a, b), score in edges.items():
        if home[a] == home[b]:
            of[home[a]][a, b] = score
    for number, part in enumerate(parts):
        mine = set(part)
        made += average(part, of[number], same, [group for group in whole if group[0] in mine])
    return sorted(made)


def _tied(edges: Edges, whole: Sequence[tuple[str, ...]]) -> Clusters:
    return components([*edges, *((group[0], name) for group in whole for name in group[1:])])


def _split(groups: Clusters, edges: Edges, same: float, largest: int) -> Clusters:
    """A component too large to cluster exactly falls apart at the least score that makes its parts small enough."""
    done, step = [], 0.02
    for group in groups:
        floor, parts = same, [group]
        while max(map(len, parts)) > largest and floor < 1.0:
            inside = set(group)
            kept = [p for p, s in edges.items() if s >= floor and p[0] in inside and p[1] in inside]
            parts = components([*kept, *((name, name) for name in group)])
            floor += step
        done += parts
    return sorted(done)


def average(names: Iterable[str], edges: Edges, same: float, whole: Sequence[tuple[str, ...]] = ()) -> Clusters:
    """Merge the two groups of the highest mean score, ties by name, until none reaches `same` (UPGMA; Sokal 1958)."""
    tied = {name for group in whole for name in group}
    ordered = sorted([*(sorted(group) for group in whole), *([name] for name in names if name not in tied)])
    groups: dict[int, list[str]] = dict(enumerate(ordered))
    number = {name: n for n, group in groups.items() for name in group}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), score in sorted(edges.items()):
        i, j = number[a], number[b]
        if i != j:
            sums[i][j] = sums[j][i] = sums[i].get(j, 0.0) + score
    heap = [(-_mean(groups, sums, i, j), i, j) for i, row in sums.items() for j in row if i < j]
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
