"""Webhooks: what became different at the desk, told to those who asked for it, signed, again and again until taken.

After the Standard Webhooks specification: an id that stays the same over all tries, a time stamp, and an HMAC-SHA256
over both and the body. At least once: who receives a message twice knows it by its id.
"""

import hmac
from base64 import b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import uniform
from threading import Event, Thread
from typing import Protocol

import msgspec

from allegedly.collect.post import Sent
from allegedly.desk import seeking
from allegedly.errors import StoreFailed
from allegedly.model import Notice, digest
from allegedly.model.delivery import Delivery, Hook
from allegedly.model.glance import Wanted
from allegedly.model.people import Role
from allegedly.restrict.editions import Preparing
from allegedly.store import Store

# Pauses after the first try, the second, and so on (as the specification proposes); then it is given up.
PAUSES = tuple(timedelta(seconds=s) for s in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400))
LEASE = timedelta(minutes=3)  # longer than a try can take; a sender that died lets go after it
LOOK = 1.0  # seconds between two looks at the news
MANY = 200  # notices taken up at once
GONE = 410  # the receiver wants nothing more
TEST = Notice("incident", "changed", "test", "A test of this webhook", datetime(2024, 1, 1, tzinfo=UTC))


class Sending(Protocol):
    """What sends; `collect.post.Poster`."""

    def post(self, url: str, headers: Sequence[tuple[str, str]], body: bytes) -> Sent:
        """Send a body."""
        ...


def utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Sender:
    """Serves the hooks of a desk. Several may run on one desk: what one has taken in hand the others leave alone."""

    def __init__(
        self,
        store: Store | Callable[[Role], Store],
        hooks: Sequence[Hook],
        post: Sending,
        now: Callable[[], datetime] = utc,
    ) -> None:
        """`store` may be what gives the store that a role reads; it raises StoreFailed while there is none."""
        self._seen = (lambda role: store) if isinstance(store, Store) else store
        self._hooks, self._post, self._now = hooks, post, now

    def round(self) -> int:
        """Take up what is new and send what is due; gives how many were sent or tried."""
        return sum(self._round(one) for one in self._hooks)

    def _round(self, one: Hook) -> int:
        with suppress(Preparing):  # served when what its role may see is there
            return self._serve(one)
        return 0

    def until(self, stop: Event) -> None:
        """Go on until told to stop; each hook by itself, so that a slow one holds up no other."""
        for one in self._hooks:
            with suppress(Preparing):
                self._take_up(one, self._seen(one.role))
        threads = [Thread(target=self._go_on, args=(one, stop), daemon=True) for one in self._hooks]
        for thread in threads:
            thread.start()

    def _go_on(self, one: Hook, stop: Event) -> None:
        while not stop.is_set():
            with suppress(StoreFailed):  # a desk that is busy now is asked again
                self._serve(one)
            stop.wait(LOOK)

    def _serve(self, one: Hook) -> int:
        store, tried = self._seen(one.role), 0
        self._take_up(one, store)
        while (due := store.deliveries().lease(one.name, self._now(), LEASE)) is not None:
            done = self._tried(one, due, store)
            store.deliveries().note(done)
            tried += 1
            if done.state == "waiting":
                break  # who does not answer now is not asked for the rest at once
        return tried

    def _take_up(self, one: Hook, store: Store) -> None:
        """Queue what is new and wanted. A hook that is new gets what happens from now on."""
        deliveries, news = store.deliveries(), store.notices()
        served = deliveries.served(one.name)
        if served is None:
            deliveries.take(one.name, news.bounds()[1], (), self._now())
            return
        while found := news.after(served, MANY):
            served = found[-1].seq
            deliveries.take(one.name, served, self._wanted(one, found, store), self._now())

    def _wanted(self, one: Hook, found: Sequence[Notice], store: Store) -> list[int]:
        kinds = [n for n in found if not one.kinds or n.kind in one.kinds]
        if one.wanted == Wanted() or not kinds:
            return [n.seq for n in kinds]
        asked = replace(one.wanted, terms=seeking.terms(one.wanted.words))
        fits = store.pages().fitting(asked, {n.incident for n in kinds})
        return [n.seq for n in kinds if n.incident in fits]

    def _tried(self, one: Hook, due: Delivery, store: Store) -> Delivery:
        """One try, and what follows from it."""
        found = store.notices().after(due.seq - 1, 1)
        if not found or found[0].seq != due.seq:
            return replace(due, state="failed", told="its words were taken out of the desk", due=self._now())
        sent = self._post.post(one.url, *message(one, found[0], self._now()))
        tries = due.tries + 1
        if sent.arrived:
            return replace(due, state="done", tries=tries, due=self._now(), told=f"status {sent.status}")
        if sent.status == GONE or tries > len(PAUSES):
            return replace(due, state="failed", tries=tries, due=self._now(), told=sent.reason)
        pause = PAUSES[tries - 1] * uniform(1.0, 1.1)
        again = self._now() + max(pause, _asked(sent.retry_after))
        return replace(due, tries=tries, due=again, told=sent.reason)


def _asked(retry_after: str) -> timedelta:
    """The pause that a receiver asks for, at most a day."""
    seconds = int(retry_after) if retry_after.isascii() and retry_after.isdecimal() and len(retry_after) < 8 else 0
    return timedelta(seconds=min(seconds, 86_400))


def message(one: Hook, notice: Notice, now: datetime) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and body of a notice for a hook; the id is the same at every try."""
    body = msgspec.json.encode({"type": f"{notice.kind}.{notice.what}", "timestamp": notice.at, "data": notice})
    id = f"msg_{digest('webhook', one.name, notice.seq, notice.at.isoformat())}"
    stamp = str(int(now.timestamp()))
    headers = [
        ("Content-Type", "application/json"),
        ("webhook-id", id),
        ("webhook-timestamp", stamp),
        ("webhook-signature", signature(one.key, id, stamp, body)),
    ]
    return headers, body


def signature(key: bytes, id: str, stamp: str, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 of id, time stamp and body, as Standard Webhooks has it."""
    signed = hmac.new(key, f"{id}.{stamp}.".encode() + body, sha256).digest()
    return f"v1,{b64encode(signed).decode()}"


def try_out(one: Hook, post: Sending, now: datetime) -> Sent:
    """Send a message that says it is a test."""
    return post.post(one.url, *message(one, TEST, now))
