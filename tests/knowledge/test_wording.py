import re

from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.knowledge.actors import pattern
from allegedly.knowledge.wording import standing

LETTERS = "abж"
WORDS = st.text(f"{LETTERS} *-.", min_size=1, max_size=5).filter(lambda w: w.strip() == w)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=5), st.text(f"{LETTERS} -.\n", max_size=12))
def test_it_tells_what_trying_each_pattern_tells(words: list[str], text: str) -> None:
    each = pattern(words) or re.compile(r"(?!)")
    assert (standing(words).search(text) is None) == (each.search(text) is None)


def test_patterns_begin_and_end_with_words() -> None:
    found = standing(["fire*", "no one", "fired at"])
    assert [bool(found.search(t)) for t in ("a fireball", "no-one", "misfire", "no ones", "fired at")] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_nothing_stands_anywhere_without_patterns() -> None:
    assert standing([]).search("any") is None
