"""For how long, how far, how many of a thing: figures that cannot both hold, in any language and unit."""

from dataclasses import replace

import pytest

from allegedly.assess.amounts import read
from allegedly.model import Conflict
from allegedly.model.vocabulary import Lang
from tests.assess.build import claim, report, speaker
from tests.assess.test_conflicts import conflicts


def apart(one: str, other: str, lang: Lang = "en") -> list[Conflict]:
    a = report("r1", claim("other", speaker("owner"), text=one))
    b = report("r2", claim("other", speaker("tenant"), text=other), hours=1)
    return [c for c in conflicts(a, replace(b, lang=lang)) if c.rule == "amounts"]


@pytest.mark.parametrize(
    ("lang", "other"),
    [
        ("en", "the barge passed the pier at two kilometres"),
        ("ru", "баржа прошла в двух километрах от пирса"),
        ("uk", "баржа пройшла за два кілометри від пірса"),
    ],
)
def test_a_distance_in_other_units(lang: Lang, other: str) -> None:
    (one,) = apart("the barge passed 300 metres from the pier", other, lang)
    assert one.kind == "count"
    assert not apart("the barge passed 2,000 metres from the pier", other, lang)


def test_how_many_there_were() -> None:
    assert apart("there were three guards", "охоронців було двоє", "uk")
    assert not apart("three guards slept", "двое охранников убежали", "ru")


def test_bounds_leave_room() -> None:
    assert not apart("the barge passed at least 300 metres from the pier", "the barge passed the pier at 2 kilometres")
    assert not apart("the barge passed about 300 metres from the pier", "the barge passed 280 metres from the pier")


def test_one_of_several_is_no_count() -> None:
    assert read("one of the guards slept", "en") == ()
    assert read("один из охранников спал", "ru") == ()


def test_of_two_amounts_nobody_knows_which_is_meant() -> None:
    assert len(read("two boats waited for three hours", "en")) == 2
    assert not apart("two boats waited for three hours", "the boats waited for five hours")


@pytest.mark.parametrize(
    ("lang", "text", "low", "high"),
    [
        ("en", "no more than thirty tonnes", 0, 30_000),
        ("en", "more than thirty tonnes", 30_000, float("inf")),
        ("en", "thirty tonnes at most", 0, 30_000),
        ("ru", "не более тридцати тонн", 0, 30_000),
        ("ru", "более тридцати тонн", 30_000, float("inf")),
        ("ru", "самое большее тридцать тонн", 0, 30_000),
        ("uk", "щонайбільше тридцять тонн", 0, 30_000),
        ("uk", "більше тридцяти тонн", 30_000, float("inf")),
        ("uk", "не більше тридцяти тонн", 0, 30_000),
    ],
)
def test_no_more_than_is_not_more_than(lang: Lang, text: str, low: float, high: float) -> None:
    (one,) = read(text, lang)
    assert (one.low, one.high) == (low, high)


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "at twenty-six miles"), ("ru", "в двадцати шести милях"), ("uk", "у двадцяти шести милях")],
)
def test_a_unit_in_any_case(lang: Lang, text: str) -> None:
    (one,) = read(text, lang)
    assert one.low == 26 * 1609
