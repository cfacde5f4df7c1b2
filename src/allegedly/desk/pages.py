"""Lists and news of a desk, over its store: what feeds and programs read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from allegedly.desk import seeking
from allegedly.model import Notice, Rejection, Track
from allegedly.model.listing import ClaimLine, ClaimsWanted, Mark, Page, ReportLine, ReportsWanted
from allegedly.store import Store


class StoredPages:
    """Implements `publish.pages.Pages` over a store. Read-only."""

    def __init__(self, store: Store) -> None:
        self._pages, self._notices, self._view = store.pages(), store.notices(), store.view()

    def voices(self, after: str = "", limit: int = 50) -> Page[Sequence[Track]]:
        """Track records voice by voice, in order of their keys."""
        keys, rows = self._pages.voices(after, limit), dict[str, list[Track]]()
        for one in self.records(keys.items):
            rows.setdefault(one.origin, []).append(one)
        return Page(tuple(rows[key] for key in keys.items), keys.mark)

    def records(self, voices: Sequence[str]) -> Sequence[Track]:
        """Track records of these voices."""
        return self._view.lists().records(voices)

    def reports(self, wanted: ReportsWanted, after: Mark | None = None, limit: int = 50) -> Page[ReportLine]:
        """Reports, the last that came in first."""
        asked = replace(wanted, terms=seeking.terms(wanted.words)) if wanted.words else wanted
        return self._pages.reports(asked, after, limit)

    def claims(self, wanted: ClaimsWanted, after: Mark | None = None, limit: int = 50) -> Page[ClaimLine]:
        """Claims, the newest happening first."""
        return self._pages.claims(wanted, after, limit)

    def claims_of(self, incident: str, after: Mark | None = None, limit: int = 50) -> Page[ClaimLine]:
        """An incident's claims, in order of telling. Raises KeyError where none has this id."""
        return self._pages.claims_of(incident, after, limit)

    def rejections(self, after: Mark | None = None, limit: int = 50) -> Page[Rejection]:
        """What was not used, and why."""
        return self._pages.rejections(after, limit)

    def notices(self, after: int, limit: int = 100) -> Sequence[Notice]:
        """What became different after a number, the oldest first."""
        return self._notices.after(after, limit)

    def notices_of(self, incident: str, limit: int = 50) -> Sequence[Notice]:
        """What became of one incident, the newest first."""
        return self._notices.of(incident, limit)

    def changed(self, incidents: Iterable[str]) -> Mapping[str, datetime]:
        """When each of these incidents last became different; those that no notice is kept of are left out."""
        return self._notices.changed(incidents)

    def bounds(self) -> tuple[int, int]:
        """The lowest number of a notice that is still kept, and the highest ever given; (1, 0) where none was."""
        return self._notices.bounds()

    def name(self) -> str:
        """What tells this desk from all others; empty while it has kept nothing."""
        with self._view.log() as log:
            return log.name()
