"""A ZIP whose every byte follows from the names and contents of its members, so that `verifier` can account for each.

Nothing is deflated: what comes out of a deflater differs between machines, and its last bits are nobody's.
"""

import os
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from allegedly.errors import OutputFailed
from allegedly.preserve.disk import drop, settle
from allegedly.preserve.verifier import MOST, central_header, end_record, local_header


class Written(NamedTuple):
    """A member as it was written: SHA-256 (hex) and size of its content."""

    sha256: str
    size: int


class Zip:
    """Writes a ZIP beside its place and moves it there when it is whole. Raises OutputFailed."""

    def __init__(self, path: Path) -> None:
        if not path.name or path.is_dir():
            raise OutputFailed(f"{path}: is a folder. Name a file in it.")
        self._path, self._part = path, path.with_name(path.name + ".part")
        self._directory: list[bytes] = []
        self.written: dict[str, Written] = {}
        try:
            self._file = self._part.open("wb")
        except OSError as error:
            raise self._failed(error) from error

    def add(self, name: str, pieces: Iterable[bytes]) -> Written:
        """A member in pieces, so that it need not fit into memory."""
        encoded, crc, size, hash = name.encode(), 0, 0, sha256()
        at = self._file.tell()
        try:
            self._file.write(local_header(encoded, 0, 0))
            for piece in pieces:
                self._file.write(piece)
                crc, size = zlib.crc32(piece, crc), size + len(piece)
                hash.update(piece)
                if at + size > MOST - (1 << 20):
                    raise OutputFailed(f"{self._path}: would be larger than 4 GB. Export one incident at a time.")
            self._file.seek(at)
            self._file.write(local_header(encoded, crc, size))
            self._file.seek(0, os.SEEK_END)
        except OSError as error:
            raise self._failed(error) from error
        self._directory.append(central_header(encoded, crc, size, at))
        self.written[name] = Written(hash.hexdigest(), size)
        return self.written[name]

    def add_all(self, files: Mapping[str, bytes]) -> None:
        """Members whose contents are at hand, in their order."""
        for name, content in files.items():
            self.add(name, [content])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with self._file:
                if error is None:
                    self._end()
            if error is None:
                self._part.replace(self._path)
                settle(self._path.absolute().parent)
        except OSError as failure:
            raise self._failed(failure) from failure
        finally:
            drop(self._part)

    def _end(self) -> None:
        at, directory = self._file.tell(), b"".join(self._directory)
        self._file.write(directory + end_record(len(self._directory), len(directory), at))
        self._file.flush()
        os.fsync(self._file.fileno())

    def _failed(self, error: OSError) -> OutputFailed:
        return OutputFailed(f"{self._path}: cannot be written: {error.strerror}. Choose another place.")
