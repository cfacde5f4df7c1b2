"""What pages, terminal and brief may ask for, and the door by which decisions go out to whoever keeps them.

A `Desk` is read-only; it is implemented over a store's View. A `Decider` is given to the web desk by whoever starts it,
or not: then its pages take no decisions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from allegedly.model import (
    Assessment,
    Change,
    Extraction,
    Incident,
    Judgement,
    Pair,
    Rejection,
    Taken,
    Track,
    Wish,
)
from allegedly.model.search import Found, Sought
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.exports.case import Asked, Case
from allegedly.publish.lists import Lists

ALL = 100_000  # more incidents than a page can show
ANYTHING = Sought()


class Desk(Protocol):
    """A desk that can be read. Raises KeyError where an id, or the start of one, names nothing or several."""

    def incidents(
        self, place: str = "", status: str = "", words: str = "", limit: int = ALL
    ) -> Sequence[tuple[Incident, Assessment]]:
        """Incidents with their assessments, newest change first."""
        ...

    def incident(self, key: str) -> Incident:
        """One incident by id or by the start of it; "largest" is the one with the most reports."""
        ...

    def assess(self, incident: Incident, as_of: datetime | None = None, known_by: KnownBy = "published") -> Assessment:
        """The incident as known at a moment, by one of two clocks; None is all that is held."""
        ...

    def changes(
        self, incident: Incident, since: datetime, until: datetime | None = None, known_by: KnownBy = "published"
    ) -> Sequence[Change]:
        """What became different in an incident between two moments."""
        ...

    def cases(self, asked: Asked) -> Iterator[Case]:
        """Incidents to hand on, newest change first, all of one state of the desk."""
        ...

    def extractions(self, reports: Iterable[str]) -> Mapping[str, Extraction]:
        """Extractions by report id; ids that are not held are left out."""
        ...

    def of_report(self, report: str) -> Sequence[Incident]:
        """The incidents that a report is part of."""
        ...

    def judgements(self, incident: Incident) -> Sequence[Judgement]:
        """What people decided about an incident, its reports or its voices, oldest first; the undone ones too."""
        ...

    def decisions(self) -> Sequence[Judgement]:
        """All that people decided, oldest first; the undone ones too."""
        ...

    def doubtful(self, limit: int = 50, start: int = 0) -> Sequence[Pair]:
        """Incidents that may be one: pairs that linking left open, closest first, from the `start`th on."""
        ...

    def search(self, words: str, sought: Sought = ANYTHING, start: int = 0, limit: int = 20) -> Found:
        """Reports that hold the words in any form, newest first; "words in quotes" as they stand, -word not at all."""
        ...

    def lists(self) -> Lists:
        """Incidents at a glance, voices, titles: what pages list."""
        ...

    def track(self) -> Sequence[Track]:
        """What became of every voice's statements, by kind of happening."""
        ...

    def rejections(self) -> Sequence[Rejection]:
        """What was not used, and why."""
        ...

    def tally(self) -> Mapping[str, int]:
        """How many reports, claims, incidents and rejections are held."""
        ...


class Decider(Protocol):
    """Takes decisions. Raises DecisionRefused where one cannot be taken, StoreFailed where it cannot be kept."""

    def decide(self, wish: Wish) -> Taken:
        """Take a decision; incidents are as it says when this returns."""
        ...

    def undo(self, key: str, by: str, reason: str = "") -> Taken:
        """Undo a decision, by its id or the start of it."""
        ...
