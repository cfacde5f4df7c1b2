"""`python -m benchmarks.ots CLIENT`: proofs of this desk, checked by the OpenTimestamps client itself.

CLIENT is its command `ots` (of `opentimestamps-client`, which the desk does not need; install it elsewhere). The proofs
come out of exported bundles; the calendar and the Bitcoin node, of which the client asks a block's header, are played
on loopback. Whole, pending, of another file, of a changed one, and on a block with another Merkle root.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bitcoin.core import CBlockHeader, b2lx, b2x

from allegedly.preserve.calendars import anchor, file_name
from allegedly.preserve.evidence import Evidence
from allegedly.preserve.wacz import pack_wacz
from tests.preserve.calendar import HEIGHT, Calendar, kept
from tests.preserve.desk import Desk, captures

MINED = 1_772_500_000  # seconds: 3 March 2026


@contextmanager
def node(root: bytes) -> Iterator[str]:
    """A Bitcoin node that knows one block, with this Merkle root; gives its address."""
    header = CBlockHeader(nVersion=2, hashMerkleRoot=root, nTime=MINED, nBits=0x1D00FFFF)
    answers = {
        "getblockcount": HEIGHT + 6,
        "getblockhash": b2lx(header.GetHash()),
        "getblockheader": b2x(header.serialize()),
    }

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = {"result": answers[asked["method"]], "error": None, "id": asked["id"]}
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://user:word@127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def bundled(folder: Path, mined: bool) -> tuple[bytes, bytes, bytes]:
    """Checkpoint and proof as a bundle has them, and the Merkle root that the block must have."""
    folder.mkdir()
    desk, calendar = Desk(folder), Calendar()
    desk.keep(*captures(5))
    with kept(calendar) as url:
        anchor(desk.store, [url])
        if mined:
            calendar.mined = True
            anchor(desk.store, [url])
    evidence = Evidence(desk.store, desk.archive)
    pack_wacz(folder / "case.wacz", evidence, evidence.entries()[:2], "")
    desk.store.close()
    with zipfile.ZipFile(folder / "case.wacz") as case:
        return case.read("evidence/checkpoint.txt"), case.read(file_name(url)), b"".join(calendar.roots[-1:])


def asked(client: str, folder: Path, checkpoint: bytes, proof: bytes, root: bytes) -> tuple[int, str]:
    """What the client says of a proof: its exit status and its last line."""
    (folder / "checkpoint.txt").write_bytes(checkpoint)
    (folder / "checkpoint.txt.ots").write_bytes(proof)
    with node(root) as address:
        done = subprocess.run(
            [client, "--no-cache", "--bitcoin-node", address, "verify", str(folder / "checkpoint.txt.ots")],
            capture_output=True,
            text=True,
            check=False,
        )
    return done.returncode, (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2]


def main() -> int:
    """Ask the client about each; 1 where it says other than it should."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ots", description=__doc__)
    parser.add_argument("client")
    client, wrong = parser.parse_args().client, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        note, proof, root = bundled(folder / "mined", mined=True)
        early, pending, _ = bundled(folder / "early", mined=False)
        cases = {
            "whole": (0, note, proof, root),
            "pending": (1, early, pending, root),
            "of another checkpoint": (1, early, proof, root),
            "the checkpoint with one byte changed": (1, note[:30] + bytes([note[30] ^ 1]) + note[31:], proof, root),
            "a block with another Merkle root": (1, note, proof, root[::-1]),
        }
        for told, (expected, *given) in cases.items():
            status, said = asked(client, folder, *given)
            wrong += status != expected
            print(f"{told}: {status} {said}" + ("" if status == expected else f"  EXPECTED {expected}"), flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
