"""The wall between the desk and inner networks: every connection is made to an address that was looked at first.

A name is resolved once, all its addresses are checked, and the connection goes to one of these, so that a name that
answers differently the second time (DNS rebinding) gains nothing. Each redirect is a new connection and is checked
again. With a proxy the proxy resolves names: then only what is written in the address itself can be checked here.
"""

import socket
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from ssl import SSLContext
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore

from allegedly.collect.addresses import Network, forbidden
from allegedly.errors import SkipRecord

PORTS = frozenset((80, 443, 8080, 8443))  # where public web servers listen; others are doors to other services
Resolve = Callable[[str, int], list[str]]


class Barred(SkipRecord):
    """The desk's own rules forbid this fetch."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost. Seconds, bytes; `ratio` is how many times its size a packed answer may swell to."""

    connect: float = 10.0
    idle: float = 15.0
    total: float = 60.0
    size: int = 20_000_000
    ratio: int = 200
    hops: int = 5


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, as the system finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(url: str, allowed: Sequence[Network] = ()) -> SplitResult:
    """An address that may be asked for, in parts. Raises Barred: other scheme, a login in it, an odd port, no host."""
    try:
        url.encode()  # half a character cannot be asked for
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Barred(f"{url}: not a web address: {error}. Check it.") from error
    if parts.scheme not in {"http", "https"}:
        raise Barred(f"{url}: only http and https are fetched.")
    if not host or any(ord(c) <= 32 or c in '\\<>"' for c in host):
        raise Barred(f"{url}: names no host. Check the address.")
    if parts.username or parts.password:
        raise Barred(f"{url}: carries a login; the desk fetches only what is open to everybody.")
    if port and port not in PORTS and not _own(host, allowed):
        raise Barred(
            f"{url}: port {port} is not one that web servers use. Allow its network in the settings (networks)."
        )
    return parts


def _own(host: str, allowed: Sequence[Network]) -> bool:
    """Is the host one of the user's own networks, by its number or its name?"""
    if not allowed:
        return False
    try:
        addresses = resolve(host, 0)
    except OSError:
        return False
    return bool(addresses) and all(_within(a, allowed) for a in addresses)


def _within(address: str, allowed: Sequence[Network]) -> bool:
    one = ip_address(address.split("%", maxsplit=1)[0])
    return any(one.version == network.version and one in network for network in allowed)


class Guarded(httpcore.NetworkBackend):
    """Connections to checked addresses only, each read within what is left of its fetch's time."""

    def __init__(self, limits: Limits, allowed: Sequence[Network] = (), find: Resolve = resolve) -> None:
        self._limits, self._allowed, self._find = limits, allowed, find
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that answers. Raises Barred where any address of the name is forbidden."""
        addresses = self.check(host, port)
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(address, port, self._limits.connect, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return Hurried(stream, time.monotonic() + self._limits.total)
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def check(self, host: str, port: int, unknown: bool = False) -> list[str]:
        """All addresses of a host. Raises Barred where one is forbidden; `unknown` names are let pass (a proxy's)."""
        try:
            addresses = self._addresses(host, port)
        except httpcore.ConnectError:
            if unknown:
                return []
            raise
        for address in addresses:
            if why := forbidden(address, self._allowed):
                mend = f'If it is yours, allow it in the settings: networks = ["{address.partition("%")[0]}"].'
                raise Barred(f"{host}: {why}. No connection was made. {mend}")
        return addresses

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            return self._find(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} cannot be found ({error.strerror or error})") from error
        except UnicodeError as error:
            raise httpcore.ConnectError(f"{host} is not a host name") from error

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Any:
        """Never."""
        raise Barred(f"{path}: the desk opens no local sockets.")


class Hurried(httpcore.NetworkStream):
    """A stream whose reads end when the whole fetch has taken too long: a slow drip does not hold the desk."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to so many bytes. Raises httpcore.ReadTimeout when the fetch's time is over."""
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All bytes."""
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        """Let go."""
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same stream, encrypted; the certificate is checked against the name, not the address."""
        inner = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return Hurried(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the inner stream knows."""
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole fetch took too long")
        return min(left, timeout) if timeout else left
