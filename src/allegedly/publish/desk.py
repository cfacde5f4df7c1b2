"""What pages, terminal and brief may ask for. Read-only; the pipeline implements it over a store's View."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from allegedly.model import Assessment, Extraction, Incident, Rejection


class Desk(Protocol):
    """A desk that can be read. Raises KeyError where an id, or the start of one, names nothing or several."""

    def incidents(self, place: str = "", status: str = "", words: str = "") -> Sequence[tuple[Incident, Assessment]]:
        """Incidents with their assessments, newest change first."""
        ...

    def incident(self, key: str) -> Incident:
        """One incident by id or by the start of it; "largest" is the one with the most reports."""
        ...

    def assess(self, incident: Incident, as_of: datetime | None = None) -> Assessment:
        """The incident as known at a moment; None is all that is held."""
        ...

    def extractions(self, reports: Iterable[str]) -> Mapping[str, Extraction]:
        """Extractions by report id; ids that are not held are left out."""
        ...

    def of_report(self, report: str) -> Sequence[Incident]:
        """The incidents that a report is part of."""
        ...

    def rejections(self) -> Sequence[Rejection]:
        """What was not used, and why."""
        ...

    def tally(self) -> Mapping[str, int]:
        """How many reports, claims, incidents and rejections are held."""
        ...
