"""The desk that pages, terminal and brief read: a store's View, with assessments computed as of any time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from allegedly.assess import assess, differences
from allegedly.desk import outgoing, seeking
from allegedly.desk.listing import StoredLists
from allegedly.model import (
    Assessment,
    Change,
    Claim,
    Extraction,
    Incident,
    Judgement,
    Pair,
    Rejection,
    Report,
    Track,
    Watch,
)
from allegedly.model.search import Found, Sought
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.exports.case import Asked, Case
from allegedly.store import Match, View

Watched = Callable[[datetime], Sequence[Watch]]
ALL = 100_000  # more incidents than a page can show
REMEMBERED = 64  # assessments as of other moments than now
ANYTHING = Sought()


def unwatched(since: datetime) -> Sequence[Watch]:
    """No source is watched."""
    return ()


class StoredDesk:
    """Implements `publish.desk.Desk` over a View. Read-only."""

    def __init__(self, view: View, watched: Watched = unwatched) -> None:
        self._view, self._watched = view, watched
        # An assessment is a pure function of these; readers ask for the same moments again and again.
        self._assessed = lru_cache(maxsize=REMEMBERED)(self._assess)
        self._decided: tuple[Judgement, ...] = ()
        self._lists = StoredLists(view)

    def incidents(
        self, place: str = "", status: str = "", words: str = "", limit: int = ALL
    ) -> Sequence[tuple[Incident, Assessment]]:
        """Incidents with their assessments, newest change first."""
        return self.found(Match(place=place, status=status, words=words), limit)

    def found(self, match: Match, limit: int = ALL) -> Sequence[tuple[Incident, Assessment]]:
        """Incidents that match, newest change first."""
        asked = replace(match, terms=seeking.terms(match.words)) if match.words else match
        return self._view.incidents(asked, limit=limit)

    def search(self, words: str, sought: Sought = ANYTHING, start: int = 0, limit: int = 20) -> Found:
        """Reports that match, newest first, with where each holds the words."""
        terms = seeking.terms(words)
        held = self._view.search(replace(sought, terms=terms), start, limit)
        hits = tuple(replace(one, spans=seeking.spans(one.report.text, terms)) for one in held.hits)
        return replace(held, hits=hits)

    def claims(self, match: Match, limit: int = ALL) -> Sequence[tuple[Claim, Report]]:
        """Claims that match with their reports, newest happening first."""
        return self._view.claims(match, limit=limit)

    def incident(self, key: str) -> Incident:
        """One incident by id or by the start of it; "largest" is the one with the most reports."""
        return self._view.incident(key)

    def assess(self, incident: Incident, as_of: datetime | None = None, known_by: KnownBy = "published") -> Assessment:
        """The incident as known at a moment; None is all that is held, which linking has computed already.

        `known_by` says by which clock: when reports were public, or when this desk first held them. What is said of
        those who were not heard also rests on when sources were watched.
        """
        held = self._view.assessment(incident.id)
        looks = self._looks(held)
        if as_of is None and not looks:
            return held
        return self._assessed(incident, as_of, known_by, self._standing(), tuple(looks))

    def _assess(
        self,
        incident: Incident,
        as_of: datetime | None,
        known_by: KnownBy,
        decided: tuple[Judgement, ...],
        looks: tuple[Watch, ...],
    ) -> Assessment:
        return assess(incident, self.extractions(incident.reports), as_of, decided, known_by, looks)

    def looks(self, incident: Incident) -> Sequence[Watch]:
        """When sources were watched, as far as what is said of those who were not heard rests on it."""
        return self._looks(self._view.assessment(incident.id))

    def _looks(self, held: Assessment) -> Sequence[Watch]:
        """When sources were watched since the first word of somebody was to be expected."""
        since = min((one.since for one in held.expected if one.since), default=None)
        return self._watched(since) if since else ()

    def changes(
        self, incident: Incident, since: datetime, until: datetime | None = None, known_by: KnownBy = "published"
    ) -> Sequence[Change]:
        """What became different in an incident between two moments."""
        if until is None and known_by == "published":
            # What linking has computed already is the later of the two.
            now = self._view.assessment(incident.id)
        else:
            now = self._assessed(incident, until, known_by, *self._rests(incident))
        return differences(self._assessed(incident, since, known_by, *self._rests(incident)), now)

    def _rests(self, incident: Incident) -> tuple[tuple[Judgement, ...], tuple[Watch, ...]]:
        """What an assessment rests on beside the claims."""
        return self._standing(), tuple(self.looks(incident))

    def _standing(self) -> tuple[Judgement, ...]:
        """What people decided and nobody undid; the same tuple while it is the same, as what is remembered holds it."""
        found = tuple(one for one in self._view.judgements() if one.undone is None)
        if found != self._decided:
            self._decided = found
        return self._decided

    def cases(self, asked: Asked) -> Iterator[Case]:
        """Incidents to hand on, newest change first, all of one state of the desk. KeyError: no such incident."""
        return outgoing.cases(self._view, asked, self._looks)

    def extractions(self, reports: Iterable[str]) -> Mapping[str, Extraction]:
        """Extractions by report id; ids that are not held are left out."""
        return self._view.extractions(reports)

    def of_report(self, report: str) -> Sequence[Incident]:
        """The incidents that a report is part of."""
        return self._view.of_report(report)

    def judgements(self, incident: Incident) -> Sequence[Judgement]:
        """What people decided about an incident, its reports or its voices, oldest first; the undone ones too."""
        concerned = {incident.id, *incident.reports, *(o.key for o in self._view.assessment(incident.id).origins)}
        return [one for one in self._view.judgements() if not concerned.isdisjoint(named(one))]

    def decisions(self) -> Sequence[Judgement]:
        """All that people decided, oldest first; the undone ones too."""
        return self._view.judgements()

    def doubtful(self, limit: int = 50, start: int = 0) -> Sequence[Pair]:
        """Incidents that may be one: pairs with the closest comparison that linking was unsure of, closest first."""
        return self._view.doubtful(limit, start)

    def lists(self) -> StoredLists:
        """Incidents at a glance, voices, titles: what pages list."""
        return self._lists

    def track(self) -> Sequence[Track]:
        """What became of every voice's statements, by kind of happening."""
        return self._lists.records()

    def rules(self) -> set[str]:
        """Names of the rules that made what is held."""
        return self._view.rules()

    def rejections(self) -> Sequence[Rejection]:
        """What was not used, and why."""
        return self._view.rejections()

    def tally(self) -> Mapping[str, int]:
        """How many reports, claims, incidents and rejections are held."""
        counts = self._view.counts()
        return {f"{kind}s": counts[kind] for kind in ("report", "attribution", "claim", "incident", "rejection")}


def named(one: Judgement) -> set[str]:
    """Whatever a decision names or was made on: ids of incidents, reports and voices."""
    reports = {ref.rpartition("#")[0] for refs in one.held for ref in refs}
    return {*one.target, *one.incidents, *reports}
