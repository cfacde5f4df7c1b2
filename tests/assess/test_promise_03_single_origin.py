"""Promise 3: nothing with one origin is ever corroborated, in whatever order and number it is told."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.assess import assess
from tests.assess.build import claim, hedge, incident, relay, report, shown, speaker

EVENTS = st.sampled_from(["impact", "explosion", "killed", "interception", "fire"])


@st.composite
def tellings(draw: Any) -> list[Any]:
    return draw(  # type: ignore[no-any-return]
        st.lists(
            st.tuples(
                EVENTS, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["against", "for", "unknown"])
            ),
            min_size=1,
            max_size=9,
        )
    )


@settings(max_examples=300, deadline=None)
@given(tellings())
def test_one_voice_through_many_outlets_never_corroborates(told: Any) -> None:
    office = speaker("office")
    reports = []
    for n, (event, hedged, seen, relayed, interest) in enumerate(told):
        more: dict[str, Any] = {"hedges": hedge() if hedged else (), "evidence": shown() if seen else ()}
        via = (relay("Gull"),) if relayed else ()
        reports.append(report(f"r{n}", claim(event, office, interest=interest, via=via, **more), hours=n))
    found = assess(*incident(*reports))
    assert all(p.status != "corroborated" and p.credibility != 1 for p in found.propositions)
    assert found.occurrence != "corroborated"


def test_two_offices_of_one_side_that_gain_by_the_claim_are_one_voice() -> None:
    army, ministry = speaker("army", "north", "military"), speaker("ministry", "north", "military")
    gain = [
        report(f"r{n}", claim("interception", by, interest="for"), hours=n) for n, by in enumerate((army, ministry))
    ]
    assert assess(*incident(*gain)).propositions[0].status == "single_origin"
    loss = [report(f"r{n}", claim("impact", by, interest="against"), hours=n) for n, by in enumerate((army, ministry))]
    assert assess(*incident(*loss)).propositions[0].status == "corroborated"


def test_two_origins_that_state_it_as_a_fact_do_corroborate() -> None:
    reports = [report(f"r{n}", claim("impact", speaker(name)), hours=n) for n, name in enumerate("ab")]
    assert assess(*incident(*reports)).propositions[0].status == "corroborated"
