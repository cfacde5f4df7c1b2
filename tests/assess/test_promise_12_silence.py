"""Promise 12, where statements are weighed: silence is what a report says of somebody, and it ends when they speak."""

from datetime import UTC, datetime
from typing import Any

from allegedly.assess import assess
from allegedly.link import link
from allegedly.model import Claim
from tests.assess.build import HILL, NOON, PORT, claim, incident, report, speaker
from tests.assess.pack import pack, points


def silent(**more: Any) -> Claim:
    return claim("comment", speaker("staff", "north", "military"), "no_comment", **more)


def test_nobody_is_silent_unless_a_report_says_so() -> None:
    assert not assess(*incident(report("r1", claim("impact", speaker("channel"))))).silences


def test_a_silence_ends_when_the_same_speaker_speaks() -> None:
    later = report("r2", claim("attack", speaker("staff", "north", "military")), hours=3)
    found, held = incident(report("r1", silent()), later)
    (one,) = assess(found, held).silences
    assert (one.who, one.since, one.ended_by) == ("office:staff", NOON, "r2.0")
    (before,) = assess(found, held, NOON.replace(hour=14)).silences
    assert before.until is None


def test_another_side_or_another_town_does_not_end_it() -> None:
    other_side = report("r2", claim("attack", speaker("army", "south", "military")), hours=3)
    elsewhere = report("r3", claim("attack", speaker("staff", "north", "military"), places=(HILL,)), hours=4)
    (one,) = assess(*incident(report("r1", silent(places=(PORT,))), other_side, elsewhere)).silences
    assert one.until is None


def test_the_packs_silence_stands_at_six_and_not_at_midnight() -> None:
    held = pack("crimea-2024-01-04")
    main = max(link(held.values()).incidents, key=lambda i: len(i.reports))
    (forces, authorities) = points("crimea-2024-01-04", "silence")
    at_six = assess(main, held, datetime.fromisoformat(forces["stands_at"]))
    assert [s for s in at_six.silences if s.claim in forces["claims"]]
    assert all(s.until is None for s in at_six.silences)
    midnight = assess(main, held, datetime.fromisoformat(forces["fallen_at"]))
    ended = [s for s in midnight.silences if s.claim in forces["claims"] and s.until]
    assert {s.ended_by.split("/")[0] for s in ended if s.ended_by} <= set(forces["ends"])
    assert len(ended) >= 4
    standing = assess(main, held, datetime(2024, 1, 31, tzinfo=UTC)).silences
    assert all(s.until is None for s in standing if s.claim in authorities["claims"])
