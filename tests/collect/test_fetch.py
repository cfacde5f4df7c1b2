import gzip
import re
import socket
import zlib
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from allegedly.collect.addresses import networks
from allegedly.collect.fetch import Fetcher, Manners
from allegedly.collect.guard import Limits
from allegedly.collect.manners import Polite
from tests.collect.conftest import AGENT
from tests.collect.host import Handler, Host, bomb, drip


def test_an_answer_is_kept_with_its_head_and_validators(web: Host, fetcher: Fetcher) -> None:
    url = web.page(
        "/a", "<p>Вода</p>", "text/html; charset=utf-8", ETag='"7"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT"
    )
    got = fetcher.get(url)
    assert (got.outcome, got.status, got.etag) == ("new", 200, '"7"')
    assert got.modified == "Mon, 02 Nov 2026 10:00:00 GMT"
    assert got.capture is not None
    assert got.capture.data == "<p>Вода</p>".encode()
    assert got.capture.media_type == "text/html"
    assert got.capture.origin == url
    assert got.capture.http is not None
    assert b'ETag: "7"' in got.capture.http.head
    assert got.capture.http.address == "127.0.0.1"


def test_validators_are_sent_and_304_is_the_same(web: Host, fetcher: Fetcher) -> None:
    def serve(handler: Handler) -> None:
        handler.give(b"", status=304 if handler.headers["If-None-Match"] == '"7"' else 200)

    got = fetcher.get(web.does("/a", serve), etag='"7"', modified="Mon, 02 Nov 2026 10:00:00 GMT")
    assert got.outcome == "same"
    assert got.capture is None
    assert web.headers[0]["If-Modified-Since"] == "Mon, 02 Nov 2026 10:00:00 GMT"
    assert web.headers[0]["User-Agent"] == AGENT


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, "refused"),
        (403, "refused"),
        (451, "refused"),
        (404, "gone"),
        (410, "gone"),
        (429, "limited"),
        (500, "broken"),
        (503, "broken"),
        (400, "broken"),
        (204, "broken"),
    ],
)
def test_each_failure_has_an_outcome_of_its_own(web: Host, fetcher: Fetcher, status: int, outcome: str) -> None:
    got = fetcher.get(web.page("/a", b"", status=status))
    assert got.outcome == outcome
    assert str(status) in got.reason
    assert got.capture is None


def test_a_host_that_wants_a_pause_says_until_when(web: Host, fetcher: Fetcher) -> None:
    now = datetime.now(UTC)
    soon = fetcher.get(web.page("/a", b"", status=503, Retry_After="90"))
    assert soon.outcome == "limited"
    assert soon.again is not None
    assert timedelta(seconds=80) < soon.again - now < timedelta(seconds=100)
    never = fetcher.get(web.page("/b", b"", status=429, Retry_After="Fri, 31 Dec 2099 23:59:59 GMT"))
    assert never.again is not None
    assert never.again - now < timedelta(hours=7)
    assert fetcher.get(web.page("/c", b"", status=429, Retry_After="soon")).again is None


def test_redirects_are_followed_and_remembered(web: Host, fetcher: Fetcher) -> None:
    web.page("/c", "here")
    web.page("/b", b"", status=302, Location="/c")
    got = fetcher.get(web.page("/a", b"", status=301, Location=web.url("/b")))
    assert got.capture is not None
    assert got.capture.data == b"here"
    assert got.capture.http is not None
    assert got.capture.http.hops == (web.url("/a"), web.url("/b"))
    assert got.capture.http.url == web.url("/c")
    assert got.capture.origin == web.url("/a")


def test_redirects_that_never_end_are_barred(web: Host, fetcher: Fetcher) -> None:
    web.page("/ring", b"", status=302, Location="/ring")
    assert fetcher.get(web.url("/ring")).outcome == "barred"
    for n in range(12):
        web.page(f"/chain{n}", b"", status=302, Location=f"/chain{n + 1}")
    assert "redirected too often" in fetcher.get(web.url("/chain0")).reason


def test_a_redirect_to_a_forbidden_address_or_scheme_is_barred(web: Host, fetcher: Fetcher) -> None:
    for n, to in enumerate(
        ("http://10.0.0.1/", "http://[::ffff:10.0.0.1]/", "file:///etc/passwd", "http://169.254.169.254/")
    ):
        got = fetcher.get(web.page(f"/{n}", b"", status=302, Location=to))
        assert got.outcome == "barred", (to, got)


