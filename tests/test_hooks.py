"""Webhooks: received by a real server on loopback, checked by the receiver's own arithmetic, sent again until taken."""

import hmac
import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

import pytest

from allegedly.collect.fetch import Manners
from allegedly.collect.guard import Limits
from allegedly.collect.post import Poster
from allegedly.hooks import LEASE, PAUSES, Sender, signature, try_out
from allegedly.model import Notice
from allegedly.model.delivery import Hook
from allegedly.model.glance import Wanted
from allegedly.store import Store
from allegedly.store.forget import forget
from tests.assess.build import claim, report
from tests.desk.test_notices import add

KEY = b"a key of at least 24 bytes"
AT = datetime(2024, 6, 1, 12, tzinfo=UTC)


@dataclass
class Receiver:
    """A server that keeps what it got and answers as it is told to."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    retry_after: str = ""

    @property
    def told(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in self.got]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    one = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            one.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status = one.answers.pop(0) if one.answers else 204
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            if one.retry_after:
                self.send_header("Retry-After", one.retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    one.url = f"http://127.0.0.1:{server.server_address[1]}/in"
    yield one
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def post() -> Iterator[Poster]:
    made = Poster(Manners("test", Limits(connect=5, idle=5, total=10), (ip_network("127.0.0.0/8"),)))
    yield made
    made.close()


class Clock:
    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


class Desk:
    """A store with one hook, a sender, and a clock that a test moves."""

    def __init__(self, store: Store, post: Poster, hook: Hook) -> None:
        self.store, self.clock, self.hook = store, Clock(), hook
        self.sender = Sender(store, [hook], post, self.clock)
        self.sender.round()  # from here on it is told

    def come(self, name: str = "r1", **more: object) -> list[Notice]:
        return add(self.store, report(name, claim("impact", **more), source="Gull"))  # type: ignore[arg-type]

    def later(self, by: timedelta) -> int:
        self.clock.at += by
        return self.sender.round()


def verified(headers: dict[str, str], body: bytes) -> bool:
    """What a receiver does, by the letter of the specification."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = "v1," + b64encode(hmac.new(KEY, signed, sha256).digest()).decode()
    return any(hmac.compare_digest(wanted, one) for one in headers["webhook-signature"].split(" "))


def test_the_signature_is_that_of_the_specification() -> None:
    """The example of the Standard Webhooks specification's own libraries."""
    key = b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    got = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert got == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_becomes_different_is_received_and_its_signature_fits(
    store: Store, receiver: Receiver, post: Poster
) -> None:
    desk = Desk(store, post, Hook("room", receiver.url, KEY))
    told = desk.come()
    assert desk.sender.round() == len(told) == 2
    assert receiver.told == ["report.new", "incident.new"]
    for (headers, body), notice in zip(receiver.got, told, strict=True):
        assert verified(headers, body)
        assert not verified(headers, body + b" ")
        assert not verified(headers | {"webhook-timestamp": "1"}, body)
        assert headers["webhook-timestamp"] == str(int(AT.timestamp()))
        assert json.loads(body)["data"]["incident"] == notice.incident
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 2
    assert desk.sender.round() == 0
    assert store.deliveries().counts("room") == {"done": 2}


def test_a_new_hook_gets_what_happens_from_now_on(store: Store, receiver: Receiver, post: Poster) -> None:
    add(store, report("r0", claim("impact")))
    desk = Desk(store, post, Hook("room", receiver.url, KEY))
    assert receiver.got == []
    desk.come("r9", places=())
    desk.sender.round()
    assert "report.new" in receiver.told


def test_what_fails_is_sent_again_later_under_the_same_id(store: Store, receiver: Receiver, post: Poster) -> None:
    desk = Desk(store, post, Hook("room", receiver.url, KEY, ("incident",)))
    receiver.answers = [500, 503, 200]
    desk.come()
    assert desk.sender.round() == 1
    assert desk.sender.round() == 0  # not before its time
    assert desk.later(timedelta(seconds=4)) == 0
    assert desk.later(timedelta(seconds=4)) == 1
    assert desk.later(timedelta(minutes=6)) == 1
    assert desk.later(timedelta(days=2)) == 0
    ids, stamps = ({h[name] for h, _ in receiver.got} for name in ("webhook-id", "webhook-timestamp"))
    assert (len(receiver.got), len(ids), len(stamps)) == (3, 1, 3)
    assert all(verified(*one) for one in receiver.got)
    assert store.deliveries().counts("room") == {"done": 1}


def test_it_is_given_up_after_the_last_pause_and_at_once_where_nothing_is_wanted(
    store: Store, receiver: Receiver, post: Poster
) -> None:
    desk = Desk(store, post, Hook("room", receiver.url, KEY, ("incident",)))
    receiver.answers = [500] * 30
    desk.come()
    tries = sum(desk.later(timedelta(days=2)) for _ in range(20))
    assert tries == len(PAUSES) + 1
    assert store.deliveries().counts("room") == {"failed": 1}
    receiver.answers = [410]
    desk.come("r9", places=())
    assert desk.sender.round() == 1
    assert store.deliveries().counts("room") == {"failed": 2}
    last = store.deliveries().last("room")
    assert last is not None
    assert last.told == "the host answered with status 410"


