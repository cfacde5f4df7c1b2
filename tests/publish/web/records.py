"""Intake and provenance as a test says they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from allegedly.model import (
    Attempt,
    Custody,
    Medium,
    Pictured,
    Provenance,
    Quarantined,
    Report,
    Sighting,
    SourceRecord,
    Standing,
    Twin,
    Watched,
)
from tests.publish.build import EXTRACTIONS, at

HASH = "ab" * 32


@dataclass
class HandRecords:
    """A source that is well, one that is turned away; a report with two versions; captures by hash."""

    captures: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    older: Mapping[str, str] = field(default_factory=dict)

    def sources(self) -> Sequence[SourceRecord]:
        well = Watched("wire", "https://wire.example/feed", "feed", "Harbour Wire")
        shut = Watched("quay", "https://quay.example/", "page", "Quay")
        look = Attempt("quay", shut.url, at(20), "refused", 403, reason="the host answers 403")
        return [
            SourceRecord(well, Standing("wire", "healthy", at(9), at(20), at(19), 0, "answers"), (), 12, 1),
            SourceRecord(
                shut,
                Standing("quay", "blocked", at(18), at(9), at(9), 3, "turned away", "Ask the host."),
                (look,),
                3,
                0,
            ),
        ]

    def quarantined(self) -> Sequence[Quarantined]:
        return [Quarantined("cd" * 32, "https://bomb.example/", "took more than 10 seconds", at(21), 2)]

    def captured(self, sha256: str) -> tuple[bytes, str]:
        return self.captures[sha256]

    def provenance(self, report: str) -> Provenance:
        one = EXTRACTIONS[report].report
        custody = Custody(
            HASH, 120, "https://wire.example/1", "text/html", at(17), "allegedly", "O. Editor", "f", 4, 8, (),
            inclusion="proven",
        )  # fmt: skip
        picture = Medium(report, "https://wire.example/p.jpg", "fetched", "", "ef" * 32, "image/jpeg", 10, "", 0)
        twin = Twin(Medium("kanal-1", "https://kanal.example/q.jpg", "fetched"), 6)
        seen = Sighting("wire", report, "https://wire.example/1", at(17), at(19), at(20))
        return Provenance(one, (custody,), self._versions(one), (Pictured(picture, (twin,)),), seen)

    def _versions(self, one: Report) -> tuple[Report, ...]:
        if one.id not in self.older:
            return (one,)
        return (Report(f"{one.id}-old", self.older[one.id], one.source, published=one.published), one)