@pytest.mark.parametrize(
    "to",
    [
        "http://[bad",
        "//[::1",
        "http://h\u00e9" + "a" * 70 + ".example/",
        "http://\u00e9..\u00e9/",
        "http://h\u00e9:8o/",
    ],
)
def test_a_redirect_to_what_is_no_address_is_told_and_stops_nothing(web: Host, fetcher: Fetcher, to: str) -> None:
    assert fetcher.get(web.page("/a", b"", status=302, Location=to)).outcome == "barred"


@pytest.mark.parametrize("url", ["http://127.0.0.1/\ud800", "http://\ud800.example/", "http://[", "\ud800"])
def test_an_address_that_is_none_is_barred(fetcher: Fetcher, url: str) -> None:
    assert Polite(fetcher, 0).get(url).outcome == "barred"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_packed_answers_are_unpacked(web: Host, fetcher: Fetcher, coding: str) -> None:
    body = "слова ".encode() * 50
    packed = gzip.compress(body) if coding == "gzip" else zlib.compress(body)
    got = fetcher.get(web.page("/a", packed, Content_Encoding=coding))
    assert got.capture is not None
    assert got.capture.data == body
    assert got.capture.http is not None
    assert got.capture.http.body == coding


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (bomb(50_000_000), {"Content_Encoding": "gzip"}, "longer than|swells"),
        (bomb(390_000), {"Content_Encoding": "gzip"}, "swells"),
        (b"x" * 500_000, {}, "more than"),
        (b"plain", {"Content_Encoding": "gzip"}, "not packed as it says"),
        (gzip.compress(b"words" * 99, mtime=0)[:-9], {"Content_Encoding": "gzip"}, "cut"),
        (b"plain", {"Content_Encoding": "br"}, "not asked for"),
    ],
)
def test_bombs_and_lies_about_packing_are_barred(
    web: Host, fetcher: Fetcher, body: bytes, headers: dict[str, str], reason: str
) -> None:
    got = fetcher.get(web.page("/a", body, "text/html", 200, **headers))
    assert got.outcome == "barred"
    assert re.search(reason, got.reason)


def test_an_endless_answer_without_a_length_is_barred(web: Host, fetcher: Fetcher) -> None:
    def serve(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        while True:
            handler.wfile.write(b"y" * 65_536)

    assert "longer than" in fetcher.get(web.does("/a", serve)).reason


def test_a_slow_drip_ends(web: Host, fetcher: Fetcher) -> None:
    assert fetcher.get(web.does("/a", drip(20))).outcome == "unreachable"


def test_a_wrong_length_is_no_success(web: Host, fetcher: Fetcher) -> None:
    def serve(handler: Handler) -> None:
        handler.give(b"half", Content_Length="1000")
        handler.close_connection = True

    got = fetcher.get(web.does("/a", serve))
    assert got.outcome == "unreachable"
    assert got.capture is None


def test_nobody_listens(fetcher: Fetcher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert fetcher.get(f"http://127.0.0.1:{port}/").outcome == "unreachable"


def test_no_http_at_all(fetcher: Fetcher) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()

        def answer() -> None:
            peer, _ = server.accept()
            peer.recv(1000)
            peer.sendall(b"\x16\x03\x01 hello\r\n\r\n")
            peer.close()

        thread = Thread(target=answer, daemon=True)
        thread.start()
        got = fetcher.get(f"http://127.0.0.1:{server.getsockname()[1]}/")
        thread.join()
    assert got.outcome == "unreachable"


def test_a_name_that_does_not_exist(fetcher: Fetcher) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    one = Fetcher(Manners(AGENT, Limits()), nowhere)
    got = one.get("http://no-such-outlet.example/")
    one.close()
    assert got.outcome == "unreachable"
    assert "cannot be found" in got.reason


def test_a_proxy_is_used_and_its_targets_are_checked(web: Host) -> None:
    asked: list[str] = []

    def serve(handler: Handler) -> None:
        asked.append(handler.path)
        handler.give(b"by proxy")

    target = "http://outlet.example/a"
    web.does(target, serve)
    one = Fetcher(Manners(AGENT, Limits(), networks(["127.0.0.0/8"]), web.url("")), lambda h, p: ["93.184.215.14"])
    assert one.get(target).outcome == "new"
    assert asked == [target]
    one.close()
    inner = Fetcher(Manners(AGENT, Limits(), (), web.url("")), lambda h, p: ["10.1.2.3"])
    assert inner.get(target).outcome == "barred"
    assert asked == [target]
    inner.close()
