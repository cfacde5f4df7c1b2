"""Who may ask, and who may change something: browsers that know the desk by its own name, from the desk's own pages.

A page of another site that is open in the same browser can send requests here. So a request is answered only under a
name of the desk (else another site could make its own name point here: DNS rebinding), and one that changes something
only where the browser says that it comes from these pages (Origin; Fetch standard). Without names of its own a desk
answers under this machine's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import JSONResponse

OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
MOST_BYTES = 64 * 1024  # of a request's body: a decision is a few lines
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")

TITLES = {
    400: "Not understood",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    413: "Too large",
    415: "Not understood",
    421: "Not this desk",
    422: "Not decided",
    429: "Too many requests",
    503: "Not kept",
}


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a desk has beyond this machine, and whether it is asked by https only."""

    hosts: frozenset[str] = frozenset()
    https: bool = False


class Turned(Exception):  # noqa: N818 - what happens to the request
    """A request that is turned away, with its status and what to do."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def names(given: Iterable[str]) -> Names:
    """Names as they are set: desk.example.org, or https://desk.example.org. Raises ValueError for what is none."""
    hosts, https = set(), False
    for one in given:
        parts = urlsplit(one if "://" in one else f"//{one}")
        if parts.scheme not in ("", "http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError(f"{one!r} is no name such as desk.example.org or https://desk.example.org")
        hosts.add(parts.hostname)
        https = https or parts.scheme == "https"
    return Names(frozenset(hosts), https)


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """An error for programs (RFC 9457)."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Failed"), "status": status, "detail": detail}
    return JSONResponse(body, status, headers=headers and dict(headers), media_type="application/problem+json")


def is_own(request: Request, known: Names) -> bool:
    """Is it asked under a name of the desk? One with names answers to this machine's own on this machine only."""
    host = asked_as(request)
    return host in known.hosts or (host in OWN_NAMES and (not known.hosts or is_near(request)))


def asked_as(request: Request) -> str:
    """The name that it is asked under; empty where the header is none."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def is_near(request: Request) -> bool:
    """Does it come from this machine, and from no proxy on it?"""
    try:
        near = request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    return near and asked_as(request) in OWN_NAMES and not any(name in request.headers for name in FORWARDED)


def from_own_pages(request: Request) -> bool:
    """Does the browser say that the request comes from these pages? What says nothing comes from elsewhere."""
    return request.headers.get("origin") == f"{request.url.scheme}://{request.headers.get('host', '')}"


async def body_of(request: Request, most: int = MOST_BYTES) -> bytes:
    """The body, if it is no larger than `most` bytes; a decision can be no larger than the default. Raises Turned."""
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > most:
            raise Turned(413, f"This takes at most {most:,} bytes.")
    return bytes(found)
