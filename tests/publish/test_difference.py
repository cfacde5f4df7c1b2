from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from allegedly.publish import difference
from allegedly.publish.difference import Piece


def test_only_the_words_that_changed_are_marked() -> None:
    found = difference.difference("Two people were hurt.", "Three people were hurt, officials say.")
    assert found == [
        Piece("out", "Two"),
        Piece("in", "Three"),
        Piece("same", " people were hurt"),
        Piece("in", ", officials say"),
        Piece("same", "."),
    ]


@given(st.text(alphabet="аб c\n,.", max_size=60), st.text(alphabet="аб c\n,.", max_size=60))
def test_both_texts_come_out_again(old: str, new: str) -> None:
    pieces = difference.difference(old, new)
    assert "".join(p.text for p in pieces if p.way != "in") == old
    assert "".join(p.text for p in pieces if p.way != "out") == new
    assert all(a.way != b.way for a, b in pairwise(pieces))


def test_long_texts_go_by_lines() -> None:
    lines = [f"line {n} of a long statement about the harbour\n" for n in range(2000)]
    changed = [*lines[:1000], "line in between\n", *lines[1000:1500], "line 1500 of another statement\n", *lines[1501:]]
    pieces = difference.difference("".join(lines), "".join(changed))
    assert next(p.text for p in pieces if p.way == "in") == "line in between\n"
    assert sum(len(p.text) for p in pieces if p.way != "same") < 120
