"""The way of one item through the desk: from where, by whom, when, and what proves it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from allegedly.errors import InputMissing
from allegedly.model import Checkpoint, Entry, Stamp
from allegedly.preserve.archive import Archive
from allegedly.preserve.audit import Audit, check_entry
from allegedly.preserve.keeper import kept, removed
from allegedly.preserve.verifier import Fault
from allegedly.store import Store


@dataclass(frozen=True, slots=True)
class Stamped:
    """A stamp that covers an item: whose, on the checkpoint of which size, and since when (None: still pending)."""

    authority: str
    size: int
    at: datetime | None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """One capture: what was obtained, from where, when, by whom and what; where it is kept, and what vouches for it.

    `checkpoint` is the size of the first checkpoint that has its entry. `wrong` says what a check of it found.
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


def item_hash(store: Store, item: str) -> tuple[str, str]:
    """The hash of the capture that an item means, and its place in it.

    An item is a report's id (also of one that was redacted), or the start of a hash. Raises InputMissing where nothing,
    or more than one, has this name.
    """
    with suppress(KeyError):
        report = store.view().report(item)
        return report.snapshot, report.locator
    with suppress(KeyError), store.view().log() as log:
        return log.taken_with(item), ""
    digits = item.lower()
    with store.view().log() as log:
        found = log.named(digits) if 4 <= len(digits) <= 64 and not set(digits) - set("0123456789abcdef") else []
    if len(found) != 1:
        what = "several captures begin with it" if found else "no report and no capture has this name"
        raise InputMissing(f"{item}: {what}. Give a report's id, or at least 4 digits of a capture's SHA-256.")
    return found[0], ""


def custody(store: Store, archive: Archive, sha256: str) -> list[Custody]:
    """The record of every time these bytes were obtained, checked as it is read. Raises InputMissing."""
    with store.view().log() as log:
        about, made, stamps = log.about([sha256]), log.checkpoints(), log.stamps()
        nodes = {e.position: log.node(0, e.position) for e in about}
    if not any(e.kind == "capture" for e in about):
        raise InputMissing(f"{sha256}: the log has no capture of this hash. Run: allegedly verify")
    gone = next((removed(e.leaf) for e in about if e.kind == "redaction"), None)
    words = f"{gone.at:%Y-%m-%d %H:%M} UTC by {gone.by}: {gone.why}" if gone else ""
    found = []
    for entry in about:
        if entry.kind == "capture":
            done = Audit()
            check_entry(entry, nodes[entry.position], gone is not None, archive, done)
            found.append(_custody(entry, words, (made, stamps), done.faults))
    return found


def _custody(
    entry: Entry, redacted: str, log: tuple[Sequence[Checkpoint], Sequence[Stamp]], faults: Sequence[Fault]
) -> Custody:
    made, stamps = log
    one = kept(entry.leaf)
    first = next((c.size for c in made if c.size > entry.position), None)
    covering = tuple(
        Stamped(s.authority, s.size, s.at if s.state == "stamped" else None, s.told)
        for s in stamps
        if s.size > entry.position
    )
    return Custody(
        one.sha256, one.size, one.origin, one.media_type, one.fetched, one.tool, one.operator, entry.file,
        entry.position, first, covering, redacted, tuple(fault.what for fault in faults),
    )  # fmt: skip
