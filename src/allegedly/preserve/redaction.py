"""Taking bytes out without breaking a proof: the log keeps the hash, and gets an entry on who did it, when and why."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from allegedly.errors import InputMissing
from allegedly.model import Entry, Removed
from allegedly.preserve.archive import Archive
from allegedly.preserve.keeper import TOOL, append, leaf, removed
from allegedly.store import Log, Store


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was taken out: the bytes of this hash, and the reports that had been read out of them."""

    sha256: str
    decided: Removed
    reports: tuple[str, ...]
    files: int


def redact(store: Store, archive: Archive, sha256: str, by: str, why: str) -> Redacted:
    """Note the decision and let go of the reports, in one transaction; then delete the records.

    Media that no other report shows go with them, each with an entry of its own. Done twice it is the same; a run that
    was stopped is finished by the next. Raises InputMissing, StoreFailed.
    """
    with store.writer().log() as log:
        about = log.about([sha256])
        if not any(e.kind == "capture" for e in about):
            raise InputMissing(f"{sha256}: no capture has this hash. See: allegedly verify --item REPORT")
        before = [e for e in about if e.kind == "redaction"]
        decided = removed(before[0].leaf) if before else Removed(sha256, datetime.now(UTC), by, why, TOOL)
        reports = list[str]()
        for one in [sha256, *log.only_with(sha256)]:
            reports += _taken_out(log, one, decided)
        captures = [e for e in log.about(_together(log, decided)) if e.kind == "capture"]
    with archive.told():
        for entry in captures:
            archive.shelf.remove(entry.file)
        archive.shelf.settle()
    store.compact()
    return Redacted(sha256, decided, tuple(reports), len(captures))


def _taken_out(log: Log, sha256: str, decided: Removed) -> list[str]:
    """Note that a capture goes, once, and let go of what was read out of it; gives the ids of the reports."""
    if not any(e.kind == "redaction" for e in log.about([sha256])):
        append(log, [Entry(0, "redaction", sha256, "", "", leaf(replace(decided, redacted=sha256)))])
    return log.forget(sha256)


def _together(log: Log, decided: Removed) -> list[str]:
    """The hashes that one decision took out: also those of a run that was stopped before their records were deleted."""
    every = [removed(e.leaf) for e in log.redactions()]
    return [one.redacted for one in every if replace(one, redacted=decided.redacted) == decided]
