"""What English tells beside a happening, what it denies, asks, takes back and counts."""

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.read import document
from tests.extract.claims.desk import PUBLISHED


def read(text: str) -> list[Claim]:
    return list(extract(document(Report("r", text, lang="en", published=PUBLISHED))).claims)


def one(text: str, words: str) -> Claim:
    """The claim whose words hold some."""
    return next(c for c in read(text) if words in c.text)


def test_a_plain_verb_tells_what_happened_beside_a_happening() -> None:
    found = one("A shed burned in the port. Two lorries reversed across the quay.", "reversed")
    assert (found.event, found.rule) == ("other", "claim.beside")


def test_a_plain_verb_alone_tells_nothing() -> None:
    assert read("Two lorries reversed across the quay.") == []


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("A shed burned. The air raid siren has not sounded.", "siren", "deny"),
        ("A shed burned. The rebels say they lost none.", "lost none", "deny"),
        ("A shed burned. The laboratory found no chlorine.", "found no chlorine", "deny"),
        ("A shed burned. The driver is alive, the hospital said.", "alive", "deny"),
        ("School No. 3 was damaged by the fire.", "damaged", "affirm"),
        ("Forty homes were without electricity after the fire.", "without electricity", "affirm"),
        ("A shed burned. The navy could not establish whose drone it was.", "drone it was", "query"),
        ("An earlier version of this story said that two men were hurt.", "two men were hurt", "retract"),
        ("A shed burned in the port, the mayor said. The harbour office rejected the account.", "account", "deny"),
    ],
)
def test_how_a_happening_is_held(text: str, words: str, stance: str) -> None:
    assert one(text, words).stance == stance


def test_not_aware_of_it_is_a_hedged_denial_of_who_speaks() -> None:
    found = one("The navy says it is not aware of any attack on the port.", "attack")
    assert (found.stance, [h.text for h in found.hedges]) == ("deny", ["aware"])
    assert found.speaker is not None
    assert found.speaker.text == "The navy"


def test_a_month_is_no_hedge() -> None:
    assert one("A shed burned on the night of 3 May in the port.", "burned").hedges == ()


def test_data_and_videos_do_not_speak() -> None:
    assert one("According to preliminary information, two men were hurt.", "two men were hurt").speaker is None
    assert one("Two videos show that a shed burned in the port.", "burned").speaker is None


def test_what_follows_somebodys_words_is_not_joined_to_what_stands_before() -> None:
    text = "The coast guard said on Monday that four boats had been fired on; two men were hurt."
    assert one(text, "two men were hurt").text == "two men were hurt"


@pytest.mark.parametrize(
    ("text", "best"), [("Two barns burned down in the port.", 2), ("A man was killed in the port.", None)]
)
def test_a_number_counts_and_an_article_does_not(text: str, best: int | None) -> None:
    found = read(text)[0]
    assert (found.count.best if found.count else None) == best


@pytest.mark.parametrize(
    "text",
    [
        "Sales of ice exploded in May.",
        "The mayor was bombarded with compliments.",
        "The poll is closed and the talks collapsed.",
    ],
)
def test_figures_of_speech_are_no_happenings(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A farmer said a shed burned. He added that two men were hurt.", "two men", "A farmer"),
        ("The port office said a shed burned. It added that two men were hurt.", "two men", "The port office"),
        ("The mayor, who said that two men were hurt, left.", "two men", "The mayor"),
    ],
)
def test_pronouns_are_named_by_the_words_of_the_report(text: str, words: str, name: str) -> None:
    found = one(text, words).speaker
    assert found is not None
    assert found.name is not None
    assert name.casefold().removeprefix("the ").removeprefix("a ") in found.name.casefold()
