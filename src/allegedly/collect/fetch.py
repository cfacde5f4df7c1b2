"""One web address fetched: within limits, politely, over checked connections. What came of it is told apart.

A refusal is not an empty answer, a host that is down is not one that has nothing new: each has an outcome of its own.
"""

import ssl
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from urllib.parse import quote, urljoin, urlunsplit

import httpcore

from allegedly.collect.addresses import Network
from allegedly.collect.guard import Barred, Guarded, Limits, Resolve, checked, resolve
from allegedly.model import Capture, Http
from allegedly.model.intake import Outcome

REDIRECTS = frozenset((301, 302, 303, 307, 308))
REFUSED = frozenset((401, 402, 403, 407, 451))
GONE = frozenset((404, 410))
LONGEST_WAIT = timedelta(hours=6)  # a host that asks for more is asked again after this
ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,*/*;q=0.8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a fetch ended in. `capture`: the bytes of a success; `again`: when the host wants us back."""

    url: str
    outcome: Outcome
    reason: str = ""
    status: int | None = None
    capture: Capture | None = None
    etag: str = ""
    modified: str = ""
    again: datetime | None = None


@dataclass(frozen=True, slots=True)
class Manners:
    """How the desk shows itself and where it may go. `proxy`: an http proxy's address, or empty."""

    agent: str
    limits: Limits = field(default_factory=Limits)
    allowed: tuple[Network, ...] = ()
    proxy: str = ""


class Fetcher:
    """A pool of checked connections. Safe to use from several threads; `close` it at the end."""

    def __init__(self, manners: Manners, find: Resolve = resolve) -> None:
        self.manners = manners
        self._guard = guard = Guarded(manners.limits, manners.allowed, find)
        proxy = httpcore.Proxy(manners.proxy) if manners.proxy else None
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            proxy=proxy,
            max_connections=64,
            max_keepalive_connections=0,  # a kept connection would outlive the check of its address and its deadline
            network_backend=httpcore.SyncBackend() if proxy else guard,
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    def get(self, url: str, etag: str = "", modified: str = "") -> Answer:
        """The answer of an address, over its redirects. Never raises for what a host does."""
        hops: list[str] = []
        here, deadline = url, monotonic() + self.manners.limits.total
        headers = self._headers(etag, modified)
        try:
            while True:
                got = self._once(here, headers, deadline, tuple(hops))
                if isinstance(got, Answer):
                    return got
                hops.append(here)
                if got in hops or len(hops) > self.manners.limits.hops:
                    return Answer(url, "barred", f"redirected too often ({len(hops)} times)")
                here = got
        except Barred as error:
            return Answer(url, "barred", str(error))
        except TIMEOUTS as error:
            return Answer(url, "unreachable", f"no answer in time ({error or type(error).__name__})")
        except httpcore.UnsupportedProtocol as error:
            return Answer(url, "barred", str(error))
        except FAILURES as error:
            return Answer(url, "unreachable", _failure(error))

    def _headers(self, etag: str, modified: str) -> list[tuple[bytes, bytes]]:
        given = {"User-Agent": self.manners.agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"}
        if etag:
            given["If-None-Match"] = etag
        if modified:
            given["If-Modified-Since"] = modified
        return [(name.encode(), value.encode("latin-1", "replace")) for name, value in given.items()]

    def _once(
        self, url: str, headers: list[tuple[bytes, bytes]], deadline: float, hops: tuple[str, ...]
    ) -> Answer | str:
        """One request: an Answer, or the address that it redirects to."""
        parts = checked(url, self.manners.allowed)
        if self.manners.proxy:
            self._guard.check(parts.hostname or "", parts.port or 0, unknown=True)
        host = _ascii(parts.netloc)
        target = httpcore.URL(
            scheme=parts.scheme.encode(),
            host=_ascii(parts.hostname or ""),
            port=parts.port,
            target=_target(parts.path, parts.query),
        )
        limits = self.manners.limits
        timeout = {"connect": limits.connect, "read": limits.idle, "write": limits.idle, "pool": limits.total}
        started = monotonic()
        sent = [(b"Host", host), *headers]
        with self._pool.stream("GET", target, headers=sent, extensions={"timeout": timeout}) as response:
            head = Head.of(response)
            if response.status in REDIRECTS and (to := head.first("location")):
                return _joined(url, to)
            peer = response.extensions["network_stream"].get_extra_info("server_addr")
            body = b""
            if response.status == 200:
                body = b"".join(_bounded(response, head, limits, deadline))
            http = Http(url, response.status, head.raw, hops, str(peer[0]) if peer else "", head.coding, 0.0)
            return _answer(url, http, head, body, monotonic() - started)


TIMEOUTS = (httpcore.ConnectTimeout, httpcore.ReadTimeout, httpcore.WriteTimeout, httpcore.PoolTimeout)
FAILURES = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, ssl.SSLError, OSError)


def _failure(error: Exception) -> str:
    words = str(error) or type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in words:
        return "its certificate is not valid"
    return f"the connection failed ({words[:200]})"


def _joined(url: str, to: str) -> str:
    try:
        return urljoin(url, to)
    except ValueError as error:
        raise Barred(f"{url}: redirects to {to[:200]!r}, which is not a web address ({error}).") from error


def _ascii(host: str) -> bytes:
    try:
        return host.encode("ascii") if host.isascii() else host.encode("idna")
    except UnicodeError as error:
        raise Barred(f"{host}: not a host name. Check the address.") from error


def _target(path: str, query: str) -> bytes:
    """The path as it goes over the wire: what is not ASCII, or blank, is percent-encoded; the rest stays as written."""
    safe = "/%:@!$&'()*+,;=~-._"
    return urlunsplit(("", "", quote(path or "/", safe=safe), quote(query, safe=safe + "?/[]|"), "")).encode()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an answer: as received, and by name."""

    raw: bytes
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: httpcore.Response) -> "Head":
        """The head as the library kept it: names and values in their order, the reason phrase."""
        reason = response.extensions.get("reason_phrase", b"")
        lines = [b"HTTP/1.1 %d %s" % (response.status, reason)]
        lines += [name + b": " + value for name, value in response.headers]
        fields = tuple((n.decode("latin-1").lower(), v.decode("latin-1")) for n, v in response.headers)
        return cls(b"\r\n".join(lines), fields)

    def first(self, name: str) -> str:
        """The first field of a name, or nothing."""
        return next((value for n, value in self.fields if n == name), "")

    @property
    def coding(self) -> str:
        """The content coding of the body, in small letters; "as sent" where there is none."""
        return self.first("content-encoding").strip().lower().replace("identity", "") or "as sent"


def _bounded(response: httpcore.Response, head: Head, limits: Limits, deadline: float) -> Iterator[bytes]:
    """The body, unpacked, within size, ratio and time. Raises Barred where it breaks one."""
    length = head.first("content-length")
    if length.isdigit() and int(length) > limits.size:
        raise Barred(f"the answer is {int(length):,} bytes long, more than {limits.size:,}")
    unpack = Unpacker(head.coding, limits)
    for piece in response.iter_stream():
        if monotonic() > deadline:
            raise httpcore.ReadTimeout("the whole fetch took too long")
        yield unpack(piece)
    yield unpack.rest()


class Unpacker:
    """Undoes gzip and deflate piece by piece, and stops at a bomb before it has swollen."""

    def __init__(self, coding: str, limits: Limits) -> None:
        self._limits, self._packed, self._plain = limits, 0, 0
        if coding in {"gzip", "x-gzip"}:
            self._z: zlib._Decompress | None = zlib.decompressobj(31)
        elif coding == "deflate":
            self._z = zlib.decompressobj()
        elif coding == "as sent":
            self._z = None
        else:
            raise Barred(f"the answer is packed as {coding!r}, which was not asked for")

    def __call__(self, piece: bytes) -> bytes:
        """The plain bytes of one piece. Raises Barred where the whole grows too large."""
        self._packed += len(piece)
        room = self._limits.size + 1 - self._plain
        try:
            plain = self._z.decompress(piece, room) if self._z else piece
        except zlib.error as error:
            raise Barred(f"the answer is not packed as it says ({error})") from error
        self._plain += len(plain)
        if self._plain > self._limits.size:
            raise Barred(f"the answer is longer than {self._limits.size:,} bytes")
        if self._z and self._plain > max(self._packed, 1024) * self._limits.ratio:
            raise Barred(f"the answer swells to more than {self._limits.ratio} times its size")
        return plain

    def rest(self) -> bytes:
        """What is left at the end. Raises Barred where the packed stream was cut."""
        if self._z is None:
            return b""
        plain = self._z.flush()
        if not self._z.eof and self._packed:
            raise Barred("the answer was cut before its end")
        return plain


def _answer(url: str, http: Http, head: Head, body: bytes, seconds: float) -> Answer:
    now, status = datetime.now(UTC), http.status
    etag, modified = head.first("etag"), head.first("last-modified")
    if status == 200:
        media_type = head.first("content-type").partition(";")[0].strip().lower()
        capture = Capture(http.hops[0] if http.hops else url, body, media_type, now, replace(http, seconds=seconds))
        return Answer(url, "new", "", status, capture, etag, modified)
    again = _again(head.first("retry-after"), now)
    return Answer(url, *_outcome(status, again), status, None, etag, modified, again)


def _outcome(status: int, again: datetime | None) -> tuple[Outcome, str]:
    if status == 304:
        return "same", "not changed since the last look"
    if status in REFUSED:
        return "refused", f"the host refuses us (status {status})"
    if status in GONE:
        return "gone", f"there is nothing at this address (status {status})"
    if status == 429 or (status == 503 and again):
        until = f", until {again:%Y-%m-%d %H:%M} UTC" if again else ""
        return "limited", f"the host asks for fewer visits (status {status}{until})"
    return "broken", f"the host answered with status {status}"


def _again(given: str, now: datetime) -> datetime | None:
    """Retry-After: seconds or a date (RFC 9110, 10.2.3); never further off than the longest wait."""
    if not given:
        return None
    try:
        when = now + timedelta(seconds=int(given)) if given.isdigit() else parsedate_to_datetime(given)
    except (ValueError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max(when, now), now + LONGEST_WAIT)
