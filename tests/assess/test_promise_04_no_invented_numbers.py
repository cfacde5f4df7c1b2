"""Promise 4: every figure of a toll traces to a claim's count, and low <= best <= high."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.assess import assess
from allegedly.model import Count, Span
from tests.assess.build import at_least, claim, count, incident, report, speaker


@st.composite
def counts(draw: Any) -> Count:
    a, b = sorted((draw(st.integers(0, 90)), draw(st.integers(0, 90))))
    low, high = draw(st.sampled_from([(a, b), (a, None), (None, b), (a, a)]))
    best = draw(st.sampled_from([None, low if low is not None else high]))
    return Count(low, best, high, "words", Span(0, 0))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(counts(), st.sampled_from("abc"), st.sampled_from(["affirm", "deny", "query"])), max_size=6))
def test_bounds_are_ordered_and_trace_to_claims(told: Any) -> None:
    reports = [
        report(f"r{n}", claim("killed", speaker(who), stance, count=c), hours=n)
        for n, (c, who, stance) in enumerate(told)
    ]
    found, held = incident(*reports)
    claims = {c.id: c for e in held.values() for c in e.claims}
    for toll in assess(found, held).toll:
        low_claim, high_claim = claims[toll.low_claim or ""], claims[toll.high_claim or ""]
        assert toll.low == 0 or (low_claim.count and toll.low == low_claim.count.low)
        assert toll.high is None or (high_claim.count and toll.high == high_claim.count.high)
        assert toll.low is not None
        assert toll.high is None or toll.low <= toll.high
        if toll.best is not None:
            assert toll.low <= toll.best
            assert toll.high is None or toll.best <= toll.high
            assert toll.best in {
                n for c in claims.values() if c.count for n in (c.count.low, c.count.best, c.count.high)
            }


def test_the_range_spans_what_each_origin_said_last() -> None:
    company, hospital = speaker("company"), speaker("hospital")
    reports = [
        report("r1", claim("killed", company, count=count(3))),
        report("r2", claim("killed", hospital, count=at_least(5)), hours=1),
        report("r3", claim("killed", company, count=count(7)), hours=2),
    ]
    first = assess(*incident(*reports[:2])).toll[0]
    assert (first.low, first.best, first.high, first.low_claim, first.high_claim) == (3, None, None, "r1.0", "r2.0")
    assert assess(*incident(*reports)).toll[0].low == 5, "three was replaced by the company's own later figure"


def test_a_part_is_not_added_and_no_bound() -> None:
    hospital = speaker("hospital")
    told = report("r1", claim("injured", hospital, count=count(12)), claim("injured", hospital, count=count(2)))
    toll = assess(*incident(told)).toll[0]
    assert (toll.low, toll.best, toll.high) == (12, 12, 12)


def test_a_denial_is_no_figure() -> None:
    one = report("r1", claim("injured", speaker("mayor"), count=count(1)))
    none = report("r2", claim("injured", speaker("union"), "deny"), hours=1)
    toll = assess(*incident(one, none)).toll[0]
    assert (toll.low, toll.high) == (1, 1)


def test_others_are_counted_beside_an_earlier_figure() -> None:
    text = "four others were hurt"
    beside = Count(4, 4, 4, "four", Span(34, 38))
    told = report("r1", claim("injured", count=count(40)), claim("injured", count=beside, text=text))
    assert told.report.text[34:38] == "four"
    toll = assess(*incident(told)).toll[0]
    assert (toll.low, toll.high) == (40, 40)
