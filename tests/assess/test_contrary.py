"""Words of order, contrast and side: what was not that, what came first, who was first, on whose side it lies."""

from dataclasses import replace
from typing import Any

import pytest

from allegedly.model import Conflict, Span
from tests.assess.build import claim, count, report, speaker
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


@pytest.mark.parametrize(
    ("lang", "own", "all_of_them"),
    [
        ("en", "three of its men were hurt", "three men were hurt"),
        ("ru", "пострадали трое её людей", "пострадали трое людей"),
        ("uk", "постраждали троє її людей", "постраждали троє людей"),
    ],
)
def test_how_many_of_ones_own_were_hurt_is_not_how_many_were(lang: str, own: str, all_of_them: str) -> None:
    miners = report("r1", claim("injured", speaker("miners"), count=count(7), text="seven were hurt"))
    for words, disputes in ((own, 0), (all_of_them, 1)):
        number = next(w for w in ("three", "трое", "троє") if w in words)
        at = words.index(number)
        three = replace(count(3), span=Span(at, at + len(number)))
        guards = report("r2", claim("injured", speaker("guards"), count=three, text=words))
        told = conflicts(miners, replace(guards, lang=lang))  # type: ignore[arg-type]
        assert len([c for c in told if c.rule == "figures"]) == disputes


@pytest.mark.parametrize(
    ("lang", "sound"),
    [("en", "every tank stands intact"), ("ru", "все резервуары целы"), ("uk", "усі резервуари цілі")],
)
def test_a_thing_that_stands_whole_says_nothing_of_other_things(lang: str, sound: str) -> None:
    whole = replace(report("r1", claim("damage", speaker("guards"), "deny", text=sound)), lang=lang)  # type: ignore[arg-type]
    homes = report("r2", claim("damage", speaker("mayor"), text="windows were blown out"))
    assert not [c for c in conflicts(whole, homes) if c.rule == "polarity"]
    tanks = report("r2", claim("damage", speaker("mayor"), text="three tanks were destroyed"))
    assert [c for c in conflicts(whole, tanks) if c.rule == "polarity"]


@pytest.mark.parametrize(
    ("lang", "ours", "theirs"),
    [
        ("en", "1200 people are on strike", "about 300 people have stopped work"),
        ("ru", "бастуют 1200 человек", "работу прекратили 300 человек"),
        ("uk", "страйкують 1200 робітників", "роботу припинили 300 робітників"),
    ],
)
def test_how_many_went_on_strike(lang: str, ours: str, theirs: str) -> None:
    union = replace(report("r1", claim("other", speaker("union"), count=count(1200), text=ours)), lang=lang)  # type: ignore[arg-type]
    firm = replace(report("r2", claim("closure", speaker("firm"), count=count(300), text=theirs)), lang=lang)  # type: ignore[arg-type]
    assert [c.rule for c in conflicts(union, firm)] == ["tallies"]
    fed = replace(report("r2", claim("other", speaker("firm"), count=count(300), text="300 people were fed")))
    assert not conflicts(union, fed)
