"""What the desk can prove about the bytes it holds: the log's entries, its checkpoints, stamps on these."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

EntryKind = Literal["capture", "redaction", "audit"]
StampState = Literal["pending", "stamped"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One capture as the log states it: which bytes, from where, when, and by whom and what they were fetched.

    `sha256` (hex) and `size` are of the bytes; `record` and `record_size` of the WARC file that holds them.
    """

    sha256: str
    size: int
    origin: str
    media_type: str
    fetched: datetime
    record: str
    record_size: int
    tool: str
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """That the bytes of a capture were taken out: when, by whom and why. The log keeps both statements."""

    redacted: str
    at: datetime
    by: str
    why: str
    tool: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log, never changed. `leaf` is the JSON of a Kept, a Removed or a Sealed, which the tree hashes.

    `position` counts from 0; `sha256` (hex) names the bytes that it is about; `file` is their place in the archive.
    """

    position: int
    kind: EntryKind
    sha256: str
    origin: str
    file: str
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log at one size: the tree's root, and the signed note that says so."""

    size: int
    root: bytes
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp on a checkpoint, by one authority. `pending` until a token was got *and* verified.

    `at` is the authority's time (of the last try, while pending); `told` why it is pending.
    """

    size: int
    authority: str
    state: StampState
    at: datetime
    token: bytes = b""
    certificate: bytes = b""
    tries: int = 1
    told: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint at one OpenTimestamps calendar (its address), and the proof that was got from there so far.

    `proof` is a detached .ots file on the checkpoint's text, empty until the calendar took the hash; `digest` its
    SHA-256. What the proof shows (pending, or a Bitcoin block) is read from it, not noted here. `since` is when the
    calendar took the hash (the first try, while it has not); `told` is why the last try came to nothing.
    """

    size: int
    calendar: str
    since: datetime
    proof: bytes = b""
    digest: bytes = b""
    tries: int = 1
    told: str = ""
