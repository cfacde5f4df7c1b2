"""Average linkage: a mean decides, not the nearest, not the farthest; and no order does."""

from itertools import combinations
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from allegedly.link.cluster import STEP, Linkage, _split, average, cluster
from allegedly.link.connected import components


def test_a_mean_decides() -> None:
    chain = {("a", "b"): 0.9, ("b", "c"): 0.9, ("c", "d"): 0.9}
    assert average("abcd", chain, Linkage(0.5)) == [("a", "b"), ("c", "d")], "single linkage would chain all four"
    loose = {("a", "b"): 0.9, ("a", "c"): 0.8, ("b", "c"): 0.3}
    assert average("abc", loose, Linkage(0.5)) == [("a", "b", "c")], "complete linkage would split it"


def twins(across: float) -> dict[tuple[str, str], float]:
    """Scores of two groups of three, each pair of one group .9."""
    sides = ("a1", "a2", "a3"), ("b1", "b2", "b3")
    inner = {pair: 0.9 for side in sides for pair in combinations(side, 2)}
    return inner | {(a, b): across for a in sides[0] for b in sides[1]}


def test_groups_far_more_alike_within_than_with_each_other_are_two() -> None:
    when = Linkage(0.3, several=3, loose=0.7, tight=0.7)
    names = ["a1", "a2", "a3", "b1", "b2", "b3"]
    assert len(average(names, twins(0.45), Linkage(0.3))) == 1, "by the mean alone they are one"
    assert average(names, twins(0.45), when) == [("a1", "a2", "a3"), ("b1", "b2", "b3")]
    assert len(average(names, twins(0.5), when)) == 1, "of copies no more is asked than .7 of `tight`"


def test_of_two_reports_or_of_two_languages_nothing_is_told_by_that() -> None:
    when = Linkage(0.3, several=3, loose=0.7, tight=0.7)
    few = {p: s for p, s in twins(0.45).items() if "b3" not in p}
    assert len(average(["a1", "a2", "a3", "b1", "b2"], few, when)) == 1
    langs = {name: "en" if name < "b" else "uk" for pair in twins(0.45) for name in pair}
    assert len(average(sorted(langs), twins(0.45), Linkage(0.3, 3, 0.7, 0.7, langs))) == 1


def test_one_event_at_one_place_by_half_of_the_pairs_needs_no_like_words() -> None:
    names, edges = ["a1", "a2", "a3", "b1", "b2", "b3"], twins(0.45)
    across = sorted(p for p in edges if p[0][0] != p[1][0])
    half = Linkage(0.3, 3, 0.7, 0.7, framed=frozenset(across[:5]))
    assert len(average(names, edges, half)) == 1
    fewer = Linkage(0.3, 3, 0.7, 0.7, framed=frozenset(across[:4]))
    assert len(average(names, edges, fewer)) == 2, "some meet at one place in any large city"


def test_a_report_without_a_place_is_no_less_one_for_what_other_languages_cannot_tell() -> None:
    langs = {"e1": "en", "e2": "en", "u1": "uk", "u2": "uk"}
    edges = {("e1", "e2"): 0.5, ("e1", "u1"): 0.9, ("e1", "u2"): 0.9, ("u1", "u2"): 0.9}
    placed = frozenset({"e1", "u1", "u2"})
    split = [("e1", "u1", "u2"), ("e2",)]
    assert average(langs, edges, Linkage(0.33, langs=langs, placed=placed)) == split
    assert len(average(langs, edges, Linkage(0.33, langs=langs, placed=placed, blank=0.1))) == 1
    everywhere = Linkage(0.33, langs=langs, placed=frozenset(langs), blank=0.1)
    assert average(langs, edges, everywhere) == split, "places that differ do tell"
    one = Linkage(0.33, langs=dict.fromkeys(langs, "en"), blank=0.1)
    assert average(langs, edges, one) == split, "so do words of one language"


def test_names_without_edges_stand_alone() -> None:
    assert cluster(["a", "b", "c"], {("a", "b"): 0.9}, Linkage(0.5), 10) == [("a", "b"), ("c",)]


def test_a_component_too_large_falls_apart_at_its_weakest() -> None:
    edges = {("a", "b"): 0.9, ("b", "c"): 0.55, ("c", "d"): 0.9}
    assert cluster(list("abcd"), edges, Linkage(0.5), 2) == [("a", "b"), ("c", "d")]


@given(
    st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), st.floats(0.1, 1), max_size=12),
    st.randoms(),
)
def test_no_order_matters(raw: dict[tuple[str, str], float], random: Any) -> None:
    edges = {(min(p), max(p)): s for p, s in raw.items() if p[0] != p[1]}
    shuffled = list(edges.items())
    Random(random.random()).shuffle(shuffled)
    names = list("fedcba")
    first = cluster(sorted(names), edges, Linkage(0.4, 2, 0.6, 0.8), 10)
    assert first == cluster(names, dict(shuffled), Linkage(0.4, 2, 0.6, 0.8), 10)
    assert sorted(n for group in first for n in group) == sorted(names)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] < pair[1]),
        st.sampled_from([0.1, 0.3, 0.32, 0.34, 0.341, 0.5, 0.9, 0.98, 1.0]),
        max_size=24,
    ),
    st.integers(1, 7),
)
def test_a_large_component_falls_apart_as_raising_the_floor_step_by_step_has_it(
    edges: dict[tuple[str, str], float], largest: int
) -> None:
    groups = components([*edges, *((name, name) for name in "abcdefgh")])
    assert _split(groups, edges, 0.3, largest) == sorted(
        part for group in groups for part in _raised(group, edges, largest)
    )


def _raised(group: tuple[str, ...], edges: Any, largest: int) -> list[tuple[str, ...]]:
    floor, parts = 0.3, [group]
    while max(map(len, parts)) > largest and floor < 1.0:
        kept = [p for p, s in edges.items() if s >= floor and set(p) <= set(group)]
        parts = components([*kept, *((name, name) for name in group)])
        floor += STEP
    return parts
