"""Matters that somebody answers for: one voice says that it holds, another that it does not."""

from dataclasses import replace

import pytest

from allegedly.model import Conflict
from allegedly.model.vocabulary import Lang
from tests.assess.build import HILL, PORT, claim, report, speaker
from tests.assess.test_conflicts import conflicts


def disputed(one: str, other: str, stance: str = "affirm", lang: Lang = "en") -> list[Conflict]:
    yes = report("r1", claim("other", speaker("owner"), text=one))
    no = report("r2", claim("other", speaker("union"), stance, text=other), hours=1)
    return [c for c in conflicts(yes, replace(no, lang=lang)) if c.rule == "matters"]


@pytest.mark.parametrize(
    ("lang", "opposite", "denied"),
    [
        ("en", "the side gate was chained", "no alarm went off"),
        ("ru", "боковые ворота были на замке", "тревога не прозвучала"),
        ("uk", "бічні ворота були на замку", "тривога не пролунала"),
    ],
)
def test_what_one_says_held_and_another_that_it_did_not(lang: Lang, opposite: str, denied: str) -> None:
    (one,) = disputed("all gates were open", opposite, lang=lang)
    assert (one.kind, one.explanation) == ("polarity", "exits: stated by owner; denied by union")
    (other,) = disputed("the alarm sounded at once", denied, "deny", lang)
    assert other.explanation == "alarm: stated by owner; denied by union"


def test_two_words_for_the_same_state_are_no_conflict() -> None:
    assert not disputed("all gates were open", "the gates were not locked", "deny")
    assert not disputed("all gates were open", "the alarm was silent")


def test_who_changes_their_word_is_judged_by_the_last_one() -> None:
    reports = [
        report("r1", claim("other", speaker("owner"), text="the gates were open")),
        report("r2", claim("other", speaker("union"), text="the gates were locked"), hours=1),
        report("r3", claim("other", speaker("owner"), text="the gates were locked"), hours=2),
    ]
    assert [c for c in conflicts(*reports[:2]) if c.rule == "matters"]
    assert not [c for c in conflicts(*reports) if c.rule == "matters"]


def test_gates_of_two_towns_are_two_matters() -> None:
    yes = report("r1", claim("other", speaker("owner"), text="the gates were open", places=(PORT,)))
    no = report("r2", claim("other", speaker("union"), text="the gates were locked", places=(HILL,)), hours=1)
    assert not [c for c in conflicts(yes, no) if c.rule == "matters"]


@pytest.mark.parametrize(
    ("lang", "denied"),
    [
        ("en", "divers found no trace of a collision"),
        ("ru", "следов столкновения водолазы не нашли"),
        ("uk", "слідів зіткнення водолази не знайшли"),
    ],
)
def test_no_trace_of_it_denies_it(lang: Lang, denied: str) -> None:
    (one,) = disputed("the barge rammed the pier", denied, "affirm", lang)
    assert one.explanation == "collision: stated by owner; denied by union"
