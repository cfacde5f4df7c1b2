"""Memory, the shelf of one batch: who stands under a key in which days."""

from allegedly.link.keys import UNDATED, Keys
from allegedly.link.shelf import ANY, Memory, Standing, around

DAY = 86400.0
KEY = 77


def shelf(days: list[int | None], most: int = 60) -> Memory:
    """A shelf of items that all stand under one key, published on these days."""
    made = Memory({}, most)
    rows = []
    for number, day in enumerate(days):
        at, slot = (float("inf"), UNDATED) if day is None else (day * DAY + number, day)
        rows.append((Standing(slot, at, f"i{number}", f"r{number}"), Keys(slot, words=(KEY,))))
    made.put(rows)
    return made


def test_a_key_gives_the_items_of_the_days_around_and_the_undated_ones() -> None:
    made = shelf([10, 11, 14, 15, None, 9])
    assert made.leaders([KEY], around(12)) == ["i0", "i1", "i2", "i4"]
    assert made.members([KEY], around(12)) == [(KEY, item) for item in ("i0", "i1", "i2", "i4")]


def test_an_undated_report_meets_the_undated_only() -> None:
    made = shelf([10, None, 11, None])
    assert made.leaders([KEY], around(UNDATED)) == ["i1", "i3"]


def test_all_days_give_all_items_in_order_of_time() -> None:
    assert shelf([12, None, 10]).leaders([KEY], ANY) == ["i2", "i0", "i1"]


def test_only_the_first_of_each_day_lead() -> None:
    made = shelf([10, 10, 10, 11, None], most=2)
    assert made.leaders([KEY], ANY) == ["i0", "i1", "i3", "i4"]
    assert [item for _, item in made.members([KEY], ANY)] == ["i0", "i1", "i2", "i3", "i4"]
    assert made.led("i2", [(KEY, KEY)], ANY) == []
    assert made.led("i1", [(KEY, KEY)], around(11)) == ["i0", "i1", "i2", "i3", "i4"]