def test_the_pause_that_a_receiver_asks_for_is_kept(store: Store, receiver: Receiver, post: Poster) -> None:
    desk = Desk(store, post, Hook("room", receiver.url, KEY, ("incident",)))
    receiver.answers, receiver.retry_after = [429], "120"
    desk.come()
    desk.sender.round()
    receiver.retry_after = ""
    assert desk.later(timedelta(seconds=110)) == 0
    assert desk.later(timedelta(seconds=11)) == 1


def test_a_redirect_is_not_followed(store: Store, receiver: Receiver, post: Poster) -> None:
    desk = Desk(store, post, Hook("room", receiver.url, KEY, ("incident",)))
    receiver.answers = [302]
    desk.come()
    assert desk.sender.round() == 1
    assert len(receiver.got) == 1
    assert store.deliveries().counts("room") == {"waiting": 1}


@pytest.mark.parametrize(
    ("kinds", "wanted", "told"),
    [
        (("report",), Wanted(), ["report.new"]),
        (("incident", "conflict"), Wanted(), ["incident.new"]),
        ((), Wanted(event="impact"), ["report.new", "incident.new"]),
        ((), Wanted(event="fire"), []),
        (("incident",), Wanted(occurrence="single_origin"), ["incident.new"]),
        (("incident",), Wanted(occurrence="contested"), []),
        (("incident",), Wanted(disputed=True), []),
        (("incident",), Wanted(words="no such word at all"), []),
    ],
)
def test_only_what_is_wanted_is_sent(
    store: Store, receiver: Receiver, post: Poster, kinds: tuple[str, ...], wanted: Wanted, told: list[str]
) -> None:
    desk = Desk(store, post, Hook("room", receiver.url, KEY, kinds, wanted))  # type: ignore[arg-type]
    desk.come()
    desk.sender.round()
    assert receiver.told == told
    assert store.deliveries().served("room") == store.notices().bounds()[1]


def test_two_senders_on_one_desk_do_not_send_twice(store: Store, receiver: Receiver, post: Poster) -> None:
    desk = Desk(store, post, Hook("room", receiver.url, KEY))
    desk.come()
    held = store.deliveries().lease("room", AT, LEASE)  # nothing is queued before a round
    assert held is None
    other = Sender(store, [desk.hook], post, desk.clock)
    assert desk.sender.round() + other.round() == 2
    assert len(receiver.got) == 2


def test_what_a_sender_died_with_is_taken_up_by_the_next(store: Store, receiver: Receiver, post: Poster) -> None:
    desk = Desk(store, post, Hook("room", receiver.url, KEY, ("incident",)))
    (notice,) = (n for n in desk.come() if n.kind == "incident")
    store.deliveries().take("room", notice.seq, [notice.seq], AT)
    assert store.deliveries().lease("room", AT, LEASE) is not None  # and then it died
    assert desk.sender.round() == 0
    assert desk.later(LEASE) == 1
    assert receiver.told == ["incident.new"]


def test_words_that_were_taken_out_are_sent_no_more(store: Store, receiver: Receiver, post: Poster) -> None:
    desk = Desk(store, post, Hook("room", receiver.url, KEY, ("incident",)))
    receiver.answers = [500]
    desk.come()
    desk.sender.round()
    with store.writer().blocks() as blocks:
        forget(blocks._connection, "ab" * 32)
    desk.later(timedelta(hours=1))
    assert len(receiver.got) == 1
    assert store.deliveries().counts("room") == {"failed": 1}


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:{port}/in", "http://localhost:{port}/in", "http://[::ffff:127.0.0.1]:{port}/in",
     "http://169.254.169.254/latest", "http://10.0.0.1/", "file:///etc/passwd", "http://user:pw@198.51.100.7/"],
)  # fmt: skip
def test_nothing_is_sent_into_inner_networks_unless_allowed(receiver: Receiver, url: str) -> None:
    port = receiver.url.rpartition(":")[2].partition("/")[0]
    strict = Poster(Manners("test", Limits(connect=2, idle=2, total=4)))
    sent = try_out(Hook("room", url.format(port=port), KEY), strict, AT)
    strict.close()
    assert sent.status is None
    assert sent.reason
    assert receiver.got == []


def test_a_test_says_that_it_is_one(receiver: Receiver, post: Poster) -> None:
    assert try_out(Hook("room", receiver.url, KEY), post, AT).arrived
    headers, body = receiver.got[0]
    assert verified(headers, body)
    assert json.loads(body)["data"]["title"] == "A test of this webhook"


def test_a_running_sender_tells_by_itself_until_it_is_stopped(store: Store, receiver: Receiver, post: Poster) -> None:
    stop, hook = threading.Event(), Hook("room", receiver.url, KEY)
    Sender(store, [hook], post).until(stop)
    add(store, report("r1", claim("impact"), source="Gull"))
    waited = threading.Event()
    for _ in range(200):
        if len(receiver.got) == 2:
            break
        waited.wait(0.1)
    stop.set()
    assert receiver.told == ["report.new", "incident.new"]


def test_the_key_is_not_shown() -> None:
    assert "a key" not in repr(Hook("room", "https://a.example/", KEY))
