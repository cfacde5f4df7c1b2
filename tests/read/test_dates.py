from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.read.dates import read_date


@pytest.mark.parametrize(
    ("given_", "when", "precision", "local"),
    [
        ("2024-01-04T16:08:00Z", datetime(2024, 1, 4, 16, 8, tzinfo=UTC), "minute", False),
        ("2024-01-04T16:08:00+02:00", datetime(2024, 1, 4, 14, 8, tzinfo=UTC), "minute", False),
        ("2024-01-04 16:08", datetime(2024, 1, 4, 16, 8, tzinfo=UTC), "minute", True),
        ("2024-01-04", datetime(2024, 1, 4, tzinfo=UTC), "day", True),
        ("2024-01", datetime(2024, 1, 1, tzinfo=UTC), "month", True),
        ("2024", datetime(2024, 1, 1, tzinfo=UTC), "year", True),
        ("04.01.2024", datetime(2024, 1, 4, tzinfo=UTC), "day", True),
        ("4.1.2024, 16:08", datetime(2024, 1, 4, 16, 8, tzinfo=UTC), "minute", True),
        ("Thu, 04 Jan 2024 16:08:00 +0200", datetime(2024, 1, 4, 14, 8, tzinfo=UTC), "minute", False),
        (1704377280, datetime(2024, 1, 4, 14, 8, tzinfo=UTC), "minute", False),
    ],
)
def test_forms(given_: str | int, when: datetime, precision: str, local: bool) -> None:
    assert read_date(given_) == (when, precision, local)


@pytest.mark.parametrize("words", ["", "yesterday", "2024-13-01", "31.02.2024", "1/4/2024", "12:30"])
def test_what_is_no_date(words: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_date(words)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.integers(-14, 14))
def test_an_offset_never_moves_the_instant(clock: datetime, hours: int) -> None:
    when = clock.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert read_date(when.isoformat()).when == when
