"""Where preserved bytes rest: a folder beside the desk's file, or any place that fsspec knows (S3).

captures/ab/abcd….warc.gz    a capture, named by the SHA-256 of its bytes; gzipped WARC, never changed
captures/ab/abcd…-1234.warc.gz    the same bytes from another origin: a revisit record
checkpoints/NAME/7.txt       the log's signed notes, so that an older copy of the desk's file is found out
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, Self

from allegedly.errors import SetupIncomplete, StoreFailed
from allegedly.model.home import Home, beside
from allegedly.preserve import disk
from allegedly.preserve.verifier import MOST, payload

PARTS = ".parts"  # where a file is written before it is moved to its place


class Shelf(Protocol):
    """Files by name; each is written whole or not at all. All raise OSError where the place fails."""

    def put(self, name: str, data: bytes) -> None:
        """Keep a file; one of the same name is replaced."""

    def get(self, name: str) -> bytes:
        """A file's bytes. Raises KeyError where it is not there."""

    def remove(self, name: str) -> None:
        """Let a file go; nothing happens where it is not there."""

    def names(self, folder: str) -> Iterator[str]:
        """All names below a folder, in order."""

    def settle(self) -> None:
        """Return when everything written so far would outlast a power cut."""


class Folder:
    """A shelf on this machine's disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._unsettled: set[Path] = set()

    def put(self, name: str, data: bytes) -> None:
        """Keep a file; one of the same name is replaced."""
        path = self.root / name
        new = [one for one in (path.parent, *path.parent.parents) if not one.exists()]
        disk.put(path, data, beside=self.root / PARTS)
        self._unsettled |= {path.parent, *(one.parent for one in new)}

    def get(self, name: str) -> bytes:
        """A file's bytes. Raises KeyError where it is not there."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(name) from error

    def remove(self, name: str) -> None:
        """Let a file go; nothing happens where it is not there."""
        (self.root / name).unlink(missing_ok=True)
        self._unsettled.add((self.root / name).parent)

    def names(self, folder: str) -> Iterator[str]:
        """All names below a folder, in order."""
        found = (Path(at, name) for at, _, files in os.walk(self.root / folder) for name in files)
        yield from sorted(path.relative_to(self.root).as_posix() for path in found)

    def sweep(self) -> None:
        """Take away what runs that were killed left half written."""
        disk.sweep(self.root / PARTS)

    def settle(self) -> None:
        """Return when everything written so far would outlast a power cut."""
        for folder in sorted(self._unsettled):
            if folder.exists():
                disk.settle(folder)
        self._unsettled.clear()


class Remote:
    """A shelf that fsspec reaches: `s3://bucket/path` and others. One object is written by one request, whole."""

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise SetupIncomplete(f"{url}: fsspec is missing. Run: pip install 'allegedly[s3]'") from error
        try:
            self._files, self._root = url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise SetupIncomplete(f"{url}: {error}. Check the address; for S3: pip install 'allegedly[s3]'") from error

    def put(self, name: str, data: bytes) -> None:
        """Keep a file; one of the same name is replaced."""
        with _reached():
            self._files.pipe_file(f"{self._root}/{name}", data)

    def get(self, name: str) -> bytes:
        """A file's bytes. Raises KeyError where it is not there."""
        try:
            with _reached():
                return bytes(self._files.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError as error:
            raise KeyError(name) from error

    def remove(self, name: str) -> None:
        """Let a file go; nothing happens where it is not there."""
        with _reached(), suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")

    def names(self, folder: str) -> Iterator[str]:
        """All names below a folder, in order."""
        found: list[Any] = []
        with _reached(), suppress(FileNotFoundError):
            self._files.invalidate_cache()
            found = self._files.find(f"{self._root}/{folder}")
        yield from sorted(str(name)[len(self._root) + 1 :] for name in found)

    def settle(self) -> None:
        """An object store acknowledges only what it holds."""


@contextmanager
def _reached() -> Iterator[None]:
    """What the S3 client raises beside OSError (no connection, no credentials) becomes one."""
    try:
        from botocore.exceptions import BotoCoreError as Unreached  # type: ignore[import-untyped]
    except ImportError:
        Unreached = OSError  # noqa: N806 - stands for a class
    try:
        yield
    except OSError:
        raise
    except Unreached as error:
        raise OSError(str(error)) from error


class Archive:
    """The preserved bytes of one desk, and the file of the key that signs for it (always on this machine)."""

    def __init__(self, shelf: Shelf, key: Path, place: str) -> None:
        self.shelf, self.key, self.place = shelf, key, place

    @classmethod
    def of(cls, desk: Home, place: str = "") -> Self:
        """The archive of a desk: `desk.db.archive` beside it, or the folder or address given."""
        file = beside(desk)
        at, key = place or f"{file}.archive", file.with_name(f"{file.name}.key")
        here = at.removeprefix("file://")  # a folder of this machine is written as one: whole, and brought to the disk
        return cls(Remote(at) if "://" in here else Folder(Path(here)), key, at)

    def captured(self, sha256: str) -> bytes:
        """The bytes of a capture. Raises KeyError where the archive has none of them, StoreFailed where damaged."""
        try:
            with self.told():
                body = payload(self.shelf.get(file_name(sha256)), MOST)
        except ValueError as error:
            raise StoreFailed(
                f"{self.place}: {file_name(sha256)} is damaged: {error}. Run: allegedly verify"
            ) from error
        return body or b""

    @contextmanager
    def told(self) -> Iterator[None]:
        """Failures of the place become StoreFailed with cause and what to do."""
        try:
            yield
        except OSError as error:
            why = error.strerror or str(error)
            raise StoreFailed(
                f"{self.place}: the archive cannot be read or written: {why}. "
                "Free some space or mend the connection, and run again; what was kept so far stays."
            ) from error


def file_name(sha256: str, variant: str = "") -> str:
    """The place of a capture: by the hash of its bytes, and a mark for the same bytes from another origin."""
    return f"captures/{sha256[:2]}/{sha256}{'-' if variant else ''}{variant}.warc.gz"
