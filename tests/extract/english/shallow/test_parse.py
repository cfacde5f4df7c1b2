"""A tree without a parser: always a tree, and the relations that the rules ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.extract.english.shallow.analyser import analyse_shallow
from allegedly.extract.tokens import Token
from allegedly.model import Sentence, Span

SENTENCES = """the mayor of said that who hit a house and , “ ” told reporters to leave in Berg by was destroyed is
clear 's not according because ; : police plan claims it they 10 dozens - while citing residents reported . ! must"""
WORDS = st.sampled_from(SENTENCES.split())


def tokens(text: str) -> tuple[Token, ...]:
    return analyse_shallow(text, [Sentence(Span(0, len(text)), "en", 0)])[0]


def edges(text: str) -> set[tuple[str, str, str]]:
    found = tokens(text)
    return {(t.text, t.dep, found[t.head].text if t.head >= 0 else "") for t in found}


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_every_word_hangs_on_the_one_root(text: str) -> None:
    found = tokens(text)
    assert [t.dep for t in found].count("ROOT") == 1
    for i in range(len(found)):
        seen = {i}
        at = found[i].head
        while at >= 0:
            assert at not in seen, "a circle"
            seen.add(at)
            at = found[at].head


@given(st.text(max_size=200))
def test_tokens_are_pieces_of_the_text(text: str) -> None:
    for t in tokens(text):
        assert text[t.start : t.end] == t.text
        assert t.text.strip()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mayor said the bridge fell.", {("mayor", "nsubj", "said"), ("fell", "ccomp", "said")}),
        ("The bridge fell, the mayor said.", {("fell", "ccomp", "said"), ("mayor", "nsubj", "said")}),
        ("The house was hit by a drone.", {("house", "nsubjpass", "hit"), ("by", "agent", "hit")}),
        ("The council plans to close the port.", {("close", "xcomp", "plans"), ("port", "dobj", "close")}),
        ("The man who left told police that he saw smoke.", {("left", "relcl", "man"), ("saw", "ccomp", "told")}),
        ("Residents of the town left because it burned.", {("of", "prep", "Residents"), ("burned", "advcl", "left")}),
        ("The crew's report says nobody died.", {("crew", "poss", "report"), ("died", "ccomp", "says")}),
        ("The man arrested on Friday told police little.", {("arrested", "acl", "man"), ("man", "nsubj", "told")}),
    ],
)
def test_relations(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert wanted <= edges(text)


@pytest.mark.parametrize(
    ("text", "word", "pos"),
    [
        ("They plan to strike the port.", "strike", "VERB"),
        ("The strike killed two.", "strike", "NOUN"),
        ("Ministry claims were denied.", "claims", "NOUN"),
        ("The ministry claims it won.", "claims", "VERB"),
        ("After the blast the mayor spoke.", "After", "ADP"),
        ("After the blast destroyed it the mayor spoke.", "After", "SCONJ"),
        ("We saw that ship.", "that", "SCONJ"),
    ],
)
def test_a_form_is_what_its_neighbours_make_it(text: str, word: str, pos: str) -> None:
    assert next(t.pos for t in tokens(text) if t.text == word) == pos
