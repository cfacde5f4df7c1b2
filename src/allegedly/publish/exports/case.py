"""What an export is written from: one incident after the other, with all that it rests on, and what was asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from allegedly.model import Assessment, Claim, Extraction, Incident, Report
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.told import Told, told


@dataclass(frozen=True, slots=True)
class Case:
    """An incident, its assessment, its reports as they were read, and its claims in order of telling."""

    incident: Incident
    assessment: Assessment
    held: Mapping[str, Extraction]
    claims: Mapping[str, Told]

    @property
    def reports(self) -> list[Report]:
        """The incident's reports, in its order."""
        return [self.held[r].report for r in self.incident.reports if r in self.held]


def case_of(incident: Incident, assessment: Assessment, held: Mapping[str, Extraction]) -> Case:
    """A case of what a desk holds."""
    return Case(incident, assessment, held, told(incident, held))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which incidents to hand on: these, or all that fit. Empty means any.

    `words` are words that a report of it holds; `as_of` computes each incident as known at that moment by `known_by`.
    `stories` also takes groups of reports in which nobody claims anything. The last five are those of the page Now:
    `told_since` bounds the newest report, `disputed` and `silent` ask for an open conflict and a silence that stands.
    """

    incidents: tuple[str, ...] = ()
    place: str = ""
    since: datetime | None = None
    until: datetime | None = None
    status: str = ""
    words: str = ""
    as_of: datetime | None = None
    known_by: KnownBy = "published"
    stories: bool = False
    attribution: str = ""
    event: str = ""
    told_since: datetime | None = None
    disputed: bool = False
    silent: bool = False

    @property
    def by_glance(self) -> bool:
        """Is anything asked for that only an incident's figures tell?"""
        return bool(self.attribution or self.event or self.told_since or self.disputed or self.silent)


class Holder(Protocol):
    """Whoever holds incidents to hand on."""

    def cases(self, asked: Asked) -> Iterator[Case]:
        """Incidents one by one, newest change first, all of one state of the desk. KeyError: no such incident."""
        ...


@dataclass(frozen=True, slots=True)
class Signed:
    """A named person's sign-off: for which claims, in which words (empty: no rating), and where the review stands."""

    by: str
    at: datetime
    claims: tuple[str, ...]
    rating: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to write. `exact`: places as exactly as known, instead of at settlement precision. `tables`: only these."""

    exact: bool = False
    tables: tuple[str, ...] = ()
    signed: Signed | None = None


def claims_of(case: Case, ids: tuple[str, ...]) -> list[Claim]:
    """The claims of these ids that the case holds, in the given order."""
    return [case.claims[i].claim for i in ids if i in case.claims]
