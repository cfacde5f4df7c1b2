"""Clauses that no rule takes: what speaks for them stands with the claim, and no word of the text is weighed."""

import pytest

from allegedly.extract.claims.weighed import RULE, bare, probability, taken
from allegedly.knowledge.weights import weights
from tests.extract.claims.desk import claimed, said

UK = "Дрон влучив у склад у Горішньому, двоє поранені. Мер каже: людей у складі нема, ворота цілі, машина була наша."
SAYS = said(UK, "Мер", "каже", "людей у складі нема, ворота цілі, машина була наша")


def test_what_was_weighed_names_its_reasons() -> None:
    found = [c for c in claimed(UK, "uk", SAYS) if c.rule == RULE]
    assert found
    assert all(c.because and all("(+" in reason for reason in c.because) for c in found)


def test_rules_give_no_reasons_of_weights() -> None:
    assert all(not c.because for c in claimed(UK, "uk", SAYS) if c.rule != RULE)


def test_a_report_that_no_rule_takes_is_not_weighed() -> None:
    assert claimed("Рада зібралася о десятій. Засідання тривало годину.", "uk") == []


def test_a_weight_for_it_makes_it_likelier() -> None:
    best = max(weights().weight, key=weights().weight.__getitem__)
    worst = min(weights().weight, key=weights().weight.__getitem__)
    assert probability([best]) > 0.5 > probability([worst])
    assert taken([best])
    assert not taken([worst])


def test_more_is_asked_of_the_reports_own_words_without_an_event() -> None:
    assert weights().bare_threshold > weights().threshold
    assert bare(["no event word", "voice: the report's own"])
    assert not bare(["no event word", "voice: say, affirm, with a source"])


@pytest.mark.parametrize("feature", sorted(weights().weight))
def test_features_hold_no_words_of_texts(feature: str) -> None:
    assert not any("а" <= letter.lower() <= "ї" for letter in feature)
