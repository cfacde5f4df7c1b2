"""Is everything that this desk preserved still what it was? Every entry, node, record, checkpoint, stamp and report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec

from allegedly.model import Anchor, Checkpoint, Entry, Stamp
from allegedly.preserve import calendars, notes, stamps, tree
from allegedly.preserve.archive import Archive
from allegedly.preserve.audited import sealed, unlike
from allegedly.preserve.keeper import checkpoint_file, kept, removed
from allegedly.preserve.verifier import OTS_COUNTED, Broken, Fault, leaf_hash, payload, read_note, signed
from allegedly.store import Store


@dataclass(slots=True)
class Audit:
    """What is wrong (nothing where all is well), what was checked, and what is worth knowing."""

    faults: list[Fault] = field(default_factory=list)
    checked: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def count(self, kind: str, more: int = 1) -> None:
        """So many more were checked."""
        self.checked[kind] = self.checked.get(kind, 0) + more


def audit(store: Store, archive: Archive, external: str = "", key: str = "") -> Audit:
    """Check a desk as a whole, against a checkpoint kept elsewhere too. Raises StoreFailed where it cannot be read."""
    done = Audit()
    with store.view().log() as log:
        name, made, stamped, nodes = log.name(), log.checkpoints(), log.stamps(), log.nodes()
        anchored = log.anchors()
        entries = list[Entry]()
        while more := log.entries(entries[-1].position if entries else -1):
            entries += more
        unlogged = len(log.unlogged(1))
    if unlogged:
        done.notes.append("captures of an earlier version are not in the log yet: the next `allegedly add` brings them")
    whole = _log(entries, nodes, done)
    _records(entries, archive, done)
    own = key or (notes.verifier_key(name, notes.signing_key(archive.key)) if name and archive.key.exists() else "")
    known = {f"checkpoint {one.size}": one.note for one in made} | dict(_archived(archive, name))
    for item, note in (known | ({"the checkpoint given": external} if external else {})).items():
        _checkpoint(item, note, (name, whole, own), done)
    if made and not own:
        done.notes.append(f"signatures were NOT checked: the desk's key {archive.key} is not here; name one by --key")
    if notes.exposed(archive.key):
        done.notes.append(f"{archive.key}: others on this machine may read the key. Run: chmod 600 {archive.key}")
    _stamps(made, stamped, done)
    _anchors(made, anchored, done)
    for number, what in (*store.audit().damage(), *unlike(store)):
        done.faults.append(Fault(f"audit log, entry {number}", what))
    if (head := store.audit().head()) is not None:
        done.count("entries of the audit log", head.n)
    for item, what in store.damage():
        done.faults.append(Fault(item, what))
    done.count("reports", store.view().counts()["report"])
    return done


def _log(entries: Sequence[Entry], nodes: Mapping[tuple[int, int], bytes], done: Audit) -> tree.Nodes:
    """Every entry against its hash, every hash against those that it is made of."""
    whole = tree.Nodes([leaf_hash(e.leaf) for e in entries])
    for number, entry in enumerate(entries):
        done.count("entries")
        if entry.position != number or whole.node(0, number) != nodes.get((0, entry.position)):
            done.faults.append(Fault(named(entry), f"entry {entry.position} of the log is not the one that was made"))
        elif not _agrees(entry):
            done.faults.append(Fault(named(entry), "its row does not say what its log entry says"))
    if wrong := [at for at, hash in whole.items().items() if at[0] and nodes.get(at) != hash]:
        done.faults.append(Fault("the log", f"{len(wrong)} hashes of its tree are not those of its entries"))
    if len(nodes) > len(whole.items()):
        done.faults.append(Fault("the log", "its tree has more hashes than its entries make: entries are missing"))
    return whole


def check_entry(entry: Entry, hash: bytes, redacted: bool, archive: Archive, done: Audit) -> None:
    """One capture by itself: its entry against the hash in the tree, its record against its entry."""
    if leaf_hash(entry.leaf) != hash or not _agrees(entry):
        done.faults.append(Fault(named(entry), f"entry {entry.position} of the log is not the one that was made"))
    elif wrong := _record(entry, redacted, archive):
        done.faults.append(Fault(named(entry), wrong))


def _agrees(entry: Entry) -> bool:
    try:
        if entry.kind == "redaction":
            return removed(entry.leaf).redacted == entry.sha256
        if entry.kind == "audit":
            return sealed(entry.leaf).audited == entry.sha256
        one = kept(entry.leaf)
    except msgspec.MsgspecError:
        return False
    return (one.sha256, one.origin) == (entry.sha256, entry.origin)


def _records(entries: Sequence[Entry], archive: Archive, done: Audit) -> None:
    """Every record that should be in the archive is there, whole, and holds the bytes that were captured."""
    gone = {e.sha256 for e in entries if e.kind == "redaction"}
    for entry in entries:
        if entry.kind == "capture":
            done.count("redacted" if entry.sha256 in gone else "captures")
            if wrong := _record(entry, entry.sha256 in gone, archive):
                done.faults.append(Fault(named(entry), wrong))


def _record(entry: Entry, redacted: bool, archive: Archive) -> str:
    """What is wrong with the record of one capture."""
    try:
        with archive.told():
            raw = archive.shelf.get(entry.file)
    except KeyError:
        return "" if redacted else f"its record is gone: {entry.file}"
    if redacted:
        return f"it was redacted, but its record is still there: {entry.file}. Redact it again"
    try:
        one = kept(entry.leaf)
        body = payload(raw, one.size)
    except (ValueError, msgspec.MsgspecError) as error:
        return f"its record is damaged: {entry.file} ({error})"
    if sha256(raw).hexdigest() != one.record:
        return f"its record is damaged: {entry.file}"
    if body is not None and sha256(body).hexdigest() != one.sha256:
        return f"its bytes are not those that were logged: {entry.file}"
    return ""


def _archived(archive: Archive, name: str) -> Iterator[tuple[str, str]]:
    """The checkpoints that the archive keeps beside the store's own."""
    with archive.told():
        for file in archive.shelf.names(checkpoint_file(name, 0).rpartition("/")[0]) if name else ():
            yield f"{archive.place}/{file}", archive.shelf.get(file).decode("utf-8", "replace")


