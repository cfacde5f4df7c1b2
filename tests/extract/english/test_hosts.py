"""Speakers with a clause of their own before the verb, and who is no person, or whose place stands beside them."""

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.read import document


def said(text: str) -> dict[str, str]:
    """The words of each source that the text attributes something to, with what it says."""
    found = extract(document(Report("r1", text, "", "en"))).attributions
    return {a.source.text: " ".join(text[s.start : s.end] for s in a.content) for a in found if a.source}


def claims(text: str) -> list[Claim]:
    return list(extract(document(Report("r1", text, "", "en"))).claims)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "In a note put out at noon the Orlen dairy in Harrow, which employs some ninety people, said that the tank "
            "had burst.",
            "the Orlen dairy in Harrow",
            "that the tank had burst",
        ),
        (
            "Ten men were counted on the bus, Mara Lund, who led the monitors sent to Harrow by the group Open Lane, "
            "told a press conference.",
            "Mara Lund",
            "Ten men were counted on the bus",
        ),
        (
            "A man on a scooter fired at the guard, people leaving the theatre say.",
            "people leaving the theatre",
            "A man on a scooter fired at the guard",
        ),
        (
            "The roof fell in, neighbours of the family, who asked not to be named, said.",
            "neighbours of the family",
            "The roof fell in",
        ),
        (
            "The agency Orchard Wire reported, citing the channel Kordla Barometer, which in turn quoted subscribers, "
            "that a column of smoke was visible behind the tank farm in Orlen.",
            "The agency Orchard Wire",
            "that a column of smoke was visible behind the tank farm in Orlen",
        ),
        ("The pumps had nothing in their tanks, she went on.", "she", "The pumps had nothing in their tanks"),
        (
            "Nobody has signed a confession, the lawyer of both women shot back.",
            "the lawyer of both women",
            "Nobody has signed a confession",
        ),
    ],
)
def test_a_clause_between_the_speaker_and_the_verb_hides_neither(text: str, source: str, content: str) -> None:
    assert said(text)[source] == content


@pytest.mark.parametrize(
    "text",
    [
        "The dairy closed the gate, which kept out the men, said.",
        "A man fired at the guard, leaving the theatre empty.",
        "The mayor said the bridge, which the army built, collapsed.",
    ],
)
def test_a_clause_of_a_thing_makes_nobody_speak(text: str) -> None:
    assert all(source in ("The mayor", "The dairy") for source in said(text))


@pytest.mark.parametrize("text", ["provincial police in Upper Dorn", "The head of police in Upper Dorn"])
def test_a_place_that_no_gazetteer_has_is_no_person(text: str) -> None:
    (killed,) = claims(f"{text} said six people were killed.")
    assert killed.speaker is not None
    assert killed.speaker.id == "any:police"


def test_a_name_that_is_called_a_firm_is_no_person() -> None:
    (boats,) = claims("All ten boats burned, said Norsk Fisk, a firm that catches cod off Harrow.")
    assert boats.speaker is not None
    assert boats.speaker.id == "name:norsk fisk"


def test_she_is_the_spokeswoman_rather_than_a_name_that_tells_no_gender() -> None:
    text = (
        "Two men were detained, the spokeswoman of the security service said. Iron Dusk had no hand in it. "
        "A train was derailed at five, she said."
    )
    *_, last = claims(text)
    assert last.speaker is not None
    assert last.speaker.id == "any:security-service"
