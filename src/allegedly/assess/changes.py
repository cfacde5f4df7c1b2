"""What changed in an incident between two moments: a comparison of two assessments, of nothing else."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from allegedly.assess.assessor import assess
from allegedly.model import (
    Assessment,
    Cell,
    Change,
    Conflict,
    Extraction,
    Incident,
    Judgement,
    Proposition,
    Silence,
    Toll,
)
from allegedly.model.vocabulary import KnownBy

T = TypeVar("T")


def changes(
    incident: Incident,
    extractions: Mapping[str, Extraction],
    since: datetime,
    until: datetime | None = None,
    judgements: Sequence[Judgement] = (),
    known_by: KnownBy = "published",
) -> tuple[Change, ...]:
    """What an incident gained, lost or saw revised after `since`, up to `until` (None: all that is held)."""
    old, new = (assess(incident, extractions, at, judgements, known_by) for at in (since, until))
    return differences(old, new)


def differences(old: Assessment, new: Assessment) -> tuple[Change, ...]:
    """What differs between two assessments of one incident, the axes first, then row by row."""
    return tuple(change for rule in RULES for change in rule(old, new))


def axes(old: Assessment, new: Assessment) -> Iterator[Change]:
    """The incident's own grades: did it happen, and who is said to have done it."""
    if old.occurrence != new.occurrence:
        yield Change("occurrence", new.incident, old.occurrence, new.occurrence, new.reasons[0].claims)
    if old.attribution != new.attribution:
        because = next((r.claims for r in reversed(new.reasons)), ())
        yield Change("attribution", new.incident, old.attribution, new.attribution, because)


def voices(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Voices that were not heard before."""
    known = {o.key for o in old.origins}
    yield from (Change("voice", o.key, None, o.name, o.claims) for o in new.origins if o.key not in known)


def propositions(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Propositions that are new, and those whose standing or grade is another."""
    before = _by(old.propositions, lambda p: p.key)
    for p in new.propositions:
        was = before.get(p.key)
        if was is None:
            yield Change("proposition", p.key, None, p.status, (*p.affirm, *p.deny, *p.query, *p.retract))
            continue
        fresh = _fresh(was, p)
        if was.status != p.status:
            yield Change("status", p.key, was.status, p.status, fresh)
        if was.credibility != p.credibility:
            yield Change("credibility", p.key, str(was.credibility), str(p.credibility), fresh)


def stances(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Voices that say something else of a proposition than they did."""
    before = _by(old.matrix.cells, _place)
    for cell in new.matrix.cells:
        was = before.get(_place(cell))
        if was is not None and was.stance and cell.stance != was.stance:
            gained = tuple(c for c in cell.claims if c not in was.claims)
            yield Change("stance", cell.proposition, was.stance, cell.stance, gained, cell.origin)


def tolls(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Ranges of harm that moved."""
    before = _by(old.toll, lambda t: t.event)
    for toll in new.toll:
        was = before.get(toll.event)
        if was is None or _range(was) != _range(toll):
            bounds = tuple(c for c in (toll.low_claim, toll.high_claim) if c)
            yield Change("toll", toll.event, _range(was) if was else None, _range(toll), tuple(dict.fromkeys(bounds)))


def conflicts(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Conflicts that arose, and those that something has settled since."""
    naming: dict[str, set[int]] = defaultdict(set)
    for n, was_one in enumerate(old.conflicts):
        for claim in (*was_one.a, *was_one.b):
            naming[claim].add(n)
    for one in new.conflicts:
        near = sorted(set().union(*(naming[claim] for claim in one.a if claim in naming)))
        alike = [o for o in (old.conflicts[n] for n in near) if _same(o, one)]
        was = next((o for o in alike if o.settled == one.settled), next(iter(alike), None))
        if was is None or was.settled != one.settled:
            state = None if was is None else was.settled or "open"
            yield Change("conflict", one.kind, state, one.settled or "open", (*one.a, *one.b))


def silences(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Silences that began or ended."""
    before = _by(old.silences, lambda s: (s.who, s.report))
    for one in new.silences:
        was = before.get((one.who, one.report))
        if was is None:
            yield Change("silence", one.who, None, _state(one), (one.claim,) if one.claim else ())
        elif _state(was) != _state(one):
            yield Change("silence", one.who, _state(was), _state(one), (one.ended_by,) if one.ended_by else ())


RULES: tuple[Callable[[Assessment, Assessment], Iterator[Change]], ...] = (
    axes,
    tolls,
    conflicts,
    stances,
    propositions,
    voices,
    silences,
)


def _by(items: Sequence[T], key: Callable[[T], object]) -> dict[object, T]:
    return {key(item): item for item in items}


def _place(cell: Cell) -> tuple[str, str]:
    return cell.proposition, cell.origin


def _same(was: Conflict, now: Conflict) -> bool:
    """Is it one conflict, with more witnesses on its sides by now?"""
    a, b = set(now.a), set(now.b)
    straight = not a.isdisjoint(was.a) and not b.isdisjoint(was.b)
    crossed = not a.isdisjoint(was.b) and not b.isdisjoint(was.a)
    return was.kind == now.kind and (straight or crossed)


def _fresh(was: Proposition, now: Proposition) -> tuple[str, ...]:
    """The claims that a proposition gained."""
    known = {*was.affirm, *was.deny, *was.query, *was.retract}
    return tuple(c for c in (*now.affirm, *now.deny, *now.query, *now.retract) if c not in known)


def _range(toll: Toll) -> str:
    """Bounds as shown: 2, 2-3, at least 2."""
    about = "~" if toll.about else ""
    if toll.high is None:
        return f"{about}{toll.low or 0} or more"
    return f"{about}{toll.low}" if toll.low == toll.high else f"{about}{toll.low or 0}-{toll.high}"


def _state(one: Silence) -> str:
    return "silent" if one.until is None else "ended"
