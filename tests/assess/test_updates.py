"""One voice, earlier and later: what is an update, and what only looks like one. All is invented."""

from collections.abc import Sequence
from typing import Any

import pytest

from allegedly.assess import assess
from allegedly.model import Conflict, Extraction, Speaker, Words
from allegedly.model.report import Forward
from allegedly.model.vocabulary import Lang
from tests.assess.build import NONE, claim, count, incident, relay, report, speaker

NORTH, SOUTH = speaker("governor", "north"), speaker("staff", "south", "military")
TRIGGER = Words("hurt", NONE)


def found(*reports: Extraction, copies: Sequence[tuple[str, ...]] = ()) -> Sequence[Conflict]:
    return assess(*incident(*reports, copies=copies)).conflicts


def settled(*reports: Extraction, copies: Sequence[tuple[str, ...]] = ()) -> list[Conflict]:
    return [c for c in found(*reports, copies=copies) if c.settled]


def post(name: str, hours: float, who: Speaker = SOUTH, **more: Any) -> Extraction:
    """Its own blow told, and harm to people denied."""
    told = claim("impact", who, kind="military"), claim("injured", who, "deny", kind="person")
    return report(name, *told, hours=hours, **more)


@pytest.mark.parametrize(("one", "other"), [(NORTH, SOUTH), (SOUTH, NORTH)])
def test_a_copy_makes_no_voice_update_itself_and_its_denial_stands(one: Speaker, other: Speaker) -> None:
    hurt = report("r1", claim("injured", one, count=count(12)))
    first, again = post("r2", 1, other), post("r3", 2, other)
    (open_one,) = found(hurt, first, again, copies=[("r2", "r3")])
    assert (open_one.kind, open_one.settled, open_one.a, open_one.b) == ("polarity", "", ("r1.0",), ("r2.1",))


def test_a_forward_of_the_denial_is_no_later_word() -> None:
    none = report("r1", claim("damage", SOUTH, "deny"))
    sent_on = report("r2", claim("damage", SOUTH), hours=1, forward=Forward("r1", id="r1"))
    assert not settled(none, sent_on)


def test_a_hit_told_later_takes_back_no_word_on_the_wounded() -> None:
    none = report("r1", claim("injured", SOUTH, "deny"))
    assert not settled(none, report("r2", claim("impact", SOUTH, kind="military"), hours=1))
    assert [c.rule for c in settled(none, report("r3", claim("killed", SOUTH, count=count(1)), hours=1))] == ["updates"]


def test_what_was_told_beside_a_denial_takes_nothing_back_when_it_is_told_again() -> None:
    both = report("r1", claim("impact", SOUTH, kind="military"), claim("damage", SOUTH, "deny"))
    assert not settled(both, report("r2", claim("impact", SOUTH, kind="military"), hours=1))
    assert settled(both, report("r2", claim("fire", SOUTH, kind="building"), hours=1))


@pytest.mark.parametrize(
    ("lang", "whole", "part"),
    [
        ("en", "none of the residents was hurt", "none of the wounded was hurt badly"),
        ("ru", "никто из мирных жителей не пострадал", "никто из раненых не пострадал тяжело"),
        ("uk", "ніхто з мирних мешканців не постраждав", "ніхто з поранених не постраждав тяжко"),
    ],
)
def test_a_denial_of_harm_to_all_who_live_there_has_a_row(lang: Lang, whole: str, part: str) -> None:
    def denied(words: str) -> list[str]:
        hurt = report("r1", claim("injured", NORTH, count=count(12)))
        made = report("r2", claim("injured", SOUTH, "deny", text=words, trigger=TRIGGER), hours=1)
        return [c.kind for c in found(hurt, Extraction(made.report, lang, (), made.claims))]

    assert denied(whole) == ["polarity"]
    assert denied(part) == []


