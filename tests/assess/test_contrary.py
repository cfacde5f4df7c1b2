"""Words of order, contrast and side: what was not that, what came first, who was first, on whose side it lies."""

from dataclasses import replace
from typing import Any

import pytest

from allegedly.model import Conflict
from tests.assess.build import claim, report, speaker
from tests.assess.test_conflicts import conflicts

Said = tuple[str, str]  # a language and words


def between(one: Said, other: Said, rule: str, stance: str = "affirm", **more: Any) -> list[Conflict]:
    """What stands between words of the mayor and words of the miners, whichever of them speaks first."""
    found = []
    for first, second in ((one, other), (other, one)):
        a = report("r1", claim("other", speaker("mayor"), text=first[1], **more))
        b = report("r2", claim("other", speaker("miners"), stance if second is other else "affirm", text=second[1]))
        told = conflicts(replace(a, lang=first[0]), replace(b, lang=second[0]))  # type: ignore[arg-type]
        found.append([c for c in told if c.rule == rule])
    assert len(found[0]) == len(found[1]), "it matters who speaks first"
    return found[0]


@pytest.mark.parametrize(
    "words",
    [
        ("en", "the drones came over the fields and not from the sea"),
        ("ru", "дроны пришли над полями, а не с моря"),
        ("uk", "дрони прийшли над полями, а не з моря"),
    ],
)
def test_what_one_says_that_it_was_not_is_what_another_tells(words: Said) -> None:
    (one,) = between(("en", "the raid came from the sea"), words, "contrasted")
    assert one.kind == "polarity"
    assert not between(("en", "the raid came from the hills"), words, "contrasted")
    assert not between(words, words, "contrasted"), "both deny it"


@pytest.mark.parametrize(
    "words",
    [
        ("en", "the children fell ill on Saturday and not on Monday"),
        ("ru", "дети заболели в субботу, а не в понедельник"),
        ("uk", "діти захворіли в суботу, а не в понеділок"),
    ],
)
def test_a_day_that_it_was_not(words: Said) -> None:
    (one,) = between(("en", "the first ones fell ill on Monday, an outbreak"), words, "contrasted")
    assert one.kind == "time"
    assert not between(("en", "the samples were taken on Monday"), words, "contrasted"), "of something else"
    assert not between(("en", "an outbreak began on Tuesday"), words, "contrasted")


@pytest.mark.parametrize(
    "words", [("en", "it was not debris"), ("ru", "это были не обломки"), ("uk", "це були не уламки")]
)
def test_it_was_not_that_and_nothing_more(words: Said) -> None:
    assert between(("en", "debris of a drone fell on the barn roof"), words, "contrasted")
    assert not between(("en", "a drone fell on the barn roof"), words, "contrasted")


@pytest.mark.parametrize(
    "words",
    [
        ("en", "the siren sounded after the first blast"),
        ("ru", "сирена зазвучала уже после первого взрыва"),
        ("uk", "сирена пролунала вже після першого вибуху"),
    ],
)
def test_what_came_first(words: Said) -> None:
    (one,) = between(("en", "the siren sounded half an hour before the blast"), words, "order")
    assert one.kind == "time"
    assert not between(("en", "the siren sounded right after the blast"), words, "order")
    assert not between(("en", "the doors were shut before the blast"), words, "order")


@pytest.mark.parametrize(
    "words",
    [
        ("en", "the police opened fire first"),
        ("ru", "первой открыла огонь полиция"),
        ("uk", "першою почала стріляти поліція"),
    ],
)
def test_who_was_first(words: Said) -> None:
    (one,) = between(("en", "he fired first, he opened fire on the street"), words, "started")
    assert one.kind == "actor"
    assert not between(("en", "the police fired first, they opened fire"), words, "started")
    assert not between(("en", "he was the first to leave"), words, "started")


@pytest.mark.parametrize(
    ("words", "swapped"),
    [
        (("en", "the wreckage lies on the Indian side"), "the wreckage lies on the Pakistani side"),
        (("ru", "обломки лежат на индийской стороне"), "the wreckage lies on the Pakistani side"),
        (("uk", "уламки лежать на індійському боці"), "the wreckage lies on the Pakistani side"),
        (("en", "the wreckage lies on the Pakistani side"), "the wreckage lies on the Indian side"),
        (("ru", "обломки лежат на пакистанской стороне"), "the wreckage lies on the Indian side"),
    ],
)
def test_on_whose_side_it_lies(words: Said, swapped: str) -> None:
    (one,) = between(("en", swapped), words, "sides")
    assert one.kind == "place"
    assert not between(words, words, "sides")
    assert not between(("en", swapped.replace("the wreckage lies", "the pilot walked")), words, "sides")


@pytest.mark.parametrize(
    ("lang", "broken", "sound"),
    [
        ("en", "the boiler did not work", "the boiler was in order"),
        ("ru", "котёл не работал", "котёл был исправен"),
        ("uk", "котел не працював", "котел був справний"),
    ],
)
def test_a_denial_of_damage_without_a_negation_says_what_was(lang: str, broken: str, sound: str) -> None:
    no = replace(report("r1", claim("other", speaker("mayor"), "deny", text=broken)), lang=lang)  # type: ignore[arg-type]
    yes = replace(report("r2", claim("damage", speaker("owner"), "deny", text=sound)), lang=lang)  # type: ignore[arg-type]
    off = report("r1", claim("other", speaker("mayor"), text="the boiler had been off for a week"))
    assert [c.rule for c in conflicts(no, yes)] == ["things"]
    assert [c.rule for c in conflicts(off, yes)] == ["things"]
    other = replace(report("r1", claim("other", speaker("mayor"), "deny", text="the lamp did not work")))
    assert not conflicts(other, yes)
