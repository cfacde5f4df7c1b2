"""Files that are there whole or not at all, also after a power cut."""

import os
from pathlib import Path
from uuid import uuid4


def put(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file beside its place, bring it to the disk, then move it there. Raises OSError, leaving nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
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


def settle(folder: Path) -> None:
    """Bring a folder's names to the disk: until then a file moved into it may be lost with the power."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def sweep(folder: Path) -> None:
    """Take away what a killed run left half written."""
    for left in folder.glob("**/.*.part"):
        left.unlink(missing_ok=True)
