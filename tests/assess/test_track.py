"""Track records: counts by voice and kind of happening; nothing depends on which side speaks."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.assess import assess, track
from allegedly.model import Extraction, Speaker, Track
from allegedly.publish.track import interval
from tests.assess.build import claim, incident, report, speaker

NORTH, SOUTH = speaker("governor", "north"), speaker("staff", "south", "military")


def tracked(*reports: Extraction) -> dict[tuple[str, str | None], Track]:
    found, held = incident(*reports)
    told: dict[str, datetime | None] = {c.id: e.report.published for e in reports for c in e.claims}
    return {(t.name, t.topic): t for t in track([assess(found, held)], told)}


def test_a_statement_that_another_voice_later_denies_is_contradicted_and_the_denial_is_not() -> None:
    found = tracked(report("r1", claim("impact", NORTH)), report("r2", claim("impact", SOUTH, "deny"), hours=2))
    assert (found["governor", "impact"].contradicted, found["governor", "impact"].left) == (1, 0)
    assert (found["staff", "impact"].contradicted, found["staff", "impact"].left) == (0, 1)


def test_a_statement_that_the_other_side_affirms_against_its_interest_is_acknowledged() -> None:
    later = report("r2", claim("impact", SOUTH, interest="against"), hours=2)
    found = tracked(report("r1", claim("impact", NORTH)), later)
    assert found["governor", "impact"].acknowledged == 1
    assert found["staff", "impact"].acknowledged == 0


def test_a_withdrawn_statement_is_withdrawn_and_a_turned_one_revised() -> None:
    back = tracked(report("r1", claim("impact", NORTH)), report("r2", claim("impact", NORTH, "retract"), hours=2))
    assert (back["governor", "impact"].retracted, back["governor", "impact"].updated) == (1, 0)
    turned = tracked(report("r1", claim("impact", NORTH)), report("r2", claim("impact", NORTH, "deny"), hours=2))
    assert (turned["governor", "impact"].retracted, turned["governor", "impact"].updated) == (0, 1)


def test_one_voice_carried_by_many_outlets_is_one_statement() -> None:
    many = [report(f"r{n}", claim("impact", NORTH), hours=n) for n in range(5)]
    assert tracked(*many)["governor", "impact"].statements == 1


@pytest.mark.parametrize(("one", "other"), [("north", "south"), ("south", "north")])
def test_sides_exchanged_give_the_same_counts(one: str, other: str) -> None:
    a, b = speaker("governor", one), speaker("staff", other, "military")
    found = tracked(
        report("r1", claim("impact", a)),
        report("r2", claim("impact", b, "deny"), hours=2),
        report("r3", claim("killed", b), hours=3),
    )
    assert sorted((t.name, t.topic, t.contradicted, t.acknowledged, t.left) for t in found.values()) == [
        ("governor", "impact", 1, 0, 0),
        ("staff", "impact", 0, 0, 1),
        ("staff", "killed", 0, 0, 1),
    ]


STANCES = st.sampled_from(["affirm", "deny", "retract"])
VOICES: list[Speaker] = [NORTH, SOUTH, speaker("channel")]


@given(st.lists(st.tuples(st.integers(0, 2), STANCES), min_size=1, max_size=8))
def test_every_statement_is_counted_once_and_no_part_exceeds_the_whole(said: list[tuple[int, str]]) -> None:
    found = tracked(*(report(f"r{n}", claim("impact", VOICES[v], s), hours=n) for n, (v, s) in enumerate(said)))
    for one in found.values():
        parts = (one.contradicted, one.acknowledged, one.retracted, one.updated, one.left)
        assert all(0 <= part <= one.statements for part in parts)
        assert len(one.propositions) == one.statements
        assert sum(parts) >= one.statements


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_the_share_and_narrows(given: tuple[int, int]) -> None:
    count, of = given
    low, high = interval(count, of)
    assert 0 <= low <= count / of <= high <= 1
    wide = interval(count * 4, of * 4)
    assert wide[1] - wide[0] < high - low
