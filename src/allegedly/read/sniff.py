"""Which format is it? By content; the suffix is a hint."""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath

from allegedly.errors import OutOfBounds, Unreadable
from allegedly.model import Rejection, Report, Snapshot
from allegedly.read.reader import HEAD, Options, Reader

UNPACKED = 2_000_000_000  # bytes: a gzip file that swells beyond this is a bomb,
PACKED = b"\x1f\x8b"
SMALL = 50_000_000  # or beyond this,
SWELLS = 100  # if it also swells beyond so many times its size; text packs to a fifth or a tenth


def read(snapshot: Snapshot, readers: Mapping[str, Reader], options: Options) -> Iterator[Report | Rejection]:
    """The reports of a snapshot, by the reader that suits it best. Raises Unreadable where none does."""
    plain = unpack(snapshot)
    yield from readers[_name(plain, readers, options)].read(plain, options)


def hostile(snapshot: Snapshot, readers: Mapping[str, Reader], options: Options) -> bool:
    """Should it be read behind a fence? Packed markup is unpacked there, too. Raises Unreadable as `read` does."""
    head = replace(snapshot, data=_head(snapshot.data)) if snapshot.data.startswith(PACKED) else snapshot
    return readers[_name(head, readers, options)].fenced


def _head(packed: bytes) -> bytes:
    """The first bytes of a gzip file; what is broken is told when all of it is unpacked."""
    try:
        return zlib.decompressobj(31).decompress(packed[: 4 * HEAD], HEAD) or b"?"
    except zlib.error:
        return b"?"


def _name(plain: Snapshot, readers: Mapping[str, Reader], options: Options) -> str:
    name = sniff(plain, readers, options.format)
    # who names columns has a table, whatever its headers
    return "table" if name == "plain" and options.columns else name


def sniff(snapshot: Snapshot, readers: Mapping[str, Reader], wanted: str = "") -> str:
    """The name of the reader that suits the (unpacked) snapshot best; `wanted` is taken as it is."""
    known = ", ".join(sorted(readers))
    if wanted:
        if wanted not in readers:
            raise Unreadable(f"no reader is called {wanted!r}; there are: {known}")
        return wanted
    suffix = PurePath(snapshot.origin.removesuffix(".gz")).suffix.lower()
    head = snapshot.data[:HEAD]
    score, name = max((reader.suits(head, suffix), name) for name, reader in readers.items())
    if not head.strip():
        raise Unreadable(f"{snapshot.origin}: the file is empty. Nothing to read.")
    if not score:
        raise Unreadable(f"{snapshot.origin}: {_unknown(head, known)}")
    return name


def _unknown(head: bytes, known: str) -> str:
    """What to do with a file that no reader wants."""
    if head.lstrip().startswith((b"[", b"{")):
        return "JSON, but not one report a line. Rewrite an array by: jq -c '.[]' FILE > reports.jsonl"
    if head.startswith((b"%PDF", b"PK\x03\x04")):
        return "a PDF, an office document or an archive. Save its text as .txt, or unpack it, and add that."
    return f"none of the formats that the desk reads ({known}). Name one by --format."


def unpack(snapshot: Snapshot) -> Snapshot:
    """A gzip file opened, anything else as it is; the name (hash) stays that of the bytes as obtained."""
    if not snapshot.data.startswith(PACKED):
        return snapshot
    most = min(max(SMALL, SWELLS * len(snapshot.data)), UNPACKED)
    try:
        with gzip.open(BytesIO(snapshot.data)) as file:
            data = file.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"{snapshot.origin}: broken gzip: {error}. Fetch the file again.") from error
    if len(data) > most:
        raise OutOfBounds(f"{snapshot.origin}: swells to more than {most:,} bytes. Unpack it yourself, or split it.")
    return replace(snapshot, data=data)
