"""A capture as a WARC record (WARC 1.1, ISO 28500:2017), gzipped by itself, the same bytes each time it is made."""

import gzip
import re
from base64 import b32encode
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from urllib.parse import quote
from uuid import UUID

from allegedly.model import Http, Snapshot

REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
# What the desk has undone before it saw the bytes; WARC wants heads that fit the block (as warcio and pywb write it).
UNDONE = re.compile(rb"(?im)^(content-encoding|transfer-encoding|content-length):")
WEB = re.compile(r"https?://[!-~]+\Z")


def record(one: Snapshot, first: "Snapshot | None" = None) -> bytes:
    """The gzipped record of a capture; with `first`, a revisit of the same bytes, met there before."""
    head = _head(one.http, len(one.data)) if one.http else b""
    kind = "revisit" if first else "response" if one.http else "resource"
    block = head + (b"" if first else one.data)
    media_type = "application/http; msgtype=response" if one.http else _media_type(one.media_type)
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", _id(one.sha256, one.origin, instant(one.fetched))),
        ("WARC-Date", instant(one.fetched)),
        ("WARC-Target-URI", uri(one.origin)),
        ("Content-Type", media_type),
        ("WARC-Block-Digest", _digest(sha256(block).digest())),
        ("WARC-Payload-Digest", _digest(bytes.fromhex(one.sha256))),
    ]
    if one.http and one.http.address:
        fields.append(("WARC-IP-Address", one.http.address))
    if first:
        fields += [("WARC-Profile", REVISIT), ("WARC-Refers-To-Target-URI", uri(first.origin))]
        fields.append(("WARC-Refers-To-Date", instant(first.fetched)))
    fields.append(("Content-Length", str(len(block))))
    return packed(fields, block)


def information(name: str, software: str, at: datetime) -> bytes:
    """The gzipped `warcinfo` record that a WARC of several captures begins with."""
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", _id(name, software, instant(at))),
        ("WARC-Date", instant(at)),
        ("WARC-Filename", name),
        ("Content-Type", "application/warc-fields"),
        ("Content-Length", str(len(block))),
    ]
    return packed(fields, block)


def packed(fields: list[tuple[str, str]], block: bytes) -> bytes:
    """Fields and block as one gzip member without name and date."""
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    out = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=out, mtime=0) as file:
        file.write(b"WARC/1.1\r\n" + head.encode() + b"\r\n")
        file.write(block)
        file.write(b"\r\n\r\n")
    return out.getvalue()


def uri(origin: str) -> str:
    """An address as it is; anything else (a file's name) as a URN, since a WARC names everything by URI."""
    return origin if WEB.match(origin) else f"urn:allegedly:{quote(origin, safe='/:-._~', errors='surrogateescape')}"


def instant(when: datetime) -> str:
    """WARC-Date: UTC, with the fraction that is known (WARC 1.1, 5.4)."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _head(http: Http, size: int) -> bytes:
    """The head as received; fields that told of a coding now undone are renamed, the true length is added."""
    undone = UNDONE.sub(rb"X-Archive-Orig-\1:", http.head.replace(b"\r\n\r\n", b"\r\n"))
    return undone.rstrip(b"\r\n") + b"\r\nContent-Length: %d\r\n\r\n" % size


def _media_type(given: str) -> str:
    return given if re.fullmatch(r"[\w.+-]+/[\w.+-]+", given) else "application/octet-stream"


def _id(*parts: str) -> str:
    named = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
    return f"<urn:uuid:{UUID(bytes=named[:16], version=5)}>"


def _digest(raw: bytes) -> str:
    return f"sha256:{b32encode(raw).decode()}"
