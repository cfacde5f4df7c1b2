"""Which items are compared at all: those that share a key within the window. No pass over all pairs.

Keys are a report's strongest lemmas, and place x day for what happened. A key that too many share tells nothing; its
bucket keeps each item's nearest neighbours in time, so that cost stays flat.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from allegedly.knowledge.linking import Blocks
from allegedly.link.items import Item
from allegedly.link.vectors import Weighted

Pair = tuple[int, int]


def pairs(items: Sequence[Item], vectors: Mapping[str, Weighted], rules: Blocks) -> list[Pair]:
    """Index pairs (low, high) worth comparing, sorted. `items` must be sorted by time and id."""
    shared: Counter[Pair] = Counter()
    for bucket in _buckets(items, vectors, rules).values():
        shared.update(_near(bucket, items, rules))
    certain: set[Pair] = set()
    for bucket in _frames(items).values():
        certain.update(_near(bucket, items, rules))
    return sorted(certain | {p for p, count in shared.items() if count > 1 or items[p[0]].lang != items[p[1]].lang})


def _buckets(items: Sequence[Item], vectors: Mapping[str, Weighted], rules: Blocks) -> dict[tuple[str, str], list[int]]:
    """Items by language and strong lemma, without the lemmas that too many reports have."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for word in strongest(vectors[item.report], rules.lemmas):
            buckets[item.lang, word].append(number)
        for word in strongest_names(vectors[item.report], rules.names):
            buckets["", word].append(number)
    most = max(rules.df_least, int(rules.df_share * len(items)))
    return {key: bucket for key, bucket in buckets.items() if 1 < len(bucket) <= most}


def strongest(weighted: Weighted, count: int) -> list[str]:
    """A report's most telling lemmas."""
    lemma, name = weighted.views["lemma"], weighted.views["name"]
    ranked = sorted(lemma, key=lambda w: (-lemma[w] - name.get(w, 0.0), w))
    return ranked[:count]


def strongest_names(weighted: Weighted, count: int) -> list[str]:
    """A report's most telling names, folded across scripts."""
    across = weighted.views["across"]
    return sorted(across, key=lambda w: (-across[w], w))[:count]


def _frames(items: Sequence[Item]) -> dict[tuple[str, str], list[int]]:
    """Items by place and day: the spot itself and the region it lies in."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        if item.window is None or not item.claims:
            continue
        for place in {
            k for s in item.spots if s.precision != "country" for k in (s.key, s.region, _cell(s.lat, s.lon)) if k
        }:
            for day in _days(item):
                buckets[place, day].append(number)
    return buckets


def _cell(lat: float | None, lon: float | None) -> str | None:
    """A cell of half a degree: towns on either side of its edge meet by their region instead."""
    return None if lat is None or lon is None else f"{round(lat * 2)}/{round(lon * 2)}"


def _days(item: Item) -> Iterator[str]:
    """The days that an item's window touches, at most three."""
    if item.window:
        day = item.window.start.date()
        for ahead in range(3):
            if day + timedelta(days=ahead) <= item.window.end.date():
                yield (day + timedelta(days=ahead)).isoformat()


def _near(bucket: Sequence[int], items: Sequence[Item], rules: Blocks) -> Iterable[Pair]:
    """Each item with those before it in the bucket, at most `cap`, and where times are known within the window."""
    for at, high in enumerate(bucket):
        for low in bucket[max(0, at - rules.cap) : at]:
            if items[low].report == items[high].report and items[low].digest:
                continue
            if may_meet(items[low], items[high], rules):
                yield low, high


def may_meet(a: Item, b: Item, rules: Blocks) -> bool:
    """Reports published days apart are compared only where both state one time; undated ones always are."""
    if a.at is None or b.at is None or abs(b.at - a.at) <= timedelta(hours=rules.window_hours):
        return True
    return _same_time(a, b)


def _same_time(a: Item, b: Item) -> bool:
    """A later report of the same time belongs with it, however late it comes."""
    return bool(
        a.window
        and b.window
        and a.window.stated
        and b.window.stated
        and a.window.start < b.window.end
        and b.window.start < a.window.end
    )
