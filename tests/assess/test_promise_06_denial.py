"""Promise 6: a denial is not disproof. It contests; it never discounts, and it never takes the affirmation away."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.assess import assess
from allegedly.extract import extract
from allegedly.model import Report
from allegedly.read import document
from tests.assess.build import HILL, NOON, claim, incident, report, speaker

VOICES = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5)


@settings(max_examples=200, deadline=None)
@given(VOICES, VOICES)
def test_no_number_of_denials_discounts(yes: list[str], no: list[str]) -> None:
    reports = [report(f"y{n}", claim("impact", speaker(f"yes-{who}")), hours=n) for n, who in enumerate(yes)]
    reports += [report(f"n{n}", claim("impact", speaker(f"no-{who}"), "deny"), hours=9 + n) for n, who in enumerate(no)]
    found = assess(*incident(*reports))
    (row,) = found.propositions
    assert row.status == "contested"
    assert found.occurrence == "contested"
    assert len(row.affirm) == len(yes)
    assert len(row.deny) == len(no)


@given(st.lists(st.sampled_from(["affirm", "deny", "query", "retract"]), min_size=1, max_size=8))
def test_nothing_that_is_said_makes_the_desk_discount(stances: list[Any]) -> None:
    reports = [report(f"r{n}", claim("impact", speaker(f"s{n}"), s), hours=n) for n, s in enumerate(stances)]
    found = assess(*incident(*reports))
    assert found.occurrence != "discounted"
    assert all(p.status != "discounted" for p in found.propositions)


def test_a_general_denial_speaks_to_its_own_town_only() -> None:
    hits = [report("r1", claim("impact", speaker("a"), kind="military"), claim("impact", speaker("a"), places=(HILL,)))]
    denial = report("r2", claim("impact", speaker("b"), "deny"), hours=1)
    status = {p.key: p.status for p in assess(*incident(*hits, denial)).propositions if p.affirm}
    assert status == {"impact|military|place:lowport": "contested", "impact||place:highhill": "single_origin"}


def test_all_intercepted_contests_a_hit_by_rule_and_says_so() -> None:
    hit = report("r1", claim("impact", speaker("channel"), kind="military"))
    words = "all missiles were shot down over the port"
    stopped = claim("interception", speaker("ministry"), text=words, object="missiles", kind="missile")
    found = assess(*incident(hit, report("r2", stopped, hours=1)))
    row = next(p for p in found.propositions if p.event == "impact")
    assert row.status == "contested"
    (cell,) = [c for c in found.matrix.cells if c.proposition == row.key and c.origin == "office:ministry"]
    assert (cell.stance, cell.by_rule) == ("deny", True)
    assert [c.rule for c in found.conflicts] == ["excluded"]


def test_some_intercepted_excludes_no_hit_and_debris_is_no_hit() -> None:
    hit = report("r1", claim("impact", speaker("channel"), kind="military"))
    some = claim(
        "interception", speaker("ministry"), text="ten missiles were shot down", object="missiles", kind="missile"
    )
    assert not assess(*incident(hit, report("r2", some))).conflicts
    fell = report("r3", claim("impact", speaker("mayor"), text="a fragment fell on a house", kind="building"))
    every = claim(
        "interception", speaker("ministry"), text="all missiles were shot down", object="missiles", kind="missile"
    )
    assert not assess(*incident(fell, report("r4", every, hours=1))).conflicts


@pytest.mark.parametrize(
    "words",
    [
        "The army denied that it had struck a truck near Lviv.",
        "Армия отрицала, что нанесла удар по грузовику под Львовом.",
        "Армія заперечила, що завдала удару по вантажівці під Львовом.",
    ],
)
def test_a_denial_with_a_clause_of_its_own_is_one_in_three_languages(words: str) -> None:
    told = extract(document(Report("r1", words, source="Lowport Post", published=NOON)))
    assert {c.stance for c in told.claims if c.event in ("attack", "impact")} == {"deny"}
