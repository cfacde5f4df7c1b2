"""Persons and organisations: own sentences, invented people."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.extract.analyse import analyse
from allegedly.extract.names import Organised, names
from allegedly.extract.places import places
from allegedly.model import Document, Mention, Report, Sentence, Span
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def found(text: str, lang: Lang) -> tuple[Mention, ...]:
    analysis = analyse(document(Report("r", text, lang=lang)))
    return names(analysis, places(analysis))


def of_kind(text: str, lang: Lang, kind: str) -> list[str]:
    return [m.text for m in found(text, lang) if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "lang", "person"),
    [
        ("Об этом сообщил Иван Петрович Сорокин.", "ru", "Иван Петрович Сорокин"),
        ("Рапорт подписал А. В. Сорокин.", "ru", "А. В. Сорокин"),
        ("Слова министра Барыбиной записали.", "ru", "Барыбиной"),
        ("Про це розповіла Олена Коваленко.", "uk", "Олена Коваленко"),
        ("За словами капітана Гаврилюка, усі живі.", "uk", "Гаврилюка"),
        ("The report was signed by Judith Sorokin.", "en", "Judith Sorokin"),
    ],
)
def test_persons(text: str, lang: Lang, person: str) -> None:
    assert of_kind(text, lang, "person") == [person]


@pytest.mark.parametrize(
    ("text", "lang", "organisation"),
    [
        ("В Министерстве обороны Исландии это отрицают.", "ru", "Министерстве обороны Исландии"),
        ("Верховный суд Исландии отклонил жалобу.", "ru", "Верховный суд Исландии"),
        ("МВД Исландии молчит.", "ru", "МВД Исландии"),
        ("Газета «Северный маяк» вышла утром.", "ru", "Газета «Северный маяк»"),
        ("Це підтвердило Міністерство оборони Ісландії.", "uk", "Міністерство оборони Ісландії"),
        ("Про це пише Reuters.", "uk", "Reuters"),
        ("The Harbour Guard Association denied it.", "en", "Harbour Guard Association"),
    ],
)
def test_organisations(text: str, lang: Lang, organisation: str) -> None:
    assert organisation in [t.removeprefix("The ") for t in of_kind(text, lang, "organisation")]


def test_a_surname_met_with_its_first_name_is_known_later() -> None:
    text = "Приехала Анна Зорькова. Вечером Зорькову видели у моста."
    assert of_kind(text, "ru", "person") == ["Анна Зорькова", "Зорькову"]


def test_a_surname_that_looks_like_none_is_known_once_met() -> None:
    assert of_kind("Приехала Анна Ламберто. Ламберто видели у моста.", "ru", "person") == ["Анна Ламберто", "Ламберто"]
    assert of_kind("Ламберто видели у моста.", "ru", "person") == []


def test_names_are_given_in_the_nominative() -> None:
    assert [m.name for m in found("Это слова Ивана Сорокина.", "ru")] == ["Иван Сорокин"]
    assert [m.name for m in found("Это решение Верховного суда Исландии.", "ru")] == ["Верховный суд Исландии"]
    assert [m.name for m in found("Це рішення Верховного суду Ісландії.", "uk")] == ["Верховний суд Ісландії"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("По словам жителей, было тихо.", "ru"),
        ("Тем временем дождь кончился.", "ru"),
        ("НПЗ горел до утра, сообщили СМИ.", "ru"),
        ("Під час зливи згасло світло.", "uk"),
        ("The storm passed by noon.", "en"),
    ],
)
def test_common_words_are_no_names(text: str, lang: Lang) -> None:
    assert found(text, lang) == ()


def test_no_name_overlaps_a_place() -> None:
    text = "В Харькове сообщили, что губернатор Харьковской области Иван Сорокин уехал."
    analysis = analyse(document(Report("r", text, lang="ru")))
    where = places(analysis)
    assert not any(m.span.meets(p.span) for m in names(analysis, where) for p in where)


WORDS = st.lists(
    st.sampled_from(
        [
            *("Иван", "Петрович", "Сорокин", "министерство", "Министерство", "обороны", "«", "»", '"', "Газета", "МВД"),
            *(
                "и",
                "по",
                "суд",
                "Верховный",
                "А",
                ".",
                ",",
                "NATO",
                "-",
                "\n",
                "II",
                "фон",
                "Judith",
                "United",
                "Ісландії",
            ),
        ]
    ),
    max_size=25,
)


@given(WORDS, st.sampled_from(["en", "ru", "uk"]))
def test_spans_hold_the_words_and_never_overlap(words: list[str], lang: Lang) -> None:
    text = " ".join(words)
    whole = Document(Report("r", text, lang=lang), lang, text, (Sentence(Span(0, len(text)), lang, 0),))
    analysed = analyse(whole)
    got = names(analysed, places(analysed))
    assert all(text[m.span.start : m.span.end] == m.text for m in got)
    assert all(a.span.end <= b.span.start for a, b in pairwise(got))


def test_organisations_are_looked_for_once_for_places_and_names() -> None:
    analysis = analyse(document(Report("r", "Вчера Озёрная инспекция открыла причал. Она закрыла порт.", lang="ru")))
    known = Organised(analysis.clean)
    assert places(analysis, known) == places(analysis)
    assert names(analysis, (), known) == names(analysis, ())
    assert known.of(analysis.sentences[0]) is known.of(analysis.sentences[0])
    assert [analysis.clean[s:e] for s, e in known.spans(analysis.sentences[0])] == ["Озёрная инспекция"]


@pytest.mark.parametrize(
    ("lang", "text", "persons"),
    [
        ("ru", "Глава администрации Лужанска Пётр Громов сообщил о пожаре.", ["Пётр Громов"]),
        ("uk", "Голова адміністрації Лужанська Петро Громов повідомив про пожежу.", ["Петро Громов"]),
        ("ru", "Глава администрации Орлена молчит.", []),
        ("ru", "Жители Верховска спят.", []),
        ("uk", "Мешканці Верховська сплять.", []),
        ("ru", "Мэр Громов молчит.", ["Громов"]),
    ],
)
def test_a_town_behind_an_office_or_residents_is_no_person(lang: Lang, text: str, persons: list[str]) -> None:
    assert of_kind(text, lang, "person") == persons
