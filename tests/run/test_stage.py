from collections.abc import Iterator

import pytest

from allegedly.model import Rejection
from allegedly.run import Stage, check, fuse, run_stage


def words(text: str) -> Iterator[str | Rejection]:
    for word in text.split():
        yield Rejection(word, "words", "too long") if len(word) > 5 else word


def lengths(word: str) -> Iterator[int | Rejection]:
    yield len(word)


WORDS: Stage[str, str] = Stage("words", 1, str, str, words)
LENGTHS: Stage[str, int] = Stage("lengths", 3, str, int, lengths)


def test_neighbours_that_do_not_fit_are_named() -> None:
    check((WORDS, LENGTHS))
    with pytest.raises(TypeError, match="stage lengths gives int, stage words takes str"):
        check((LENGTHS, WORDS))


def test_two_stages_as_one_keep_what_each_drops() -> None:
    both = fuse(WORDS, LENGTHS)
    found = [*run_stage(both, ["one three elephant two"])]
    assert found == [3, 5, Rejection("elephant", "words", "too long"), 3]
    assert both.takes is str
    assert both.gives is int


def test_a_new_version_of_either_is_a_new_version_of_both() -> None:
    newer: Stage[str, int] = Stage("lengths", 4, str, int, lengths)
    assert fuse(WORDS, LENGTHS).version != fuse(WORDS, newer).version
