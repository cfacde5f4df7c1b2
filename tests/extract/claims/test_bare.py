"""Figures alone in somebody's words, over the parse."""

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.read import document


def claims(text: str) -> tuple[Claim, ...]:
    """The claims of an English text."""
    return extract(document(Report("r", text, lang="en"))).claims


def test_a_figure_alone_counts_the_dead_told_of_before() -> None:
    text = "Eight people were killed when the dam at Orlen burst. The regional governor says 23."
    last = claims(text)[-1]
    assert (last.event, last.text, last.count and last.count.best) == ("killed", "23", 23)
    assert last.speaker
    assert last.speaker.text == "The regional governor"
    assert last.rule == "claim.bare-figure"


def test_a_figure_counts_those_shot_dead() -> None:
    text = "The opposition says that 60 people were shot dead; the government puts the figure at 12."
    assert [(c.event, c.count and c.count.best) for c in claims(text)] == [("killed", 60), ("killed", 12)]


def test_a_second_speaker_shares_the_verb_of_the_first() -> None:
    text = "Nine miners are missing. The mine puts the number at six, the Red Lamp union at seventeen."
    found = [(c.speaker.text, c.count.best) for c in claims(text) if c.speaker and c.count]
    assert found == [("The mine", 6), ("the Red Lamp union", 17)]
    assert {c.event for c in claims(text)} == {"missing"}


@pytest.mark.parametrize("text", ["The governor says 23.", "A barn burned. The price is nine, the owner says."])
def test_without_casualties_before_it_a_figure_is_no_claim_of_any(text: str) -> None:
    assert all(c.event not in ("killed", "injured", "missing") for c in claims(text))


def test_who_says_a_word_alone_is_its_speaker() -> None:
    text = "The barn burned down at night. Neighbours say arson."
    last = claims(text)[-1]
    assert (last.text, last.speaker and last.speaker.text) == ("arson", "Neighbours")


def test_a_participle_behind_a_comma_tells_what_came_of_it() -> None:
    found = [c.text for c in claims("An avalanche hit a hut in the Karsa range, filling it with mud.")]
    assert found == ["An avalanche hit a hut in the Karsa range", "filling it with mud"]


def test_who_keeps_silent_on_one_thing_affirms_another() -> None:
    text = "The army did not comment on the raid but said it had shot down nine drones."
    assert [(c.event, c.stance) for c in claims(text)] == [("comment", "no_comment"), ("interception", "affirm")]
