"""What pages may ask about intake and provenance. Implemented by `allegedly.desk.records.StoredRecords`; read-only."""

from collections.abc import Sequence
from typing import Protocol

from allegedly.model import Provenance, Quarantined, SourceRecord


class Records(Protocol):
    """How sources do, what is kept apart, and where one report came from."""

    def sources(self) -> Sequence[SourceRecord]:
        """Every source of the file of sources, in its order, with its health and how to mend it."""
        ...

    def quarantined(self) -> Sequence[Quarantined]:
        """What could not be read safely, the oldest first."""
        ...

    def captured(self, sha256: str) -> tuple[bytes, str]:
        """The bytes of a capture as they were obtained, and their media type. Raises KeyError where it has none."""
        ...

    def provenance(self, report: str) -> Provenance:
        """The way of one report. Raises KeyError where none has this id."""
        ...
