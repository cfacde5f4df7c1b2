"""Clusters of items to incidents: identity, title, extent, place and parts, copies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, distance, holds
from allegedly.link.items import Item
from allegedly.link.judge import incident_id
from allegedly.link.profile import Held
from allegedly.model import Incident
from allegedly.model.moments import undated_last
from allegedly.model.vocabulary import PlacePrecision

PRECISIONS: tuple[PlacePrecision, ...] = ("exact", "settlement", "district", "region", "country")


def named_after(items: Iterable[Item]) -> Item:
    """An incident is named after its earliest report (and item), so that a later report does not rename it."""
    return min(items, key=lambda i: (*undated_last(i.at), i.id))


def incident(group: Sequence[str], copies: Sequence[tuple[str, ...]], held: Held) -> Incident:
    """The incident that a group of items makes, without what recalls it. `copies`: the families that it holds."""
    members, rules = [held.item(n) for n in group], held.rules
    start, end = _extent(members)
    spots = _ranked(members)
    parts = _parts(spots, rules)
    place = _place(spots, parts, rules)
    reports = tuple(sorted({i.report for i in members}))
    return Incident(
        incident_id(named_after(members).id),
        _title(members, place, held),
        reports,
        tuple(sorted({c for i in members for c in i.claims})),
        start,
        end,
        place.key if place else None,
        place.name if place else None,
        place.lat if place else None,
        place.lon if place else None,
        next((p for p in PRECISIONS if place and p == place.precision), None),
        tuple(p.name for p in parts) if len(parts) > 1 else (),
        _copies(reports, copies),
    )


def _copies(reports: Iterable[str], families: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Families that a report of it belongs to, whole: a copy may stand in a digest that is elsewhere."""
    mine = set(reports)
    return tuple(sorted({family for family in families if not mine.isdisjoint(family)}))


def _extent(members: Iterable[Item]) -> tuple[datetime | None, datetime | None]:
    """From the first stated start to the last stated end, or else what the publications tell."""
    windows = [i.window for i in members if i.window]
    stated = [w for w in windows if w.stated] or windows
    return min((w.start for w in stated), default=None), max((w.end for w in stated), default=None)


def _ranked(members: Iterable[Item]) -> list[tuple[Spot, int]]:
    """Spots with the number of reports that name them, most named first."""
    named: dict[str, set[str]] = defaultdict(set)
    spots: dict[str, Spot] = {}
    for item in members:
        for one in item.spots:
            named[one.key].add(item.report)
            spots[one.key] = min(spots.get(one.key, one), one, key=lambda s: s.name)
    return sorted(((spots[k], len(r)) for k, r in named.items()), key=lambda p: (-p[1], p[0].key))


def _parts(ranked: Sequence[tuple[Spot, int]], rules: LinkingFile) -> list[Spot]:
    """Settlements that two reports or more name, each with what lies near it."""
    parts: list[Spot] = []
    for one, count in ranked:
        if one.precision == "settlement" and count > 1 and all(_far(one, p, rules) for p in parts):
            reach = distance(parts[0], one) if parts else 0.0
            if reach is not None and reach <= rules.space.parts_km:
                parts.append(one)
    return parts


def _far(a: Spot, b: Spot, rules: LinkingFile) -> bool:
    apart = distance(a, b)
    return apart is None or apart > rules.space.near_km * 2


def _place(ranked: Sequence[tuple[Spot, int]], parts: Sequence[Spot], rules: LinkingFile) -> Spot | None:
    """The place most named; of several parts the region around them, where a report names it."""
    fine = [s for s, _ in ranked if s.precision != "country"]
    if len(parts) > 1:
        around = [s for s in fine if sum(holds(s, p, rules) for p in parts) > 1]
        fine = around or fine
    elif parts:
        fine = [*parts, *fine]
    return next(iter([*fine, *(s for s, _ in ranked)]), None)


def _title(members: Sequence[Item], place: Spot | None, held: Held) -> str:
    """Event words, place and date; without a happening the earliest report's own title or first words."""
    events = Counter(e for i in members for e in i.events if e in held.rules.title)
    if not events:
        return held.heading(named_after(members).report)
    told = [held.rules.title[e] for e, _ in sorted(events.items(), key=lambda p: (-p[1], p[0]))[:2]]
    head = ", ".join(told)
    day = _day(members)
    return ", ".join(filter(None, (head[:1].upper() + head[1:] + (f": {place.name}" if place else ""), day)))


def _day(members: Iterable[Item]) -> str:
    """The day of the first stated time, else of the first publication; of a whole day its noon tells, in any zone."""
    windows = [i.window for i in members if i.window]
    stated = [w for w in windows if w.stated] or windows
    if not stated:
        return ""
    first = min(stated, key=lambda w: (w.middle, w.end))
    at = first.middle if first.stated else first.end
    return f"{at.day} {at:%B %Y}"