def _checkpoint(item: str, note: str, log: tuple[str, tree.Nodes, str], done: Audit) -> None:
    """A checkpoint says what the log was at its size: it must be that still."""
    name, whole, key = log
    done.count("checkpoints")
    try:
        one = read_note(note)
        wrong = signed(one, key) if key else ""
    except Broken as error:
        done.faults.append(Fault(item, str(error)))
        return
    if wrong:
        done.faults.append(Fault(item, wrong))
    elif one.origin != name:
        done.faults.append(Fault(item, f"is of another log: {one.origin}, this one is {name or 'empty'}"))
    elif one.size > whole.size:
        lost = f"entries {whole.size} to {one.size - 1} are lost, or an older copy was restored"
        done.faults.append(Fault(item, f"vouches for {one.size} entries, the log has {whole.size}: {lost}"))
    elif tree.root(one.size, whole.node) != one.root:
        done.faults.append(Fault(item, f"vouches for other entries than the first {one.size} of this log"))


def _stamps(made: Sequence[Checkpoint], stamped: Sequence[Stamp], done: Audit) -> None:
    """Every token that is held still proves its checkpoint; what is pending is told."""
    known = {one.size: one.note for one in made}
    for one in stamped:
        item = f"stamp of {one.authority} on checkpoint {one.size}"
        if one.state == "pending":
            done.notes.append(f"{item}: pending after {one.tries} tries ({one.told}). Try again: allegedly stamp")
            continue
        done.count("stamps")
        try:
            at = stamps.verified(one.token, known.get(one.size, "").encode(), one.certificate)
        except ValueError as error:
            done.faults.append(Fault(item, str(error)))
            continue
        if at != one.at:
            done.faults.append(Fault(item, f"is held as of {one.at:%Y-%m-%d %H:%M:%S}, its token says otherwise"))


def _anchors(made: Sequence[Checkpoint], anchored: Sequence[Anchor], done: Audit) -> None:
    """Every proof that is held still leads from its checkpoint to where it is said to; where that is, is told."""
    known = {one.size: one.note for one in made}
    for one in anchored:
        item = f"OpenTimestamps of {one.calendar} on checkpoint {one.size}"
        shown = calendars.seen(one, known.get(one.size, ""))
        if one.proof:
            done.count(OTS_COUNTED)
        if shown.wrong:
            done.faults.append(Fault(item, shown.wrong))
        else:
            again = ". Try again: allegedly stamp" if shown.block is None else ""
            done.notes.append(f"{item}: {shown.told}{again}")


def named(entry: Entry) -> str:
    """An entry as people are told of it."""
    if entry.kind == "redaction":
        return f"redaction of {entry.sha256[:16]}"
    if entry.kind == "audit":
        return f"seal of the audit log at {entry.sha256[:16]}"
    return f"{entry.origin} ({entry.sha256[:16]})"


__all__ = ["Audit", "audit", "check_entry", "named"]
