"""A small OpenTimestamps calendar on loopback: it takes hashes, and puts them into a block when it is told to."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation, TimeAttestation
from opentimestamps.core.op import OpAppend, OpPrepend, OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import Timestamp

HEIGHT = 812_345


class Calendar:
    """What it was given and what it says; its answers can be spoilt by a function of the bytes."""

    def __init__(self) -> None:
        self.url = ""  # known once it is served
        self.held_at = ""  # the address that its answers name; empty: its own
        self.mined, self.status, self.missing = False, 200, b"Pending confirmation in Bitcoin blockchain"
        self.spoil: Callable[[bytes], bytes] = bytes
        self.given: list[bytes] = []
        self.asked: list[str] = []
        self.roots: list[bytes] = []

    def take(self, digest: bytes) -> bytes:
        """POST /digest: where the hash will be found."""
        self.given.append(digest)
        start = Timestamp(digest)
        end = start.ops.add(OpPrepend(b"\x65\x61\xbc\xde")).ops.add(OpAppend(os.urandom(8))).ops.add(OpSHA256())
        end.attestations.add(PendingAttestation(self.held_at or self.url))
        return written(start)

    def find(self, commitment: bytes) -> bytes:
        """GET /timestamp: the way from what it promised to the Merkle root of its block."""
        start = Timestamp(commitment)
        inner = start.ops.add(OpAppend(sha256(b"another leaf").digest())).ops.add(OpSHA256())
        root = inner.ops.add(OpPrepend(sha256(b"another transaction").digest())).ops.add(OpSHA256()).ops.add(OpSHA256())
        root.attestations.add(BitcoinBlockHeaderAttestation(HEIGHT))
        self.roots.append(root.msg)
        return written(start)


def written(start: Timestamp) -> bytes:
    context = BytesSerializationContext()
    start.serialize(context)
    return bytes(context.getbytes())


def attested(digest: bytes, what: TimeAttestation) -> bytes:
    """An answer that is an attestation on the very hash."""
    start = Timestamp(digest)
    start.attestations.add(what)
    return written(start)


@contextmanager
def kept(calendar: Calendar) -> Iterator[str]:
    """The address at which it answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calendar.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._say(calendar.status, calendar.spoil(calendar.take(body)) if self.path == "/digest" else b"")

        def do_GET(self) -> None:
            calendar.asked.append(self.path)
            commitment = bytes.fromhex(self.path.removeprefix("/timestamp/"))
            if calendar.mined:
                self._say(calendar.status, calendar.spoil(calendar.find(commitment)))
            else:
                self._say(404, calendar.missing)

        def _say(self, status: int, answer: bytes) -> None:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/digest")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    calendar.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield calendar.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
