"""Months, quarters, seasons, years, and periods before or after another."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from allegedly.extract.times.calendar import (
    Draft,
    TimeOfDay,
    duration_value,
    edge,
    of_century,
    of_clock,
    of_decade,
    of_half,
    of_month,
    of_quarter,
    of_season,
    of_year,
    shifted,
)
from allegedly.extract.times.days import full_year
from allegedly.extract.times.grammar import Found
from allegedly.extract.times.narrative import Narrative, nearest_month, tense
from allegedly.knowledge.numbers import numbers
from allegedly.knowledge.numerals import fold

_QUANTITY = re.compile(r"[ \n]{0,8}(%|[^\W\d_]+)")
_LAST_YEAR = re.compile("торік|минулоріч")
_LENGTH = re.compile(r"P(\d+)([DWMY])")
ONE_DAY = timedelta(days=1)
# A number of years beyond this is geology, not news.
MAX_YEARS = 1500
LONGEST = 30  # letters of a word beside a month


def shift_of(found: Found) -> int | None:
    """How many periods from now: -1 last, 0 this, 1 next; None where the words do not say."""
    shift = found.get("shift")
    return None if shift is None else int(shift)


def make_month(found: Found, narrative: Narrative) -> Draft | None:
    """A calendar month, or its beginning, middle or end; no person who is called like one."""
    if found.grammar.lang != "en" and _called(found):
        return None
    month = int(found.get("month") or 1)
    year, shift, here = full_year(found), shift_of(found), narrative.today.replace(day=1)
    if year is None and _LAST_YEAR.search(found.folded, found.start, found.end):
        year = here.year - 1
    elif year is None and shift is not None:
        year = _year_of_month(found, month, shift, here)
    first = date(year, month, 1) if year else nearest_month(month, narrative, tense(found))
    return edge(of_month(first), found.get("edge") or "")


def _called(found: Found) -> bool:
    """Is it part of a name, in languages that write months small («Марта Гулева», «Василь Лютий»)?"""
    text, start, end = found.text, found.start, found.end
    if not text[start:end].istitle() or " " in text[start:end]:
        return False
    before = re.search(r"(\w+) $", text[max(start - LONGEST, 0) : start])
    after = re.match(r" (\w+)", text[end : end + LONGEST])
    return any(m is not None and m.group(1).istitle() for m in (before, after))


def _year_of_month(found: Found, month: int, shift: int, here: date) -> int:
    """The year of "last May" (the last one before last month), "next May", or "May last year"."""
    if "period" in found.words or found.folded[found.start : found.end].endswith(
        ("year", "года", "році", "року", "году")
    ):
        return here.year + shift
    if shift < 0:
        return here.year if month < here.month - 1 else here.year - 1
    return here.year + (1 if shift > 0 and month <= here.month else 0)


def make_year(found: Found, narrative: Narrative) -> Draft | None:
    """A calendar year. A bare number before a thing that is counted or measured is none."""
    if "years" in found.rule.having:
        return of_year(narrative.today.year + int(found.rule.having["years"]))
    year = full_year(found)
    if year is None and found.get("century"):
        year = int(found.get("century") or 0) * 100 + int(found.get("tens") or 0) + (found.whole("num") or 0)
    elif year is None:
        year = (found.whole("num") or 0) * 1000
    if not 1 <= year <= 9000 or (found.end - found.start == 4 and _quantity(found)):
        return None
    return edge(of_year(year), found.get("edge") or "")


def make_months(found: Found, narrative: Narrative) -> Draft | None:
    """A run of months, both ends included; its value is an ISO 8601 interval."""
    first, last = int(found.get("month") or 1), int(found.get("endmonth") or 1)
    year = full_year(found)
    end = date(year, last, 1) if year else nearest_month(last, narrative, tense(found))
    start = of_month(date(end.year - (first > last), first, 1))
    whole = of_month(end)
    return replace(start, value=f"{start.value}/{whole.value}", end=whole.end)


def make_years(found: Found, narrative: Narrative) -> Draft | None:
    """A run of years, both ends included; its value is an ISO 8601 interval."""
    first, last = int(found.words["year"]), int(found.words["last"])
    if not first < last:
        return None
    return replace(of_year(first), value=f"{first}/{last}", end=of_year(last).end)


def _quantity(found: Found) -> bool:
    """Does a counted noun or a unit follow ("2000 people")? In Russian and Ukrainian any noun makes a number of it."""
    after = _QUANTITY.match(found.folded, found.end, min(found.sentence[1], found.end + 40))
    if after is None:
        return False
    word, known = after.group(1), numbers(found.grammar.lang)
    if found.grammar.lang != "en":
        return found.text[after.start(1)].islower() and word not in found.grammar.after_year
    nouns = {fold(w) for w in (*known.not_counts, *known.counted)}
    return word in nouns or (word.endswith("s") and word[:-1] in nouns)


def make_season(found: Found, narrative: Narrative) -> Draft | None:
    """A season: of a year, the last one that is over, the coming one, or the nearest."""
    code = found.get("season") or next(
        (c for w, c in found.grammar.words["season"].items() if w in found.folded[found.start : found.end]), None
    )
    if code is None:
        return None
    year, shift, here = full_year(found), shift_of(found), narrative.today
    if year is None and shift is not None and "period" in found.words:
        year = here.year + shift
    elif year is None:
        year = _year_of_season(code, here, shift if shift is not None else tense(found), shift is not None)
    return edge(of_season(year, code), found.get("edge") or "")


def _year_of_season(code: str, here: date, direction: int, explicit: bool) -> int:
    seasons = [of_season(y, code) for y in (here.year - 1, here.year, here.year + 1)]
    now = datetime(here.year, here.month, here.day)
    if direction > 0:
        return next(int(s.value[:4]) for s in seasons if s.start and s.start > now)
    over = [s for s in seasons if s.end and s.end <= now]
    begun = [s for s in seasons if s.start and s.start <= now]
    if direction < 0 and explicit:
        return int(over[-1].value[:4])
    if direction < 0:
        return int(begun[-1].value[:4])
    return int(min(seasons, key=lambda s: abs(((s.start or now) + timedelta(days=45)) - now)).value[:4])


def make_quarter(found: Found, narrative: Narrative) -> Draft | None:
    """A quarter of a year; without a year, the last one begun, or the next where the clause looks ahead."""
    number = found.whole("ordinal")
    if number is None:
        digits = re.match(r"\d", found.words.get("ordinal", ""))
        number = int(digits.group()) if digits else 0
    if not 1 <= number <= 4:
        return None
    year, shift, here = full_year(found), shift_of(found), narrative.today
    if year is None and shift is not None:
        year = here.year + shift
    if year is None:
        begun = date(here.year, 3 * number - 2, 1) <= here
        year = here.year if begun or tense(found) > 0 else here.year - 1
    return replace(of_quarter(year, number), named=True)


def make_this_quarter(found: Found, narrative: Narrative) -> Draft | None:
    """The quarter that the text is about: the last named, else the last that is over; or the same a year before."""
    last = narrative.quarter or shifted(narrative.today, -1, "Q")
    year, number = int(last.value[:4]), int(last.value[-1])
    if "H" in last.value:
        return replace(of_half(year + (shift_of(found) or 0), number), grain="Q")
    named = full_year(found)
    if named is None and narrative.quarter is None and found.folded[found.start : found.end].startswith("year-"):
        return of_year(narrative.today.year - 1)
    return of_quarter(named or year + (shift_of(found) or 0), number)


def make_half(found: Found, narrative: Narrative) -> Draft | None:
    """A half of a year."""
    number = found.whole("ordinal") or 2
    if number > 2:
        return None
    return of_half(full_year(found) or narrative.today.year + (shift_of(found) or 0), number)


def make_decade(found: Found, narrative: Narrative) -> Draft | None:
    """A decade, by its digits or by its name."""
    if "nineties" in found.words:
        year = 1900 + 10 * int(found.get("nineties") or 0)
    else:
        digits = re.match(r"\d+", found.words["decade"])
        year = int(digits.group()) if digits else 0
        if year < 100:
            year += 1900 if year > 20 else 2000
    return edge(of_decade(year), found.get("edge") or "")


def make_century(found: Found, narrative: Narrative) -> Draft | None:
    """A century by its number."""
    number = found.whole("num") or found.whole("ordinal") or found.whole("roman")
    return of_century(number) if number and 1 <= number <= 30 else None


def make_period(found: Found, narrative: Narrative) -> Draft | None:
    """This, last or next week, month, quarter, year; or the beginning, middle or end of one."""
    unit = found.get("period") or _named_period(found)
    if unit is None:
        return None
    shift = shift_of(found) or 0
    if unit == "WE" and shift == 0 and tense(found) <= 0 and narrative.today.isoweekday() < 6:
        shift = -1
    whole = shifted(narrative.today, shift, unit)
    if "since" in found.rule.having:
        return replace(whole, end=datetime(narrative.today.year, narrative.today.month, narrative.today.day) + ONE_DAY)
    return edge(whole, found.get("edge") or "")


def _named_period(found: Found) -> str | None:
    """The period whose name stands in the words of a form that spells it out."""
    words = set(re.findall(r"[^\W\d_]+", found.folded[found.start : found.end]))
    return next((unit for word, unit in found.grammar.words["period"].items() if word in words), None)


def make_shift(found: Found, narrative: Narrative) -> Draft | None:
    """So many units before or after: "ago" counts from publication, "earlier" and "later" from the day last named."""
    number, unit = amount(found), unit_of(found)
    half = _LENGTH.fullmatch(found.get("half") or "")
    if half:
        number, unit = int(half.group(1)), half.group(2)
    if unit is None:
        return None
    sign = int(found.get("ago") or -1)
    if number is None:
        return Draft("PAST_REF" if sign < 0 else "FUTURE_REF", "DATE")
    ago = found.words.get("ago", "")
    origin = narrative.today if ago in found.grammar.words.get("deixis", {}) else narrative.origin
    if unit in "SIH":
        return _by_clock(found, narrative, sign * number, unit)
    if unit == "Y" and number % 1:
        return of_month(shifted(origin, int(sign * number * 12), "M").day or origin)
    if unit in ("Y", "E", "C") and number > MAX_YEARS:
        return Draft("PAST_REF" if sign < 0 else "FUTURE_REF", "DATE")
    if unit == "Y" and narrative.quarter is not None and number == 1 and sign < 0:
        return of_quarter(int(narrative.quarter.value[:4]) - 1, int(narrative.quarter.value[-1]))
    if sign > 0 and narrative.last is None and _told_as_past(found):
        return shifted(narrative.today, 0, "D")
    return shifted(origin, int(sign * number), unit)


def _told_as_past(found: Found) -> bool:
    """ "A day later the army stood by its account": after something that the text does not date, and so by now."""
    look = tense(found)
    return look < 0 or (look == 0 and found.words.get("ago", "") == "later")


def amount(found: Found) -> int | float | None:
    """How many units; "several" and bare plurals give None."""
    few = found.get("few")
    if few is not None:
        return None if few == "X" else float(few) if "." in few else int(few)
    number = found.number("num")
    if number is None and "num" not in found.rule.having and not ({"plural", "num"} & found.words.keys()):
        return 1
    return number


def unit_of(found: Found) -> str | None:
    """The unit that is counted, by class or by its name in the words."""
    return next((u for k in ("unit", "singular", "plural", "adjective") if (u := found.get(k))), None) or _named_unit(
        found
    )


def _named_unit(found: Found) -> str | None:
    words = re.findall(r"[^\W\d_]+", found.folded[found.start : found.end])
    return next((found.grammar.words["unit"][w] for w in words if w in found.grammar.words["unit"]), None)


def _by_clock(found: Found, narrative: Narrative, number: int | float, unit: str) -> Draft:
    """Hours and minutes from now ("ago"), or from the time last named ("later"); without one only their length."""
    now = narrative.now
    if found.words.get("ago", "") not in found.grammar.words.get("deixis", {}):
        if narrative.clock is not None and narrative.clock.start is not None:
            now = narrative.clock.start
        elif number < 0 or tense(found) < 0:
            return Draft(duration_value(abs(number), unit), "DURATION")
    at = now + timedelta(seconds={"S": 1, "I": 60, "H": 3600}[unit] * number)
    start = at.hour * 60 + at.minute
    coarse = unit == "H"
    clock = TimeOfDay(start, start + (60 if coarse else 1), f"T{at:%H:%M}", "part_of_day" if coarse else "minute")
    return of_clock(at.date(), clock)
