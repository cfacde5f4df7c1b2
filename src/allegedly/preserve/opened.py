"""Files from elsewhere, checked: a bundle or a WACZ by the verifier that ships in it."""

import mmap
from pathlib import Path

from allegedly.errors import InputMissing
from allegedly.preserve.audit import Audit
from allegedly.preserve.verifier import Broken, check, read_key, read_note


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
        if not path.stat().st_size:
            raise InputMissing(f"{path}: is empty. Export it anew, or get it again.")
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return Audit(*check(data, key, checkpoint))
    except OSError as error:
        raise InputMissing(f"{path}: cannot be read: {error.strerror}. Check the path.") from error
    except (ValueError, Broken, RecursionError) as error:
        raise InputMissing(f"{path}: {error}. Export it anew, or get it again.") from error


def given_key(option: str) -> str:
    """The key that `--key` means, NAME+ID+BASE64 or a file with it; nothing for none. Raises InputMissing."""
    key = option if option.count("+") >= 2 else words(Path(option) if option else None, "--key")
    try:
        if option:
            read_key(key)
    except Broken as error:
        raise InputMissing(f"--key {option}: {error}. Get it by: allegedly log checkpoint --key-out FILE") from error
    return key


def given_checkpoint(path: Path | None) -> str:
    """The checkpoint that `--checkpoint` names; nothing for none. Raises InputMissing."""
    note = words(path, "--checkpoint")
    try:
        if path:
            read_note(note)
    except Broken as error:
        raise InputMissing(f"--checkpoint {path}: {error}. Give one that `allegedly log checkpoint` wrote.") from error
    return note


def words(path: Path | None, option: str) -> str:
    """The small text file that an option names; nothing for none. Raises InputMissing."""
    if path is None:
        return ""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise InputMissing(f"{option} {path}: cannot be read: {error.strerror}. Check the path.") from error
    except UnicodeDecodeError as error:
        raise InputMissing(f"{option} {path}: is no text. Check the path.") from error
