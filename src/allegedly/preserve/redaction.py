"""Taking bytes out without breaking a proof: the log keeps the hash, and gets an entry on who did it, when and why."""

from dataclasses import dataclass
from datetime import UTC, datetime

from allegedly.errors import InputMissing
from allegedly.model import Entry, Removed
from allegedly.preserve.archive import Archive
from allegedly.preserve.keeper import TOOL, append, leaf, removed
from allegedly.store import Store


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was taken out: the bytes of this hash, and the reports that had been read out of them."""

    sha256: str
    decided: Removed
    reports: tuple[str, ...]
    files: int


def redact(store: Store, archive: Archive, sha256: str, by: str, why: str) -> Redacted:
    """Note the decision and let go of the reports, in one transaction; then delete the records.

    Done twice it is the same; a run that was stopped is finished by the next. Raises InputMissing, StoreFailed.
    """
    with store.writer().log() as log:
        about = log.about([sha256])
        captures = [e for e in about if e.kind == "capture"]
        if not captures:
            raise InputMissing(f"{sha256}: no capture has this hash. See: allegedly verify --item REPORT")
        before = [e for e in about if e.kind == "redaction"]
        decided = removed(before[0].leaf) if before else Removed(sha256, datetime.now(UTC), by, why, TOOL)
        if not before:
            append(log, [Entry(0, "redaction", sha256, "", "", leaf(decided))])
        reports = log.forget(sha256)
    with archive.told():
        for entry in captures:
            archive.shelf.remove(entry.file)
        archive.shelf.settle()
    store.compact()
    return Redacted(sha256, decided, tuple(reports), len(captures))
