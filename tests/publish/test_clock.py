"""Times as people read them."""

from datetime import UTC, datetime, timedelta

import pytest

from allegedly.model.vocabulary import Lang
from allegedly.publish.clock import Clock
from allegedly.publish.tongue import speaking

DAY = datetime(2031, 3, 9, 22, tzinfo=UTC)  # midnight in a zone two hours ahead
AHEAD = Clock("Etc/GMT-2")


@pytest.mark.parametrize(
    ("lang", "one", "three"),
    [
        ("en", "10 Mar 2031", "10 Mar 2031 through 12 Mar 2031"),
        ("ru", "10 мар. 2031", "с 10 мар. 2031 по 12 мар. 2031"),
        ("uk", "10 бер. 2031", "з 10 бер. 2031 по 12 бер. 2031"),
    ],
)
def test_whole_days_are_told_by_their_dates(lang: Lang, one: str, three: str) -> None:
    with speaking(lang):
        assert AHEAD.span(DAY, DAY + timedelta(days=1)).replace(" р.", "").replace(" г.", "") == one
        assert AHEAD.span(DAY, DAY + timedelta(days=3)).replace(" р.", "").replace(" г.", "") == three


def test_what_is_no_whole_day_where_it_is_read_is_told_by_the_hour() -> None:
    assert Clock().span(DAY, DAY + timedelta(days=1)) == "9 Mar 2031, 22:00 to 10 Mar 2031, 22:00"
    assert AHEAD.span(DAY, DAY + timedelta(hours=1)) == "10 Mar 2031, 00:00 to 01:00"
    assert AHEAD.span(DAY, DAY) == AHEAD.span(DAY, None) == "10 Mar 2031, 00:00"
