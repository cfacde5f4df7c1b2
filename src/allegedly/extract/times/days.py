"""Days and times of day: dates, weekdays, "yesterday", clock times, parts of the day."""

import re
from dataclasses import replace
from datetime import date, timedelta

from allegedly.extract.times.calendar import Draft, TimeOfDay, of_clock, of_day, part_of_day
from allegedly.extract.times.grammar import Found
from allegedly.extract.times.narrative import Narrative, latest_day, nearest_year, tense, valid

_DIGITS = re.compile(r"\d+")
# A local time that seems to lie ahead of publication is read so many hours east at most; else it was the day before.
FARTHEST = 3


def full_year(found: Found) -> int | None:
    """The year that the words give; two digits are read as 1951 to 2050."""
    year = found.get("year")
    if year:
        return int(year)
    short = found.get("yy")
    if short is None:
        return None
    return int(short) + (2000 if int(short) <= 50 else 1900)


def day_number(found: Found, name: str = "day") -> int | None:
    """The day of the month, from digits with or without an ending, or from an ordinal."""
    word = found.words.get(name)
    if word is None:
        return None
    digits = _DIGITS.match(word)
    return int(digits.group()) if digits else found.whole(name)


def calendar_date(found: Found, narrative: Narrative, day: str = "day", month: str = "month") -> date | None:
    """The date that the words give; without a year, the one that the clause's tense and nearness choose."""
    number = day_number(found, day) or int(found.get("dd") or 0)
    months = int(found.get(month) or found.get("mm") or 0)
    if not number or not 1 <= months <= 12:
        return None
    year = full_year(found)
    if year is None and found.get("shift") is not None and found.get("period") == "Y":
        year = narrative.today.year + int(found.get("shift") or 0)
    if year is not None:
        return valid(year, months, number)
    return nearest_year(months, number, narrative, tense(found))


def make_date(found: Found, narrative: Narrative) -> Draft | None:
    """A calendar date."""
    day = calendar_date(found, narrative)
    return of_day(day, named=True) if day else None


def make_days(found: Found, narrative: Narrative) -> Draft | None:
    """A run of days, both ends included; its value is an ISO 8601 interval."""
    month = "endmonth" if "endmonth" in found.words else "month"
    end = calendar_date(found, narrative, "end", month)
    first = day_number(found)
    if end is None or first is None:
        return None
    months = int(found.get("month") or end.month)
    start = valid(end.year - (months > end.month), months, first)
    if start is None or start > end:
        return None
    return replace(
        of_day(start, named=True),
        value=f"{start.isoformat()}/{end.isoformat()}",
        end=of_day(end).end,
        type="DATE",
        precision="part_of_month" if (end - start).days > 1 else "day",
    )


def nearest_weekday(found: Found, narrative: Narrative, wanted: int) -> date:
    """A weekday: the last one up to the day of publication, or the next where the clause looks ahead."""
    today = narrative.today
    back = (today.isoweekday() - wanted) % 7
    shift = found.get("shift")
    if shift == "-1":
        return today - timedelta(days=back or 7)
    if shift == "1":
        return today + timedelta(days=7 - back)
    if shift == "0":
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=wanted - 1)
    if tense(found) > 0:
        return today + timedelta(days=(7 - back) % 7)
    return today - timedelta(days=back)


def make_weekday(found: Found, narrative: Narrative) -> Draft | None:
    """A day of the week."""
    return of_day(nearest_weekday(found, narrative, int(found.get("weekday") or 1)))


def make_weekday_of(found: Found, narrative: Narrative) -> Draft | None:
    """A day of last, this or next week."""
    monday = narrative.today - timedelta(days=narrative.today.weekday())
    weeks = timedelta(weeks=int(found.get("shift") or 0))
    return of_day(monday + weeks + timedelta(days=int(found.get("weekday") or 1) - 1))


def make_deictic(found: Found, narrative: Narrative) -> Draft | None:
    """Today, yesterday, tomorrow and the like, seen from the day of publication."""
    return of_day(narrative.today + timedelta(days=int(found.get("deictic") or 0)))


def make_holiday(found: Found, narrative: Narrative) -> Draft | None:
    """A day of the calendar with a name: month-day, or month-weekday-which one in the month."""
    parts = [int(p) for p in (found.get("holiday") or "").split("-") if p]
    if len(parts) < 2:
        return None
    if len(parts) == 2:
        year = full_year(found)
        day = valid(year, *parts) if year else nearest_year(parts[0], parts[1], narrative, tense(found))
        return of_day(day, named=True) if day else None
    years = [full_year(found) or y for y in (narrative.today.year, narrative.today.year - 1)]
    days = [_nth_weekday(y, *parts) for y in years]
    past = [d for d in days if d <= narrative.today]
    return of_day((past or days)[0], named=True)


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def make_clock(found: Found, narrative: Narrative) -> Draft | None:
    """A time by the clock. A full hour without minutes covers the hour: it is seldom meant to the minute."""
    clock = _clock(found)
    if clock is None:
        return None
    zone = found.get("zone")
    local = zone == "local"
    if local:
        clock, zone = replace(clock, precision="part_of_day"), None
    anchored = narrative.point is not None and narrative.last is narrative.point
    hours = _east(narrative, clock) if local and not anchored else 0
    if hours:
        draft = of_clock(narrative.today, clock)
        back = timedelta(hours=hours)
        return replace(draft, start=draft.start and draft.start - back, end=draft.end and draft.end - back)
    if zone and not anchored and _east(narrative, clock):
        return of_clock(narrative.today, clock, zone)  # the other zone's clock is ahead of the outlet's
    return of_clock(narrative.day if anchored else latest_day(found, narrative, clock.start), clock, zone)


