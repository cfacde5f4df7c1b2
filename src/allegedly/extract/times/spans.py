"""Durations, repeated times, vague times, and times said before."""

import re
from dataclasses import replace
from datetime import timedelta

from allegedly.extract.times.calendar import Draft, duration_value, midnight, shifted
from allegedly.extract.times.grammar import Found
from allegedly.extract.times.narrative import Narrative
from allegedly.extract.times.periods import MAX_YEARS, amount, shift_of, unit_of

_DAYS = {"D": 1, "N": 1, "W": 7, "M": 30, "Q": 91, "Y": 365, "E": 3652, "C": 36525}


def make_duration(found: Found, narrative: Narrative) -> Draft | None:
    """A length of time; "the past two months" also has an interval, up to publication."""
    unit = unit_of(found)
    if unit is None:
        return Draft("PXX", "DURATION") if "while" in found.folded[found.start : found.end] else None
    number = amount(found)
    if number is not None and _half_more(found):
        number += 0.5
    draft = Draft(duration_value(number, unit), "DURATION")
    shift = shift_of(found)
    if shift and number is not None and unit in _DAYS and number * _DAYS[unit] < MAX_YEARS * 365:
        return _reaching(draft, narrative, shift, timedelta(days=int(number * _DAYS[unit])))
    return draft


def _half_more(found: Found) -> bool:
    words = found.folded[found.start : found.end]
    return bool(re.search(r"and a half|с половиной|з половиною|і половин", words))


def _reaching(draft: Draft, narrative: Narrative, shift: int, length: timedelta) -> Draft:
    """The duration laid against the day of publication."""
    today = midnight(narrative.today)
    if shift < 0:
        return replace(draft, start=today - length, end=today + timedelta(days=1), precision="part_of_month")
    return replace(draft, start=today, end=today + length, precision="part_of_month")


def make_length(found: Found, narrative: Narrative) -> Draft | None:
    """A length of time in one word: "полгода", "двухчасовой"."""
    half, compound = found.get("half"), found.get("compound")
    if half:
        return Draft(half, "DURATION")
    return Draft(duration_value(int(compound[:-1]), compound[-1]), "DURATION") if compound else None


def make_often(found: Found, narrative: Narrative) -> Draft | None:
    """A repeated time: the length of its round, or the day that it falls on."""
    for name, form in (
        ("weekday", "XXXX-WXX-{}"),
        ("weekdays", "XXXX-WXX-{}"),
        ("part", "XXXX-XX-XXT{}"),
        ("season", "XXXX-{}"),
    ):
        value = found.get(name)
        if value:
            return Draft(form.format("NI" if value == "N0" else value), "SET")
    if "month" in found.words:
        return Draft(f"XXXX-{int(found.get('month') or 1):02d}", "SET")
    often = found.get("often")
    if often:
        return Draft(often, "SET")
    unit = unit_of(found)
    return Draft(duration_value(found.number("num") or 1, unit), "SET") if unit else None


def make_reference(found: Found, narrative: Narrative) -> Draft | None:
    """A vague time: present, past or future."""
    return Draft(found.get("now") or "PRESENT_REF", "DATE")


def make_same(found: Found, narrative: Narrative) -> Draft | None:
    """A time said before: "at the same time", "that day"."""
    grain = found.get("grain") or "time"
    if grain == "time":
        last = narrative.clock or narrative.point or narrative.last
        if last is None:
            return Draft("PAST_REF", "TIME")
        return replace(last, type="TIME", weak=False)
    day = narrative.origin if grain in "MY" else narrative.day
    return shifted(day, 0, grain)
