"""From matched forms to time expressions: computing, joining a day with its time of day, setting the zone."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from allegedly.extract.times import days, periods, spans
from allegedly.extract.times.calendar import Draft, Type, of_clock
from allegedly.extract.times.grammar import Found, grammar, matches
from allegedly.extract.times.narrative import Narrative
from allegedly.extract.tokens import Analysis
from allegedly.knowledge.numerals import fold
from allegedly.model import Span, When
from allegedly.model.vocabulary import Lang

Maker = Callable[[Found, Narrative], Draft | None]
MAKERS: dict[str, Maker] = {
    "date": days.make_date,
    "days": days.make_days,
    "weekday": days.make_weekday,
    "weekday_of": days.make_weekday_of,
    "deictic": days.make_deictic,
    "holiday": days.make_holiday,
    "clock": days.make_clock,
    "clocks": days.make_clocks,
    "part": days.make_part,
    "night": days.make_night,
    "month": periods.make_month,
    "year": periods.make_year,
    "months": periods.make_months,
    "years": periods.make_years,
    "season": periods.make_season,
    "quarter": periods.make_quarter,
    "this_quarter": periods.make_this_quarter,
    "half": periods.make_half,
    "decade": periods.make_decade,
    "century": periods.make_century,
    "period": periods.make_period,
    "shift": periods.make_shift,
    "duration": spans.make_duration,
    "length": spans.make_length,
    "often": spans.make_often,
    "reference": spans.make_reference,
    "same": spans.make_same,
}
# Without a date of publication an expression is computed from two days that share no field: what differs is unknown.
_NOWHERE = (datetime(2011, 3, 8, 14, 27), datetime(1983, 10, 25, 3, 51))
_FIELD = re.compile(r"\d+")
_LEAD_WIDTH = 24


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time named in the text. `value`, `type` are TIMEX3 (ISO-TimeML); `when` is the interval, zone and precision.

    `when.start` and `when.end` are None where the text and the date of publication give no interval.
    """

    when: When
    value: str
    type: Type


@dataclass(frozen=True, slots=True)
class _Drafted:
    start: int
    end: int
    draft: Draft
    lang: Lang


def times(analysis: Analysis) -> tuple[TimeExpression, ...]:
    """Every time expression, in text order, anchored to the report's publication or to the narrative."""
    published = analysis.document.report.published
    folded = fold(analysis.clean)
    found = [tuple(matches(grammar(s.lang), analysis.clean, folded, *s.span)) for s in analysis.sentences]
    if published is not None:
        zone = published.tzinfo or UTC
        timed = analysis.document.report.published_precision == "minute"
        drafted = _drafted(found, Narrative(published.replace(tzinfo=None), timed))
        return tuple(_expression(analysis.text, d, zone) for d in drafted)
    here, there = (_drafted(found, Narrative(moment)) for moment in _NOWHERE)
    others = {(d.start, d.end): d for d in there}
    pairs = [(d, others[d.start, d.end]) for d in here if (d.start, d.end) in others]
    return tuple(_expression(analysis.text, _unanchored(a, b), UTC) for a, b in pairs)


def _drafted(sentences: Sequence[Sequence[Found]], narrative: Narrative) -> list[_Drafted]:
    """All drafts of a text in order, each read against the ones before it."""
    done: list[_Drafted] = []
    for sentence in sentences:
        first = len(done)
        for found in sentence:
            draft = _made(found, narrative)
            if draft is None:
                continue
            new = _Drafted(found.start, found.end, draft, found.grammar.lang)
            if len(done) > first and (joined := _join(done[-1], new, found.folded)):
                new = joined
                done.pop()
            done.append(new)
            if not new.draft.weak:
                narrative = narrative.after(new.draft)
    return [d for d in done if not d.draft.weak]


def _made(found: Found, narrative: Narrative) -> Draft | None:
    """The draft of a match; None where the numbers name no time (31 February, year 0)."""
    try:
        draft = MAKERS[found.rule.make](found, narrative)
    except (ValueError, OverflowError):
        return None
    return replace(draft, weak=True) if draft and found.rule.weak else draft


def _join(left: _Drafted, right: _Drafted, folded: str) -> _Drafted | None:
    """One expression from a day and a time of day that stand together, or from a weekday and its date."""
    gap = folded[left.end : right.start]
    if len(gap) > 20 or gap.strip(" \n") not in grammar(right.lang).glue | {""}:
        return None
    draft = _joined(left.draft, right.draft)
    return _Drafted(left.start, right.end, draft, right.lang) if draft else None


def _on_day(day: date, hours: Draft) -> Draft | None:
    """Hours from one time to another, on the day that is named beside them."""
    if hours.start is None or hours.end is None or hours.day is None:
        return None
    ahead = day - hours.day
    value = hours.value.replace(hours.day.isoformat(), day.isoformat())
    return replace(hours, value=value, start=hours.start + ahead, end=hours.end + ahead, day=day)


def _joined(left: Draft, right: Draft) -> Draft | None:
    if left.grain == "time" and right.grain == "D":
        left, right = right, left
    if left.grain == "D" and right.grain == "time":
        if left.day is None or right.clock is None or "/" in left.value:
            return None
        return _on_day(left.day, right) if "/" in right.value else of_clock(left.day, right.clock, right.zone)
    if left.grain == right.grain == "D" and left.named != right.named and left.day and right.day:
        same = left.day.isoweekday() == right.day.isoweekday()
        return (left if left.named else right) if same else None
    return None


def _expression(text: str, drafted: _Drafted, zone: tzinfo) -> TimeExpression:
    draft = drafted.draft
    zone = ZoneInfo(draft.zone) if draft.zone else zone
    span = Span(drafted.start, drafted.end)
    start, end = _aware(draft.start, zone), _aware(draft.end, zone)
    when = When(text[span.start : span.end], span, start, end, draft.precision)
    return TimeExpression(when, draft.value, draft.type)


def _aware(moment: datetime | None, zone: tzinfo) -> datetime | None:
    return moment.replace(tzinfo=zone) if moment is not None else None


def _unanchored(here: _Drafted, there: _Drafted) -> _Drafted:
    """What does not depend on the day of publication; unknown fields of the value become X."""
    a, b = here.draft, there.draft
    if (a.value, a.start, a.end) == (b.value, b.start, b.end):
        return here
    known = iter(_FIELD.findall(b.value))
    value = _FIELD.sub(lambda m: m.group() if m.group() == next(known, "") else "X" * len(m.group()), a.value)
    return replace(here, draft=replace(a, value=value, start=None, end=None))


def phrase(analysis: Analysis, expression: TimeExpression) -> Span:
    """The expression's span widened to the prepositions that lead it ("on", "at the end of", "в", "близько")."""
    start, end = expression.when.span
    sentence = next((s for s in analysis.sentences if s.span.start <= start < s.span.end), None)
    if sentence is None:
        return Span(start, end)
    lead = grammar(sentence.lang).lead
    for _ in range(3):
        low = max(sentence.span.start, start - _LEAD_WIDTH)
        found = lead.search(fold(analysis.clean[low:start]))
        if not found:
            break
        start = low + found.start()
    return Span(start, end)
