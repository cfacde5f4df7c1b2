"""Pictures that show the same are found without comparing every pair."""

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from allegedly.collect.likeness import ALIKE, difference, duplicates
from allegedly.model import Medium


def medium(report: str, mark: int, quality: int = 90, sha256: str = "", state: str = "fetched") -> Medium:
    return Medium(report, "u", state, "", sha256 or report, "image/png", 1, f"{mark:064x}", quality)  # type: ignore[arg-type]


@given(st.integers(0, 2**256 - 1), st.sets(st.integers(0, 255), max_size=40))
def test_two_marks_meet_where_at_most_31_bits_differ(mark: int, turned: set[int]) -> None:
    other = mark
    for bit in turned:
        other ^= 1 << bit
    found = list(duplicates([medium("a", mark), medium("b", other)]))
    assert [bits for _, _, bits in found] == ([len(turned)] if len(turned) <= ALIKE else [])


def test_what_is_found_is_what_comparing_every_pair_finds() -> None:
    chance = random.Random(7)
    roots = [chance.getrandbits(256) for _ in range(6)]
    media = []
    for n in range(120):
        mark = chance.choice(roots)
        for bit in chance.sample(range(256), chance.randrange(24)):
            mark ^= 1 << bit
        media.append(medium(f"r{n % 50}", mark, chance.choice((20, 90)), f"s{n // 2}"))
    pairs = {(media.index(a), media.index(b), bits) for a, b, bits in duplicates(media)}
    wanted = {
        (m, n, bits)
        for (m, a), (n, b) in combinations(enumerate(media), 2)
        if a.report != b.report and (bits := difference(a, b)) is not None
    }
    assert pairs == wanted
    assert len(pairs) > 100


def test_what_was_not_fetched_is_like_nothing() -> None:
    assert difference(medium("a", 5), medium("b", 5, state="failed")) is None
    assert not list(duplicates([medium("a", 5, sha256="s"), medium("b", 5, sha256="s", state="failed")]))


def test_media_of_one_report_are_not_told_as_twins() -> None:
    assert not list(duplicates([medium("a", 5), medium("a", 5)]))
