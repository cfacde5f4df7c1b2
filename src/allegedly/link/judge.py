"""What persons decided overrides what was computed: merge, split, reject. Dated, signed and reversible.

Targets are report ids, item ids or incident ids as they stood without the judgement.
"""

from collections.abc import Iterable, Mapping, Sequence

from allegedly.link.cluster import Clusters
from allegedly.model import Judgement


def judge(
    clusters: Clusters, judgements: Iterable[Judgement], reports: Mapping[str, str], ids: Mapping[str, str]
) -> Clusters:
    """Apply standing judgements in order of time. `reports`: item -> report; `ids`: incident -> its first item."""
    for one in sorted(judgements, key=lambda j: (j.at, j.id)):
        if one.undone is None and one.kind in ("merge", "split", "reject"):
            clusters = _apply(clusters, one, reports, ids)
    return sorted(tuple(sorted(group)) for group in clusters if group)


def _apply(clusters: Clusters, one: Judgement, reports: Mapping[str, str], ids: Mapping[str, str]) -> Clusters:
    named = _named(clusters, one.target, reports, ids)
    if one.kind == "merge":
        touched = [g for g in clusters if set(g) & named]
        return [g for g in clusters if not set(g) & named] + [tuple(n for g in touched for n in g)]
    rest = [tuple(n for n in g if n not in named) for g in clusters]
    if one.kind == "split":
        return [*rest, tuple(sorted(named))]
    # A rejected report leaves its incident and stands alone.
    return [*rest, *((name,) for name in sorted(named))]


def _named(clusters: Clusters, target: Sequence[str], reports: Mapping[str, str], ids: Mapping[str, str]) -> set[str]:
    """The items that a judgement's targets mean."""
    wanted = set(target)
    found = {name for name, report in reports.items() if name in wanted or report in wanted}
    first = {ids[t] for t in target if t in ids}
    return found | {name for group in clusters if first & set(group) for name in group}
