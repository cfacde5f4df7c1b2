"""Average linkage: a mean decides, not the nearest, not the farthest; and no order does."""

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from allegedly.link.cluster import average, cluster


def test_a_mean_decides() -> None:
    chain = {("a", "b"): 0.9, ("b", "c"): 0.9, ("c", "d"): 0.9}
    assert average("abcd", chain, 0.5) == [("a", "b"), ("c", "d")], "single linkage would chain all four"
    loose = {("a", "b"): 0.9, ("a", "c"): 0.8, ("b", "c"): 0.3}
    assert average("abc", loose, 0.5) == [("a", "b", "c")], "complete linkage would split it"


def test_names_without_edges_stand_alone() -> None:
    assert cluster(["a", "b", "c"], {("a", "b"): 0.9}, 0.5, 10) == [("a", "b"), ("c",)]


def test_a_component_too_large_falls_apart_at_its_weakest() -> None:
    edges = {("a", "b"): 0.9, ("b", "c"): 0.55, ("c", "d"): 0.9}
    assert cluster(list("abcd"), edges, 0.5, 2) == [("a", "b"), ("c", "d")]


@given(
    st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), st.floats(0.1, 1), max_size=12),
    st.randoms(),
)
def test_no_order_matters(raw: dict[tuple[str, str], float], random: Any) -> None:
    edges = {(min(p), max(p)): s for p, s in raw.items() if p[0] != p[1]}
    shuffled = list(edges.items())
    Random(random.random()).shuffle(shuffled)
    names = list("fedcba")
    first = cluster(sorted(names), edges, 0.4, 10)
    assert first == cluster(names, dict(shuffled), 0.4, 10)
    assert sorted(n for group in first for n in group) == sorted(names)
