"""What feeds and programs ask of a desk, page by page. Implemented by `allegedly.desk.pages.StoredPages`; read-only."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from allegedly.model import Notice, Rejection, Track
from allegedly.model.listing import ClaimLine, ClaimsWanted, Mark, Page, ReportLine, ReportsWanted


class Pages(Protocol):
    """Lists that go on from a mark, and the news of the desk."""

    def voices(self, after: str = "", limit: int = 50) -> Page[Sequence[Track]]:
        """Track records voice by voice, in order of their keys."""
        ...

    def records(self, voices: Sequence[str]) -> Sequence[Track]:
        """Track records of these voices."""
        ...

    def reports(self, wanted: ReportsWanted, after: Mark | None = None, limit: int = 50) -> Page[ReportLine]:
        """Reports, the last that came in first."""
        ...

    def claims(self, wanted: ClaimsWanted, after: Mark | None = None, limit: int = 50) -> Page[ClaimLine]:
        """Claims, the newest happening first."""
        ...

    def claims_of(self, incident: str, after: Mark | None = None, limit: int = 50) -> Page[ClaimLine]:
        """An incident's claims, in order of telling. Raises KeyError where none has this id."""
        ...

    def rejections(self, after: Mark | None = None, limit: int = 50) -> Page[Rejection]:
        """What was not used, and why."""
        ...

    def notices(self, after: int, limit: int = 100) -> Sequence[Notice]:
        """What became different after a number, the oldest first."""
        ...

    def notices_of(self, incident: str, limit: int = 50) -> Sequence[Notice]:
        """What became of one incident, the newest first."""
        ...

    def changed(self, incidents: Iterable[str]) -> Mapping[str, datetime]:
        """When each of these incidents last became different; those that no notice is kept of are left out."""
        ...

    def bounds(self) -> tuple[int, int]:
        """The lowest number of a notice that is still kept, and the highest ever given; (1, 0) where none was."""
        ...

    def name(self) -> str:
        """What tells this desk from all others; empty while it has kept nothing."""
        ...
