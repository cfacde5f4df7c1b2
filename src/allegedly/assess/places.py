"""Towns of an incident: claims on one town and what lies near it belong to one row; wholes and parts stay apart."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice
from allegedly.knowledge.actors import actors
from allegedly.knowledge.identity import key
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, best_fit, distance, holds, listed
from allegedly.model.vocabulary import Event

# Where these are told says nothing of where the next happening is.
HARM: frozenset[Event] = frozenset({"damage", "fire", "impact", "injured", "killed", "missing"})
LENDS_NOTHING = frozenset({None, "comment", "evidence_absent", "closure", "alert", "response", "evacuation"})


@dataclass(frozen=True, slots=True)
class Where:
    """A claim's row of place (its town, or the region where it names none), and all its spots."""

    key: str | None
    name: str | None
    spots: tuple[Spot, ...] = field(hash=False)
    # The report names no place for this claim itself; it stands where the report's nearest claim stands.
    inherited: bool = False
    # How many towns the report's claims name.
    towns: int = 0


def places(stated: Sequence[Stated], rules: LinkingFile, heard: Mapping[str, Voice]) -> dict[str, Where]:
    """Where every claim stands, by claim id."""
    own = {s.claim.id: _finest(listed(s.claim.places)) for s in stated}
    own = _told_elsewhere(stated, _answered_for(stated, own, heard, rules), heard)
    heads = _towns({x for spots in own.values() for x in spots}, stated, own, rules)
    lent = _lent(stated, own) | _placeless(stated, own, heads)
    named: dict[str, set[str]] = defaultdict(set)
    for s in stated:
        named[s.report.id] |= {heads[x.key].key for x in own[s.claim.id] if x.key in heads}
    found = {}
    for s in stated:
        spots = own[s.claim.id]
        one = _where(spots or lent.get(s.claim.id, ()), heads, not spots, rules)
        found[s.claim.id] = replace(one, towns=len(named[s.report.id]))
    return found


