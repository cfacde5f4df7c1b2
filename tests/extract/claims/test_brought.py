"""A strike that brings a fire about is told of as the fire, and is its cause."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told


@pytest.mark.parametrize(
    ("lang", "text", "cause"),
    [
        ("en", "The drone attack sparked a blaze at the mill, the council said.", "The drone attack"),
        ("en", "The strike caused a fire at the mill, the council said.", "The strike"),
        ("ru", "Удар беспилотника вызвал пожар на мельнице, сообщили в совете.", "Удар беспилотника"),
        ("uk", "Удар безпілотника спричинив пожежу на млині, повідомили в раді.", "Удар безпілотника"),
    ],
)
def test_what_a_strike_brings_about_is_the_claim(lang: Lang, text: str, cause: str) -> None:
    assert [(c.event, c.cause) for c in told(text, lang)] == [("fire", cause)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The minister offered condolences to the families of the victims."),
        ("ru", "Министр выразил соболезнования семьям погибших."),
        ("uk", "Міністр висловив співчуття родинам загиблих."),
    ],
)
def test_condolences_are_no_toll(lang: Lang, text: str) -> None:
    assert told(text, lang) == []


@pytest.mark.parametrize(
    "text",
    [
        'The ministry dismissed as "fake" a video purporting to show a burning ship.',
        "The ministry called reports of a strike on the bridge fake.",
        'The ministry called claims that the bridge had been destroyed "nonsense".',
        "The ministry described as false a report that the bridge had been destroyed.",
        "The ministry called the rebels' claim that they had destroyed the bridge a lie.",
    ],
)
def test_whoever_calls_it_false_in_english_denies_it(text: str) -> None:
    stances = {c.speaker.text: c.stance for c in told(text, "en") if c.speaker}
    assert stances.pop("The ministry") == "deny"
    assert set(stances.values()) <= {"affirm"}


def test_the_quake_that_struck_is_no_attack() -> None:
    text = "The quake, which struck at 5.47 a.m., had a magnitude of 5.9, the survey said."
    assert [c.event for c in told(text, "en")] == ["other"]
