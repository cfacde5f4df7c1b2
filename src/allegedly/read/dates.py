"""Dates as outlets and exports write them, to aware instants with their precision."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from allegedly.model.vocabulary import TimePrecision

DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})\Z")
MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
YEAR = re.compile(r"(\d{4})\Z")
# 04.01.2024, 4/1/2024 is not read: day and month cannot be told apart there
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\Z")
EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)  # 1970 is a clock that was never set; newswire archives begin later


class Dated(NamedTuple):
    """An instant, how exactly it is known, and whether it is only a clock face (no offset was written)."""

    when: datetime
    precision: TimePrecision
    local: bool


def read_date(value: str | int | float) -> Dated:
    """A date: ISO 8601 in whole or part, DD.MM.YYYY with or without time, RFC 5322, or seconds since 1970.

    Without an offset the clock face is kept as UTC and `local` is set. Raises ValueError where it is none of these.
    """
    if isinstance(value, int | float):
        return Dated(datetime.fromtimestamp(value, UTC), "minute", False)
    value = value.strip()
    for pattern, precision in ((DAY, "day"), (MONTH, "month"), (YEAR, "year")):
        if found := pattern.match(value):
            year, month, day = (*map(int, found.groups()), 1, 1)[:3]
            return Dated(datetime(year, month, day, tzinfo=UTC), precision, True)  # type: ignore[arg-type]
    if found := DOTTED.match(value):
        return _dotted(found)
    return _clock(value)


def _dotted(found: re.Match[str]) -> Dated:
    day, month, year, hour, minute, second = (int(g or 0) for g in found.groups())
    return Dated(datetime(year, month, day, hour, minute, second, tzinfo=UTC), "minute" if found[4] else "day", True)


def _clock(value: str) -> Dated:
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        when = parsedate_to_datetime(value)
    if when.tzinfo is None:
        return Dated(when.replace(tzinfo=UTC), "minute", True)
    return Dated(when, "minute", False)


def implausible(when: datetime, fetched: datetime) -> str:
    """Why an instant cannot be a publication date, or nothing."""
    if when < EARLIEST:
        return f"the date {when:%Y-%m-%d} lies before 1971"
    if when > fetched + timedelta(days=1):
        return f"the date {when:%Y-%m-%d} lies after the day it was read ({fetched:%Y-%m-%d})"
    return ""
