"""A clause, who says it, a colon, and what they say to it: both are theirs."""

import pytest

from allegedly.extract import extract
from allegedly.model import Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document

BOTH: list[tuple[Lang, str, str, str]] = [
    ("en", "Nobody was hurt, the mayor said: the workers had been evacuated at noon.", "Nobody was hurt", "workers"),
    ("ru", "Никто не пострадал, сообщили в мэрии: рабочих эвакуировали в полдень.", "Никто не пострадал", "рабочих"),
    ("uk", "Ніхто не постраждав, повідомили в мерії: робітників евакуювали опівдні.", "Ніхто не постраждав", "робітн"),
]


@pytest.mark.parametrize(("lang", "text", "before", "behind"), BOTH)
def test_the_clause_before_who_speaks_and_the_one_behind_the_colon_are_theirs(
    lang: Lang, text: str, before: str, behind: str
) -> None:
    found = extract(document(Report("r", text, lang=lang))).claims
    told = {words: c.speaker for c in found for words in (before, behind) if words in c.text}
    assert {words: s.id if s else None for words, s in told.items()} == {before: "any:mayor", behind: "any:mayor"}


ONLY: list[tuple[Lang, str]] = [
    ("ru", "Мэр Гродека, сообщили в полиции: двое ранены."),
    ("uk", "Мер Гродека, повідомили в поліції: двоє поранені."),
]


@pytest.mark.parametrize(("lang", "text"), ONLY)
def test_words_that_are_no_clause_are_not_what_was_said(lang: Lang, text: str) -> None:
    content = [
        text[s.start : s.end] for a in extract(document(Report("r", text, lang=lang))).attributions for s in a.content
    ]
    assert not any("Гродека" in words for words in content)
