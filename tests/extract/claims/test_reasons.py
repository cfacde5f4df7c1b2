"""What is said to have brought a happening about; own sentences."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed


def causes(text: str, lang: Lang) -> list[str | None]:
    return [c.cause for c in claimed(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "A barn burned because of faulty wiring.", ["faulty wiring"]),
        ("en", "The blast was blamed on a lorry driver.", ["a lorry driver"]),
        ("ru", "Склад сгорел из-за неисправной проводки.", ["неисправной проводки"]),
        ("ru", "В результате удара дрона погибли двое.", ["удара дрона"]),
        ("uk", "Через бурю повалено 48 дерев.", ["бурю"]),
        ("uk", "Внаслідок удару дрона загинули двоє.", ["удару дрона"]),
    ],
)
def test_the_words_behind_a_word_of_cause_are_the_cause(lang: Lang, text: str, wanted: list[str]) -> None:
    assert causes(text, lang) == wanted


@pytest.mark.parametrize("text", ["Колона пройшла через Полтаву, згорів склад.", "Через дві години згорів склад."])
def test_through_a_town_or_an_hour_is_no_cause(text: str) -> None:
    assert causes(text, "uk") == [None]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "Аварийную бригаду из Ольшанки вызвали ночью.", [None]),
        ("uk", "Аварійну бригаду з Вільшанки викликали вночі.", [None]),
        ("ru", "Сход лавины вызвал пожар на складе.", ["Сход лавины"]),
        ("uk", "Сходження лавини спричинило пожежу на складі.", ["Сходження лавини"]),
    ],
)
def test_who_is_called_out_is_no_cause(lang: Lang, text: str, wanted: list[str | None]) -> None:
    assert causes(text, lang) == wanted


def test_without_such_words_there_is_none() -> None:
    assert causes("Two barns burned down overnight.", "en") == [None]
