"""Files that are there whole or not at all, also after a power cut."""

import os
import platform
from hashlib import sha256
from pathlib import Path
from uuid import uuid4


def put(path: Path, data: bytes, mode: int = 0o644, beside: Path | None = None) -> None:
    """Write a file in the folder `beside` (its own), bring it to the disk, then move it to its place.

    Raises OSError, leaving nothing.
    """
    folder = beside or path.parent
    for one in (path.parent, folder):
        one.mkdir(parents=True, exist_ok=True)
    new = folder / f"{_machine()}-{os.getpid()}-{uuid4().hex[:8]}.part"
    try:
        _write(new, data, mode)
        os.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _write(path: Path, data: bytes, mode: int) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    finally:
        os.close(file)


def drop(path: Path) -> None:
    """Take away what may lie there, half written. A disk that is only read would refuse it for what is not there."""
    if path.exists():
        path.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Bring a folder's names to the disk: until then a file moved into it may be lost with the power."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def sweep(folder: Path) -> None:
    """Take away what processes of this machine left half written when they were killed; the living keep theirs."""
    for left in folder.glob(f"{_machine()}-*.part"):
        if not _alive(int(left.name.split("-")[1])):
            left.unlink(missing_ok=True)


def _machine() -> str:
    """A mark of this machine that does not tell its name."""
    return sha256(platform.node().encode()).hexdigest()[:8]


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True  # there is no harmless way to ask
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
