"""A desk from its backup, checked before and after; and a backup checked by itself."""

import os
import re
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

import msgspec

from allegedly.errors import InputMissing, StoreFailed
from allegedly.model.home import Home
from allegedly.preserve import disk
from allegedly.preserve.archive import Archive
from allegedly.preserve.backup import (
    FOLDERS,
    FORMAT,
    KEY,
    MANIFEST,
    PIECE,
    PRIVATE,
    STORE,
    Manifest,
    Part,
    Progress,
    free,
)
from allegedly.preserve.verifier import Fault
from allegedly.store import Store
from allegedly.store.copying import summed

RECORD = re.compile(rf"archive/(?:{'|'.join(FOLDERS)})/(?:[\w.+@-]+/)*[\w.+@-]+")
LARGEST = 256 << 20  # bytes of a manifest
# What reading a zip file that was damaged can raise.
DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError)


def faults(file: Path, progress: Progress) -> tuple[Manifest | None, list[Fault]]:
    """What is wrong with a backup: every part against its hash, the store's rows against theirs.

    The manifest is None where there is none to go by. Raises InputMissing where there is no such file.
    """
    with TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as folder:
        return _checked(file, Path(folder) / STORE, progress)


def _checked(file: Path, state: Path, progress: Progress) -> tuple[Manifest | None, list[Fault]]:
    """As `faults`; the store that was in it lies at `state` afterwards."""
    if not file.is_file():
        raise InputMissing(f"{file}: no such file. Name a backup made by: allegedly db backup FILE")
    try:
        with ZipFile(file) as held:
            made = _manifest(held)
            if odd := _odd(held, made):
                return made, odd
            found = [wrong for part in _seen(made, progress) if (wrong := _wrong(held, part, state))]
    except DAMAGED as error:
        return None, [Fault(str(file), f"is no backup, or its list of parts is damaged ({error})")]
    if not found and (what := _store_wrong(state, made)):
        found.append(Fault(STORE, what))
    return made, found


def _manifest(held: ZipFile) -> Manifest:
    """Raises ValueError where it is none of this format."""
    if held.getinfo(MANIFEST).file_size > LARGEST:
        raise ValueError("its list of parts is too long")
    try:
        made = msgspec.json.decode(held.read(MANIFEST), type=Manifest)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    if made.format != FORMAT:
        raise ValueError(f"it has format {made.format}, this program reads {FORMAT}: update allegedly")
    return made


def _odd(held: ZipFile, made: Manifest) -> list[Fault]:
    """Parts that are missing, too many, or called as none may be."""
    there, told = sorted(held.namelist()), sorted([MANIFEST, *(one.name for one in made.parts)])
    found = [Fault(name, "is missing") for name in sorted({*told} - {*there})]
    found += [Fault(name, "is not in the list of parts") for name in sorted({*there} - {*told})]
    if not found and there != told:
        found.append(Fault(MANIFEST, "names a part twice"))
    named = [one.name for one in made.parts if one.name not in (STORE, KEY)]
    found += [Fault(one, "is no name of a record") for one in named if not RECORD.fullmatch(one) or ".." in one]
    return found if found or STORE in told else [Fault(STORE, "is missing")]


def _seen(made: Manifest, progress: Progress) -> Iterator[Part]:
    for number, part in enumerate(made.parts, 1):
        yield part
        progress("verify", number, len(made.parts))


def _wrong(held: ZipFile, part: Part, state: Path) -> Fault | None:
    """What is wrong with a part; the store is kept on the way."""
    try:
        with ExitStack() as open_, held.open(part.name) as source:
            into = open_.enter_context(state.open("wb")) if part.name == STORE else None
            hash, size = sha256(), 0
            while size <= part.size and (piece := source.read(PIECE)):
                hash.update(piece)
                size += len(piece)
                if into:
                    into.write(piece)
    except DAMAGED as error:
        return Fault(part.name, f"is damaged ({error})")
    return None if (size, hash.hexdigest()) == (part.size, part.sha256) else Fault(part.name, "is not what was kept")


def _store_wrong(state: Path, made: Manifest) -> str:
    """Raises StoreFailed where it is of a newer desk, or cannot be read."""
    contents, rows = summed(Store.held_at(state))
    schema = Store.schema(state).held
    same = (schema, contents, rows) == (made.schema, made.contents, made.rows)
    return "" if same else "its rows are not those that were kept"


def restore(file: Path, target: Home, archive: Archive, progress: Progress) -> Manifest:
    """Put a backup where nothing is yet; checked before, and the rows again afterwards.

    Raises InputMissing: no such file; StoreFailed: damaged, or something is in the way; then all is as it was.
    """
    free(archive)
    if isinstance(target, Path) and target.exists():
        raise StoreFailed(f"{target}: is there already, and nothing is written over it. Name another file.")
    folder = target.absolute().parent if isinstance(target, Path) else None
    with TemporaryDirectory(dir=folder, prefix=".restore-") as work, ExitStack() as undo:
        state = Path(work) / STORE
        made, wrong = _checked(file, state, progress)
        if made is None or wrong:
            named = "; ".join(f"{one.item} {one.what}".removeprefix(f"{file} ") for one in wrong[:5])
            raise StoreFailed(f"{file}: {named}. Nothing was restored: take another backup.")
        with ZipFile(file) as held, archive.told():
            _unpacked(held, made, archive, undo, progress)
        _settled(state, target, made, progress)
        undo.pop_all()
    return made


def _unpacked(held: ZipFile, made: Manifest, archive: Archive, undo: ExitStack, progress: Progress) -> None:
    """Archive and key to their places; taken away again by `undo`."""
    for number, part in enumerate(made.parts, 1):
        if part.name == KEY:
            disk.put(archive.key, held.read(part.name), PRIVATE)
            undo.callback(archive.key.unlink, missing_ok=True)
        elif part.name != STORE:
            name = part.name.removeprefix("archive/")
            undo.callback(archive.shelf.remove, name)
            archive.shelf.put(name, held.read(part.name))
        progress("restore", number, len(made.parts))
    archive.shelf.settle()


def _settled(state: Path, target: Home, made: Manifest, progress: Progress) -> None:
    """The store to its place: a file is moved, into a database it is copied, which compares all rows."""
    if isinstance(target, Path):
        os.replace(state, target)
        disk.settle(target.absolute().parent)
        if summed(Store.held_at(target)) != (made.contents, made.rows):
            raise StoreFailed(f"{target}: its rows are not those of the backup. Does the disk work?")
        return
    with closing(Store.open(state)) as file, closing(Store.open(target, create=True)) as shared:
        file.copy(shared, progress)
