"""Cells: what stands, what it replaced, and whose missing evidence it is."""

from datetime import timedelta

from allegedly.assess import assess
from tests.assess.build import HILL, NOON, claim, hedge, incident, report, shown, speaker
from tests.assess.pack import pack, points


def test_a_cell_keeps_what_a_stance_replaced() -> None:
    mayor = speaker("mayor")
    stances = ["affirm", "affirm", "deny"]
    reports = [report(f"r{n}", claim("impact", mayor, s), hours=n) for n, s in enumerate(stances)]
    (cell,) = assess(*incident(*reports)).matrix.cells
    assert (cell.stance, cell.was, cell.claims) == ("deny", ("affirm",), ("r0.0", "r1.0", "r2.0"))


def test_missing_evidence_marks_whom_it_is_about() -> None:
    told = report("r1", claim("interception", speaker("ministry")), claim("evidence_absent"))
    other = report("r2", claim("impact", speaker("channel"), evidence=shown()), hours=1)
    cells = {c.origin: c for c in assess(*incident(told, other)).matrix.cells}
    assert cells["office:ministry"].evidence_absent
    assert not cells["office:channel"].evidence_absent
    assert cells["office:channel"].evidence == ("video",)


def test_evidence_shown_later_is_not_called_absent() -> None:
    told = report("r1", claim("interception", speaker("ministry")), claim("evidence_absent"))
    later = report("r2", claim("interception", speaker("ministry"), evidence=shown("wreckage")), hours=3)
    found, held = incident(told, later)
    assert not assess(found, held).matrix.cells[0].evidence_absent
    assert assess(found, held, NOON + timedelta(hours=1)).matrix.cells[0].evidence_absent


def test_as_of_only_what_was_public_counts() -> None:
    first = report("r1", claim("impact", speaker("a"), hedges=hedge()))
    second = report("r2", claim("impact", speaker("b")), hours=5)
    edited = report("r3", claim("fire", speaker("c")), hours=1, edited=NOON + timedelta(hours=6))
    found, held = incident(first, second, edited)
    early = assess(found, held, NOON + timedelta(hours=2))
    assert [o.key for o in early.origins] == ["office:a"]
    assert early.matrix.cells[0].hedged
    assert len(assess(found, held, NOON + timedelta(hours=5)).origins) == 2
    assert len(assess(found, held).origins) == 3


def test_no_evidence_in_the_pack_is_the_ministrys() -> None:
    (point,) = points("crimea-2024-01-04", "no_evidence")
    found = assess(*incident(*pack("crimea-2024-01-04").values()))
    marked = {c.origin for c in found.matrix.cells if c.evidence_absent}
    assert marked == {"russia:defence-ministry"}
    assert point["about"] == "Ministry of Defence (Russia)"


def test_the_packs_toll() -> None:
    (point,) = points("plant-explosion", "toll")
    found = assess(*incident(*pack("plant-explosion").values()))
    (toll,) = [t for t in found.toll if t.event == "killed"]
    # The company raised its three to five in the evening; before that the range began at three.
    assert (toll.low, toll.high, toll.high_claim) == (5, 7, point["high"]["claim"])
    at_noon = assess(*incident(*pack("plant-explosion").values()), pack("plant-explosion")["pl-11"].report.published)
    (toll,) = [t for t in at_noon.toll if t.event == "killed"]
    assert (toll.low, toll.low_claim, toll.high) == (3, point["low"]["claim"], 7)


def keys(*claims: object) -> list[str]:
    told = [report(f"r{n}", c, hours=n) for n, c in enumerate(claims)]  # type: ignore[arg-type]
    return [p.key for p in assess(*incident(*told)).propositions]


def test_a_claim_that_does_not_say_what_was_hit_joins_the_only_row_that_does() -> None:
    depot, bare = claim("impact", speaker("a"), kind="military"), claim("impact", speaker("b"))
    assert keys(depot, bare) == ["impact|military|place:lowport"]
    house = claim("impact", speaker("c"), kind="building")
    assert len(keys(depot, house, bare)) == 3, "of two nobody can tell which one is meant"
    assert len(keys(depot, claim("impact", speaker("b"), places=(HILL,)))) == 2, "two towns are never one"


def test_what_falls_from_something_shot_down_is_one_row_whatever_it_falls_on() -> None:
    house = claim("impact", speaker("a"), text="a fragment fell on a house", kind="building")
    river = claim("impact", speaker("b"), text="part of a missile fell into the river", kind="missile")
    assert keys(house, river) == ["impact|debris|place:lowport"]


def test_smoke_that_is_said_to_be_no_fire_is_another_row_than_the_smoke_of_one() -> None:
    screen = claim("fire", speaker("a"), text="the smoke over the bay is a camouflage screen")
    burning = claim("fire", speaker("b"), text="smoke rises over the depot")
    assert keys(screen, burning) == ["fire||place:lowport", "other|camouflage|place:lowport"]
