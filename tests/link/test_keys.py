from hypothesis import given
from hypothesis import strategies as st

from allegedly.link.compare import part
from allegedly.link.keys import Paired, packed

NUMBERS = st.integers(0, (1 << 63) - 1)


@given(st.lists(st.tuples(NUMBERS, NUMBERS)))
def test_pairs_are_given_back_as_they_were(pairs: list[tuple[int, int]]) -> None:
    held = Paired(pairs)
    assert list(held) == pairs
    assert len(held) == len(pairs)
    assert all(held[n] == pair for n, pair in enumerate(pairs))


@given(st.lists(NUMBERS))
def test_packed_numbers_are_the_same(numbers: list[int]) -> None:
    assert list(packed(numbers)) == numbers
    assert bool(packed(numbers)) == bool(numbers)


def test_equal_features_are_one_object_and_whole_numbers_stay_whole() -> None:
    assert part("lemma", 0.25) is part("lemma", 0.25)
    assert [type(value) for _, value in (part("lead", 0), part("lead", 0.0))] == [int, float]
