"""What is blamed for a happening told before: a thing is its cause, a person did it."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told

FELL = {
    "en": "A bridge collapsed on Monday. ",
    "ru": "В понедельник рухнул мост. ",
    "uk": "У понеділок обвалився міст. ",
}
BLAMED: list[tuple[Lang, str, str | None, str | None]] = [
    ("en", "The mayor blamed a faulty bolt.", "a faulty bolt", None),
    ("en", "The mayor blamed the builders.", None, "the builders"),
    ("ru", "Мэр винит бракованный болт.", "бракованный болт", None),
    ("ru", "Мэр обвинил строителей.", None, "строителей"),
    ("uk", "Мер винить бракований болт.", "бракований болт", None),
    ("uk", "Мер звинуватив будівельників.", None, "будівельників"),
]


@pytest.mark.parametrize(("lang", "text", "cause", "actor"), BLAMED)
def test_what_is_blamed_is_a_claim_of_whoever_blames(
    lang: Lang, text: str, cause: str | None, actor: str | None
) -> None:
    claim = told(FELL[lang] + text, lang)[-1]
    assert (claim.rule, claim.cause, claim.actor) == ("claim.blamed", cause, actor)
    assert claim.event == "damage"
    assert claim.speaker is not None
    assert claim.speaker.id == "any:mayor"


@pytest.mark.parametrize(("lang", "text", "cause", "actor"), BLAMED)
def test_blame_for_nothing_told_is_no_claim(lang: Lang, text: str, cause: str | None, actor: str | None) -> None:
    assert not [c for c in told(text, lang) if c.rule == "claim.blamed"]


def test_a_thing_blamed_for_a_deed_is_its_cause_and_did_nothing() -> None:
    claim = told("The mayor blamed corrosion for the collapse of the bridge.", "en")[-1]
    assert (claim.cause, claim.actor) == ("corrosion", None)
