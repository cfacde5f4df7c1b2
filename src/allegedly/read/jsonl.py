"""JSON Lines in the shape of the exchange contract."""

import codecs
from collections.abc import Iterator

import msgspec

from allegedly.model import Rejection, Report, Snapshot
from allegedly.read.build import STAGE, Fields, build
from allegedly.read.reader import Options, Reader

MEND = "Correct this line and add the file again; the lines already read are not read twice."


class ForwardRow(msgspec.Struct):
    """Where a forwarded post first stood."""

    source: str
    published: str | int | float | None = None
    id: str | int | None = None


class Row(msgspec.Struct):
    """One line. Unknown keys are ignored."""

    id: str | int
    text: str
    title: str | None = None
    lang: str | None = None
    published: str | int | float | None = None
    source: str | None = None
    url: str | None = None
    edited: str | int | float | None = None
    first_seen: str | int | float | None = None
    edits: str | int | None = None
    reply_to: str | int | None = None
    media: list[str] | None = None
    forward: ForwardRow | None = None


def read_jsonl(snapshot: Snapshot, options: Options = Options()) -> Iterator[Report | Rejection]:  # noqa: B008 - frozen
    """One report a line; a broken line is rejected with its number and the rest goes on."""
    decode = msgspec.json.Decoder(Row).decode
    for number, line in enumerate(_lines(snapshot.data), snapshot.line):
        if not line.strip():
            continue
        try:
            row = decode(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            where = f"{snapshot.origin}, line {number} (byte {error.start + 1})"
            yield Rejection(where, STAGE, "the line is not UTF-8", "Save the file as UTF-8.")
        except msgspec.ValidationError as error:
            yield Rejection(f"{snapshot.origin}, line {number}", STAGE, f"not a report: {error}", MEND)
        except msgspec.DecodeError as error:
            yield Rejection(f"{snapshot.origin}, line {number}", STAGE, f"broken JSON: {error}", MEND)
        else:
            yield from build(snapshot, f"line {number}", _fields(row), options)


def _lines(data: bytes) -> list[bytes]:
    """The lines; UTF-16, as some Windows programs write it, becomes UTF-8 first."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    return data.removeprefix(codecs.BOM_UTF8).split(b"\n")


def _fields(row: Row) -> Fields:
    forward = row.forward or ForwardRow("")
    return Fields(
        id=str(row.id),
        text=row.text,
        title=row.title or "",
        lang=row.lang or "",
        published=row.published,
        source=row.source or "",
        url=row.url or "",
        edited=row.edited,
        first_seen=row.first_seen,
        forward_source=forward.source,
        forward_published=forward.published,
        forward_id=_text(forward.id),
        reply_to=_text(row.reply_to),
        edits=_text(row.edits),
        media=tuple(row.media or ()),
    )


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def suits(head: bytes, suffix: str) -> int:
    """Lines that begin with `{`, the first of them whole and with a `text`; a broken first line leaves some hope."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in {".jsonl", ".ndjson"}:
        return 90
    try:
        row = msgspec.json.decode(start.split(b"\n", 1)[0])
    except (msgspec.DecodeError, RecursionError):
        return 30 if start.startswith(b"{") and b'\n{"' in start and b'"text"' in start else 0
    return 80 if isinstance(row, dict) and "text" in row and "messages" not in row else 0


JSONL = Reader(suits, read_jsonl)
