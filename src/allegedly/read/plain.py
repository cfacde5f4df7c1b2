"""Plain text: one file is one report."""

from collections.abc import Iterator

from allegedly.model import Rejection, Report, Snapshot, digest
from allegedly.read.build import Fields, build
from allegedly.read.decode import decode
from allegedly.read.reader import Options, Reader


def read_plain(snapshot: Snapshot, options: Options) -> Iterator[Report | Rejection]:
    """The whole file is the text. It says neither date nor outlet; its id is made from its words."""
    text = decode(snapshot)
    yield from build(snapshot, "whole file", Fields(f"text-{digest(text, size=6)}", text), options)


def suits(head: bytes, suffix: str) -> int:
    """Whatever nothing else wants, unless it is data (JSON, XML) or holds NUL bytes as pictures and archives do."""
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 0
    if suffix in {".json", ".xml"} or head.lstrip().startswith((b'{"', b"[{", b"<?xml", b"%PDF")):
        return 0
    return 60 if suffix in {".txt", ".md"} else 10


PLAIN = Reader(suits, read_plain)
