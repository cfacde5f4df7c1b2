"""An archive at an address: fsspec's own memory, and S3 as s3fs speaks it to a small server on loopback."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

import pytest

from allegedly.errors import SetupIncomplete, StoreFailed
from allegedly.preserve.archive import Archive, Remote
from allegedly.preserve.audit import audit
from allegedly.preserve.redaction import redact

from .desk import Desk, captures, file


def exercised(desk: Desk) -> None:
    kept = desk.keep(*captures(4))
    assert len(desk.files()) == 4
    assert audit(desk.store, desk.archive).faults == []
    assert desk.archive.captured(kept[2].sha256) == kept[2].data
    redact(desk.store, desk.archive, kept[0].sha256, "A", "b")
    assert len(desk.files()) == 3
    assert audit(desk.store, desk.archive).faults == []
    desk.archive.shelf.put(desk.files()[0], b"other bytes")
    assert len(audit(desk.store, desk.archive).faults) == 1
    with pytest.raises(KeyError):
        desk.archive.captured("ab" * 32)
    assert desk.archive.key.parent == desk.path.parent  # the key never goes to the address


def test_any_address_that_fsspec_knows(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"memory://{uuid4().hex}/desk")
    exercised(desk)
    assert len(audit(desk.store, desk.archive).faults) == 1, "the bytes that were exchanged, and nothing else"
    desk.store.close()


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as an archive needs: put, get, head, delete, list."""

    objects: dict[str, bytes]
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    def _send(self, status: int, body: bytes = b"", kind: str = "application/xml") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", kind)
        self.send_header("ETag", '"0"')
        self.send_header("Last-Modified", "Sun, 01 Mar 2026 08:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "aws-chunked" in (self.headers.get("Content-Encoding") or ""):
            plain, rest = b"", body
            while size := int(re.match(rb"[0-9a-f]+", rest)[0], 16):  # type: ignore[index]
                start = rest.index(b"\r\n") + 2
                plain, rest = plain + rest[start : start + size], rest[start + size + 2 :]
            body = plain
        self.objects[self._key()] = body
        self._send(200)

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        if "list-type" in query or "prefix" in query:
            bucket, prefix = self._key().rstrip("/"), query.get("prefix", [""])[0]
            keys = [k.removeprefix(f"{bucket}/") for k in self.objects]
            rows = "".join(
                f"<Contents><Key>{k}</Key><Size>{len(self.objects[f'{bucket}/{k}'])}</Size><ETag>0</ETag>"
                "<LastModified>2026-03-01T08:00:00.000Z</LastModified><StorageClass>STANDARD</StorageClass></Contents>"
                for k in sorted(keys)
                if k.startswith(prefix)
            )
            self._send(200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode())
        elif self._key() in self.objects:
            self._send(200, self.objects[self._key()], "application/octet-stream")
        else:
            self._send(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.objects.pop(self._key(), None)
        self._send(204)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """What the bucket holds; s3fs is told where it is, as its own settings are."""
    Bucket.objects = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    yield Bucket.objects
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_s3(bucket: dict[str, bytes], tmp_path: Path) -> None:
    pytest.importorskip("s3fs").S3FileSystem.clear_instance_cache()
    desk = Desk(tmp_path, "s3://evidence/desk")
    exercised(desk)
    assert bucket
    assert all(name.startswith(("evidence/desk/captures/", "evidence/desk/checkpoints/")) for name in bucket)
    desk.store.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_an_address_out_of_reach_stops_the_run_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path, f"memory://{uuid4().hex}/desk")

    def refused(*_: object) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(desk.archive.shelf._files, "pipe_file", refused)  # type: ignore[attr-defined]
    with pytest.raises(StoreFailed, match="Connection refused"):
        desk.keep(file(1))
    monkeypatch.undo()
    assert len(desk.keep(file(1))) == 1
    desk.store.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_s3_out_of_reach_stops_the_run_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("s3fs").S3FileSystem.clear_instance_cache()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "test")
    desk = Desk(tmp_path, "s3://evidence/desk")
    with pytest.raises(StoreFailed, match="s3://evidence/desk: the archive cannot be read or written"):
        desk.keep(file(1))
    with desk.store.view().log() as log:
        assert log.size() == 0
    desk.store.close()


def test_an_unknown_kind_of_address_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupIncomplete, match="nosuch"):
        Remote("nosuch://place")
    with pytest.raises(SetupIncomplete):
        Archive.of(tmp_path / "desk.db", "nosuch://place")
