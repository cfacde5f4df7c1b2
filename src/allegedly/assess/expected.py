"""Whose word could be expected, and whether it came. Silence is observed only where somebody watched without a gap.

Not being in what was given is no silence: reports reach a desk by chance. Only a source that was watched, with its
collection healthy all along, can be said to have kept silent.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from allegedly.assess.known import Stated
from allegedly.assess.matrix import doer
from allegedly.assess.origins import Voice
from allegedly.knowledge.actors import Actor, actors
from allegedly.knowledge.expected import ExpectedRow, expected_rows
from allegedly.knowledge.identity import key
from allegedly.model import Expected, Incident, Watch

STAND = frozenset({"affirm", "deny", "retract"})
ABOUT_WORDS = frozenset({None, "comment", "evidence_absent"})
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Office:
    """Who is expected: the key to show it by, its name, and which voices and watched sources are it."""

    key: str
    name: str
    row: ExpectedRow
    ids: frozenset[str]


def expected(
    incident: Incident,
    stated: Sequence[Stated],
    heard: Mapping[str, Voice],
    watched: Iterable[Watch] = (),
    as_of: datetime | None = None,
) -> tuple[Expected, ...]:
    """Whose word the incident lets one expect, sorted by key; who is said to be silent stands among the silences."""
    told = [s for s in stated if s.claim.stance == "affirm" and s.claim.factuality == "asserted"]
    dated = [s.at for s in stated if s.at is not None]
    since = min(dated, default=None)
    until = as_of or max(dated, default=None)
    looks, quiet = tuple(watched), {heard[s.claim.id].key for s in stated if s.claim.stance == "no_comment"}
    offices = {o.key: o for row in expected_rows() for o in _offices(row, incident, told, heard)}
    found = []
    for _, one in sorted(offices.items()):
        first = next((s for s in stated if heard[s.claim.id].key in one.ids and _takes_a_stand(s)), None)
        if first is not None:
            made = Expected(one.key, one.name, one.row.name, "heard", first.at, None, first.claim.id)
        elif one.ids.isdisjoint(quiet):
            made = _unheard(one, since, until, looks)
        else:
            continue
        found.append(made)
    return tuple(found)


def _takes_a_stand(s: Stated) -> bool:
    return s.claim.stance in STAND and s.claim.event not in ABOUT_WORDS


def _offices(
    row: ExpectedRow, incident: Incident, told: Sequence[Stated], heard: Mapping[str, Voice]
) -> Iterator[Office]:
    """The offices that a row names for this incident."""
    mine = [s for s in told if s.claim.event in row.events]
    if row.of == "party":
        sides = {doer(s) for s in mine} | {heard[s.claim.id].party for s in mine}
        for side in sorted(s for s in sides if s):
            made = [a for office in row.offices if (a := _made(office, side))]
            if made:
                named = actors().parties[side].name if side in actors().parties else side
                yield Office(made[0].id, f"Forces of {named}", row, frozenset({side, *(a.id for a in made)}))
        return
    for place in sorted(_places(incident, mine)):
        for office in row.offices:
            holder = actors().holder(office, place)
            if holder is not None:
                yield Office(holder.id, holder.name, row, frozenset({holder.id}))


def _made(office: str, side: str) -> Actor | None:
    institution = actors().institutions.get(office)
    return actors().office(institution, side) if institution and side in actors().parties else None


def _places(incident: Incident, told: Sequence[Stated]) -> set[str]:
    """The incident's own places, and those that two reports name with such a happening."""
    reports: dict[str, set[str]] = defaultdict(set)
    for s in told:
        for place in s.claim.places:
            if place.name:
                reports[place.name].add(s.report.id)
    own = {incident.place_name, *incident.parts} if told else set()
    return {name for name in own if name} | {name for name, found in reports.items() if len(found) > 1}


def _unheard(one: Office, since: datetime | None, until: datetime | None, watched: Sequence[Watch]) -> Expected:
    """Silent where one source of it was watched and healthy throughout; else nothing more than not heard."""
    by_source: dict[str, list[Stretch]] = defaultdict(list)
    for look in watched:
        if look.healthy and speaks_for(look.source) in one.ids:
            by_source[look.source].append((look.start, look.end))
    if since is None or until is None:
        return Expected(one.key, one.name, one.row.name, "unheard", since, until)
    missed = [unwatched(stretches, since, until) for _, stretches in sorted(by_source.items())]
    if () in missed:
        return Expected(one.key, one.name, one.row.name, "silent", since, until)
    least = min(missed, key=lambda gaps: sum((b - a).total_seconds() for a, b in gaps), default=())
    return Expected(one.key, one.name, one.row.name, "unheard", since, until, None, least)


def speaks_for(source: str) -> str | None:
    """The actor whose own channel a source is: by its id, or by any name that the registry knows."""
    known = actors().by_id(source) or (actors().by_name(source) if key(source) else None)
    return known.id if known else None


def unwatched(stretches: Iterable[Stretch], since: datetime, until: datetime) -> tuple[Stretch, ...]:
    """The parts of `since` to `until` (both included) that no stretch covers, in order."""
    if since == until:
        return () if any(start <= since <= end for start, end in stretches) else ((since, until),)
    gaps, reached = [], since
    for start, end in sorted(s for s in stretches if s[1] >= since and s[0] <= until):
        if start > reached:
            gaps.append((reached, start))
        reached = max(reached, end)
    return tuple(gaps) if reached >= until else (*gaps, (reached, until))
