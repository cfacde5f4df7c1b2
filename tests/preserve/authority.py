"""A real time-stamping authority on loopback: `openssl ts` behind a small HTTP server."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CONFIG = """
[tsa]
default_tsa = one
[one]
dir = {folder}
serial = $dir/serial
crypto_device = builtin
signer_cert = $dir/{name}.pem
certs = $dir/root.pem
signer_key = $dir/{name}.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[stamping]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
basicConstraints = critical,CA:FALSE
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
"""


class Authority:
    """Keys and certificates in a folder; what it answers can be spoilt by a function of the bytes."""

    def __init__(self, folder: Path, name: str = "tsa") -> None:
        self.folder, self.name = folder, name
        self.spoil: Callable[[bytes], bytes] = bytes
        self.status, self.asked = 200, 0
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "serial").write_text("01\n")
        (folder / "ts.cnf").write_text(CONFIG.format(folder=folder, name=name))
        self._certificate("root", "/CN=Test root", "root")
        self._certificate(name, "/CN=Test stamping", "stamping")

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def _certificate(self, name: str, subject: str, extensions: str) -> None:
        key, pem = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
        issuer: list[str | Path] = [] if name == "root" else ["-CA", self.root, "-CAkey", self.folder / "root.key"]
        config: list[str | Path] = ["-config", self.folder / "req.cnf", "-extensions", extensions]
        (self.folder / "req.cnf").write_text(
            "[req]\ndistinguished_name = dn\n[dn]\n" + CONFIG.format(folder=self.folder, name="")
        )
        run("req", "-x509", "-new", "-key", key, "-subj", subject, "-days", "2", *config, *issuer, "-out", pem)

    def answer(self, request: bytes) -> bytes:
        query, reply = self.folder / "query.tsq", self.folder / "reply.tsr"
        query.write_bytes(request)
        run("ts", "-reply", "-config", self.folder / "ts.cnf", "-queryfile", query, "-out", reply)
        return reply.read_bytes()


def run(*arguments: str | Path) -> str:
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def serving(authority: Authority) -> Iterator[str]:
    """The address at which it answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked += 1
            assert self.headers["Content-Type"] == "application/timestamp-query"
            answer = authority.spoil(authority.answer(body)) if authority.status == 200 else b"no"
            self.send_response(authority.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
