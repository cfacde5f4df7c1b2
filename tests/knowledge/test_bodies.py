"""Bodies that no list knows: the names they bear, and what they are without one."""

import pytest

from allegedly.knowledge.bodies import body, is_body, own_name
from allegedly.model.vocabulary import Lang

NAMED: list[tuple[Lang, str, str]] = [
    ("en", "the aid group Green Shore", "Green Shore"),
    ("en", "the director of the plant “Velmora”", "Velmora"),
    ("ru", "экологическая группа «Зелёный берег»", "Зелёный берег"),
    ("ru", "директор завода «Велмора» в Орлене", "Велмора"),
    ("uk", "екологічна група «Зелений берег»", "Зелений берег"),
    ("uk", "директор заводу «Велмора» в Орлені", "Велмора"),
]


@pytest.mark.parametrize(("lang", "words", "name"), NAMED)
def test_a_body_and_who_leads_it_go_by_the_name_beside_it(lang: Lang, words: str, name: str) -> None:
    assert own_name(words, lang, quoted=False) == name


OTHERS: list[tuple[Lang, str]] = [
    ("en", "workers at the plant “Velmora”"),
    ("en", "the captain of “Velmora”"),
    ("ru", "рабочий завода «Велмора»"),
    ("ru", "жители отеля «Велмора»"),
    ("ru", "капитан «Велморы»"),
    ("uk", "робітник заводу «Велмора»"),
    ("uk", "мешканці готелю «Велмора»"),
    ("uk", "капітан «Велмори»"),
]


@pytest.mark.parametrize(("lang", "words"), OTHERS)
def test_who_works_or_lives_there_and_a_ship_are_no_body_of_that_name(lang: Lang, words: str) -> None:
    assert own_name(words, lang, quoted=False) is None


def test_capitals_without_quotation_marks_may_be_a_town() -> None:
    assert own_name("the hospital Lowport", "en", quoted=True) is None


WHOLE: list[tuple[str, dict[Lang, str]]] = [
    ("association:pilot", {"en": "the pilots' association", "ru": "ассоциация пилотов", "uk": "асоціація пілотів"}),
    ("management:museum", {"en": "the museum's management", "ru": "дирекция музея", "uk": "дирекція музею"}),
]


@pytest.mark.parametrize(("what", "said"), WHOLE)
def test_a_body_of_people_or_of_a_house_is_the_same_in_three_languages(what: str, said: dict[Lang, str]) -> None:
    assert {lang: body(words, lang) for lang, words in said.items()} == dict.fromkeys(said, what)


def test_the_kind_of_body_and_whose_it_is_tell_two_apart() -> None:
    assert body("the pilots' association", "en") != body("the drivers' association", "en")
    assert body("the museum's management", "en") != body("the hotel's management", "en")
    assert body("a group of residents", "en") is None, "whoever they are, they speak for themselves"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "The Gull Bay distillery"),
        ("en", "the pilots' association"),
        ("ru", "«Велмора»"),
        ("ru", "дирекция музея"),
        ("uk", "«Велмора»"),
        ("uk", "дирекція музею"),
    ],
)
def test_a_body_is_told_from_a_person(lang: Lang, words: str) -> None:
    assert is_body(words, lang)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Ann Lee"), ("en", "a worker at the plant"), ("ru", "рабочий завода"), ("uk", "Олена Рудь"), ("uk", "")],
)
def test_a_person_is_no_body(lang: Lang, words: str) -> None:
    assert not is_body(words, lang)
