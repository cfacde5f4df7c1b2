"""A whole desk in one file: store, archive, and the key if it is wanted. `restore` makes a desk of it again.

A backup is a zip file:

manifest.json    what is in it: format, program, moment, schema, hash of the store's rows, size and SHA-256 of each part
store.db         the store, one state of it, as a SQLite file (also where the desk is kept in PostgreSQL)
archive/...      the records of captures and the checkpoints, as the archive names them
desk.key         the key that signs for the desk, with `with_key`

The store is written first. A record is in the archive before the store speaks of it, so a later copy of the archive
holds all that the store knows; what was captured or signed since is left out. What was redacted in between is gone from
the archive: then all is done again.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import msgspec

from allegedly.errors import InputMissing, OutputFailed, StoreFailed
from allegedly.model import Entry
from allegedly.model.home import Home
from allegedly.preserve import disk
from allegedly.preserve.archive import Archive
from allegedly.store import Store
from allegedly.store.copying import summed

FORMAT = 1
MANIFEST, STORE, KEY = "manifest.json", "store.db", "desk.key"
FOLDERS = ("captures", "checkpoints")
CHECKPOINT = re.compile(r"checkpoints/[^/]+/(\d+)\.txt")
PIECE = 1 << 20  # bytes
PROGRAM = f"allegedly {version('allegedly')}"
TRIES = 5  # where something is redacted each time
PRIVATE = 0o600
Progress = Callable[[str, int, int], None]  # what, how much of it is done, how much there is


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the backup."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds. `rows` and `contents` are of the store's tables; `schema` is its version."""

    format: int
    made: datetime
    program: str
    schema: int
    rows: int
    contents: str
    parts: tuple[Part, ...]

    @property
    def has_key(self) -> bool:
        """Is the key that signs for the desk in it?"""
        return any(one.name == KEY for one in self.parts)

    @property
    def records(self) -> int:
        """How many files of the archive are in it."""
        return sum(one.name.startswith("archive/") for one in self.parts)


def back_up(store: Store, archive: Archive, out: Path, with_key: bool, progress: Progress) -> Manifest:
    """Write a desk to a file that is not there yet; it is there whole, or not at all.

    Raises OutputFailed: it is there, or cannot be written; StoreFailed: the desk cannot be read.
    """
    if out.exists():
        raise OutputFailed(f"{out}: is there already. Name another file.")
    new = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        for _ in range(TRIES):
            if (made := _tried(store, archive, new, with_key, progress)) is not None:
                os.replace(new, out)
                disk.settle(out.parent)
                return made
    except OSError as error:
        raise OutputFailed(f"{out}: cannot be written: {error.strerror or error}. Name another place.") from error
    finally:
        disk.drop(new)
    raise StoreFailed(f"{store.place}: something was redacted each time that a backup was tried. Try again later.")


def _tried(store: Store, archive: Archive, new: Path, with_key: bool, progress: Progress) -> Manifest | None:
    """The manifest of a file that was written; None where something was redacted meanwhile."""
    with TemporaryDirectory(dir=new.parent, prefix=".backup-") as folder:
        state = Path(folder) / STORE
        store.save(state, progress)
        schema, (contents, rows), told = Store.schema(state).held, summed(Store.held_at(state)), known(state)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as file:
            with ZipFile(file, "w", allowZip64=True) as into:
                parts = [*_written(into, state, archive, told.names(archive), progress)]
                parts += [_key(into, archive)] if with_key else []
                made = Manifest(FORMAT, datetime.now(UTC), PROGRAM, schema, rows, contents, tuple(parts))
                into.writestr(_info(MANIFEST, ZIP_DEFLATED), msgspec.json.format(msgspec.json.encode(made)))
            file.flush()
            os.fsync(file.fileno())
    return made if known(store.place).redactions == told.redactions else None


def _written(into: ZipFile, state: Path, archive: Archive, names: Sequence[str], progress: Progress) -> Iterator[Part]:
    with state.open("rb") as file:
        yield _put(into, STORE, file, ZIP_DEFLATED)
    for number, name in enumerate(names, 1):
        if (data := _record(archive, name)) is not None:
            yield _plain(into, f"archive/{name}", data)
        progress("archive", number, len(names))


