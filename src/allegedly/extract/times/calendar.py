"""Days, weeks, months and parts of the day as half-open intervals. Naive local time; the zone is set at the end."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from allegedly.model.vocabulary import TimePrecision

Type = Literal["DATE", "TIME", "DURATION", "SET"]
Interval = tuple[datetime | None, datetime | None]

# Minutes from midnight of a part of the day. TNI after English use is the night that the day ends with;
# `N0` is the night that the day begins with, as "ночью 5 января" means it.
PARTS: dict[str, tuple[int, int]] = {
    "MO": (6 * 60, 12 * 60),
    "MI": (12 * 60, 13 * 60),
    "AF": (12 * 60, 18 * 60),
    "EV": (18 * 60, 24 * 60),
    "NI": (18 * 60, 30 * 60),
    "N0": (0, 6 * 60),
    "DW": (4 * 60, 7 * 60),
    "DT": (9 * 60, 18 * 60),
}
# First months of the seasons on the northern half of the earth.
SEASONS = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}
ISO_UNIT = {
    "S": "S",
    "I": "M",
    "H": "H",
    "D": "D",
    "N": "D",
    "W": "W",
    "M": "M",
    "Q": "Q",
    "Y": "Y",
    "E": "E",
    "C": "C",
}


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """Minutes from midnight of the day, and how TIMEX3 writes it after the date ("T17:00", "TEV")."""

    start: int
    end: int
    suffix: str
    precision: TimePrecision


@dataclass(frozen=True, slots=True)
class Draft:
    """An expression as computed, before its zone. `grain`: time, D, W, M, Q, Y, E, C; "" for lengths, sets, vague ones.

    `day` and `clock` are kept so that a day and a time of day that stand together can become one. `named` tells a day
    given by date from one given by weekday or by "yesterday".
    """

    value: str
    type: Type
    start: datetime | None = None
    end: datetime | None = None
    precision: TimePrecision = "day"
    grain: str = ""
    zone: str | None = None
    day: date | None = None
    clock: TimeOfDay | None = None
    named: bool = False
    weak: bool = False


def midnight(day: date) -> datetime:
    """The start of a day."""
    return datetime.combine(day, time())


def of_day(day: date, *, named: bool = False) -> Draft:
    """One calendar day."""
    start = midnight(day)
    return Draft(day.isoformat(), "DATE", start, start + timedelta(days=1), "day", "D", day=day, named=named)


def of_clock(day: date, clock: TimeOfDay, zone: str | None = None) -> Draft:
    """A time of a day."""
    start = midnight(day) + timedelta(minutes=clock.start)
    end = midnight(day) + timedelta(minutes=clock.end)
    value = day.isoformat() + clock.suffix
    return Draft(value, "TIME", start, end, clock.precision, "time", zone, day, clock)


def part_of_day(code: str) -> TimeOfDay:
    """A named part of the day."""
    start, end = PARTS[code]
    return TimeOfDay(start, end, "TNI" if code == "N0" else f"T{code}", "part_of_day")


def add_months(day: date, months: int) -> date:
    """The first of the month that lies so many months away."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def of_months(first: date, months: int, value: str, grain: str) -> Draft:
    """Whole months from the first of one."""
    end = add_months(first, months)
    precision: TimePrecision = "month" if grain == "M" else "year"
    return Draft(value, "DATE", midnight(first), midnight(end), precision, grain, day=first)


def of_month(first: date) -> Draft:
    """One calendar month."""
    return of_months(first.replace(day=1), 1, f"{first.year:04d}-{first.month:02d}", "M")


def of_quarter(year: int, quarter: int) -> Draft:
    """One quarter of a calendar year."""
    return of_months(date(year, 3 * quarter - 2, 1), 3, f"{year:04d}-Q{quarter}", "Q")


def of_half(year: int, half: int) -> Draft:
    """One half of a calendar year."""
    return of_months(date(year, 6 * half - 5, 1), 6, f"{year:04d}-H{half}", "Q")


def of_year(year: int) -> Draft:
    """One calendar year."""
    return of_months(date(year, 1, 1), 12, f"{year:04d}", "Y")


