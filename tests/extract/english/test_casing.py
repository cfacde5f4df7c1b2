from hypothesis import given
from hypothesis import strategies as st

from allegedly.extract.english.casing import is_headline, lowered, names_in

WORDS = {"port", "chief", "denies", "report", "about", "fire", "the"}


def test_headline_gets_small_letters() -> None:
    assert lowered("Port Chief Denies Report About Fire", frozenset(), WORDS.__contains__) == (
        "Port chief denies report about fire"
    )


def test_names_of_the_document_keep_theirs() -> None:
    names = names_in(
        ["On Monday afternoon the Port Chief of Lowmere spoke to the press.", "Lowmere Chief Denies Report About Fire"]
    )
    assert "chief" in names
    assert (
        lowered("Port Chief Denies Report About Fire", names, WORDS.__contains__)
        == "Port Chief denies report about fire"
    )


def test_a_running_sentence_is_left_alone() -> None:
    text = "The chief of the port denies the report about Lowmere."
    assert not is_headline(text)
    assert lowered(text, frozenset(), WORDS.__contains__) == text


@given(st.text(max_size=60))
def test_length_is_kept(text: str) -> None:
    assert len(lowered(text, frozenset(), lambda _: True)) == len(text)