def test_one_report_is_one_telling() -> None:
    def told(name: str, hours: float) -> Extraction:
        return report(name, claim("injured", NORTH), claim("injured", NORTH, "deny"), hours=hours)

    assert not settled(told("r1", 0), told("r2", 0.1), report("r3", claim("injured", NORTH), hours=1))
    turned = settled(report("r1", claim("launch", NORTH)), report("r2", claim("launch", NORTH, "deny"), hours=1))
    assert [(c.rule, c.a, c.b) for c in turned] == [("same_origin_later", ("r1.0",), ("r2.0",))]


def test_an_update_is_of_one_voice_and_not_of_the_one_whom_it_cites() -> None:
    passed_on = claim("damage", speaker("rescuers"), "deny", via=(relay("bird"),))
    first = report("r1", passed_on, source="bird")
    later = report("r2", claim("damage", kind="building"), hours=2, source="bird")
    assert not found(first, later), "the rescuers never told of harm, and the outlet denied nothing of its own"
    other = report("r3", claim("damage", NORTH, kind="building"), hours=2)
    assert [(c.rule, c.settled) for c in found(first, other)] == [("polarity", "")]


def test_a_denial_retold_after_the_harm_is_no_new_one() -> None:
    none = report("r1", claim("damage", NORTH, "deny"))
    hit = report("r2", claim("impact", NORTH, kind="building"), hours=2)
    retold = report("r3", claim("damage", NORTH, "deny"), claim("impact", NORTH, kind="building"), hours=4)
    last = report("r4", claim("damage", NORTH, kind="building"), hours=6)
    (one,) = settled(none, hit, retold, last)
    assert (one.rule, one.a) == ("updates", ("r1.0",))


def corrected(edits: str | None = "r1", source: str = "wire") -> list[Extraction]:
    """An outlet passes a figure on, takes it back, and passes on another; another voice tells a third."""
    first = report("r1", claim("killed", NORTH, count=count(3)), source="wire")
    other = report("r2", claim("killed", SOUTH, count=count(5)), hours=1)
    told = claim("killed", None, "retract", count=count(3)), claim("killed", NORTH, count=count(2))
    return [first, other, report("r3", *told, hours=2, source=source, edits=edits)]


@pytest.mark.parametrize(("edits", "source"), [("r1", "wire"), (None, "wire"), ("r1", "the wire again")])
def test_a_correction_is_the_outlets_and_settles_what_it_takes_back(edits: str | None, source: str) -> None:
    made = {(c.a, c.b): c for c in found(*corrected(edits, source))}
    assert {(a[0], b[0]): (c.rule, c.settled) for (a, b), c in made.items()} == {
        ("r1.0", "r3.1"): ("corrected", "update"),
        ("r1.0", "r2.0"): ("corrected", "update"),
        ("r3.1", "r2.0"): ("figures", ""),
    }
    assert made[("r1.0",), ("r2.0",)].explanation == f"killed: 3 against 5; 3 was corrected by {source}"


def test_another_outlets_correction_takes_nothing_back() -> None:
    rules = {c.rule for c in found(*corrected(None, "gazette"))}
    assert "corrected" not in rules


def test_a_figure_taken_back_belongs_to_the_row_of_that_figure_alone() -> None:
    rows = {p.value: p for p in assess(*incident(*corrected())).propositions}
    assert (rows["3"].affirm, rows["3"].retract) == (("r1.0",), ("r3.0",))
    assert not rows["2"].retract
    assert not rows["5"].retract


def test_the_header_does_not_say_that_nobody_denies_where_somebody_does() -> None:
    hits = [report(f"r{n}", claim("impact", speaker(f"v{n}")), hours=n) for n in range(2)]
    assert assess(*incident(*hits)).reasons[0].rule == "occurrence_corroborated"
    denial = report("r5", claim("injured", SOUTH, "deny"), hours=3)
    (why, *_) = assess(*incident(*hits, denial)).reasons
    assert why.rule == "occurrence_corroborated_in_part"
    assert "r5.0" in why.claims