def of_decade(year: int) -> Draft:
    """The decade of a year; its value has the three digits that ISO-TimeML gives a decade."""
    return of_months(date(year - year % 10, 1, 1), 120, f"{year // 10:03d}", "E")


def of_century(number: int) -> Draft:
    """The n-th century, counted as the years that share its first digits."""
    return of_months(date(max(100 * (number - 1), 1), 1, 1), 1200, f"{number - 1:02d}", "C")


def of_season(year: int, code: str) -> Draft:
    """A season; the winter of a year is the one that the year begins with."""
    first = date(year - 1 if code == "WI" else year, SEASONS[code], 1)
    return replace(of_months(first, 3, f"{year:04d}-{code}", "S"), day=first)


def of_week(day: date) -> Draft:
    """The ISO week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    iso = monday.isocalendar()
    start = midnight(monday)
    value = f"{iso.year:04d}-W{iso.week:02d}"
    return Draft(value, "DATE", start, start + timedelta(days=7), "part_of_month", "W", day=monday)


def of_weekend(day: date) -> Draft:
    """Saturday and Sunday of the ISO week of a day."""
    week = of_week(day)
    start = midnight(day - timedelta(days=day.weekday()) + timedelta(days=5))
    return replace(week, value=week.value + "-WE", start=start, end=start + timedelta(days=2))


def edge(draft: Draft, which: str) -> Draft:
    """The first, middle or last third of an interval ("early", "mid-", "late"); its value stays, as TIMEX3 has it."""
    if not which or draft.start is None or draft.end is None:
        return draft
    if draft.grain == "M":
        return _edge_of_month(draft, draft.start, draft.end, which)
    third = (draft.end - draft.start) / 3
    at = {"START": 0, "MID": 1, "END": 2}[which]
    start, end = draft.start + at * third, draft.start + (at + 1) * third
    return replace(draft, start=_day_start(start), end=_day_start(end))


def _edge_of_month(draft: Draft, start: datetime, end: datetime, which: str) -> Draft:
    cuts = {"START": (start, start.replace(day=11)), "MID": (start.replace(day=11), start.replace(day=21))}
    first, last = cuts.get(which, (start.replace(day=21), end))
    return replace(draft, start=first, end=last, precision="part_of_month")


def _day_start(at: datetime) -> datetime:
    return midnight(at.date())


def shifted(day: date, number: int, unit: str) -> Draft:
    """The day, week, month ... that lies `number` units from a day (negative: before)."""
    makers = {
        "D": lambda: of_day(day + timedelta(days=number)),
        "N": lambda: of_day(day + timedelta(days=number)),
        "W": lambda: of_week(day + timedelta(weeks=number)),
        "WE": lambda: of_weekend(day + timedelta(weeks=number)),
        "M": lambda: of_month(add_months(day, number)),
        "Q": lambda: _quarter_of(add_months(day, 3 * number)),
        "Y": lambda: of_year(day.year + number),
        "E": lambda: of_decade(day.year + 10 * number),
        "C": lambda: of_century(day.year // 100 + 1 + number),
    }
    return makers[unit]()


def _quarter_of(day: date) -> Draft:
    return of_quarter(day.year, (day.month + 2) // 3)


def duration_value(number: int | float | None, unit: str) -> str:
    """The ISO 8601 duration: P3D, PT2H, P1Y6M; X where the number is open."""
    time = "T" if unit in "SIH" else ""
    if number is None:
        return f"P{time}X{ISO_UNIT[unit]}"
    if unit in "EC":
        number, unit = number * (10 if unit == "E" else 100), "Y"
    if number % 1 and unit in "YHI":
        smaller, per = {"Y": ("M", 12), "H": ("M", 60), "I": ("S", 60)}[unit]
        whole, rest = int(number), round(number % 1 * per)
        return f"P{time}" + (f"{whole}{ISO_UNIT[unit]}" if whole else "") + f"{rest}{smaller}"
    return f"P{time}{number:g}{ISO_UNIT[unit]}" if number < 1e6 else f"P{time}{int(number)}{ISO_UNIT[unit]}"