def make_clocks(found: Found, narrative: Narrative) -> Draft | None:
    """From one time to another ("between 17:13 and 17:15"): the second may be after midnight."""
    first = make_clock(found, narrative)
    hour, minute = int(found.words["endhour"]), int(found.words["endminute"])
    if first is None or first.start is None or first.clock is None or hour > 24 or minute > 59:
        return None
    length = (hour * 60 + minute - first.clock.start) % (24 * 60)
    end = first.start + timedelta(minutes=max(length, 1))
    day = first.day.isoformat() if first.day else ""
    return replace(first, value=f"{first.value}/{day}T{hour:02d}:{minute:02d}", end=end, precision="part_of_day")


def _east(narrative: Narrative, clock: TimeOfDay) -> int:
    """How many hours east the place must lie for a local time to be past at publication; 0 where it is, or too far."""
    now = narrative.now.hour * 60 + narrative.now.minute
    ahead = -((now - clock.start) // 60) if narrative.timed and clock.start > now else 0
    return ahead if ahead <= FARTHEST else 0


def _clock(found: Found) -> TimeOfDay | None:
    hour = int(found.get("at") or 0) if found.get("at") else _hour(found)
    if hour is None or hour > 24:
        return None
    half = found.words.get("minute")
    minutes = int(half) if half and half.isdigit() else (found.whole("minutes") or 0)
    minutes += 30 if "half" in found.rule.having else int(found.rule.having.get("past", 0))
    if minutes > 59:
        return None
    start = hour * 60 + minutes
    exact = half is not None or "minutes" in found.words or found.rule.having.keys() & {"at", "half", "past"}
    suffix = f"T{hour:02d}:{minutes:02d}"
    return TimeOfDay(start, start + (1 if exact else 60), suffix, "minute" if exact else "part_of_day")


def _hour(found: Found) -> int | None:
    """The hour on the 24-hour clock, by a.m., p.m. or the part of the day."""
    hour = int(found.words["hour"]) if "hour" in found.words else found.whole("num") or found.whole("ordinal")
    if hour is None:
        return None
    hour -= "into" in found.rule.having
    half = found.get("ampm") or {"MO": "AM", "N0": "AM"}.get(
        found.get("daypart") or "", "PM" if "daypart" in found.words else ""
    )
    if half == "PM" and hour < 12 and not (found.get("daypart") == "NI" and hour < 6):
        return hour + 12
    return 0 if half == "AM" and hour == 12 else hour


def make_part(found: Found, narrative: Narrative) -> Draft | None:
    """A part of a day: of a day named with it, of the narrative's day, or of the day of publication."""
    code = found.get("part") or found.get("daypart") or found.get("adverb") or found.get("partly")
    if code is None:
        return None
    clock = part_of_day(code)
    if found.get("day") == "nearest":
        return of_clock(latest_day(found, narrative, clock.start), clock)
    day = _day_of_part(found, narrative) + timedelta(days=int(found.get("shift") or 0))
    return of_clock(day, clock)


def _day_of_part(found: Found, narrative: Narrative) -> date:
    if "weekday" in found.words:
        return nearest_weekday(found, narrative, int(found.get("weekday") or 1))
    if "deictic" in found.words:
        return narrative.today + timedelta(days=int(found.get("deictic") or 0))
    if "day" in found.words and "month" in found.words:
        return calendar_date(found, narrative) or narrative.today
    return narrative.day if found.get("day") == "reference" else narrative.today


def make_night(found: Found, narrative: Narrative) -> Draft | None:
    """The night that leads to a day ("в ночь на 5 января"): from ten in the evening before to six in the morning."""
    if "day" in found.words and "month" not in found.words:
        day = _day_alone(day_number(found) or 0, narrative)
    else:
        day = _day_of_part(found, narrative)
    if day is None:
        return None
    return of_clock(day, TimeOfDay(-2 * 60, 6 * 60, "TNI", "part_of_day"))


def _day_alone(number: int, narrative: Narrative) -> date | None:
    """A day of the month without its month: the last one up to tomorrow."""
    limit = narrative.today + timedelta(days=1)
    found = valid(limit.year, limit.month, number)
    if found and found <= limit:
        return found
    before = limit.replace(day=1) - timedelta(days=1)
    return valid(before.year, before.month, number)
