"""What a list shows of an incident is counted from its assessment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allegedly.model import Silence
from allegedly.model.glance import BINS, glance, spark, voices
from tests.publish.build import INCIDENT, assessment, at

MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), min_size=1)


@given(MOMENTS)
def test_every_report_stands_in_one_stretch(moments: list[datetime]) -> None:
    found = spark(sorted(moments))
    assert sum(found) == len(moments)
    assert found[0] > 0
    assert found[-1] > 0 or moments[0] == moments[-1] or len(set(moments)) == 1


def test_the_first_and_the_last_stand_at_the_ends() -> None:
    start = at(10)
    found = spark([start, start + timedelta(minutes=1), start + timedelta(hours=1)])
    assert (found[0], found[-1], len(found)) == (2, 1, BINS)
    assert spark([]) == (0,) * BINS


def test_figures_of_an_incident() -> None:
    found = glance(INCIDENT, assessment(), [at(19), at(17), at(18)])
    assert (found.voices, found.affirm, found.deny, found.conflicts, found.silent) == (2, 1, 1, 1, 1)
    assert (found.first, found.latest, found.reports, found.claims) == (at(17), at(19), 3, 4)
    assert found.events == ("impact", "injured")


def test_a_voice_that_does_not_count_is_on_no_side() -> None:
    held = assessment()
    quiet = replace(held, origins=tuple(replace(o, counts=False) for o in held.origins))
    found = glance(INCIDENT, quiet, [])
    assert (found.affirm, found.deny, found.voices, voices(quiet)) == (0, 0, 0, 0)


def test_who_is_silent_still_is_so_while_one_silence_has_not_ended() -> None:
    ended = Silence("coastguard", "Coast guard", "novyny-1", "c4", at(19), at(20), "c9")
    held = assessment()
    assert glance(INCIDENT, replace(held, silences=(*held.silences, ended)), []).silent == 1
    assert glance(INCIDENT, replace(held, silences=(ended,)), []).silent == 0
