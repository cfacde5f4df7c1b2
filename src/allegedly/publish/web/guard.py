"""Who may ask, and who may change something: this machine's own browser, from the desk's own pages.

A page of another site that is open in the same browser can send requests here. So a request is answered only under a
name of this machine (else another site could make its own name point here: DNS rebinding), and one that changes
something only where the browser says that it comes from these pages (Origin; Fetch standard).
"""

from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import JSONResponse

OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
MOST_BYTES = 64 * 1024  # of a request's body: a decision is a few lines

TITLES = {
    400: "Not understood",
    403: "Not allowed",
    404: "Not found",
    413: "Too large",
    415: "Not understood",
    421: "Not this desk",
    422: "Not decided",
    503: "Not kept",
}


class Turned(Exception):  # noqa: N818 - what happens to the request
    """A request that is turned away, with its status and what to do."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def problem(status: int, detail: str) -> JSONResponse:
    """An error for programs (RFC 9457)."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Failed"), "status": status, "detail": detail}
    return JSONResponse(body, status, media_type="application/problem+json")


def is_own(request: Request) -> bool:
    """Is it asked under a name of this machine?"""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname in OWN_NAMES
    except ValueError:
        return False


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
