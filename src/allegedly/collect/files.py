"""Files, folders, patterns and standard input."""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from glob import glob, has_magic
from mimetypes import guess_type
from pathlib import Path

from allegedly.collect.folders import files_of
from allegedly.collect.warc import collect_warc, is_archive
from allegedly.errors import InputMissing
from allegedly.model import Capture, Rejection

STDIN = "-"


def expand(sources: Iterable[str]) -> list[str]:
    """Patterns and folders to their files, in order of name; `-` stays. Each is checked before any is read.

    Raises InputMissing for what is absent or not readable, a folder without reports, a pattern without a match.
    """
    found: dict[str, None] = {}
    for source in sources:
        for path in _matches(source):
            found[path] = None
    return list(found)


def _matches(source: str) -> list[str]:
    if source == STDIN:
        return [source]
    if has_magic(source) and not Path(source).exists():
        paths = sorted(p for p in glob(source, recursive=True) if Path(p).is_file())
        if not paths:
            raise InputMissing(f"{source}: no file matches this pattern. Check the folder's name.")
        return paths
    if Path(source).is_dir():
        found = files_of(Path(source))
        for one in found:
            _check(Path(one))
        return found
    _check(Path(source))
    return [source]


def _check(path: Path) -> None:
    try:
        if path.is_dir():
            raise InputMissing(f"{path}: is a folder. Give its files: '{path}/*'")
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise InputMissing(f"{path}: no such file. Check the path.") from error
    except PermissionError as error:
        raise InputMissing(f"{path}: you may not read this file. Change its permission: chmod u+r '{path}'") from error
    except OSError as error:
        raise InputMissing(f"{path}: cannot be opened: {error.strerror}.") from error


def collect_files(source: str) -> Iterator[Capture | Rejection]:
    """One file, or standard input for `-`, whole; the pages of a web archive, one by one.

    The clock is read here and nowhere later.
    """
    now = datetime.now(UTC)
    if source == STDIN:
        yield Capture("standard input", sys.stdin.buffer.read(), "", now)
        return
    path = Path(source)
    _check(path)
    if is_archive(path):
        yield from collect_warc(path)
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputMissing(f"{path}: cannot be read: {error.strerror}.") from error
    yield Capture(source, data, guess_type(path.name)[0] or "", now)
