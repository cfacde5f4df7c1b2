"""Where an item came from and what vouches for it, and how each source does: what pages and terminal show of intake."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from allegedly.model.intake import Attempt, Medium, Sighting, Standing, Watched
from allegedly.model.report import Report

# The newest checkpoint's root follows from the entry; no checkpoint has it yet; it does not follow.
Inclusion = Literal["proven", "waiting", "failed"]


@dataclass(frozen=True, slots=True)
class Stamped:
    """A stamp that covers an item: whose, on the checkpoint of which size, and since when (None: still pending).

    Of an OpenTimestamps calendar `at` is None for good: `block` is the Bitcoin block that its proof leads to (None:
    still pending), whose header nobody here has looked at.
    """

    authority: str
    size: int
    at: datetime | None
    told: str = ""
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Custody:
    """One capture: what was obtained, from where, when, by whom and what; where it is kept, and what vouches for it.

    `position` is its entry in the log, from 0; `checkpoint` the size of the first checkpoint that has it. `inclusion`
    is of the newest one, computed as this was read. `wrong` says what a check of record and entry found.
    """

    sha256: str
    size: int
    origin: str
    media_type: str
    fetched: datetime
    tool: str
    operator: str
    file: str
    position: int
    checkpoint: int | None
    stamps: tuple[Stamped, ...]
    redacted: str = ""
    wrong: tuple[str, ...] = ()
    inclusion: Inclusion = "waiting"


@dataclass(frozen=True, slots=True)
class Twin:
    """A medium of another report that shows the same; `bits` of 256 in which the two differ (0: the same bytes)."""

    medium: Medium
    bits: int


@dataclass(frozen=True, slots=True)
class Pictured:
    """A medium of a report, and those of other reports that show the same, the closest first."""

    medium: Medium
    twins: tuple[Twin, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """One report's way: the capture that it was read from, its versions, its media, and whether it is still there.

    `custody` holds a record for every time that its bytes were obtained; it is empty where the log does not know them
    (a report of an earlier desk). `versions` are all that are held of the item, oldest first, this report among them.
    `seen` is what its source showed last (None: it is of no watched source).
    """

    report: Report
    custody: tuple[Custody, ...]
    versions: tuple[Report, ...]
    media: tuple[Pictured, ...]
    seen: Sighting | None = None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A watched source: its health with words and what mends it, its last looks (newest first), what it listed.

    `items` were ever seen there, `missing` of them are there no more.
    """

    watched: Watched
    standing: Standing
    attempts: tuple[Attempt, ...]
    items: int
    missing: int
