"""A desk that tells which reports and incidents whoever reads it is shown, for `noting`. Otherwise the desk itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from allegedly.desk.listing import StoredLists
from allegedly.desk.pages import StoredPages
from allegedly.desk.stored import ALL, ANYTHING, StoredDesk, Watched, unwatched
from allegedly.model import (
    Assessment,
    Change,
    Extraction,
    Incident,
    Notice,
    Pair,
    Provenance,
    Quarantined,
    SourceRecord,
)
from allegedly.model.glance import Glances, Wanted
from allegedly.model.listing import ClaimLine, ClaimsWanted, Mark, Page, ReportLine, ReportsWanted
from allegedly.model.search import Found, Sought
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.exports.case import Asked, Case
from allegedly.publish.records import Records
from allegedly.restrict.noting import Of
from allegedly.store import Store, View

Tell = Callable[[Of, Iterable[str]], None]


class ShownDesk(StoredDesk):
    """A desk whose readers are taken note of."""

    def __init__(self, view: View, tell: Tell, watched: Watched = unwatched) -> None:
        super().__init__(view, watched)
        self._tell, self._lists = tell, ShownLists(view, tell)

    def incidents(
        self, place: str = "", status: str = "", words: str = "", limit: int = ALL
    ) -> Sequence[tuple[Incident, Assessment]]:
        """Incidents with their assessments, newest change first."""
        found = super().incidents(place, status, words, limit)
        self._tell("incident", [one.id for one, _ in found])
        return found

    def search(self, words: str, sought: Sought = ANYTHING, start: int = 0, limit: int = 20) -> Found:
        """Reports that match, newest first, with where each holds the words."""
        found = super().search(words, sought, start, limit)
        self._tell("report", [one.report.id for one in found.hits])
        return found

    def assess(self, incident: Incident, as_of: datetime | None = None, known_by: KnownBy = "published") -> Assessment:
        """The incident as known at a moment."""
        self._tell("report", incident.reports)
        return super().assess(incident, as_of, known_by)

    def changes(
        self, incident: Incident, since: datetime, until: datetime | None = None, known_by: KnownBy = "published"
    ) -> Sequence[Change]:
        """What became different in an incident between two moments."""
        self._tell("report", incident.reports)
        return super().changes(incident, since, until, known_by)

    def cases(self, asked: Asked) -> Iterator[Case]:
        """Incidents to hand on, newest change first, all of one state of the desk."""
        for one in super().cases(asked):
            self._tell("report", one.incident.reports)
            yield one

    def extractions(self, reports: Iterable[str]) -> Mapping[str, Extraction]:
        """Extractions by report id; ids that are not held are left out."""
        found = super().extractions(reports)
        self._tell("report", found)
        return found

    def doubtful(self, limit: int = 50, start: int = 0) -> Sequence[Pair]:
        """Incidents that may be one, closest first."""
        return _pairs(self._tell, super().doubtful(limit, start))


class ShownLists(StoredLists):
    """Lists whose readers are taken note of."""

    def __init__(self, view: View, tell: Tell) -> None:
        super().__init__(view)
        self._tell = tell

    def glances(self, wanted: Wanted, after: str = "", limit: int = 50, seen: int | None = None) -> Glances:
        """A page of incidents."""
        found = super().glances(wanted, after, limit, seen)
        self._tell("incident", [one.id for one in found.rows])
        return found

    def titles(self, incidents: Iterable[str]) -> Mapping[str, str]:
        """Titles by id, of those that are held."""
        found = super().titles(incidents)
        self._tell("incident", found)
        return found

    def doubtful(self, incident: Incident, limit: int = 10) -> Sequence[Pair]:
        """Pairs that linking left open and one side of which is this incident, closest first."""
        return _pairs(self._tell, super().doubtful(incident, limit))


class ShownPages(StoredPages):
    """Lists for programs whose readers are taken note of."""

    def __init__(self, store: Store, tell: Tell) -> None:
        super().__init__(store)
        self._tell = tell

    def reports(self, wanted: ReportsWanted, after: Mark | None = None, limit: int = 50) -> Page[ReportLine]:
        """Reports, the last that came in first."""
        found = super().reports(wanted, after, limit)
        self._tell("report", [one.id for one in found.items])
        return found

    def claims(self, wanted: ClaimsWanted, after: Mark | None = None, limit: int = 50) -> Page[ClaimLine]:
        """Claims, the newest happening first."""
        return _claims(self._tell, super().claims(wanted, after, limit))

    def claims_of(self, incident: str, after: Mark | None = None, limit: int = 50) -> Page[ClaimLine]:
        """An incident's claims, in order of telling. Raises KeyError where none has this id."""
        return _claims(self._tell, super().claims_of(incident, after, limit))

    def notices(self, after: int, limit: int = 100) -> Sequence[Notice]:
        """What became different after a number, the oldest first."""
        return _news(self._tell, super().notices(after, limit))

    def notices_of(self, incident: str, limit: int = 50) -> Sequence[Notice]:
        """What became of one incident, the newest first."""
        return _news(self._tell, super().notices_of(incident, limit))


class ShownRecords:
    """Implements `publish.records.Records` over another: whose captures and ways of reports are taken note of."""

    def __init__(self, records: Records, tell: Tell) -> None:
        self._records, self._tell = records, tell

    def sources(self) -> Sequence[SourceRecord]:
        """Every source of the file of sources."""
        return self._records.sources()

    def quarantined(self) -> Sequence[Quarantined]:
        """What could not be read safely."""
        return self._records.quarantined()

    def captured(self, sha256: str) -> tuple[bytes, str]:
        """The bytes of a capture. Raises KeyError where it has none."""
        found = self._records.captured(sha256)
        self._tell("capture", [sha256])
        return found

    def provenance(self, report: str) -> Provenance:
        """The way of one report. Raises KeyError where none has this id."""
        found = self._records.provenance(report)
        self._tell("report", [report])
        return found


def _pairs(tell: Tell, found: Sequence[Pair]) -> Sequence[Pair]:
    tell("report", [report for pair in found for one in (pair.a, pair.b) for report in one.reports])
    return found


def _claims(tell: Tell, found: Page[ClaimLine]) -> Page[ClaimLine]:
    tell("report", [one.claim.report for one in found.items])
    return found


def _news(tell: Tell, found: Sequence[Notice]) -> Sequence[Notice]:
    tell("incident", [one.incident for one in found])
    tell("report", [one.report for one in found if one.report])
    return found
