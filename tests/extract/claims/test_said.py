"""What offices, bodies and people of a kind state in plain clauses, in three languages."""

from typing import Any

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.read import document


def said(text: str, lang: Any) -> list[Claim]:
    return [c for c in extract(document(Report("r1", text, "", lang))).claims if c.rule == "claim.said"]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "The barge was sound, the shipowner insists.", "The barge was sound"),
        ("ru", "Барк был исправен, утверждает судовладелец.", "Барк был исправен"),
        ("uk", "Барк був справний, наполягає судновласник.", "Барк був справний"),
    ],
)
def test_a_body_states_a_clause_without_a_word_of_an_event(lang: Any, text: str, words: str) -> None:
    (one,) = said(text, lang)
    assert (one.text, one.event, one.stance) == (words, "other", "affirm")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The economy is in good shape, the government said."),
        ("en", "The economy is in good shape, an analyst said."),
        ("ru", "Экономика в хорошей форме, заявило правительство."),
        ("uk", "Економіка в добрій формі, заявив уряд."),
    ],
)
def test_whoever_speaks_of_everything_makes_no_claim_so(lang: Any, text: str) -> None:
    assert not said(text, lang)
