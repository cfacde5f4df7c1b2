"""What was looked at and let go is told, with the reason."""

import pytest

from allegedly.extract import explain, extract
from allegedly.model import Document, Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def doc(text: str, lang: Lang) -> Document:
    return document(Report("r", text, "", lang, None))


@pytest.mark.parametrize(
    ("lang", "text", "kind", "words", "why"),
    [
        ("en", "Two people were injured as a result of the shelling.", "event", "shelling", "setting"),
        ("ru", "В результате обстрела ранены двое.", "event", "обстрела", "setting"),
        ("uk", "Внаслідок обстрілу поранено двох.", "event", "обстрілу", "setting"),
        ("en", "The band enjoys a smash hit.", "event", "smash hit", "veto"),
        ("en", "Nothing was said.", "cue", "said", "no speaker"),
        ("ru", "Сказано немало.", "cue", "Сказано", "no speaker"),
        ("uk", "Сказано чимало.", "cue", "Сказано", "no speaker"),
    ],
)
def test_words_that_gave_nothing_are_named_with_the_reason(
    lang: Lang, text: str, kind: str, words: str, why: str
) -> None:
    _, dropped = explain(doc(text, lang))
    assert [(c.kind, why in c.reason) for c in dropped if c.words.text == words] == [(kind, True)]


def test_words_that_gave_a_claim_are_not_among_them() -> None:
    given = doc("A drone hit a warehouse, the mayor said.", "en")
    found, dropped = explain(given)
    assert found == extract(given)
    assert {"hit", "said"}.isdisjoint(c.words.text for c in dropped)


def test_spans_are_those_of_the_text() -> None:
    text = "Сказано немало. В результате обстрела ранены двое, сообщил мэр."
    _, dropped = explain(doc(text, "ru"))
    assert dropped
    assert all(text[c.words.span.start : c.words.span.end] == c.words.text for c in dropped)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "As a result of the work of enemy air defense, shrapnel damaged houses in Odesa."),
        ("ru", "В результате работы вражеской ПВО осколки повредили дома в Одессе."),
        ("uk", "Унаслідок роботи ворожої ППО уламки пошкодили будинки в Одесі."),
    ],
)
def test_a_setting_reaches_over_the_whole_noun_phrase(lang: Lang, text: str) -> None:
    found, _ = explain(doc(text, lang))
    assert [c.event for c in found.claims] == ["damage"]
