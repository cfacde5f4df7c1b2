"""Names of places as Russian and Ukrainian print has them."""

import pytest

from allegedly.knowledge.gazetteer import gazetteer
from allegedly.knowledge.spelling import own_spellings, spelt

# Alternates as GeoNames mixes them: many languages, forms of the word, former names, nicknames.
MIXED = ("Адэса", "Одеса", "Одесс", "Одесса", "Одессе", "Хаджибей", "Южная столица", "Перлина Чорного моря")


def test_the_spelling_of_each_language_is_told_from_others_and_from_inflected_ones() -> None:
    assert (spelt("Odesa", MIXED, "ru"), spelt("Odesa", MIXED, "uk")) == ("Одесса", "Одеса")


def test_a_former_name_or_a_nickname_is_no_name() -> None:
    assert spelt("Bakhmut", ("Артемовск", "Артемівськ"), "uk") == ""
    assert spelt("Bakhmut", ("Артемовск", "Бахмут"), "ru") == "Бахмут"
    assert spelt("Odesa", ("Південна Пальміра",), "uk") == ""


@pytest.mark.parametrize(("lang", "name"), [("ru", "Донецьк"), ("uk", "Донецк"), ("ru", "Жовтневе-Ґ")])
def test_letters_and_endings_of_the_other_language_are_none_of_this_one(lang: str, name: str) -> None:
    assert spelt("Donetsk", (name,), lang) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "ru", "uk"),
    [("kharkiv", "Харьков", "Харків"), ("kyiv", "Киев", "Київ"), ("ukraine", "Украина", "Україна")],
)
def test_the_gazetteer_knows_settlements_and_countries_in_both(key: str, ru: str, uk: str) -> None:
    place = gazetteer().lookup(key)[0]
    assert (gazetteer().spelt(place.id, "ru"), gazetteer().spelt(place.id, "uk")) == (ru, uk)
    assert gazetteer().spelt("geonames:0", "uk") == ""


def test_names_that_the_desk_gives_itself_are_those_that_the_rule_would_not_choose() -> None:
    held = own_spellings()
    assert held
    assert all(gazetteer().spelt(id, lang) == name for id, names in held.items() for lang, name in names.items())
