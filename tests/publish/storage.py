"""A small storage that speaks enough of S3 over HTTP on loopback: get, head, put, list."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

DATE = "Sat, 04 May 2024 12:00:00 GMT"


@dataclass
class Storage:
    """Objects by `bucket/key`."""

    port: int = 0
    objects: dict[str, bytes] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_ACCESS_KEY_ID": "reader",
            "AWS_SECRET_ACCESS_KEY": "not-secret",
            "AWS_DEFAULT_REGION": "local",
            "AWS_EC2_METADATA_DISABLED": "true",
            # bodies as they are, not in signed chunks
            "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
            "AWS_MAX_ATTEMPTS": "1",
        }

    def listing(self, bucket: str, prefix: str, delimiter: str) -> str:
        keys = sorted(k.removeprefix(f"{bucket}/") for k in self.objects if k.startswith(f"{bucket}/{prefix}"))
        inside = {k for k in keys if delimiter and delimiter in k[len(prefix) :]}
        folders = sorted({prefix + k[len(prefix) :].split(delimiter)[0] + delimiter for k in inside})
        files = "".join(
            f"<Contents><Key>{escape(k)}</Key><Size>{len(self.objects[f'{bucket}/{k}'])}</Size>"
            f'<LastModified>2024-05-04T12:00:00.000Z</LastModified><ETag>"x"</ETag></Contents>'
            for k in keys
            if k not in inside
        )
        common = "".join(f"<CommonPrefixes><Prefix>{escape(f)}</Prefix></CommonPrefixes>" for f in folders)
        return (
            f"<ListBucketResult><Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix><IsTruncated>false</IsTruncated>"
            f"<KeyCount>{len(keys)}</KeyCount>{files}{common}</ListBucketResult>"
        )


def _handler(held: Storage) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            if "Content_Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def _key(self) -> str:
            return unquote(urlsplit(self.path).path).strip("/")

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
            key = self._key()
            if "/" not in key:
                prefix, cut = query.get("prefix", [""])[0], query.get("delimiter", [""])[0]
                self._answer(200, held.listing(key, prefix, cut).encode(), Content_Type="application/xml")
                return
            data = held.objects.get(key)
            if data is None:
                self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
                return
            part = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
            if part:
                start, last = int(part[1]), int(part[2] or len(data) - 1)
                span = f"bytes {start}-{min(last, len(data) - 1)}/{len(data)}"
                self._answer(206, data[start : last + 1], ETag='"x"', Last_Modified=DATE, Content_Range=span)
            else:
                self._answer(200, data, ETag='"x"', Last_Modified=DATE)

        def do_HEAD(self) -> None:
            data = held.objects.get(self._key())
            if data is None:
                self._answer(200 if "/" not in self._key() else 404)
            else:
                self._answer(200, b"", ETag='"x"', Last_Modified=DATE, Content_Length=str(len(data)))

        def do_PUT(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            if "/" in self._key():
                held.objects[self._key()] = data
            self._answer(200, ETag=f'"{md5(data, usedforsecurity=False).hexdigest()}"')

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    return Handler


@contextmanager
def storage() -> Iterator[Storage]:
    """A running storage."""
    held = Storage()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(held))
    held.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
