"""What a run holds without holding it in memory: bytes by name, in a temporary file that nobody else sees."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from allegedly.errors import OutputFailed


class Spool(Mapping[str, bytes]):
    """Bytes by name, in the order in which they came. What is kept twice under one name is found as kept last."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="allegedly-")  # noqa: SIM115 - closed with the spool
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def keep(self, name: str, data: bytes) -> None:
        """Put away bytes. Raises OutputFailed where the disk is full."""
        with _told():
            self._file.write(data)
        self._places[name] = (self._end, len(data))
        self._end += len(data)

    def __getitem__(self, name: str) -> bytes:
        start, size = self._places[name]
        with _told():
            self._file.flush()
        return os.pread(self._file.fileno(), size, start)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def close(self) -> None:
        """Let go of the file, and of all that is in it."""
        with suppress(OSError):  # what a full disk did not take is not wanted any more; it was told when it was met
            self._file.close()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputFailed(
            f"{tempfile.gettempdir()}: cannot be written: {error.strerror}. Free some space, or name another folder "
            "by the variable TMPDIR."
        ) from error
