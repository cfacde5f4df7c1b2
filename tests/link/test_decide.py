"""Verdicts: what two items of one hour are to each other."""

from datetime import UTC, datetime, timedelta

import pytest

from allegedly.link.decide import same_hour
from allegedly.link.items import Item, Window

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def item(start: float, hours: float, stated: bool = True) -> Item:
    """A strike whose window begins so many hours after noon."""
    window = Window(NOON + timedelta(hours=start), NOON + timedelta(hours=start + hours), stated)
    kinds = frozenset({"drone"})
    return Item("r", "r", "en", NOON, (), frozenset({"attack"}), frozenset({"strike"}), kinds, (), window)


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        (item(0, 0.02), item(0, 0.02), True),
        (item(0, 1), item(0.5, 1), True),
        (item(0, 0.02), item(2, 0.02), False),
        (item(0, 24), item(0, 0.02), False),
        (item(0, 0.02, stated=False), item(0, 0.02), False),
    ],
)
def test_one_hour_is_one_only_where_both_state_it(a: Item, b: Item, wanted: bool) -> None:
    assert same_hour(a, b) is wanted
    assert same_hour(b, a) is wanted
