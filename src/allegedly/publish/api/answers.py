"""What goes back to a program: records as JSON with a mark of their content, and errors that say what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import msgspec
from starlette.requests import Request
from starlette.responses import Response

JSON = "application/json"
PROBLEM = "application/problem+json"
FRESH = "private, no-cache"  # keep it, and ask each time whether it still holds
encode = msgspec.json.Encoder().encode

TITLES = {
    400: "Not understood",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not a way to ask for this",
    413: "Too large",
    415: "Not understood",
    421: "Not this desk",
    422: "Not as it can be taken",
    429: "Too many requests",
    500: "The desk failed",
    503: "The store failed",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one part of a request: the parameter or field, and what it should be."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An error for programs (RFC 9457). `errors` name the parameters or fields that are at fault."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[Fault, ...] = ()


class Refused(Exception):  # noqa: N818 - what happens to the request
    """A request that cannot be answered, with its status and what to do."""

    def __init__(self, status: int, detail: str, errors: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, tuple(errors)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a route gives: a record, or text of a media type; `links` are addresses by their relation (RFC 8288)."""

    what: object
    media_type: str = JSON
    links: Mapping[str, str] = field(default_factory=dict)


def problem(
    status: int, detail: str, errors: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """An error for programs; it is never kept."""
    told = Problem("about:blank", TITLES.get(status, "Failed"), status, detail, tuple(errors))
    return Response(encode(told), status, {"Cache-Control": "no-store", **(headers or {})}, PROBLEM)


def answered(request: Request, answer: Answer, status: int) -> Response:
    """A record as JSON, or 304 where the asker has just this."""
    body = answer.what.encode() if isinstance(answer.what, str) else encode(answer.what)
    if status != 200 or request.method not in ("GET", "HEAD"):
        return Response(body, status, {"Cache-Control": "no-store"}, answer.media_type)
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": FRESH}
    if answer.links:
        headers["Link"] = ", ".join(f'<{where}>; rel="{name}"' for name, where in answer.links.items())
    if held(request.headers.getlist("if-none-match"), tag):
        return Response(None, 304, headers)
    return Response(body, 200, headers, answer.media_type)


def held(given: Sequence[str], tag: str) -> bool:
    """Does the asker hold what has this tag (RFC 9110, 13.1.2)? Weak tags count, as they may where nothing changes."""
    tags = [one.strip().removeprefix("W/") for line in given for one in line.split(",")]
    return "*" in tags or tag in tags
