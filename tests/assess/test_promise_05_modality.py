"""Promise 5, where claims are weighed: no denied, queried, retracted or merely supposed claim counts as support."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from allegedly.assess import assess
from tests.assess.build import claim, incident, report, speaker

NO_SUPPORT = [
    ("deny", "asserted"), ("query", "asserted"), ("retract", "asserted"), ("no_comment", "asserted"),
    ("affirm", "hypothetical"), ("affirm", "future"), ("affirm", "historical"),
]  # fmt: skip


@given(st.lists(st.sampled_from(NO_SUPPORT), min_size=1, max_size=6))
def test_nothing_but_an_assertion_supports(told: Any) -> None:
    reports = [
        report(f"r{n}", claim("impact", speaker(f"s{n}"), stance, factuality=fact), hours=n)
        for n, (stance, fact) in enumerate(told)
    ]
    found = assess(*incident(*reports))
    assert all(p.status in ("unassessed", "withdrawn") and p.credibility == 6 for p in found.propositions)
    assert found.occurrence in ("unassessed", "withdrawn")


@given(st.sampled_from(NO_SUPPORT))
def test_one_assertion_is_not_corroborated_by_what_is_none(other: tuple[Any, Any]) -> None:
    first = report("r1", claim("impact", speaker("a")))
    second = report("r2", claim("impact", speaker("b"), other[0], factuality=other[1]), hours=1)
    assert assess(*incident(first, second)).occurrence in ("single_origin", "contested")


def test_what_its_only_origin_took_back_is_withdrawn() -> None:
    mayor = speaker("mayor")
    told = [report("r1", claim("explosion", mayor)), report("r2", claim("explosion", mayor, "retract"), hours=2)]
    row = assess(*incident(*told)).propositions[0]
    assert (row.status, row.affirm, row.retract) == ("withdrawn", ("r1.0",), ("r2.0",))
