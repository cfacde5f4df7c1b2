"""Politeness: what a host allows (robots.txt, RFC 9309), and how often it is asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic, sleep
from urllib.parse import urlsplit

from protego import Protego

from allegedly.collect.fetch import Answer, Fetcher

KEPT = 24 * 3600.0  # seconds that a robots.txt is believed (RFC 9309, 2.4)
RETRIED = 300.0  # seconds until a robots.txt that could not be had is asked for again
LARGEST = 512 * 1024  # bytes of a robots.txt that are read (RFC 9309, 2.5 asks for at least 500 KiB)
MOST = 5_000  # hosts that are remembered; of more, those whose rules were had first are asked for them anew
LONGEST_DELAY = 60.0  # seconds; a crawl delay above it is kept to this


class Polite:
    """A fetcher that asks robots.txt first and leaves each host its pause. Safe to use from several threads.

    `pause`: seconds between two requests to one host, where it asks for no longer one.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        pause: float = 1.0,
        robots: bool = True,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[float], None] = sleep,
    ) -> None:
        self._fetcher, self._pause, self._asks = fetcher, pause, robots
        self._clock, self._wait = clock, wait
        self._rules: dict[str, tuple[float, Protego | Answer]] = {}
        self._next: dict[str, float] = {}
        self._lock = Lock()
        self._asking: dict[str, Lock] = {}

    def get(self, url: str, etag: str = "", modified: str = "") -> Answer:
        """The answer of an address, or "barred" where the host's robots.txt keeps us out."""
        site = _site(url)
        delay = self._pause
        if self._asks and site:
            rules = self._rules_of(site)
            if isinstance(rules, Answer):
                return replace(rules, url=url, reason=f"{site}/robots.txt: {rules.reason}")
            if not rules.can_fetch(url, self._fetcher.manners.agent):
                return Answer(url, "barred", f"{site}/robots.txt keeps us out of this address")
            delay = max(delay, min(float(rules.crawl_delay(self._fetcher.manners.agent) or 0), LONGEST_DELAY))
        self._take_turn(site, delay)
        return self._fetcher.get(url, etag, modified)

    def _take_turn(self, site: str, delay: float) -> None:
        """Wait until this host may be asked again, and book the next turn."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(site, now))
            self._next[site] = turn + delay
            if max(len(self._next), len(self._rules)) > MOST:
                self._forget(now)
        if turn > now:
            self._wait(turn - now)

    def _rules_of(self, site: str) -> Protego | Answer:
        """The host's rules, or the failure to get them."""
        with self._lock:
            lock = self._asking.setdefault(site, Lock())
        with lock:  # one thread asks, the others of this host wait for its answer
            held = self._rules.get(site)
            if held and self._clock() < held[0]:
                return held[1]
            got = _rules(self._fetcher.get(f"{site}/robots.txt"))
            kept = RETRIED if isinstance(got, Answer) else KEPT
            with self._lock:
                self._rules[site] = (self._clock() + kept, got)
            return got

    def _forget(self, now: float) -> None:
        """Let go of hosts that nothing has to wait for: those that pages link to are ever others."""
        self._next = {site: turn for site, turn in self._next.items() if turn > now}
        for site in list(self._rules)[: -MOST // 2]:
            del self._rules[site]
        self._asking = {site: lock for site, lock in self._asking.items() if site in self._rules or lock.locked()}


def _rules(answer: Answer) -> Protego | Answer:
    """What an answer means (RFC 9309, 2.3): rules; none where there are none; a host that cannot say is left alone."""
    if answer.capture:
        return Protego.parse(answer.capture.data[:LARGEST].decode("utf-8", "replace"))
    if (answer.status or 0) // 100 == 4 and answer.outcome != "limited":
        return Protego.parse("")
    return answer


def _site(url: str) -> str:
    """Scheme, host and port: what a robots.txt speaks for."""
    try:
        url.encode()
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} and parts.netloc else ""


def later(now: datetime, every: int, failures: int, again: datetime | None) -> datetime:
    """When a source is due next: after its pause, doubled with each failure in a row up to six hours.

    Never before `again`, the moment that the host asked for.
    """
    longest = max(6 * 3600, every)
    due = now + timedelta(seconds=min(every * 2 ** min(failures, 12), longest))
    return max(due, again) if again else due