def _key(into: ZipFile, archive: Archive) -> Part:
    try:
        return _plain(into, KEY, archive.key.read_bytes())
    except FileNotFoundError as error:
        raise InputMissing(f"{archive.key}: there is no key here. Leave out --with-key.") from error


def _record(archive: Archive, name: str) -> bytes | None:
    try:
        with archive.told():
            return archive.shelf.get(name)
    except KeyError:
        return None  # redacted a moment ago


def _plain(into: ZipFile, name: str, data: bytes) -> Part:
    into.writestr(_info(name, ZIP_STORED), data)
    return Part(name, len(data), sha256(data).hexdigest())


def _put(into: ZipFile, name: str, file: IO[bytes], how: int) -> Part:
    hash, size = sha256(), 0
    with into.open(_info(name, how), "w", force_zip64=True) as part:
        while piece := file.read(PIECE):
            part.write(piece)
            hash.update(piece)
            size += len(piece)
    return Part(name, size, hash.hexdigest())


class Known(NamedTuple):
    """What the log of a store speaks of: records in the archive, how many entries, and how many of them redactions."""

    files: frozenset[str]
    size: int
    redactions: int

    def names(self, archive: Archive) -> list[str]:
        """The archive's files that belong to this state: not what was captured or signed later."""
        with archive.told():
            return [name for folder in FOLDERS for name in archive.shelf.names(folder) if self._speaks(name)]

    def _speaks(self, name: str) -> bool:
        signed = CHECKPOINT.fullmatch(name)
        return int(signed[1]) <= self.size if signed else name in self.files


def known(place: Home) -> Known:
    """What the log of the store at a place speaks of."""
    with closing(Store.open(place)) as store, store.view().log() as log:
        entries = list[Entry]()
        while more := log.entries(entries[-1].position if entries else -1):
            entries += more
    gone = sum(one.kind == "redaction" for one in entries)
    return Known(frozenset(one.file for one in entries), len(entries), gone)


def _info(name: str, how: int) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type, info.external_attr = how, PRIVATE << 16
    return info


def copy_desk(source: Home, target: Home, progress: Progress) -> tuple[str, int]:
    """Copy a store into another; gives hash and number of the rows, which were compared.

    A file that is not there yet comes to its place when it is whole.
    """
    if not isinstance(target, Path) or target.exists():
        return _poured(source, target, progress)
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        found = _poured(source, half, progress)
        os.replace(half, target)
    finally:
        for end in ("", "-wal", "-shm"):
            disk.drop(half.with_name(half.name + end))
    return found


def _poured(source: Home, target: Home, progress: Progress) -> tuple[str, int]:
    with closing(Store.open(source)) as giver, closing(Store.open(target, create=True)) as taker:
        return summed(giver.copy(taker, progress))


def copy_archive(source: tuple[Home, Archive], target: tuple[Home, Archive], with_key: bool, progress: Progress) -> int:
    """Records and checkpoints (and the key) to another place, which `free` says is empty; gives how many files.

    Raises StoreFailed: something was redacted since the store was copied.
    """
    (origin, own), (place, other) = source, target
    held = known(place)
    names = held.names(own)
    with other.told():
        for number, name in enumerate(names, 1):
            if (data := _record(own, name)) is not None:
                other.shelf.put(name, data)
            progress("archive", number, len(names))
        other.shelf.settle()
        if with_key:
            disk.put(other.key, own.key.read_bytes(), PRIVATE)
    if known(origin).redactions != held.redactions:
        raise StoreFailed(f"{origin}: something was redacted meanwhile, so the copy is not whole. Copy again.")
    return len(names)


def free(archive: Archive) -> None:
    """Raises StoreFailed where an archive, or its key, would be written over."""
    with archive.told():
        held = next((name for folder in FOLDERS for name in archive.shelf.names(folder)), None)
    if held is not None:
        raise StoreFailed(f"{archive.place}: holds an archive already. Name another place, or another --archive.")
    if archive.key.exists():
        raise StoreFailed(f"{archive.key}: is there already, and nothing is written over it. Name another place.")
