"""Sources that cite in circles, edit after the fact, lie about the hour, or claim everything. All is invented."""

from dataclasses import replace
from datetime import timedelta

from allegedly.assess import assess
from allegedly.model import Assessment, Extraction, Speaker
from tests.assess.build import NONE, NOON, claim, count, incident, relay, report, speaker


def assessed(*reports: Extraction, copies: list[tuple[str, ...]] | None = None) -> Assessment:
    return assess(*incident(*reports, copies=copies or []))


def channel(name: str) -> Speaker:
    return Speaker(name, NONE, None, "channel", None, name)


def test_two_outlets_that_cite_one_another_are_not_two_witnesses() -> None:
    first = report("r1", claim("fire", channel("Tide Echo")), source="Marsh Echo")
    second = report("r2", claim("fire", channel("Marsh Echo")), source="Tide Echo", hours=1)
    third = report("r3", claim("fire", channel("Marsh Echo")), source="Dune Echo", hours=2)
    (fire,) = assessed(first, second, third).propositions
    assert len(fire.origins) <= 2
    alone = assessed(first, third)
    assert {o.name for o in alone.origins} == {"Tide Echo", "Marsh Echo"}
    relayed = report(
        "r4", claim("fire", via=(relay("Tide Echo"), relay("Marsh Echo", 20))), source="Dune Echo", hours=3
    )
    assert len(assessed(first, second, third, relayed).propositions[0].origins) <= 3


def test_an_outlet_that_edits_its_text_after_others_quoted_it_is_still_what_they_quote() -> None:
    quoting = report("r2", claim("killed", channel("Marsh Echo"), count=count(3)), source="Tide Echo", hours=1)
    before = report("r1", claim("killed", count=count(3)), source="Marsh Echo")
    after = report("r1b", claim("killed", count=count(9)), source="Marsh Echo", edited=NOON + timedelta(hours=5))
    held = assessed(before, quoting, after)
    assert len(held.origins) == 1, "quoted or edited, it is one voice"
    assert [c.settled for c in held.conflicts] == ["update"], "its own later figure contradicts nobody"
    only_edited = assessed(quoting, after)
    assert len(only_edited.origins) == 1
    early = assess(*incident(before, quoting, after), NOON + timedelta(hours=2))
    assert [t.high for t in early.toll] == [3], "what was not public yet is not known"


def test_a_clock_that_lies_makes_nobody_the_first_of_copies_that_name_their_source() -> None:
    mayor = speaker("mayor")
    true = report("r1", claim("fire", mayor), source="Marsh Echo")
    lying = report("r2", claim("fire", mayor), source="Tide Echo", hours=-400)
    assert [o.key for o in assessed(true, lying).origins] == ["office:mayor"]
    copied = assessed(true, replace(lying), copies=[("r1", "r2")])
    assert [o.key for o in copied.origins] == ["office:mayor"]
    assert copied.propositions[0].status == "single_origin"


def test_an_undated_report_is_known_but_is_never_first() -> None:
    dated = report("r1", claim("fire"), source="Marsh Echo")
    undated = report("r2", claim("fire"), source="Tide Echo", published=None)
    held = assessed(dated, undated, copies=[("r1", "r2")])
    assert [(o.name, o.carriers) for o in held.origins] == [("Marsh Echo", ("r2",))]


def test_a_source_that_claims_everything_corroborates_nothing_by_itself() -> None:
    events = ("attack", "explosion", "fire", "damage", "impact", "killed", "injured", "missing")
    loud = [report(f"r{n}", claim(e), source="Loud Echo", hours=n) for n, e in enumerate(events)]
    held = assessed(*loud)
    assert {p.status for p in held.propositions} == {"single_origin"}
    assert {p.credibility for p in held.propositions} == {6}, "its own other claims bear nothing out"
    assert held.publishers == 1
    both = [*loud, report("s1", claim("fire", stance="deny"), source="Loud Echo", hours=20)]
    assert not [c for c in assessed(*both).conflicts if not c.settled], "it only changes its mind"


def test_publishers_are_counted_without_copies_and_without_names() -> None:
    one, two = (
        report("r1", claim("fire"), source="Marsh Echo"),
        report("r2", claim("fire"), source="Tide Echo", hours=1),
    )
    assert assessed(one, two).publishers == 2
    assert assessed(one, two, copies=[("r1", "r2")]).publishers == 1
    assert assessed(report("r1", claim("fire"), source="")).publishers == 0
