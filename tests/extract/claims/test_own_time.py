"""Times that tell of somebody or something in the clause, and not of what happened."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed

BORN: list[tuple[Lang, str]] = [
    ("en", "A woman born in 1958 was killed."),
    ("ru", "Погибла женщина 1958 года рождения."),
    ("ru", "Погиб мужчина 1961 г.р."),
    ("uk", "Загинула жінка 1958 року народження."),
    ("uk", "Загинув чоловік 1961 р.н."),
]


@pytest.mark.parametrize(("lang", "text"), BORN)
def test_the_year_of_a_birth_is_not_that_of_a_death(lang: Lang, text: str) -> None:
    (claim,) = claimed(text, lang)
    assert (claim.event, claim.factuality, claim.when) == ("killed", "asserted", None)


DESCRIBED: list[tuple[Lang, str]] = [
    ("en", "A worker wounded on 1 February died on 11 March."),
    ("ru", "Раненый 1 февраля рабочий скончался 11 марта."),
    ("ru", "Пострадавший 1 февраля рабочий скончался 11 марта."),
    ("uk", "Поранений 1 лютого робітник помер 11 березня."),
]


@pytest.mark.parametrize(("lang", "text"), DESCRIBED)
def test_the_time_of_a_participle_is_its_own(lang: Lang, text: str) -> None:
    (claim,) = [c for c in claimed(text, lang) if c.event == "killed"]
    assert claim.factuality == "asserted"
    assert claim.when is not None
    assert claim.when.text.endswith(("March", "марта", "березня"))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A shell hit the mill built in 1978."),
        ("ru", "Разрушен мост, открытый после ремонта 3 мая 2021 года."),
        ("uk", "Зруйновано міст, відкритий після ремонту 3 травня 2021 року."),
    ],
)
def test_what_was_built_long_ago_is_hit_now(lang: Lang, text: str) -> None:
    assert [c.factuality for c in claimed(text, lang)] == ["asserted"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mill was shelled on 1 February."),
        ("ru", "Рабочий ранен 1 февраля осколком."),
        ("uk", "Робітника поранено 1 лютого уламком."),
        ("ru", "В 1958 году сгорела мельница."),
    ],
)
def test_the_time_of_the_predicate_stays_with_it(lang: Lang, text: str) -> None:
    assert claimed(text, lang)[0].factuality == "historical"
