"""Captures as one WACZ 1.1.1 file: WARC, index, pages, datapackage; and the evidence that goes with them.

https://specs.webrecorder.net/wacz/1.1.1/. What is no web page (a file that was added) is a `resource` under a URN.
"""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from allegedly.model import Entry, Kept
from allegedly.preserve.evidence import Evidence, Places, as_json
from allegedly.preserve.keeper import TOOL, kept
from allegedly.preserve.verifier import WARC
from allegedly.preserve.warc import instant, uri
from allegedly.preserve.zipped import Zip

VERSION = "1.1.1"
LINES = 3000  # of the index in one gzip member, as others do it
STATUS = re.compile(rb"\AHTTP/[\d.]+ (\d{3})")


def pack_wacz(path: Path, evidence: Evidence, entries: Sequence[Entry], title: str) -> int:
    """Write the captures of these log entries; gives how many. Raises OutputFailed, StoreFailed."""
    places: dict[int, tuple[int, int]] = {}
    statuses: dict[int, str] = {}
    with Zip(path) as out:
        out.add(WARC, _noting(evidence.records(entries, places), places, statuses))
        rows = [(e.position, kept(e.leaf)) for e in entries if e.position in places]
        index, shortcuts = _index(rows, places, statuses)
        out.add_all({"indexes/index.cdx.gz": index, "indexes/index.idx": shortcuts, "pages/pages.jsonl": _pages(rows)})
        out.add_all(evidence.files(entries, places))
        evidence.seal(out, "datapackage.json", as_json(_datapackage(out, rows, title)))
    return len(rows)


def _noting(records: Iterator[bytes], places: dict[int, tuple[int, int]], statuses: dict[int, str]) -> Iterator[bytes]:
    """The records as they pass, with the HTTP status of each noted."""
    for record in records:
        if places:
            with gzip.open(BytesIO(record)) as file:
                block = file.read(1 << 16).partition(b"\r\n\r\n")[2]
            found = STATUS.match(block)
            statuses[next(reversed(places))] = found[1].decode() if found else ""
        yield record


def _datapackage(out: Zip, rows: Sequence[tuple[int, Kept]], title: str) -> dict[str, object]:
    last = max((one.fetched for _, one in rows), default=None)
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": title,
        "software": TOOL,
        "created": instant(last.replace(microsecond=0)) if last else "1970-01-01T00:00:00Z",
        "resources": [
            {"name": path.rsplit("/", 1)[-1].lower(), "path": path, "hash": f"sha256:{one.sha256}", "bytes": one.size}
            for path, one in out.written.items()
        ],
    }


def _index(rows: Sequence[tuple[int, Kept]], places: Places, statuses: dict[int, str]) -> tuple[bytes, bytes]:
    """The captures as sorted CDXJ lines in gzip members, and the list of where each member begins."""
    lines = sorted(_line(one, places[position], statuses.get(position, "")) for position, one in rows)
    packed, shortcuts = BytesIO(), ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for start in range(0, len(lines), LINES):
        member, at = gzip.compress("".join(lines[start : start + LINES]).encode(), mtime=0), packed.tell()
        packed.write(member)
        head = " ".join(lines[start].split(" ", 2)[:2])
        where = {"offset": at, "length": len(member), "digest": f"sha256:{sha256(member).hexdigest()}"}
        shortcuts.append(f"{head} {json.dumps(where | {'filename': 'index.cdx.gz'})}\n")
    if not lines:
        packed.write(gzip.compress(b"", mtime=0))
    return packed.getvalue(), "".join(shortcuts).encode()


def _line(one: Kept, at: tuple[int, int], status: str) -> str:
    url = uri(one.origin)
    fields = {
        "url": url, "mime": one.media_type or "unk", "digest": f"sha256:{one.sha256}",
        "length": str(at[1]), "offset": str(at[0]), "filename": "data.warc.gz",
    }  # fmt: skip
    return f"{surt(url)} {_stamp(one)} {json.dumps(fields | ({'status': status} if status else {}))}\n"


def _stamp(one: Kept) -> str:
    return re.sub(r"\D", "", instant(one.fetched))[:14]


def surt(url: str) -> str:
    """The key that an index sorts an address by: host parts turned round, then path and query, in small letters."""
    parts = urlsplit(url)
    if not parts.hostname:
        return url.lower()
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    return f"{host}{port}){parts.path or '/'}{'?' if parts.query else ''}{parts.query}".lower()


def _pages(rows: Sequence[tuple[int, Kept]]) -> bytes:
    """What a reader of the file may open: each capture, by its address."""
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All captures"})]
    for position, one in rows:
        page = {"id": str(position), "url": uri(one.origin), "ts": instant(one.fetched), "title": one.origin}
        lines.append(json.dumps(page, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines).encode()
