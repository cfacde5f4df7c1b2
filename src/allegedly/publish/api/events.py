"""The news of the desk for programs: as a list that goes on, and as it happens (server-sent events, HTML standard)."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType
from sse_starlette import EventSourceResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from allegedly.model import Notice
from allegedly.publish.api.answers import Answer, Fault, Refused
from allegedly.publish.api.listed import Limit
from allegedly.publish.api.route import Call, Route

PAUSE = 1.0  # seconds between two looks at the store
PING = 15  # seconds after which a silent stream shows that it lives
MOST = 500  # notices of one look
STREAM = "text/event-stream"
Number = Annotated[int, Meta(ge=0, le=2**53)]
Kinds = Annotated[str, Meta(pattern="^(report|incident|conflict)(,(report|incident|conflict)){0,2}$")]


class NoticesAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """News after a number."""

    after: Annotated[Number, Meta(description="The number of the last one that you have; 0: from the first.")] = 0
    limit: Limit = 50


class EventsAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """News as they happen."""

    after: Annotated[
        Number | UnsetType,
        Meta(description="Begin after this number; left out: with what comes next. `Last-Event-ID` beats it."),
    ] = UNSET
    kinds: Annotated[Kinds | UnsetType, Meta(description="Only these, with commas between.")] = UNSET
    seconds: Annotated[
        Annotated[int, Meta(ge=0, le=3600)] | UnsetType,
        Meta(description="End the stream after so long; 0: with what there is. Left out: it goes on."),
    ] = UNSET


class Notices(Struct, frozen=True):
    """News, the oldest first. `last` is the number to ask after next, `lost` whether some after yours are gone."""

    items: tuple[Notice, ...]
    last: int
    lost: bool


def _notices(call: Call) -> Answer:
    asked: NoticesAsked = call.query
    first, _ = call.pages.bounds()
    found = tuple(call.pages.notices(asked.after, asked.limit))
    return Answer(Notices(found, found[-1].seq if found else asked.after, lost(asked.after, first)))


def lost(after: int, first: int) -> bool:
    """Have some after this number been let go?"""
    return 0 < after < first - 1


def _never(call: Call) -> Answer:
    raise Refused(500, "This answer is a stream.")


async def stream(request: Request, call: Call) -> Response:
    """News as they happen. Raises Refused where Last-Event-ID is no number."""
    asked: EventsAsked = call.query
    if request.method == "HEAD":
        return Response(None, 200, HEADERS, STREAM)
    first, last = await run_in_threadpool(call.pages.bounds)
    after = _last_seen(request.headers.get("last-event-id", ""))
    if after is None:
        after = last if asked.after is UNSET else asked.after
    kinds = frozenset(asked.kinds.split(",")) if asked.kinds else frozenset[str]()
    told = [_reset(last)] if lost(after, first) or after > last else []
    start = last if told else after
    return EventSourceResponse(_events(call, start, kinds, asked.seconds, told), ping=PING, headers=HEADERS)


# Its own words, since the class sets others: nobody between may keep or hold back a stream.
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def _last_seen(given: str) -> int | None:
    if not given:
        return None
    if not given.isascii() or not given.isdecimal() or len(given) > 16:
        raise Refused(422, "Last-Event-ID: is no number of an event.", [Fault("Last-Event-ID", "is no number")])
    return int(given)


def _reset(last: int) -> dict[str, Any]:
    """What you have cannot be carried on: read the lists anew, then follow from here."""
    return {"event": "reset", "id": str(last), "data": msgspec.json.encode({"last": last}).decode()}


async def _events(
    call: Call, after: int, kinds: frozenset[str], seconds: int | UnsetType, told: list[dict[str, Any]]
) -> AsyncIterator[dict[str, Any]]:
    """Events from a number on, until the asker leaves or the time is over."""
    for one in told:
        yield one
    loop = asyncio.get_running_loop()
    end = None if seconds is UNSET else loop.time() + seconds
    news = call.given.news
    heard = await news(0.0, -1)  # before the first look: what comes during it is not slept over
    while True:
        found = await run_in_threadpool(call.pages.notices, after, MOST)
        for notice in found:
            after = notice.seq
            if not kinds or notice.kind in kinds:
                yield {"event": notice.kind, "id": str(notice.seq), "data": msgspec.json.encode(notice).decode()}
        if len(found) == MOST:
            continue
        if end is not None and loop.time() >= end:
            return
        heard = await news(PAUSE if end is None else min(PAUSE, max(0.0, end - loop.time())), heard)


NEWS = "Kinds: `report` came in, `incident` is new, changed or gone, `conflict` arose."
EVENTS = Route(
    "/events", "streamEvents", "News of the desk as they happen (server-sent events).", _never, None, EventsAsked,
    media=(STREAM,), needs="pages", example="/events?kinds=incident,conflict&seconds=0&after=0",
    more=f"{NEWS} Each has its number as id; a client that comes back with `Last-Event-ID` misses nothing. An event "
    "`reset` says that its number is not kept any more: read the lists anew.",
)  # fmt: skip
ROUTES = (
    Route("/notices", "listNotices", "News of the desk after a number, the oldest first.", _notices, Notices,
          NoticesAsked, needs="pages", example="/notices?after=0&limit=5", more=NEWS),
    EVENTS,
)  # fmt: skip
