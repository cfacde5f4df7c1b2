"""Incidents to hand on: streamed out of a store, as known at a moment where one is named."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from allegedly.assess import assess
from allegedly.assess.known import reports
from allegedly.desk import seeking
from allegedly.model import Assessment, Extraction, Incident, Judgement, Watch
from allegedly.model.glance import glance
from allegedly.publish.exports.case import Asked, Case, case_of
from allegedly.store import Match, View

Looks = Callable[[Assessment], Sequence[Watch]]
Row = tuple[Incident, Assessment, dict[str, Extraction]]


def cases(view: View, asked: Asked, looks: Looks) -> Iterator[Case]:
    """Incidents that were asked for, one by one, newest change first. Raises KeyError where a named one is not held."""
    decided = view.judgements()
    for row in _named(view, asked.incidents) if asked.incidents else view.stream(_match(asked)):
        if _fits(row, asked) and (case := _known(row, asked, looks, decided)) is not None:
            yield case


def _fits(row: Row, asked: Asked) -> bool:
    """Do the figures that a list shows of an incident fit?"""
    if not asked.by_glance:
        return True
    incident, assessed, held = row
    one = glance(incident, assessed, [e.report.published for e in held.values() if e.report.published])
    return (
        asked.attribution in ("", one.attribution)
        and (not asked.event or asked.event in one.events)
        and (asked.told_since is None or (one.latest is not None and one.latest >= asked.told_since))
        and (one.conflicts > 0 or not asked.disputed)
        and (one.silent > 0 or not asked.silent)
    )


def _match(asked: Asked) -> Match:
    words = asked.words
    return Match(
        place=asked.place,
        since=asked.since,
        until=asked.until,
        status=asked.status,
        words=words,
        stories=asked.stories,
        terms=seeking.terms(words) if words else (),
    )


def _named(view: View, keys: Sequence[str]) -> Iterator[Row]:
    """All are looked up before the first is handed on: a wrong id must not be found half way."""
    found = {i.id: i for i in [view.incident(key) for key in keys]}
    for incident in found.values():
        yield incident, view.assessment(incident.id), view.extractions(incident.reports)


def _known(row: Row, asked: Asked, looks: Looks, decided: Sequence[Judgement]) -> Case | None:
    """The incident as known at the moment that was asked for; nothing where nobody had told of it by then."""
    incident, held_assessment, held = row
    watched = looks(held_assessment)
    if asked.as_of is None and not watched:
        return case_of(incident, held_assessment, held)
    assessed = assess(incident, held, asked.as_of, decided, asked.known_by, watched)
    if asked.as_of is None:
        return case_of(incident, assessed, held)
    kept = {e.report.id: e for e in reports(incident, held, asked.as_of, asked.known_by)}
    told = {c.id for e in kept.values() for c in e.claims}
    then = replace(
        incident,
        reports=tuple(r for r in incident.reports if r in kept),
        claims=tuple(c for c in incident.claims if c in told),
    )
    return case_of(then, assessed, kept) if kept else None
