"""Now: the incidents, newest change first, on a list and a map; and the line by which open pages learn of changes."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from babel.dates import TIMEDELTA_UNITS, format_timedelta
from fastapi import Depends, FastAPI, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from allegedly.knowledge.phrases import phrases
from allegedly.model.glance import Glance, Glances, Order, Wanted
from allegedly.publish import labels, marks
from allegedly.publish.lists import Lists
from allegedly.publish.tongue import _, later, n_, spoken
from allegedly.publish.toponyms import own_place
from allegedly.publish.web.site import PAGE, News, Site, slept
from allegedly.publish.web.spots import RADIUS_KM

BEAT = 1.0  # seconds between two looks at the desk, while a page is open
SPARK = (104, 24)
PLENTY = (3, 6, 12)  # voices from which on a point is drawn larger
Text = Annotated[str, Query(max_length=200)]
Number = Annotated[int, Query(ge=0, le=2**62)]
Since = Literal["", "1h", "6h", "1d", "7d", "30d"]
SPANS: Mapping[Since, tuple[str, timedelta]] = {
    "1h": (later("last hour"), timedelta(hours=1)),
    "6h": (later("last 6 hours"), timedelta(hours=6)),
    "1d": (later("last 24 hours"), timedelta(days=1)),
    "7d": (later("last 7 days"), timedelta(days=7)),
    "30d": (later("last 30 days"), timedelta(days=30)),
}
ORDERS: Mapping[Order, str] = {
    "newest": later("newest first"),
    "contested": later("most contested first"),
    "voices": later("most voices first"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters, as the address tells them."""

    q: Text = ""
    place: Text = ""
    status: str = ""
    attribution: str = ""
    event: str = ""
    since: Since = ""
    disputed: bool = False
    silent: bool = False
    sort: Order = "newest"

    def wanted(self, now: datetime) -> Wanted:
        """What that means at a moment."""
        since = now - SPANS[self.since][1] if self.since else None
        return Wanted(
            self.q.strip(), self.place.strip(), self.status, self.attribution, self.event, since, self.disputed,
            self.silent, self.sort,
        )  # fmt: skip

    def set(self) -> dict[str, str]:
        """The filters that are set, as an address has them."""
        plain = Asked()
        given = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != getattr(plain, f.name)}
        return {name: "1" if value is True else str(value) for name, value in given.items()}

    def without(self, name: str) -> "Asked":
        """All filters but one."""
        return replace(self, **{name: getattr(Asked(), name)})


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the list a reader is: after which row, and which changes were seen already."""

    after: Annotated[str, Query(pattern=r"^(\d{1,18}(~\d{1,18}){1,3})?$")] = ""
    seen: Number | None = None
    looked: Annotated[str, Query(pattern=r"^(\d\d:\d\d)?$")] = ""


def routes(app: FastAPI, site: Site) -> None:
    """The list of incidents, and what tells open pages that it changed."""

    @app.get("/")
    def now(request: Request, asked: Annotated[Asked, Depends()], at: Annotated[Place, Depends()]) -> Response:
        part = request.headers.get("hx-request") == "true"
        answer = page(site, asked, at, part)
        # One address, two answers: browsers must not keep the part for the whole.
        answer.headers["Vary"] = "HX-Request"
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    @app.get("/live")
    async def live(seq: Number = 0) -> Response:
        return EventSourceResponse(beats(site.desk.lists(), seq, site.given.news), ping=15)


async def beats(lists: Lists, seq: int, news: News = slept) -> AsyncIterator[ServerSentEvent]:
    """An event whenever incidents changed; at once where they changed since `seq`."""
    heard = await news(0.0, -1)  # before the first look: what comes during it is not slept over
    while True:
        now = await run_in_threadpool(lists.pulse)
        if now != seq:
            seq = now
            yield ServerSentEvent(str(now), event="changed")
        heard = await news(BEAT, heard)


def page(site: Site, asked: Asked, at: Place, part: bool = False) -> HTMLResponse:
    """Some of the incidents that match: the whole page, or the list alone."""
    now, lists = site.given.now(), site.desk.lists()
    try:
        found = lists.glances(asked.wanted(now), at.after, PAGE, at.seen)
    except ValueError as error:
        raise HTTPException(422, str(error)) from error
    reports, incidents = lists.held()
    context = {
        "rows": [_row(site, one, at.seen, now) for one in found.rows],
        "tally": {"reports": reports, "incidents": incidents},
        "found": found,
        "as_known": site.clock.both(now),
        "addresses": _addresses(asked, at, found, site.clock.time(now)),
        "looked": at.looked,
        "asked": asked,
        "drops": [] if found.rows else _drops(lists, asked, now),
    }
    if part:
        return site.render("now_list.html", "now", {**context, "part": True})
    return site.render("now.html", "now", {**context, "choices": _choices()})


def _choices() -> dict[str, object]:
    words = phrases(spoken()).events
    return {
        "occurrence": marks.OCCURRENCE,
        "attribution": marks.ATTRIBUTION,
        "events": {key: word for key, word in words.items() if key not in ("other", "comment", "evidence_absent")},
        "spans": {key: _(word) for key, (word, _span) in SPANS.items()},
        "orders": {key: _(word) for key, word in ORDERS.items()},
    }


def _addresses(asked: Asked, at: Place, found: Glances, time: str) -> dict[str, str]:
    """Where links lead: to the next page, to the start, and to the same list as it is now."""
    filters = asked.set()
    place = {"after": at.after} if at.after else {}
    seen = {"seen": str(found.seq if at.seen is None else at.seen), "looked": at.looked or time}
    return {
        "again": _address({**filters, **place, **seen}),
        "anew": _address({**filters, "seen": str(found.seq), "looked": time}),
        "more": _address({**filters, "after": found.more}) if found.more else "",
        "start": _address(filters) if at.after else "",
        "live": f"/live?seq={found.seq}",
    }


def _address(given: Mapping[str, str]) -> str:
    return f"/?{urlencode(given)}" if given else "/"


def _drops(lists: Lists, asked: Asked, now: datetime) -> list[dict[str, str]]:
    """For a list with nothing in it: what is found without each of its filters."""
    set_ = {name: value for name, value in asked.set().items() if name != "sort"}
    rests = {name: asked.without(name) for name in set_} if len(set_) > 1 else {}
    totals = lists.totals([rest.wanted(now) for rest in rests.values()])
    found = []
    for (name, rest), total in zip(rests.items(), totals, strict=True):
        if total:
            count = n_("{n} incident", "{n} incidents", total).format(n=total)
            found.append({"href": _address(rest.set()), "name": _named(name, set_[name]), "count": count})
    return found


def _named(name: str, value: str) -> str:
    """A filter in words."""
    if name == "status":
        return _(marks.OCCURRENCE[value].word) if value in marks.OCCURRENCE else value  # type: ignore[index]
    if name == "attribution":
        return _(marks.ATTRIBUTION[value].word) if value in marks.ATTRIBUTION else value  # type: ignore[index]
    if name == "event":
        return phrases(spoken()).events.get(value, value)
    if name == "since":
        return _(SPANS[value][0])  # type: ignore[index]
    return {"disputed": _("With conflicts"), "silent": _("Somebody is silent")}.get(name, value)


def _row(site: Site, one: Glance, seen: int | None, now: datetime) -> dict[str, object]:
    clock = site.clock
    precision = _("Precision: {how}").format(how=labels.precision_word(one.precision)) if one.precision else ""
    title, place = labels.titled(one, spoken()), own_place(one.place, spoken()) or one.place_name or ""
    return {
        "id": one.id,
        "title": title,
        "where": " · ".join(x for x in ("" if place in title else place, precision) if x),
        "when": clock.span(one.start, one.end),
        "occurrence": marks.OCCURRENCE[one.occurrence],
        "attribution": marks.ATTRIBUTION[one.attribution],
        "counts": labels.sides(one),
        "toll": labels.toll_line(one),  # from its figures alone
        "voices": one.voices,
        "reports": one.reports,
        "conflicts": one.conflicts,
        "silent": n_("{n} silent", "{n} silent", one.silent).format(n=one.silent) if one.silent else "",
        "bars": _bars(one),
        "between": _("{start} to {end}").format(start=clock.both(one.first), end=clock.both(one.latest)),
        "age": age(one.latest, now),
        "exact": clock.both(one.latest),
        "iso": one.latest.isoformat() if one.latest else "",
        "fresh": seen is not None and one.seq > seen,
        "spot": _spot(one),
    }


def age(at: datetime | None, now: datetime) -> str:
    """How long ago, in a few letters: `12 min ago`. Whole units that have passed, from two of a unit on."""
    if at is None:
        return ""
    gone = max(1, int((now - at).total_seconds()))
    unit = next((n for _unit, n in TIMEDELTA_UNITS if gone >= 2 * n), 60)
    passed = timedelta(seconds=max(unit, gone - gone % unit))
    return format_timedelta(-passed, granularity="minute", threshold=2, format="short", add_direction=True,
                            locale=spoken())  # fmt: skip


def _bars(one: Glance) -> str:
    """The sparkline as one path (SVG 2): a bar for each stretch with reports."""
    tallest, wide = max(one.spark, default=0) or 1, SPARK[0] / (len(one.spark) or 1)
    return "".join(
        f"M{n * wide:.1f} {SPARK[1]}v-{count / tallest * (SPARK[1] - 2):.1f}h{wide * 0.8:.1f}V{SPARK[1]}z"
        for n, count in enumerate(one.spark)
        if count
    )


def _spot(one: Glance) -> dict[str, object] | None:
    """Where the map draws it, how wide its place is, and how large its point; None where no coordinates are known."""
    if one.lat is None or one.lon is None:
        return None
    radius = RADIUS_KM[one.precision or "region"]
    size = 1 + sum(one.voices >= most for most in PLENTY)
    name = own_place(one.place, spoken()) or one.place_name or ""
    place = {"place": one.place_name or "", "name": name}
    return {"lat": one.lat, "lon": one.lon, "radius": f"{radius:g}", "size": size, **place}
