"""Who is said to have done it against who denies it; a hit against "nothing took harm"; arson and fire."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from allegedly.assess import assess
from allegedly.model import Conflict
from tests.assess.build import HILL, PORT, claim, incident, report, speaker

NAMES = {"russia": "Russia", "ukraine": "Ukraine", "india": "India", "pakistan": "Pakistan"}
SIDES = st.permutations(sorted(NAMES)).map(lambda order: (order[0], order[1]))


def staff(party: str) -> Any:
    return speaker(f"{party} staff", party, "military")


def conflicts(*reports: Any) -> list[Conflict]:
    return [c for c in assess(*incident(*reports)).conflicts if not c.settled]


@given(SIDES)
def test_a_side_that_denies_what_it_is_said_to_have_done_is_in_conflict_over_the_actor(sides: tuple[str, str]) -> None:
    doer, other = sides
    told = report("r1", claim("attack", staff(other), actor=NAMES[doer]))
    denied = report("r2", claim("explosion", staff(doer), "deny", actor=NAMES[doer]), hours=1)
    (one,) = conflicts(told, denied)
    assert (one.kind, one.rule, one.settled) == ("actor", "disowned", "")


@given(SIDES)
def test_who_denies_only_that_it_did_it_does_not_contradict_who_names_nobody(sides: tuple[str, str]) -> None:
    doer, _ = sides
    heard = report("r1", claim("attack", speaker("Mayor")))
    denied = report("r2", claim("attack", staff(doer), "deny", actor=NAMES[doer]), hours=1)
    assert not conflicts(heard, denied)
    outright = report("r2", claim("attack", staff(doer), "deny"), hours=1)
    assert [c.rule for c in conflicts(heard, outright)] == ["polarity"]


def test_a_thing_that_was_hit_and_took_no_harm() -> None:
    hit = report("r1", claim("impact", speaker("staff", "north", "military"), kind="energy", object="the depot"))
    whole = report("r2", claim("damage", speaker("owner"), "deny", kind="energy", object="the depot"), hours=2)
    (one,) = conflicts(hit, whole)
    assert (one.kind, one.rule) == ("polarity", "unharmed")
    other = report("r2", claim("damage", speaker("owner"), "deny", kind="ship", object="the ferry"), hours=2)
    assert not conflicts(hit, other)
    elsewhere = report("r2", claim("damage", speaker("owner"), "deny", kind="energy", places=(HILL,)), hours=2)
    assert not conflicts(hit, elsewhere)


def test_who_denies_arson_does_not_deny_the_fire() -> None:
    burnt = report("r1", claim("fire", speaker("fire service"), places=(PORT,)))
    words = "My client set nothing on fire, no arson was committed."
    denied = report("r2", claim("fire", speaker("lawyer"), "deny", text=words), hours=2)
    assert not conflicts(burnt, denied)
