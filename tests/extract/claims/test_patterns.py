import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.extract.claims.patterns import Gate, Openings, PatternIndex, Words, fold
from allegedly.model import Span


def found(patterns: list[str], text: str) -> list[tuple[int, int, str]]:
    index = PatternIndex((p, p) for p in patterns)
    return [tuple(f) for f in index.find(tuple(fold(text).split()))]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("pattern", "text", "place"),
    [
        ("hit", "a drone hit it", (2, 3)),
        ("взрыв*", "Два Взрыва подряд", (1, 2)),
        ("shot .. down", "they shot two large drones down", (1, 6)),
        ("air raid", "the air - raid siren", (1, 4)),
        ("прилет*", "прилёты в порту", (0, 1)),
        ("п'ят*", "усі п’ятеро живі", (1, 2)),
    ],
)
def test_a_pattern_is_found_where_it_stands(pattern: str, text: str, place: tuple[int, int]) -> None:
    assert found([pattern], text) == [(*place, pattern)]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("hit", "white hitting"),
        ("взрыв*", "подвзрыв"),
        ("shot .. down", "shot , down"),
        ("a b", "a"),
        ("a .. b", "a 1 2 3 4 5 b"),
    ],
)
def test_a_pattern_is_not_found_elsewhere(pattern: str, text: str) -> None:
    assert found([pattern], text) == []


def test_whole_words_and_longer_beginnings_come_first() -> None:
    assert [f[2] for f in found(["шахт*", "шахтер*", "шахтеры"], "шахтёры")] == ["шахтеры", "шахтер*", "шахт*"]


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_the_gate_opens_for_whole_words_and_beginnings_only() -> None:
    gate = Gate(["explo*", "hit", "no evidence"])
    text = "exploded. white. a hit. whit. no. evidence. unexploded."
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^.]+\.", text)]
    assert [text[spans[n].start : spans[n].end].strip() for n in gate.sentences(text, spans)] == [
        "exploded.",
        "a hit.",
        "evidence.",
    ]


def test_a_word_that_is_also_a_beginning_stays_a_beginning() -> None:
    for patterns in (["fire*", "fire"], ["fire", "fire*"]):
        assert Gate(patterns).sentences("firefight", [Span(0, 9)]) == [0]


def test_tables_that_share_their_openings_keep_their_own_patterns() -> None:
    shared = Openings()
    kinds, cues = PatternIndex([("drone*", "drone")], shared), PatternIndex([("drone war", "war")], shared)
    words = ("drones", "fly", "drone", "war")
    assert [tuple(f) for f in kinds.find(words)] == [(0, 1, "drone"), (2, 3, "drone")]
    assert [tuple(f) for f in cues.find(words)] == [(2, 4, "war")]
    assert cues.opens(words, 2)
    assert not cues.opens(words, 0)


PARTS = ("no", "not", "fire", "fir*", "..", "the", ",")


@given(
    st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).filter(lambda p: p[0] not in ("..", ","))),
    st.lists(st.sampled_from(("no", "not", "fire", "firing", "the", ",", "x")), max_size=8),
)
def test_words_that_know_their_openings_find_the_same(patterns: list[list[str]], words: list[str]) -> None:
    shared = Openings()
    half = len(patterns) // 2
    tables = [
        PatternIndex(((" ".join(p), n) for n, p in enumerate(some)), shared)
        for some in (patterns[:half], patterns[half:])
    ]
    known = Words.of(words, shared)
    for table in tables:
        assert list(table.find(known)) == list(table.find(tuple(words)))
        assert list(table.find(known, 1, 4)) == list(table.find(tuple(words), 1, min(4, len(words))))
        for i in range(len(words)):
            assert list(table.at(known, i)) == list(table.at(tuple(words), i))
            assert table.opens(known, i) == table.opens(tuple(words), i)
        places = [i for i in range(len(words)) if list(table.at(tuple(words), i))]
        assert table.begins(known, range(len(words))) == table.begins(tuple(words), range(len(words))) == places


def test_a_table_of_which_nothing_begins_anywhere_is_told_at_one_look() -> None:
    shared = Openings()
    fires, floods = (PatternIndex([(p, None)], shared) for p in ("fir*", "flood"))
    words = Words.of(("a", "firing", "range"), shared)
    assert fires.anywhere(words)
    assert not floods.anywhere(words)
    assert floods.anywhere(("a", "firing"))  # plain words are not looked through
