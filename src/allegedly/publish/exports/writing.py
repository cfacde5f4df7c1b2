"""What writes an export: given its files and how to write, it takes incidents one by one."""

from collections.abc import Callable

import msgspec

from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.target import Files

Add = Callable[[Case], None]
Writer = Callable[[Files, Manner], Add]

encode = msgspec.json.Encoder().encode


class Array:
    """JSON objects of one list, written as they come."""

    def __init__(self, files: Files, name: str, head: bytes = b"[\n", foot: bytes = b"\n]\n") -> None:
        self._file = files.binary(name)
        self._file.write(head)
        self._first = True
        files.at_end(lambda: self._file.write(foot))

    def add(self, record: object) -> None:
        """One more object."""
        self._file.write((b"" if self._first else b",\n") + encode(record))
        self._first = False
