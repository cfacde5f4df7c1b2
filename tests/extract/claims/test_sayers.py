"""Who says it beside a verb of saying that no rule of attribution takes: word order, colons, colloquial sentences."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, told

SAID: list[tuple[Lang, str, str, str]] = [
    ("en", "No crane had come down, the harbour board said: its divers had looked.", "crane", "the harbour board"),
    ("en", "A shed burned. The owner says arson, two men were hurt.", "two men were hurt", "The owner"),
    ("ru", "Три дома сгорели. Все жильцы целы, служба сказала на платформе.", "целы", "служба"),
    ("ru", "Речная сторона утверждает в своём релизе, причал обстрелян.", "причал обстрелян", "Речная сторона"),
    ("ru", "Полиция говорит двое ранены, склад сгорел.", "двое ранены", "Полиция"),
    ("uk", "Комітет наполягає на іншому: у міст врізався трактор, двоє поранені.", "двоє поранені", "Комітет"),
    ("uk", "Поліція каже двоє поранені, склад згорів.", "двоє поранені", "Поліція"),
]
WHOM: list[tuple[Lang, str, str]] = [
    ("ru", "Двое рабочих погибли — по информации начальника порта.", "начальника порта"),
    ("ru", "Двое рабочих погибли, следует из сообщения городской полиции.", "городской полиции"),
    ("ru", "Об этом сообщили в пожарной охране: двое рабочих погибли.", "пожарной охране"),
    ("uk", "Двоє робітників загинули — за інформацією начальника порту.", "начальника порту"),
    ("uk", "Двоє робітників загинули, випливає з повідомлення міської поліції.", "міської поліції"),
    ("uk", "Про це повідомили у пожежній охороні: двоє робітників загинули.", "пожежній охороні"),
    ("uk", "За даними річкового управління ДСНС, двоє робітників загинули.", "річкового управління ДСНС"),
    ("uk", "Слідчий комітет: двоє робітників загинули", "Слідчий комітет"),
    ("uk", "Двоє робітників загинули — місцеві мешканці", "місцеві мешканці"),
]
OWN: list[tuple[Lang, str, str]] = [
    ("en", "Police said nothing more and two people died when the bridge fell.", "two people died"),
    ("en", "A depot burned, police said, after a drone hit the roof.", "a drone hit the roof"),
    ("en", "The bridge is shut, she thinks. two people were wounded", "two people were wounded"),
    ("en", "We say two people were wounded.", "two people were wounded"),
    ("ru", "Мэр говорил долго 😂 двое ранены.", "двое ранены"),
    ("ru", "Мэр говорил, когда двое были ранены.", "двое были ранены"),
    ("uk", "Поліція каже вибух, тітка — потоп 😂 поранених нема.", "поранених нема"),
    ("uk", "Мер говорив довго 😂 двоє поранені.", "двоє поранені"),
]


@pytest.mark.parametrize(("lang", "text", "words", "who"), SAID)
def test_the_subject_of_a_verb_of_saying_speaks(lang: Lang, text: str, words: str, who: str) -> None:
    found = next(c for c in claimed(text, lang) if words in c.text)
    assert found.speaker is not None
    assert found.speaker.text == who
    assert found.cue is not None
    assert text[found.cue.span.start : found.cue.span.end] == found.cue.text


@pytest.mark.parametrize(("lang", "text", "who"), WHOM)
def test_whoever_the_saying_names_speaks_for_the_dead(lang: Lang, text: str, who: str) -> None:
    assert [(c.event, c.speaker and c.speaker.text) for c in told(text, lang)] == [("killed", who)]


@pytest.mark.parametrize(("lang", "text", "words"), OWN)
def test_what_does_not_go_on_from_the_verb_is_the_reports_own(lang: Lang, text: str, words: str) -> None:
    found = next(c for c in claimed(text, lang) if words in c.text)
    assert found.speaker is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Пожар локализован, говорят пожарные, причины выясняются."),
        ("uk", "Пожежу локалізовано, кажуть пожежники, причини з'ясовуються."),
    ],
)
def test_what_is_open_behind_an_inserted_saying_does_not_open_what_stands_before_it(lang: Lang, text: str) -> None:
    assert [(c.event, c.stance) for c in told(text, lang) if c.event != "other"] == [("response", "affirm")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A report of shelling could not be confirmed."),
        ("ru", "Сообщения об обстреле не подтверждены."),
        ("uk", "Повідомлення про обстріл не підтверджено."),
    ],
)
def test_a_happening_that_is_not_confirmed_is_open(lang: Lang, text: str) -> None:
    assert [(c.event, c.stance) for c in told(text, lang)] == [("attack", "query")]
