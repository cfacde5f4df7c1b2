"""What a list shows of an incident: a few figures, counted from its assessment once, when it is made."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from allegedly.model.incident import Assessment, Incident, Silence, Toll
from allegedly.model.search import Term
from allegedly.model.vocabulary import Attributed, Event, Occurrence, PlacePrecision, Stance

BINS = 24  # of the sparkline
# What follows from a happening, and shows none by itself.
FOLLOWING: frozenset[Event | None] = frozenset({None, "alert", "closure", "comment", "evacuation", "response"})
Order = Literal["newest", "contested", "voices"]


@dataclass(frozen=True, slots=True)
class Glance:
    """An incident in a list. `voices` are independent origins that take a stand, `affirm` and `deny` how many each.

    `events` are the kinds of happening that its propositions state. `spark` counts its reports in 24 equal stretches
    from `first` to `latest`, which are when they were published. `seq` is higher the later the desk changed it.
    """

    id: str
    title: str
    start: datetime | None
    end: datetime | None
    place: str | None
    place_name: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision | None
    occurrence: Occurrence
    attribution: Attributed
    toll: tuple[Toll, ...]
    voices: int
    affirm: int
    deny: int
    conflicts: int
    silent: int
    reports: int
    claims: int
    events: tuple[Event, ...]
    first: datetime | None = None
    latest: datetime | None = None
    spark: tuple[int, ...] = ()
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which incidents a list shows, and in which order. Empty means any.

    `words` hold in one of its reports (`terms`: what they mean, where somebody has worked it out); `place` is part of
    a name, or an id; `since` and `until` bound the newest report.
    """

    words: str = ""
    place: str = ""
    occurrence: str = ""
    attribution: str = ""
    event: str = ""
    since: datetime | None = None
    disputed: bool = False
    silent: bool = False
    order: Order = "newest"
    terms: tuple[Term, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Glances:
    """One page of a list: `total` match in all, `more` is where the next page starts, `fresh` are newer than asked."""

    rows: tuple[Glance, ...]
    total: int
    more: str = ""
    fresh: int = 0
    seq: int = 0


def glance(incident: Incident, assessed: Assessment, moments: Iterable[datetime]) -> Glance:
    """An incident at a glance; `moments` are when its reports were published."""
    told = sorted(moments)
    affirm, deny = _sides(assessed)
    return Glance(
        incident.id, incident.title, incident.start, incident.end, incident.place, incident.place_name, incident.lat,
        incident.lon, incident.precision, assessed.occurrence, assessed.attribution, assessed.toll, voices(assessed),
        affirm, deny, open_conflicts(assessed), sum(any(s.until is None for s in one) for one in _quiet(assessed)),
        len(incident.reports), stating(incident, assessed),
        tuple(sorted({p.event for p in assessed.propositions if p.event})),
        told[0] if told else None, told[-1] if told else None, spark(told),
    )  # fmt: skip


def stating(incident: Incident, assessed: Assessment) -> int:
    """How many claims make it an incident that a desk lists: none where nothing is told but that somebody is silent."""
    return 0 if assessed.silences and not assessed.propositions else len(incident.claims)


def voices(assessed: Assessment) -> int:
    """How many independent origins take a stand on anything that is said to have happened.

    An outlet that speaks for itself and tells of one thing only, which nobody else takes a stand on, is not among them.
    """
    return len(_voices(assessed))


def _voices(assessed: Assessment) -> set[str]:
    standing = _standing(assessed, {"affirm", "deny", "retract"})
    counted = {o.key: o for o in assessed.origins if o.counts and standing.get(o.key)}
    shared = Counter(row for key in counted for row in standing[key])
    return {k for k, o in counted.items()
            if o.kind != "outlet" or len(standing[k]) > 1 or shared[min(standing[k])] > 1}  # fmt: skip


def open_conflicts(assessed: Assessment) -> int:
    """How many conflicts nothing has settled."""
    return sum(not c.settled for c in assessed.conflicts)


def spark(moments: Sequence[datetime]) -> tuple[int, ...]:
    """How many of the moments (sorted) fall into each of 24 equal stretches."""
    counts = [0] * BINS
    for at in moments:
        extent = (moments[-1] - moments[0]).total_seconds() or 1.0
        counts[min(BINS - 1, int((at - moments[0]).total_seconds() / extent * BINS))] += 1
    return tuple(counts)


def _standing(assessed: Assessment, stances: Collection[Stance]) -> defaultdict[str, set[str]]:
    """The happenings on which each origin takes one of these stances."""
    events, found = {p.key: p.event for p in assessed.propositions}, defaultdict[str, set[str]](set)
    for cell in assessed.matrix.cells:
        if cell.stance in stances and events[cell.proposition] not in FOLLOWING:
            found[cell.origin].add(cell.proposition)
    return found


def _sides(assessed: Assessment) -> tuple[int, int]:
    """How many of the voices affirm, and how many deny, anything that is said to have happened; one may do both."""
    counted = _voices(assessed)
    affirm, deny = _standing(assessed, {"affirm"}), _standing(assessed, {"deny"})
    return len(counted & affirm.keys()), len(counted & deny.keys())


def _quiet(assessed: Assessment) -> Iterable[list[Silence]]:
    """Silences by who keeps them."""
    found = defaultdict[str, list[Silence]](list)
    for one in assessed.silences:
        found[one.who].append(one)
    return found.values()
