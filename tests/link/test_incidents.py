"""Which report an incident is named after."""

from datetime import datetime, timedelta, timezone

from allegedly.link.incidents import named_after
from allegedly.link.items import Item


def _item(name: str, hour: int, zone: int) -> Item:
    at = datetime(2025, 3, 12, hour, tzinfo=timezone(timedelta(hours=zone)))
    return Item(name, name, "en", at, (), frozenset(), frozenset(), frozenset(), (), None)


def test_the_earliest_is_so_by_the_instant_and_not_by_what_its_clock_shows() -> None:
    noon_in_the_east, later = _item("east", 12, 3), _item("west", 10, 0)
    assert named_after([later, noon_in_the_east]).id == "east"


def test_an_undated_one_comes_last() -> None:
    dated = _item("dated", 23, -5)
    undated = Item("a", "a", "en", None, (), frozenset(), frozenset(), frozenset(), (), None)
    assert named_after([undated, dated]).id == "dated"
