"""Snapshots into archive and log: first the bytes, on the disk, then the entries, in one transaction.

A run that dies in between leaves a file that nothing refers to; the next one writes it again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version

import msgspec

from allegedly.model import Checkpoint, Entry, Kept, Rejection, Removed, Snapshot
from allegedly.model.audit import Sealed
from allegedly.preserve import notes, tree
from allegedly.preserve.archive import Archive, Folder, file_name
from allegedly.preserve.verifier import leaf_hash
from allegedly.preserve.warc import record
from allegedly.store import Log, Store

GROUP = 50  # captures that are brought to the disk and noted together
LARGE = 32 * 1024 * 1024  # bytes after which a group ends early, so that memory stays bounded
TOOL = f"allegedly {version('allegedly')}"
leaf = msgspec.json.Encoder(order="sorted").encode
kept = msgspec.json.Decoder(Kept).decode
removed = msgspec.json.Decoder(Removed).decode


class Keeper:
    """Keeps what a desk takes in."""

    def __init__(self, store: Store, archive: Archive, operator: str = "") -> None:
        self._store, self._archive, self._operator = store, archive, operator
        if isinstance(archive.shelf, Folder):
            with archive.told():
                archive.shelf.sweep()

    def keep(self, snapshots: Iterable[Snapshot]) -> Iterator[Snapshot | Rejection]:
        """Each snapshot once it is kept; what was redacted before is refused. Raises StoreFailed."""
        group, size = list[Snapshot](), 0
        for given in snapshots:
            one = _writable(given)
            group.append(one)
            size += len(one.data)
            if len(group) >= GROUP or size >= LARGE:
                yield from self._together(group)
                group, size = [], 0
        yield from self._together(group)

    def _together(self, group: Sequence[Snapshot]) -> Iterator[Snapshot | Rejection]:
        if not group:
            return
        with self._store.view().log() as log:
            about = log.about(one.sha256 for one in group)
        gone = {e.sha256: removed(e.leaf) for e in about if e.kind == "redaction"}
        fresh = self._fresh([one for one in group if one.sha256 not in gone], about)
        if fresh:
            files = self._written(fresh, about)
            with self._store.writer().log() as log:
                since = {(e.sha256, e.origin) for e in log.about(one.sha256 for one in fresh) if e.kind == "capture"}
                entries = [self._entry(*one) for one in zip(fresh, files, strict=True)]
                append(
                    log, [e for e in entries if (e.sha256, e.origin) not in since]
                )  # another process may have been first
                log.hold(fresh)
        for one in group:
            yield _refused(one, gone[one.sha256]) if one.sha256 in gone else one

    def _fresh(self, group: Sequence[Snapshot], about: Sequence[Entry]) -> list[Snapshot]:
        """Those that the log does not have, the same bytes from the same origin once."""
        held = {(e.sha256, e.origin) for e in about if e.kind == "capture"}
        return list({(one.sha256, one.origin): one for one in group if (one.sha256, one.origin) not in held}.values())

    def _written(self, fresh: Sequence[Snapshot], about: Sequence[Entry]) -> list[tuple[str, bytes]]:
        """Put the records into the archive; gives name and record of each, when they would outlast a power cut."""
        firsts = {e.sha256: _as_snapshot(e) for e in about if e.kind == "capture"}
        files: list[tuple[str, bytes]] = []
        with self._archive.told():
            for one in fresh:
                first = firsts.setdefault(one.sha256, one)
                again = first is not one
                mark = sha256(one.origin.encode()).hexdigest()[:16] if again else ""
                files.append((file_name(one.sha256, mark), record(one, first if again else None)))
                self._archive.shelf.put(*files[-1])
            self._archive.shelf.settle()
        return files

    def _entry(self, one: Snapshot, file: tuple[str, bytes]) -> Entry:
        name, raw = file
        stated = Kept(
            one.sha256, len(one.data), one.origin, one.media_type, one.fetched.astimezone(UTC),
            sha256(raw).hexdigest(), len(raw), TOOL, self._operator,
        )  # fmt: skip
        return Entry(0, "capture", one.sha256, one.origin, name, leaf(stated))

    def adopt(self) -> int:
        """Bring what an earlier desk kept in its own file into archive and log; gives how many captures."""
        count = 0
        while group := self._unlogged():
            count += sum(1 for _ in self.keep(group))
        return count

    def _unlogged(self) -> list[Snapshot]:
        with self._store.view().log() as log:
            return log.unlogged(GROUP)

    def seal(self) -> Checkpoint | None:
        """Sign the log as it is, where it has grown since it was signed last; the note also goes to the archive.

        How far the audit log goes is stated in it first.
        """
        seal_audit(self._store)
        with self._store.view().log() as log:
            name, size, made = log.name(), log.size(), log.checkpoints()
            if not size or (made and made[-1].size == size):
                return made[-1] if made else None
            root = tree.root(size, log.node)
        note = notes.checkpoint(name, size, root, notes.signing_key(self._archive.key))
        with self._archive.told():
            self._archive.shelf.put(checkpoint_file(name, size), note.encode())
            self._archive.shelf.settle()
        done = Checkpoint(size, root, note, datetime.now(UTC))
        with self._store.writer().log() as log:
            log.seal(done)
        return done


def kept_beside(store: Store, place: str = "", operator: str = "") -> Keeper:
    """The keeper of a store's archive, with what an earlier desk kept in its own file brought there."""
    keeper = Keeper(store, Archive.of(store.path, place), operator)
    keeper.adopt()
    return keeper


def seal_audit(store: Store) -> None:
    """State in the log how far the audit log goes, where it has grown since that was stated last."""
    head = store.audit().head()
    if head is None:
        return
    with store.writer().log() as log:
        if not any(one.kind == "audit" for one in log.about([head.hash])):
            stated = Sealed(head.hash, head.n, datetime.now(UTC), TOOL)
            append(log, [Entry(0, "audit", head.hash, "", "", leaf(stated))])


def append(log: Log, entries: Sequence[Entry]) -> None:
    """Put entries at the end of the log, and their hashes into the tree."""
    size = log.size()
    if not log.name():
        log.call(notes.new_name())
    log.add([replace(entry, position=n) for n, entry in enumerate(entries, size)])
    log.grow(list(tree.grown(size, [leaf_hash(e.leaf) for e in entries], log.node)))


def checkpoint_file(name: str, size: int) -> str:
    """Where the archive keeps a checkpoint."""
    return f"checkpoints/{name.replace('/', '-')}/{size}.txt"


def _as_snapshot(entry: Entry) -> Snapshot:
    """Origin and time of bytes that were met before: what a revisit refers to."""
    one = kept(entry.leaf)
    return Snapshot(one.sha256, one.origin, b"", one.media_type, one.fetched)


def _writable(one: Snapshot) -> Snapshot:
    """With an origin that is text: the name of a file may hold bytes that are none."""
    name = one.origin.encode("utf-8", "backslashreplace").decode()
    return one if name == one.origin else replace(one, origin=name)


def _refused(one: Snapshot, by: Removed) -> Rejection:
    why = f"these bytes were redacted on {by.at:%Y-%m-%d} by {by.by}: {by.why}"
    return Rejection(one.origin, "preserve", why, "Nothing to do; the log keeps the decision.")
