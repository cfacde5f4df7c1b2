"""Promise 9: the same claims give the same bytes; each result names its rule and claims; the decisive one decides."""

from random import Random

import msgspec
import pytest

from allegedly.assess import assess, axes, standing
from allegedly.link import link
from allegedly.model import Extraction
from tests.assess.build import claim, incident, report, speaker
from tests.assess.pack import pack


@pytest.mark.parametrize("name", ["crimea-2024-01-04", "plant-explosion"])
def test_an_export_recomputes_to_the_byte(name: str) -> None:
    held = pack(name)
    encode, decode = msgspec.json.encode, msgspec.json.decode
    again = {k: decode(encode(e), type=Extraction) for k, e in sorted(held.items(), reverse=True)}
    first = [encode(assess(i, held)) for i in link(held.values()).incidents]
    second = [encode(assess(i, again)) for i in link(Random(7).sample(list(again.values()), len(again))).incidents]
    assert first == second


def test_without_the_decisive_claim_the_result_changes() -> None:
    reports = [report(f"r{n}", claim("impact", speaker(who)), hours=n) for n, who in enumerate("ab")]
    whole = assess(*incident(*reports))
    less = assess(*incident(reports[0]))
    assert (whole.occurrence, less.occurrence) == ("corroborated", "single_origin")
    decisive = {c for p in whole.propositions for r in p.reasons for c in r.claims}
    assert decisive == {"r0.0", "r1.0"}


def test_every_result_names_its_rule_by_a_sentence() -> None:
    held = pack("crimea-2024-01-04")
    for one in link(held.values()).incidents:
        found = assess(one, held)
        reasons = [*found.reasons, *(r for p in found.propositions for r in p.reasons)]
        assert reasons
        assert all(r.rule and r.text.endswith(".") for r in reasons)
        assert all(len(p.reasons) == 2 for p in found.propositions)


def test_every_rule_of_the_tables_has_its_sentence() -> None:
    rules = [*standing.STATUS, *standing.CREDIBILITY, axes.acknowledges, axes.accuses, axes.disowns]
    assert all((r.__doc__ or "").strip().endswith(".") for r in rules)
    assert {(r.__doc__ or "").strip()[0] for r in standing.CREDIBILITY} <= set("123456")
