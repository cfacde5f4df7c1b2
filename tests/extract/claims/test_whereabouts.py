"""Which places belong to a claim; towns are real, what is said to happen in them is not."""

import pytest

from allegedly.extract import extract
from allegedly.model import Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def where(text: str, lang: Lang) -> list[list[str]]:
    """The words of the places of each claim, claims in text order."""
    found = extract(document(Report("r", text, lang=lang))).claims
    return [[p.text for p in c.places] for c in found]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "Prosecutors in Poltava said two people were injured.", [[]]),
        ("ru", "Прокуратура в Полтаве сообщила, что двое ранены.", [[]]),
        ("en", "A wall fell on Cooper Street in Poltava.", [["Cooper Street", "Poltava"]]),
        ("ru", "Дроны над Полтавой, в порту прогремел взрыв.", [["Полтавой"], ["Полтавой"]]),
        ("uk", "Вибухи в Полтаві: двоє поранені.", [["Полтаві"], ["Полтаві"]]),
        ("ru", "Рухнула стена склада, двое ранены — Полтава, улица Бондарная", [["Полтава", "улица Бондарная"]] * 2),
    ],
)
def test_the_places_of_a_clause_stand_in_it_or_at_head_or_tail_of_its_sentence(
    lang: Lang, text: str, wanted: list[list[str]]
) -> None:
    assert where(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Poltava now. Two houses burned down. One person was killed."),
        ("ru", "Полтава. Сгорели два дома. Один человек погиб."),
        ("uk", "Полтава. Згоріли два будинки. Одна людина загинула."),
    ],
)
def test_a_town_that_stands_alone_above_a_report_holds_for_all_of_it(lang: Lang, text: str) -> None:
    assert where(text, lang) == [["Poltava" if lang == "en" else "Полтава"]] * 2


def test_the_head_of_a_list_adds_to_the_places_of_its_items() -> None:
    text = "Overnight in the Poltava region:\n• Lubny - two houses burned down\n• Myrhorod - one person injured"
    assert where(text, "en") == [["Lubny", "Poltava region"], ["Myrhorod", "Poltava region"]]


def test_a_town_that_closes_a_post_holds_for_all_of_it() -> None:
    assert where("Сгорел склад. Двое ранены.\nПолтава", "ru") == [["Полтава"], ["Полтава"]]


def test_a_first_sentence_with_a_verb_lends_its_place_to_no_other() -> None:
    assert where("A depot burned down in Poltava. Two people were injured.", "en") == [["Poltava"], []]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Если Киев обстреляет порт, ответят сразу."),
        ("ru", "Если Москва обстреляет порт, ответят сразу."),
        ("uk", "Якщо Київ обстріляє порт, відповідь буде."),
        ("uk", "Якщо Москва обстріляє порт, відповідь буде."),
    ],
)
def test_a_capital_that_acts_is_no_place(lang: Lang, text: str) -> None:
    assert all(places == [] for places in where(text, lang))


def test_a_capital_that_is_struck_is_one() -> None:
    assert where("Дроны атаковали Киев ночью.", "ru") == [["Киев"]]


def test_the_city_is_the_city_named_before_in_its_own_words() -> None:
    found = extract(document(Report("r", "Колонна прошла Полтаву. Взрыв прогремел в городе.", lang="ru"))).claims
    place = found[-1].places[0]
    assert (place.text, place.name) == ("городе", "Poltava")