def _finest(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """A town in a region is in that town."""
    fine = [x for x in spots if x.precision not in ("region", "country")]
    return tuple(fine or spots)


def _answered_for(
    stated: Sequence[Stated], own: Mapping[str, tuple[Spot, ...]], heard: Mapping[str, Voice], rules: LinkingFile
) -> dict[str, tuple[Spot, ...]]:
    """Harm told by an office that answers for a place is there, where it names no place or only one far from there."""
    seats: dict[str, Spot] = {}
    for x in sorted({x for spots in own.values() for x in spots}):
        seats.setdefault(key(x.name), x)
    found = dict(own)
    for s in stated:
        office = actors().by_id(heard[s.claim.id].key) if s.claim.event in HARM else None
        seat = next((seats[k] for p in office.jurisdiction if (k := key(p)) in seats), None) if office else None
        if seat is None or seat.precision in ("region", "country"):
            continue
        fine = (x for x in own[s.claim.id] if x.precision not in ("region", "country"))
        near = tuple(x for x in fine if _near(seat, x, rules.space.parts_km))
        found[s.claim.id] = near or (seat,)
    return found


def _told_elsewhere(
    stated: Sequence[Stated], own: Mapping[str, tuple[Spot, ...]], heard: Mapping[str, Voice]
) -> dict[str, tuple[Spot, ...]]:
    """What names no place stands where the same voice puts the same event and figure in other reports."""
    told: dict[tuple[str, Event | None, str], Counter[tuple[Spot, ...]]] = defaultdict(Counter)
    for s in stated:
        if own[s.claim.id] and heard[s.claim.id].kind != "outlet":
            for figure in {_count(s), ""}:  # one told without a figure may be any of them
                told[heard[s.claim.id].key, s.claim.event, figure][own[s.claim.id]] += 1
    found = dict(own)
    for s in stated:
        given = told.get((heard[s.claim.id].key, s.claim.event, _count(s)))
        if not own[s.claim.id] and given:
            (spots, most), *rest = sorted(given.items(), key=lambda g: (-g[1], g[0]))
            if not rest or rest[0][1] < most:
                found[s.claim.id] = spots
    return found


def _count(s: Stated) -> str:
    return s.claim.count.text.casefold() if s.claim.count else ""


def _lent(stated: Sequence[Stated], own: Mapping[str, tuple[Spot, ...]]) -> dict[str, tuple[Spot, ...]]:
    """A claim without a place stands where the happening told before it does, else where the first one does."""
    by_report: dict[str, list[Stated]] = defaultdict(list)
    for one in stated:
        by_report[one.report.id].append(one)
    lent = {}
    for claims in by_report.values():
        placed = [s for s in claims if own[s.claim.id] and s.claim.event not in LENDS_NOTHING]
        last = own[placed[0].claim.id] if placed else ()
        lending = {s.claim.id for s in placed}
        for s in claims:
            last = own[s.claim.id] if s.claim.id in lending else last
            lent[s.claim.id] = last
    return lent


def _placeless(
    stated: Sequence[Stated], own: Mapping[str, tuple[Spot, ...]], heads: Mapping[str, Spot]
) -> dict[str, tuple[Spot, ...]]:
    """A report that names no place stands in the town that most of the others tell of."""
    towns: dict[str, set[str]] = defaultdict(set)
    placed = {s.report.id for s in stated if own[s.claim.id]}
    for s in stated:
        for head in {heads[x.key] for x in own[s.claim.id] if x.key in heads}:
            towns[head.key].add(s.report.id)
    most = max(towns, key=lambda k: (len(towns[k]), k), default=None)
    if most is None or 2 * len(towns[most]) <= len(placed):
        return {}
    town = next(h for h in heads.values() if h.key == most)
    return {s.claim.id: (town,) for s in stated if s.report.id not in placed}


def _towns(
    spots: Iterable[Spot], stated: Sequence[Stated], own: Mapping[str, tuple[Spot, ...]], rules: LinkingFile
) -> dict[str, Spot]:
    """For each settlement the most named one near it, by key."""
    named: dict[str, set[str]] = defaultdict(set)
    for s in stated:
        for x in own[s.claim.id]:
            named[x.key].add(s.report.id)
    towns = sorted({x for x in spots if x.precision == "settlement"}, key=lambda x: (-len(named[x.key]), x.key, x.name))
    heads: list[Spot] = []
    found: dict[str, Spot] = {}
    for town in towns:
        head = next((h for h in heads if _near(h, town, rules.space.near_km)), None)
        if head is None:
            heads.append(town)
        found.setdefault(town.key, head or town)
    return found


def _near(a: Spot, b: Spot, limit: float) -> bool:
    apart = distance(a, b)
    return a.key == b.key or (apart is not None and apart <= limit)


def _where(spots: Sequence[Spot], heads: Mapping[str, Spot], inherited: bool, rules: LinkingFile) -> Where:
    town = next((heads[x.key] for x in spots if x.precision == "settlement"), None)
    if town is None:
        fine = [x for x in spots if x.precision in ("exact", "district")]
        around = [h for h in set(heads.values()) for x in fine if _near(h, x, rules.space.near_km * 2)]
        town = min(around, key=lambda h: (distance(h, fine[0]) or 0.0, h.key), default=None)
    row = town or next(iter(spots), None)
    return Where(row.key if row else None, row.name if row else None, tuple(spots), inherited)


def meet(a: Where, b: Where, rules: LinkingFile) -> bool:
    """May two claims be about one place? Where one of them names none, yes."""
    if a.key is None or b.key is None or a.key == b.key:
        return True
    return best_fit(a.spots, b.spots, rules) > 0


def meetings(rules: LinkingFile) -> Callable[[Where, Where], bool]:
    """`meet` that remembers its answers: an incident has few places and many claims."""
    return cache(lambda a, b: meet(a, b, rules))


def part_of(part: Where, whole: Where, rules: LinkingFile) -> bool:
    """Does one claim's region hold the other's place?"""
    return any(holds(w, p, rules) for w in whole.spots for p in part.spots)
