import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.extract.slavic.clauses import clauses
from allegedly.model.vocabulary import Lang
from tests.extract.slavic.test_analyser import tokens


def cut(text: str, lang: Lang) -> list[tuple[str, str]]:
    found = tokens(text, lang)
    return [(c.kind, text[found[c.start].start : found[c.end - 1].end]) for c in clauses(found, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "want"),
    [
        (
            "ru",
            "Мэр сказал, что дом сгорел",
            [("main", "Мэр сказал"), ("that", "что дом сгорел")],
        ),
        (
            "uk",
            "Мер сказав, що будинок згорів",
            [("main", "Мер сказав"), ("that", "що будинок згорів")],
        ),
        (
            "ru",
            "Мэр, отвечая на вопрос, сказал правду",
            [("main", "Мэр"), ("gerund", "отвечая на вопрос"), ("main", "сказал правду")],
        ),
        (
            "uk",
            "Уламки впали на дах, після чого почалася пожежа",
            [("main", "Уламки впали на дах"), ("where", "після чого почалася пожежа")],
        ),
        (
            "ru",
            "Загорелся склад, который недавно построили",
            [("main", "Загорелся склад"), ("relative", "который недавно построили")],
        ),
        (
            "uk",
            "Горить склад, збудований торік",
            [("main", "Горить склад"), ("participle", "збудований торік")],
        ),
        (
            "ru",
            "Сбиты дроны над портом, складом и мостом, пострадавших нет",
            [("main", "Сбиты дроны над портом, складом и мостом"), ("main", "пострадавших нет")],
        ),
        (
            "uk",
            "Двоє загинули і згорів будинок",
            [("main", "Двоє загинули"), ("main", "і згорів будинок")],
        ),
        ("ru", "Горят склад и дом", [("main", "Горят склад и дом")]),
        ("uk", "Вибух у порту", [("main", "Вибух у порту")]),
    ],
)
def test_cuts_and_kinds(lang: Lang, text: str, want: list[tuple[str, str]]) -> None:
    assert cut(text, lang) == want


@settings(max_examples=100, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "мост",
                "сгорел",
                "что",
                ",",
                "—",
                ";",
                ":",
                "и",
                "который",
                "отвечая",
                "(",
                ")",
                "горит",
                "склад",
                "после",
                "чего",
            ]
        ),
        max_size=20,
    )
)
def test_clauses_are_ordered_and_never_overlap(words: list[str]) -> None:
    found = tokens(" ".join(words), "ru")
    parts = clauses(found, "ru")
    assert all(0 <= c.start < c.end <= len(found) for c in parts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(parts))
    inside = {i for c in parts for i in range(c.start, c.end)}
    assert all(t.pos == "PUNCT" for i, t in enumerate(found) if i not in inside)
