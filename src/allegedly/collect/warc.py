"""Web archives in: WARC files, gzipped or not, and WACZ packages (1.1.1). Each page that answered is a capture.

After ISO 28500:2017 (WARC 1.1). What is no text (pictures, scripts, styles) is counted and told in one line.
"""

import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from allegedly.errors import Unreadable
from allegedly.model import Capture, Http, Rejection

SUFFIXES = (".warc", ".warc.gz", ".wacz")
LARGEST = 20_000_000  # bytes of one record's body
RATIO = 200  # times that a member of a package may swell
HEADS = 1_000_000  # bytes of the heads of one record
TEXTS = ("text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml")
# A file that a desk had added stands under a URN, and its kind is what its name said: all but these may be reports.
FILE = "urn:"
UNREAD = ("image", "audio", "video", "font")
# What a server calls octet-stream may be reports all the same, by its name.
NAMES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".txt", ".md", ".xml", ".rss", ".atom", ".html", ".htm")
FEEDS = ("application/xml", "text/xml", "application/feed+json", "application/json")


def is_archive(path: Path) -> bool:
    """By its name: what is inside is checked when it is read."""
    return path.name.lower().endswith(SUFFIXES)


def collect_warc(path: Path) -> Iterator[Capture | Rejection]:
    """Every page of an archive, in its order. Raises Unreadable where it is none or is damaged."""
    if path.name.lower().endswith(".wacz"):
        yield from _package(path)
        return
    with path.open("rb") as file:
        yield from _records(file, path.name)


def _package(path: Path) -> Iterator[Capture | Rejection]:
    try:
        with zipfile.ZipFile(path) as package:
            members = [m for m in package.infolist() if m.filename.startswith("archive/") and not m.is_dir()]
            if not members:
                raise Unreadable(f"{path}: no WACZ package: it has no folder archive/.")
            for member in members:
                if member.file_size > RATIO * max(member.compress_size, 1024):
                    raise Unreadable(f"{path}: {member.filename} swells to more than {RATIO} times its size.")
                with package.open(member) as file:
                    yield from _records(file, f"{path.name}/{member.filename}")
    # RuntimeError: a member that is encrypted, or packed in a way that is not known
    except (zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise Unreadable(f"{path}: not a whole WACZ package: {error}. Fetch it again.") from error


def _records(file: IO[bytes], name: str) -> Iterator[Capture | Rejection]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    # the library raises AttributeError for a record without an address
    damaged = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, OSError, ValueError, ArithmeticError,
               AttributeError, zlib.error)  # fmt: skip
    left: Counter[str] = Counter()
    found = 0
    try:
        with closing(ArchiveIterator(file, arc2warc=True)) as records:
            lines = records.reader.readline = Lines(records.reader.readline)
            for record in records:
                found += 1
                lines.left = HEADS
                what = _unfit(record)
                if what:
                    left[what] += 1
                    continue
                body = record.content_stream().read(LARGEST + 1)
                if len(body) > LARGEST:
                    left["records too large"] += 1
                    continue
                if _cut(record.raw_stream):
                    left["records that end before they should: the archive was cut, or its lengths are wrong"] += 1
                    continue
                yield _capture(record, body)
    except damaged as error:
        raise Unreadable(f"{name}: a damaged archive after {found} records: {error}. Fetch it again.") from error
    if not found:
        raise Unreadable(f"{name}: no WARC file: it holds no record.")
    for what, count in sorted(left.items()):
        yield Rejection(name, "collect", f"{count:,} {what}", "Nothing to do.")


class Lines:
    """Reads lines for the library, which takes heads of any length, and long ones slowly. Raises ValueError."""

    def __init__(self, readline: Callable[[int], bytes]) -> None:
        self._readline, self.left = readline, HEADS

    def __call__(self, length: int | None = None) -> bytes:
        """One line, or so much of it."""
        most = self.left + 1
        line = self._readline(most if length is None else min(length, most))
        self.left -= len(line)
        if self.left < 0:
            raise ValueError(f"heads of more than {HEADS:,} bytes")
        return line


def _cut(stream: Any) -> bool:
    """Is there less than the record's own length says? What is left of a page must not pass for the page."""
    return getattr(stream, "limit", 0) > 0 and not stream.read(1)


def _unfit(record: Any) -> str:
    """Why a record is no page, or nothing."""
    if record.rec_type not in {"response", "resource"}:
        return f"{record.rec_type} records"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return "answers without a page (redirects, errors)"
    kind = _kind(record)
    if kind and kind not in TEXTS + FEEDS and not _file(record, kind):
        return f"records of kind {kind.partition('/')[0]}"
    return ""


def _file(record: Any, kind: str) -> bool:
    """May it hold reports by its name, or since a desk had added it? What it is, is found out when it is read."""
    name = (record.rec_headers.get_header("WARC-Target-URI") or "").partition("?")[0].lower()
    if name.startswith(FILE):
        return kind.partition("/")[0] not in UNREAD
    return kind == "application/octet-stream" and name.removesuffix(".gz").endswith(NAMES)


def _kind(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _capture(record: Any, body: bytes) -> Capture:
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI") or "unnamed record"
    http = None
    if record.http_headers:
        head = record.http_headers.to_str().rstrip().encode("latin-1", "replace")
        http = Http(url, 200, head, (), headers.get_header("WARC-IP-Address") or "", "unpacked")
        http = replace(http, archived=_date(headers.get_header("WARC-Date")))
    return Capture(url, body, _kind(record), datetime.now(UTC), http)


def _date(written: str | None) -> datetime | None:
    """When the archive says that it fetched: a claim of its own, beside the time at which this desk had it."""
    try:
        when = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
