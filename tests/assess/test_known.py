"""What was public when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from allegedly.assess.known import public
from allegedly.model import Report

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = Report("a", "Three hurt.", published=NOON, first_seen=NOON + timedelta(hours=1))


def test_an_edit_that_nobody_dates_was_not_there_before_it_was_seen() -> None:
    assert public(FIRST) == NOON
    later = replace(FIRST, id="a@2", version=2, first_seen=NOON + timedelta(hours=5))
    assert public(later) == NOON + timedelta(hours=5)
    assert public(replace(later, edited=NOON + timedelta(hours=2))) == NOON + timedelta(hours=2)
