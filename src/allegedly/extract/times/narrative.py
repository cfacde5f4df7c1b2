"""What an expression is read against: the day of publication, and what the text named last."""

import re
from collections import deque
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from allegedly.extract.times.calendar import Draft
from allegedly.extract.times.grammar import Found

# A quarter may be reported on this long before it is over.
QUARTER_OPEN = timedelta(days=20)
# Minutes by which a post's own clock may lag behind the time that it tells.
SLACK = 30
_CLAUSE = re.compile(r"[.!?;:,\"«»“”\n—()]")


@dataclass(frozen=True, slots=True)
class Narrative:
    """`now` is the moment of publication in local time, `timed` tells whether its time of day is known. `last` is the
    latest dated expression, `point` the latest day or time of one, `clock` the latest time of day, `quarter` the latest
    quarter that the text named."""

    now: datetime
    timed: bool = False
    last: Draft | None = None
    point: Draft | None = None
    clock: Draft | None = None
    quarter: Draft | None = None

    @property
    def today(self) -> date:
        """The day of publication."""
        return self.now.date()

    @property
    def day(self) -> date:
        """The day that the narrative is at: the last one named, else the day of publication."""
        return self.point.day if self.point is not None and self.point.day is not None else self.today

    @property
    def origin(self) -> date:
        """The first day of the period that the narrative is at, whatever its length."""
        return self.last.day if self.last is not None and self.last.day is not None else self.today

    def _tells_quarter(self, draft: Draft) -> bool:
        """A quarter called by its number and over is what a report on business is about."""
        return draft.grain == "Q" and draft.named and draft.end is not None and draft.end <= self.now + QUARTER_OPEN

    def after(self, draft: Draft) -> "Narrative":
        """The narrative once an expression has been read."""
        if draft.type not in ("DATE", "TIME") or draft.start is None:
            return self
        return replace(
            self,
            last=draft if draft.day is not None else self.last,
            point=draft if draft.grain in ("D", "time") else self.point,
            clock=draft if draft.grain == "time" else self.clock,
            quarter=draft if self._tells_quarter(draft) else self.quarter,
        )


def tense(found: Found) -> int:
    """1 where the clause around an expression looks ahead, -1 where it looks back, 0 where it does not tell.

    The last verb or preposition before the expression that tells decides, else the first one after it.
    """
    start, end = _clause(found)
    if found.grammar.until.search(found.folded, max(start, found.start - 15), found.start):
        return 1
    tells = found.grammar.tenses
    told = deque(tells.finditer(found.folded, start, found.start), maxlen=1)
    last = told[0] if told else tells.search(found.folded, found.end, end)
    if last is None:
        return 0
    return 1 if last.group("ahead") else -1


def latest_day(found: Found, narrative: Narrative, minutes: int) -> date:
    """The day of a time without one: the day of publication, or the day before where that time was still to come."""
    now = narrative.now.hour * 60 + narrative.now.minute
    ahead = narrative.timed and minutes > now + SLACK and tense(found) <= 0
    return narrative.today - timedelta(days=1) if ahead else narrative.today


def _clause(found: Found) -> tuple[int, int]:
    """The clause of an expression: from mark to mark, at most 120 code points to either side."""
    low, high = max(found.sentence[0], found.start - 120), min(found.sentence[1], found.end + 120)
    before = [m.end() for m in _CLAUSE.finditer(found.folded, low, found.start)]
    after = _CLAUSE.search(found.folded, found.end, high)
    return (before[-1] if before else low), (after.start() if after else high)


def nearest_year(month: int, day: int, narrative: Narrative, direction: int) -> date | None:
    """The date without a year: the next one where the clause looks ahead, else the nearest, leaning to the past."""
    today = narrative.today
    dates = [d for y in (today.year - 1, today.year, today.year + 1) if (d := _date(y, month, day))]
    if not dates:
        return None
    if direction > 0:
        return min((d for d in dates if d >= today), default=dates[-1])
    lean = timedelta(days=270 if direction < 0 else 183)
    past = max((d for d in dates if d <= today), default=None)
    coming = min((d for d in dates if d > today), default=None)
    if past is None or coming is None:
        return past or coming
    return past if today - past <= lean else coming


@cache
def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def valid(year: int, month: int, day: int) -> date | None:
    """The date, if the calendar has it."""
    return _date(year, month, day)


def nearest_month(month: int, narrative: Narrative, direction: int) -> date:
    """The month without a year, by the same rule; the current month is the nearest of all."""
    here = narrative.today.replace(day=1)
    months = [date(y, month, 1) for y in (here.year - 1, here.year, here.year + 1)]
    if direction > 0:
        return next(m for m in months if m >= here)
    past = max(m for m in months if m <= here)
    coming = min((m for m in months if m > here), default=past)
    lean = 330 if direction < 0 else 250
    return past if (here - past).days <= lean else coming
