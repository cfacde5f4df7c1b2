"""Answers that say nothing but that it was so, or was not."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told

POISONED: dict[Lang, str] = {
    "en": "Villagers say that the well was poisoned. ",
    "ru": "Жители говорят, что колодец отравили. ",
    "uk": "Мешканці кажуть, що криницю отруїли. ",
}
DENIED: list[tuple[Lang, str, str]] = [
    ("en", "The mining company says it was not.", "The mining company"),
    ("en", '"That\'s a lie," says farmer Jon Beckett.', "farmer Jon Beckett"),
    ("en", '"That is not true," said farmer Jon Beckett. "We drink from it."', "farmer Jon Beckett"),
    ("en", "The mayor says that is not the case.", "The mayor"),
    ("en", "The mayor said the reports were untrue.", "The mayor"),
    ("ru", "В компании говорят, что нет.", "компании"),
    ("ru", "Мэр утверждает, что это не так.", "Мэр"),
    ("ru", "«Это ложь», — сказал фермер Иван Беков.", "фермер Иван Беков"),
    ("uk", "У компанії кажуть, що ні.", "компанії"),
    ("uk", "Мер стверджує, що це не так.", "Мер"),
    ("uk", "«Це брехня», — сказав фермер Іван Беков.", "фермер Іван Беков"),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), DENIED)
def test_who_says_that_it_was_not_so_denies_what_was_told(lang: Lang, text: str, speaker: str) -> None:
    found = [c for c in told(POISONED[lang] + text, lang) if c.speaker and c.speaker.text == speaker]
    assert ("injured", "deny") in [(c.event, c.stance) for c in found]
    assert all(c.stance == "deny" for c in found if " not" in c.text or "lie" in c.text)


def test_who_says_that_they_were_affirms_what_another_denied() -> None:
    found = told("The committee said that nobody was hurt. The lawyers said they were.", "en")
    assert [(c.event, c.stance) for c in found] == [("injured", "deny"), ("injured", "affirm")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Villagers say that the well was poisoned. The mayor says the road is not safe."),
        ("ru", "Переправу разбомбили, считает аналитик. Данных об ударе, признаёт эксперт, нет."),
    ],
)
def test_a_clause_that_tells_something_of_its_own_is_no_answer(lang: Lang, text: str) -> None:
    assert all(c.rule != "claim.pointing" for c in told(text, lang))
