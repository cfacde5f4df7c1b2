"""Reports that are called wrong, by whoever says so, are denied; an earlier figure recalled leaves the new one new."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told

WRONG: list[tuple[Lang, str, str]] = [
    ("en", "Initial reports that the guard had been killed were wrong, police said.", "killed"),
    ("en", "The claim that the depot burned was incorrect, the ministry said.", "fire"),
    ("en", "Early reports of a second blast turned out to be wrong, police said.", "explosion"),
    ("en", "The earlier figure of 40 missing was a mistake, the mayor said.", "missing"),
    ("ru", "Первые сообщения о том, что охранник убит, оказались неверными, сообщила полиция.", "killed"),
    ("ru", "Сообщения, что мост поражён, не соответствуют действительности, заявили военные.", "impact"),
    ("ru", "Слухи о том, что двое детей погибли, не подтвердились, сообщили в больнице.", "killed"),
    ("uk", "Перші повідомлення про те, що охоронця вбито, виявилися хибними, повідомила поліція.", "killed"),
    ("uk", "Повідомлення, що міст уражено, не відповідають дійсності, заявили військові.", "impact"),
    ("uk", "Чутки про те, що двоє дітей загинули, не підтвердилися, повідомили в лікарні.", "killed"),
]


@pytest.mark.parametrize(("lang", "text", "event"), WRONG)
def test_who_calls_reports_wrong_denies_what_they_say(lang: Lang, text: str, event: str) -> None:
    found = [(c.stance, bool(c.speaker)) for c in told(text, lang) if c.event == event]
    assert found == [("deny", True)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Reports that the bridge was hit were right, the army said."),
        ("en", "Reports that the bridge was hit were not wrong, the army said."),
        ("ru", "Сообщения о том, что мост поражён, верны, заявили военные."),
        ("uk", "Повідомлення про те, що міст уражено, правдиві, заявили військові."),
    ],
)
def test_who_calls_them_right_does_not(lang: Lang, text: str) -> None:
    assert [c.stance for c in told(text, lang) if c.event == "impact"] == ["affirm"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The governor said three people were wounded, up from two reported earlier."),
        ("ru", "Губернатор сообщил о трёх раненых, ранее сообщалось о двух."),
        ("uk", "Губернатор повідомив про трьох поранених, раніше повідомлялося про двох."),
    ],
)
def test_an_earlier_figure_beside_it_makes_no_memory_of_a_new_one(lang: Lang, text: str) -> None:
    found = [c for c in told(text, lang) if c.event == "injured"]
    assert [(c.factuality, c.count and c.count.best) for c in found] == [("asserted", 3)]


def test_a_truce_that_is_broken_is_not_damaged() -> None:
    assert all(c.event != "damage" for c in told("Both sides accused each other of breaking the truce.", "en"))


def test_no_claim_stands_twice_and_none_is_of_a_verb_alone() -> None:
    found = told("The army said it was not aware of any strike in the area.", "en")
    assert [(c.event, c.stance) for c in found] == [("attack", "deny")]
    text = "The owner said the crew were safe, but relatives of three sailors said they had heard nothing from them."
    words = [c.text for c in told(text, "en")]
    assert len(words) == len(set(words))
