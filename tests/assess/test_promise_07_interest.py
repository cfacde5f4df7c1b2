"""Promise 7: against-interest comes from the claim, as the declared table gave it, with one weight for every party."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.assess import assess
from allegedly.model import Extraction
from tests.assess.build import claim, incident, relay, report, speaker

PARTIES = st.sampled_from(["north", "south", "russia", "ukraine", "israel", "hamas", None])


@given(PARTIES)
def test_one_weight_whoever_speaks(party: str | None) -> None:
    told = report("r1", claim("impact", speaker("office", party), interest="against"))
    found = assess(*incident(told))
    (row,) = found.propositions
    assert (row.status, row.credibility) == ("single_origin", 2)
    assert found.matrix.cells[0].interest == "against"


@given(PARTIES)
def test_a_claim_in_ones_interest_weighs_nothing_more(party: str | None) -> None:
    told = report("r1", claim("interception", speaker("office", party), interest="for"))
    (row,) = assess(*incident(told)).propositions
    assert (row.status, row.credibility) == ("single_origin", 6)


def test_an_acknowledged_own_act_is_no_allegation() -> None:
    own = claim("attack", speaker("staff", "ukraine", "military"), actor="Ukraine", interest="against")
    assert assess(*incident(report("r1", own))).attribution == "self_acknowledged"
    told = claim("attack", speaker("ministry", "russia", "military"), actor="Ukraine")
    assert assess(*incident(report("r1", told))).attribution == "alleged"
    disowned = claim("attack", speaker("staff", "ukraine", "military"), "deny", actor="Ukraine")
    assert assess(*incident(report("r1", told), report("r2", disowned, hours=1))).attribution == "contested"
    assert assess(*incident(report("r1", claim("explosion")))).attribution == "none"


@given(st.sampled_from(["russia", "ukraine", "israel", "hamas"]))
def test_an_own_act_marks_the_cell_of_its_side(party: str) -> None:
    name = {"russia": "Russia", "ukraine": "Ukraine", "israel": "Israel", "hamas": "Hamas"}[party]
    own = claim("attack", speaker("staff", party, "military"), actor=name)
    rival = claim("attack", speaker("ministry", "elsewhere", "military"), actor=name)
    bare = claim("attack", speaker("staff", party, "military"))
    cells = {c.origin: c for c in assess(*incident(report("r1", own, rival, bare))).matrix.cells}
    assert (cells["office:staff"].own_act, cells["office:ministry"].own_act) == (True, False)
    assert len(cells["office:staff"].claims) == 2


@pytest.mark.parametrize(
    ("lang", "admits", "says"),
    [("en", "acknowledged", "announced"), ("ru", "признала", "сообщила"), ("uk", "визнала", "повідомила")],
)
@given(PARTIES)
def test_what_an_office_admits_runs_against_its_interest(lang: str, admits: str, says: str, party: str | None) -> None:
    office = speaker("army", party, "military")
    for word, interest in ((admits, "against"), (says, "unknown")):
        told = report("r1", claim("impact", office, cue=relay(word)), lang=lang)
        held = Extraction(told.report, lang, (), told.claims)  # type: ignore[arg-type]
        (cell,) = assess(*incident(held)).matrix.cells
        assert cell.interest == interest
    witness = report("r1", claim("impact", speaker("a driver", kind="witness"), cue=relay(admits)), lang=lang)
    held = Extraction(witness.report, lang, (), witness.claims)  # type: ignore[arg-type]
    assert assess(*incident(held)).matrix.cells[0].interest == "unknown"
