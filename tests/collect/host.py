"""A web host on loopback that can behave as badly as real ones: the tests' internet."""

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Serve = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: "Host"

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.host.asked.append(self.path)
        self.host.headers.append(dict(self.headers.items()))
        serve = self.host.pages.get(self.path) or self.host.pages.get(path)
        if serve is None:
            self.give(b"no such page", status=404)
            return
        try:
            serve(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def give(self, body: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in given.items():
            self.send_header(name, value)
        if "Content-Length" not in given:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@dataclass
class Host:
    port: int
    pages: dict[str, Serve] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, body: bytes | str, kind: str = "text/html", status: int = 200, **headers: str) -> str:
        """Register a fixed page; gives its address."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = lambda h: h.give(data, kind, status, **headers)
        return self.url(path)

    def does(self, path: str, serve: Serve) -> str:
        self.pages[path] = serve
        return self.url(path)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that left early is what many of these tests are about."""


@contextmanager
def host() -> Iterator[Host]:
    server = Server(("127.0.0.1", 0), Handler)
    one = Host(server.server_port)
    server.RequestHandlerClass = type("Bound", (Handler,), {"host": one})
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def drip(seconds: float) -> Serve:
    """Headers at once, then a byte now and then."""

    def serve(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)

    return serve


def bomb(size: int) -> bytes:
    return gzip.compress(b"\0" * size)
