"""Files from elsewhere, checked: a bundle or a WACZ by the verifier that ships in it."""

import mmap
from pathlib import Path

from allegedly.errors import InputMissing
from allegedly.preserve.audit import Audit
from allegedly.preserve.verifier import Broken, check


def is_zip(path: Path) -> bool:
    """Does the file begin as a ZIP, or end as one? A desk's file does neither. Raises InputMissing."""
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise InputMissing(f"{path}: cannot be read: {error.strerror}. Name a desk, a bundle or a WACZ.") from error
    return not start.startswith(b"SQLite format 3")


def check_file(path: Path, key: str = "", checkpoint: str = "") -> Audit:
    """Check a bundle or a WACZ. Raises InputMissing where it is none."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return Audit(*check(data, key, checkpoint))
    except (OSError, ValueError, Broken, RecursionError) as error:
        raise InputMissing(f"{path}: {error}. Export it anew, or get it again.") from error


def words(path: Path | None) -> str:
    """A small text file; nothing for none. Raises InputMissing."""
    if path is None:
        return ""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputMissing(f"{path}: cannot be read: {error}. Check the path.") from error
