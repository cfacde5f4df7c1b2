"""Clusters of items to incidents: identity, title, extent, place and parts, copies, and who recalls them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, best_fit, distance, holds
from allegedly.link.cluster import Clusters
from allegedly.link.compare import at_time
from allegedly.link.items import Item
from allegedly.link.vectors import Weighted
from allegedly.model import Background, Extraction, Incident, digest
from allegedly.model.vocabulary import PlacePrecision

PRECISIONS: tuple[PlacePrecision, ...] = ("exact", "settlement", "district", "region", "country")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What forming incidents reads: extractions and words by report, items by id, families of copies."""

    extractions: Mapping[str, Extraction]
    items: Mapping[str, Item]
    copies: tuple[tuple[str, ...], ...]
    vectors: Mapping[str, Weighted]


def incident_id(group: Iterable[str], corpus: Corpus) -> str:
    """Named after its earliest report (and item), so that a later report does not rename it."""
    first = min((corpus.items[n] for n in group), key=lambda i: (i.at is None, str(i.at), i.id))
    return digest("incident", first.id, size=8)


def incidents(clusters: Clusters, recalled: Sequence[Item], corpus: Corpus, rules: LinkingFile) -> tuple[Incident, ...]:
    """One incident for each cluster, sorted by start and id."""
    made = [_incident(group, corpus, rules) for group in clusters]
    background = _background(made, clusters, recalled, corpus, rules)
    made = [_with_background(one, background.get(one.id, [])) for one in made]
    return tuple(sorted(made, key=lambda i: (i.start is None, str(i.start), i.id)))


def _with_background(one: Incident, found: Sequence[Background]) -> Incident:
    return replace(one, background=tuple(sorted(found, key=lambda b: (b.report, b.claims)))) if found else one


def _incident(group: Sequence[str], corpus: Corpus, rules: LinkingFile) -> Incident:
    members = [corpus.items[n] for n in group]
    reports = tuple(sorted({i.report for i in members}))
    start, end = _extent(members)
    spots = _ranked(members)
    parts = _parts(spots, rules)
    place = _place(spots, parts, rules)
    return Incident(
        incident_id(group, corpus),
        _title(members, place, corpus, rules),
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
        _copies(reports, corpus.copies),
    )


def _copies(reports: Iterable[str], families: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    mine = set(reports)
    kept = {tuple(r for r in family if r in mine) for family in families}
    return tuple(sorted(f for f in kept if len(f) > 1))


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


def _title(members: Sequence[Item], place: Spot | None, corpus: Corpus, rules: LinkingFile) -> str:
    """Event words, place and date; without a happening the earliest report's own title or first words."""
    events = Counter(e for i in members for e in i.events if e in rules.title)
    if not events:
        first = min(members, key=lambda i: (i.at is None, str(i.at), i.id))
        report = corpus.extractions[first.report].report
        return (report.title or " ".join(report.text.split()))[:120]
    told = [rules.title[e] for e, _ in sorted(events.items(), key=lambda p: (-p[1], p[0]))[:2]]
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


def _background(
    made: Sequence[Incident], clusters: Clusters, recalled: Sequence[Item], corpus: Corpus, rules: LinkingFile
) -> dict[str, list[Background]]:
    """For each incident the reports of others that recall it: place and time of what they recall fit."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    members = {one.id: [corpus.items[n] for n in group] for one, group in zip(made, clusters, strict=True)}
    days: dict[str, list[Incident]] = defaultdict(list)
    for one in made:
        for day in _days_of(one):
            days[day].append(one)
    for item in recalled:
        if item.window is None:
            continue
        near = {i.id: i for d in _dates(item.window.start, item.window.end) for i in days[d]}
        fits = [
            i for i in near.values() if item.report not in i.reports and _recalls(item, members[i.id], corpus, rules)
        ]
        fits.sort(key=lambda i: (str(i.start), i.id))
        # Without a date the latest one is meant.
        for one in fits if item.window.stated else fits[-1:]:
            found[one.id][item.report].update(item.claims)
    return {k: [Background(r, k, tuple(sorted(c))) for r, c in v.items()] for k, v in found.items()}


def _days_of(one: Incident) -> list[str]:
    """The days of an incident, at most ten."""
    return [] if one.start is None or one.end is None else _dates(one.start, one.end)


def _dates(start: datetime, end: datetime) -> list[str]:
    length = min(9, (end.date() - start.date()).days)
    return [(start.date() + timedelta(days=n)).isoformat() for n in range(length + 1)]


def _recalls(item: Item, members: Sequence[Item], corpus: Corpus, rules: LinkingFile) -> bool:
    """What is recalled shares family and time with the incident, and its place, or a name of it that no map knows."""
    alike = [m for m in members if item.families & m.families and at_time(item, m, rules) == 1.0]
    if any(best_fit(item.spots, m.spots, rules) > 0 for m in alike):
        return True
    if not alike or any(m.spots for m in members):
        return False
    rare = {name for name, r in corpus.vectors[item.report].rare.items() if r >= rules.decision.names_rare}
    named = Counter(name for m in members for name in corpus.vectors[m.report].rare if name in rare)
    return any(2 * count > len(members) for count in named.values())
