"""Intake and provenance as they are shown: over a store, its archive, and the file of sources."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from allegedly.collect.health import standing
from allegedly.collect.likeness import difference
from allegedly.errors import InputMissing
from allegedly.model import Custody, Medium, Pictured, Provenance, Quarantined, Report, SourceRecord, Standing, Twin
from allegedly.preserve.custody import custody

if TYPE_CHECKING:
    from allegedly.collect.sources import Sources
    from allegedly.preserve.archive import Archive
    from allegedly.store import Store, View

LOOKS = 1000  # last looks that a source's health is computed from
SHOWN = 20  # of them, how many are shown
MOST_VERSIONS = 100  # of one report on its page


class StoredRecords:
    """Implements `publish.records.Records`. The file of sources is read anew at each call."""

    def __init__(self, store: "Store", archive: "Archive", known: "Callable[[], Sources]") -> None:
        self._store, self._archive, self._known = store, archive, known

    def sources(self) -> Sequence[SourceRecord]:
        """Every source of the file of sources, in its order, with its health and how to mend it."""
        return source_records(self._store, self._known())

    def quarantined(self) -> Sequence[Quarantined]:
        """What could not be read safely, the oldest first."""
        return self._store.intake().quarantined()

    def captured(self, sha256: str) -> tuple[bytes, str]:
        """The bytes of a capture as they were obtained, and their media type. Raises KeyError where it has none."""
        with self._store.view().log() as log:
            known = any(entry.kind == "capture" for entry in log.about([sha256]))
        if not known:
            raise KeyError(sha256)
        kinds = [one.media_type for one in custody(self._store, self._archive, sha256)]
        return self._archive.captured(sha256), next(filter(None, kinds), "application/octet-stream")

    def provenance(self, report: str) -> Provenance:
        """The way of one report, checked as it is read. Raises KeyError where none has this id."""
        view, intake = self._store.view(), self._store.intake()
        one = view.report(report)
        base = one.id.removesuffix(f"@{one.version}") if one.version > 1 else one.id
        return Provenance(
            one,
            tuple(self._custody(one)),
            versions_of(view, one, base),
            tuple(Pictured(medium, twins(medium, intake.alike(medium))) for medium in intake.media_of(report)),
            intake.seen(base, one.url),
        )

    def _custody(self, report: Report) -> list[Custody]:
        try:
            return custody(self._store, self._archive, report.snapshot)
        except InputMissing:
            return []


def versions_of(view: "View", one: Report, base: str) -> tuple[Report, ...]:
    """The versions held under a report's id, oldest first; before them those under other ids that it says it edits."""
    found = [view.report(id) for _, id, _ in view.versions([base]).get(base, ())] or [one]
    known = {r.id for r in found}
    while (earlier := found[0].edits) and earlier not in known and len(known) < MOST_VERSIONS:
        try:
            found.insert(0, view.report(earlier))
        except KeyError:
            break  # it was never held here
        known.add(earlier)
    return tuple(found)


def source_records(store: "Store", known: "Sources") -> list[SourceRecord]:
    """Each source with its health."""
    intake, now, found = store.intake(), datetime.now(UTC), list[SourceRecord]()
    counts = intake.counted()
    for one in known.watched:
        looks = intake.attempts(one.name, most=LOOKS)
        items, missing = counts.get(one.name, (0, 0))
        found.append(SourceRecord(one, standing(one, looks, now), tuple(looks[: -SHOWN - 1 : -1]), items, missing))
    return found


def standings(store: "Store", known: "Sources") -> list[Standing]:
    """How each source does."""
    return [one.standing for one in source_records(store, known)]


def twins(medium: Medium, others: Sequence[Medium]) -> tuple[Twin, ...]:
    """Media of other reports that show the same, the closest first."""
    found = [(difference(medium, other), other) for other in others if other.report != medium.report]
    alike = [Twin(other, bits) for bits, other in found if bits is not None]
    return tuple(sorted(alike, key=lambda twin: (twin.bits, twin.medium.report, twin.medium.url)))
