"""One message sent to a web address, over the same checked connections that fetch: never into an inner network."""

import ssl
from collections.abc import Sequence
from dataclasses import dataclass

import httpcore

from allegedly.collect.fetch import FAILURES, TIMEOUTS, Head, Manners
from allegedly.collect.guard import Barred, Guarded, Resolve, checked, resolve


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it: the answer's status (None: none came), what it says about trying again, and why it failed."""

    status: int | None
    reason: str = ""
    retry_after: str = ""

    @property
    def arrived(self) -> bool:
        """Was it taken?"""
        return self.status is not None and 200 <= self.status < 300


class Poster:
    """Sends; redirects are not followed. `close` it at the end."""

    def __init__(self, manners: Manners, find: Resolve = resolve) -> None:
        self.manners = manners
        self._guard = Guarded(manners.limits, manners.allowed, find)
        proxy = httpcore.Proxy(manners.proxy) if manners.proxy else None
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            proxy=proxy,
            max_keepalive_connections=0,  # a kept connection would outlive the check of its address
            network_backend=httpcore.SyncBackend() if proxy else self._guard,
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    def post(self, url: str, headers: Sequence[tuple[str, str]], body: bytes) -> Sent:
        """Send a body. Never raises for what a host does, nor for an address that is forbidden."""
        try:
            return self._post(url, headers, body)
        except Barred as error:
            return Sent(None, str(error))
        except TIMEOUTS as error:
            return Sent(None, f"no answer in time ({error or type(error).__name__})")
        except FAILURES as error:
            return Sent(None, f"the connection failed ({str(error)[:200] or type(error).__name__})")

    def _post(self, url: str, headers: Sequence[tuple[str, str]], body: bytes) -> Sent:
        parts = checked(url, self.manners.allowed)
        if self.manners.proxy:
            self._guard.check(parts.hostname or "", parts.port or 0, unknown=True)
        limits = self.manners.limits
        timeout = {"connect": limits.connect, "read": limits.idle, "write": limits.idle, "pool": limits.total}
        every = [("User-Agent", self.manners.agent), *headers]
        raw = [(name.encode(), value.encode("latin-1", "replace")) for name, value in every]
        with self._pool.stream("POST", url, headers=raw, content=body, extensions={"timeout": timeout}) as response:
            status, head = response.status, Head.of(response)  # the body of the answer is of no interest
            reason = "" if 200 <= status < 300 else f"the host answered with status {status}"
            return Sent(status, reason, head.first("retry-after"))
