"""What changed between two moments: what came, what was revised, what was settled; nothing else."""

from collections.abc import Mapping
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from allegedly.assess import assess, changes
from allegedly.assess.changes import differences
from allegedly.model import Assessment, Change, Extraction, Incident
from tests.assess.build import NOON, claim, count, incident, report, speaker

GOVERNOR, STAFF = speaker("governor", "north"), speaker("staff", "south", "military")
FIRST = report("r1", claim("injured", GOVERNOR, count=count(1), kind="person"))
MORE = report("r2", claim("injured", GOVERNOR, count=count(4), kind="person"), hours=3)
DENIED = report("r3", claim("impact", STAFF, "deny"), hours=5)
HIT = report("r4", claim("impact", GOVERNOR), hours=1)
QUIET = report("r5", claim("comment", STAFF, "no_comment"), hours=2)


def since(hours: float, *reports: Extraction) -> list[Change]:
    found, held = incident(*reports)
    return list(changes(found, held, NOON + timedelta(hours=hours)))


def test_nothing_new_is_no_change() -> None:
    assert since(6, FIRST, HIT, MORE, DENIED, QUIET) == []


def test_a_later_toll_of_the_same_speaker_moves_the_range() -> None:
    (toll,) = [c for c in since(1, FIRST, MORE) if c.kind == "toll"]
    assert (toll.about, toll.before) == ("injured", "1")
    assert toll.after != "1"
    assert "r2.0" in toll.claims


def test_a_denial_by_another_voice_opens_a_conflict_and_contests() -> None:
    found = since(4, HIT, DENIED)
    assert ("status", "single_origin", "contested") in {(c.kind, c.before, c.after) for c in found}
    assert [(c.before, c.after) for c in found if c.kind == "conflict"] == [(None, "open")]
    assert [c.after for c in found if c.kind == "voice"] == ["staff"]


def test_the_same_voice_that_denies_later_changes_its_stance() -> None:
    turned = report("r6", claim("impact", GOVERNOR, "deny"), hours=5)
    (one,) = [c for c in since(4, HIT, turned) if c.kind == "stance"]
    assert (one.before, one.after, one.claims) == ("affirm", "deny", ("r6.0",))


def test_a_silence_begins_and_ends() -> None:
    begun = [c for c in since(1.5, HIT, QUIET) if c.kind == "silence"]
    assert [(c.before, c.after) for c in begun] == [(None, "silent")]
    ended = [c for c in since(4, HIT, QUIET, DENIED) if c.kind == "silence"]
    assert [(c.before, c.after, c.claims) for c in ended] == [("silent", "ended", ("r3.0",))]


REPORTS = st.lists(st.sampled_from([FIRST, HIT, QUIET, MORE, DENIED]), min_size=1, unique_by=lambda e: e.report.id)


@given(REPORTS, st.integers(-60, 420), st.integers(-60, 420))
def test_no_change_names_a_claim_that_was_known_to_all_before_and_after(
    reports: list[Extraction], one: int, other: int
) -> None:
    found, held = incident(*reports)
    before, after = sorted((one, other))
    old, new = _at(found, held, before), _at(found, held, after)
    told = [(e.report.published - NOON) / timedelta(minutes=1) for e in reports if e.report.published]
    if not any(before < at <= after for at in told):
        assert differences(old, new) == ()
    for change in differences(old, new):
        assert change.before != change.after
        assert set(change.claims) <= set(found.claims)


def _at(found: Incident, held: Mapping[str, Extraction], minutes: int) -> Assessment:
    return assess(found, held, NOON + timedelta(minutes=minutes))
