"""The way of one item through the desk: from where, by whom, when, and what proves it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from allegedly.errors import InputMissing
from allegedly.model import Anchor, Checkpoint, Custody, Entry, Stamp, Stamped
from allegedly.model.provenance import Inclusion
from allegedly.preserve import calendars, tree
from allegedly.preserve.archive import Archive
from allegedly.preserve.audit import Audit, check_entry, named
from allegedly.preserve.keeper import kept, removed
from allegedly.preserve.verifier import Broken, Fault, included, leaf_hash, read_note
from allegedly.store import Log, Store


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
        about, made, stamps, anchors = log.about([sha256]), log.checkpoints(), log.stamps(), log.anchors()
        nodes = {e.position: log.node(0, e.position) for e in about}
        shown = {e.position: _inclusion(e, made, log) for e in about}
    if not any(e.kind == "capture" for e in about):
        raise InputMissing(f"{sha256}: the log has no capture of this hash. Run: allegedly verify")
    gone = next((removed(e.leaf) for e in about if e.kind == "redaction"), None)
    words = f"{gone.at:%Y-%m-%d %H:%M} UTC by {gone.by}: {gone.why}" if gone else ""
    found = []
    for entry in about:
        if entry.kind == "capture":
            done = Audit()
            check_entry(entry, nodes[entry.position], gone is not None, archive, done)
            if shown[entry.position] == "failed":
                done.faults.append(Fault(named(entry), "its entry does not follow from the newest checkpoint"))
            one = _custody(entry, words, (made, _stamped(made, stamps, anchors)), done.faults)
            found.append(replace(one, inclusion=shown[entry.position]))
    return found


def _inclusion(entry: Entry, made: Sequence[Checkpoint], log: Log) -> Inclusion:
    """Does the newest checkpoint's root follow from the entry and the tree as it is held?"""
    newest = made[-1] if made else None
    if newest is None or newest.size <= entry.position:
        return "waiting"
    try:
        path, root = tree.inclusion(entry.position, newest.size, log.node), read_note(newest.note).root
    except (KeyError, Broken):
        return "failed"
    return "proven" if included(leaf_hash(entry.leaf), entry.position, newest.size, path, root) else "failed"


def _stamped(made: Sequence[Checkpoint], stamps: Sequence[Stamp], anchors: Sequence[Anchor]) -> list[Stamped]:
    """All stamps and anchors, with what each shows now."""
    found = [Stamped(s.authority, s.size, s.at if s.state == "stamped" else None, s.told) for s in stamps]
    known = {one.size: one.note for one in made}
    for one in anchors:
        shown = calendars.seen(one, known.get(one.size, ""))
        found.append(Stamped(one.calendar, one.size, None, shown.told, shown.block))
    return found


def _custody(
    entry: Entry, redacted: str, log: tuple[Sequence[Checkpoint], Sequence[Stamped]], faults: Sequence[Fault]
) -> Custody:
    made, stamps = log
    one = kept(entry.leaf)
    first = next((c.size for c in made if c.size > entry.position), None)
    covering = tuple(s for s in stamps if s.size > entry.position)
    return Custody(
        one.sha256, one.size, one.origin, one.media_type, one.fetched, one.tool, one.operator, entry.file,
        entry.position, first, covering, redacted, tuple(fault.what for fault in faults),
    )  # fmt: skip
