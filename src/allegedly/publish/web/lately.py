"""What changed lately: since this browser's last visit, or in the last hours of reports; in a few lines.

When a browser last looked at an incident is kept in that browser alone, in a cookie that only the incident's own pages
get to see. A look within half an hour of the last one belongs to the same visit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from allegedly.model.vocabulary import KnownBy
from allegedly.publish.changes import Moved
from allegedly.publish.clock import Clock
from allegedly.publish.tongue import _, n_
from allegedly.publish.web.address import Asked
from allegedly.publish.web.telling import Teller

COOKIE = "visit"
KEPT = timedelta(days=90)
SITTING = timedelta(minutes=30)
HOURS = (1, 6, 24)
MANY = 400  # claims of an incident, beyond which its changes are told after the page, or on request
LINES = 6  # of changes at the top of a page; the page of changes has them all
ALIKE = 2  # lines of one kind
FRESH = 2  # propositions that are named; more are counted
EACH = ("occurrence", "attribution", "toll", "conflict", "stance", "silence")  # told one by one, in this order


@dataclass(frozen=True, slots=True)
class Visits:
    """When the visit before this one ended, and when this browser last looked."""

    before: datetime | None = None
    last: datetime | None = None

    @classmethod
    def read(cls, cookie: str) -> "Visits":
        """What a cookie tells; nothing, if it tells nothing that could be."""
        parts = cookie.split(".")
        if len(parts) != 2 or not all(p.isascii() and p.isdigit() and len(p) < 12 for p in parts):
            return cls()
        before, last = (datetime.fromtimestamp(int(p), UTC) if int(p) else None for p in parts)
        return cls(before, last)

    def looked(self, now: datetime) -> "Visits":
        """The same after a look: a new visit, if the last look is long ago."""
        fresh = self.last is not None and now - self.last > SITTING
        return Visits(self.last if fresh else self.before, now)

    def written(self) -> str:
        """For the cookie."""
        return ".".join(str(int(at.timestamp())) if at else "0" for at in (self.before, self.last))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Two moments between which changes are told; `until` None is now. `hours` 0: since the last visit."""

    since: datetime
    until: datetime | None
    by: KnownBy
    hours: int


def stretch(asked: Asked, visits: Visits, moments: Sequence[datetime], as_of: datetime | None) -> Stretch | None:
    """The stretch that is asked for: since the last visit where there was one, else the last hour of reports.

    None where no report has a date.
    """
    wanted = int(asked.news) if asked.news.isdigit() and int(asked.news) in HOURS else 0
    if not wanted and visits.before and as_of is None:
        return Stretch(visits.before, None, "seen", 0)
    end = as_of or (moments[-1] if moments else None)
    hours = wanted or HOURS[0]
    # What was told at the full hour belongs to it.
    return Stretch(end - timedelta(hours=hours, seconds=1), as_of, asked.by, hours) if end else None


def heading(one: Stretch, moments: Sequence[datetime], clock: Clock) -> str:
    """What the lines are about."""
    if not one.hours:
        return _("Since your last visit, {at}").format(at=clock.both(one.since))
    end = one.until or moments[-1]
    start = clock.both(one.since + timedelta(seconds=1))
    span = _("{start} to {end}").format(start=start, end=clock.time(end))
    told = n_("Last hour of reports, {span}", "Last {n} hours of reports, {span}", one.hours)
    return told.format(n=one.hours, span=span)


def lines(moved: Sequence[Moved], teller: Teller) -> list[dict[str, str]]:
    """The changes in a few lines, each with the link to the words that brought it."""
    found = [line for kind in EACH for line in _unlike(_line(m, teller) for m in moved if m.kind == kind)[:ALIKE]]
    fresh = [m for m in moved if m.kind == "proposition"]
    found += [_line(m, teller) for m in fresh[:FRESH]]
    rest = len(fresh) - FRESH
    if rest > 0:
        found.append(_counted("new", n_("{n} more new proposition", "{n} more new propositions", rest), rest))
    if heard := [m.about for m in moved if m.kind == "voice"]:
        more = len(heard) - 3
        names = ", ".join(heard[:3]) + (f" +{more}" if more > 0 else "")
        told = n_("{n} new voice", "{n} new voices", len(heard)).format(n=len(heard))
        found.append({"sprite": "new", "text": f"{told}: {names}", "href": "", "name": ""})
    other = sum(m.kind in ("status", "credibility") for m in moved)
    if other:
        found.append(_counted("update", n_("{n} row stands otherwise", "{n} rows stand otherwise", other), other))
    return found[:LINES]


def _unlike(lines: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Lines that read alike once: two reports may tell of one silence."""
    return list({line["text"]: line for line in lines}.values())


def _line(m: Moved, teller: Teller) -> dict[str, str]:
    shift = " → ".join(x for x in (m.before, m.after) if x)
    text = " · ".join(x for x in (m.about, shift) if x)
    return {"sprite": m.sprite, "name": m.name, "text": text, "href": teller.href(m.told) if m.told else ""}


def _counted(sprite: str, text: str, n: int) -> dict[str, str]:
    return {"sprite": sprite, "name": "", "text": text.format(n=n), "href": ""}


def links(asked: Asked, one: Stretch | None, visits: Visits) -> list[dict[str, object]]:
    """Other stretches to ask for, and which one is shown."""
    hours = one.hours if one else -1
    found: list[dict[str, object]] = [
        {"href": asked.since(str(h)), "text": n_("{n} h", "{n} h", h).format(n=h), "on": hours == h} for h in HOURS
    ]
    if visits.before:
        found.append({"href": asked.since(""), "text": _("last visit"), "on": hours == 0})
    return found


def all_changes(asked: Asked, one: Stretch, clock: Clock) -> str:
    """The page of all changes between the same moments."""
    given = {"since": _moment(one.since, clock), "by": one.by}
    if one.until:
        given["until"] = _moment(one.until, clock)
    return f"{asked.path}/changes?{urlencode(given)}"


def _moment(at: datetime, clock: Clock) -> str:
    return f"{at.astimezone(clock.zone):%Y-%m-%dT%H:%M:%S}"


def nothing_came(one: Stretch, moments: Iterable[datetime]) -> bool:
    """Is it plain that nothing changed: no report became known since?"""
    return one.until is None and not any(at > one.since for at in moments)
