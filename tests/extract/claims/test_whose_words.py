"""Whose words a sentence gives, where the parser or word order misleads."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told

# Words of a claim, its speaker ("" for the report itself), stance and event.
Expected = tuple[str, str, str, str]
CASES: list[tuple[Lang, str, Expected]] = [
    (
        "en",
        "Drones flew into an oil depot overnight, setting two tanks on fire, the regional head, Ana Lutov, said on "
        "Telegram.",
        ("setting two tanks on fire", "the regional head, Ana Lutov", "affirm", "fire"),
    ),
    (
        "en",
        "The rebels' spokesman said on their channel that three captives had died in the raid and blamed the army.",
        ("three captives had died in the raid", "The rebels' spokesman", "affirm", "killed"),
    ),
    (
        "en",
        "The rebels' spokesman said on their channel that three captives had died in the raid and blamed the army.",
        ("the army", "The rebels' spokesman", "affirm", "killed"),
    ),
    (
        "en",
        "A bomb went off. According to two people familiar with the matter, investigators found 90,000 crowns there.",
        ("investigators found 90,000 crowns there", "two people familiar with the matter", "affirm", "other"),
    ),
    (
        "en",
        "Residents of Orlen report explosions near the port.",
        ("explosions near the port", "Residents of Orlen", "affirm", "explosion"),
    ),
    (
        "en",
        "Our sources in the garrison report that the commander has been arrested.",
        ("the commander has been arrested", "Our sources in the garrison", "affirm", "response"),
    ),
    (
        "en",
        "The mission was unable to establish the direction of fire.",
        ("the direction of fire", "The mission", "query", "fire"),
    ),
    (
        "en",
        "The minister denied having been told of the fire.",
        ("having been told of the fire", "The minister", "deny", "fire"),
    ),
    (
        "en",
        "Nobody can say how many people died in the mill.",
        ("how many people died in the mill", "", "query", "killed"),
    ),
    (
        "en",
        "Officials say that nobody can say how many people died.",
        ("how many people died", "Officials", "query", "killed"),
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_whose_words_they_are(lang: Lang, text: str, expected: Expected) -> None:
    found = [(c.text, c.speaker.text if c.speaker else "", c.stance, str(c.event)) for c in told(text, lang)]
    assert expected in found


def test_a_noun_is_no_verb_of_saying() -> None:
    found = told("Members of the inquiry report to the minister. Two people died in the fire.", "en")
    assert all(c.speaker is None or c.speaker.text != "Members of the inquiry" for c in found)
