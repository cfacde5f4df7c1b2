"""Promise 1: what a source is worth as a source never moves what its information is worth."""

import inspect
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.assess import assess, standing
from allegedly.model import Judgement
from allegedly.model.vocabulary import Reliability, SpeakerKind
from tests.assess.build import NOON, claim, hedge, incident, report, shown, speaker

EVENTS = st.sampled_from(["impact", "explosion", "killed", "interception", "damage"])
STANCES = st.sampled_from(["affirm", "deny", "query", "retract"])


@st.composite
def worlds(draw: Any) -> list[tuple[str, str, str, bool, bool, str]]:
    one = st.tuples(EVENTS, STANCES, st.sampled_from("abcd"), st.booleans(), st.booleans(), st.sampled_from("xyz"))
    return draw(st.lists(one, min_size=1, max_size=7))  # type: ignore[no-any-return]


def grades(world: list[tuple[str, str, str, bool, bool, str]], letters: dict[str, tuple[str, Any]]) -> list[Any]:
    made = []
    for n, (event, stance, who, hedged, seen, outlet) in enumerate(world):
        name, kind = letters[who]
        by = replace(speaker(who, kind=kind), name=name)
        hedges, evidence = hedge() if hedged else (), shown() if seen else ()
        made.append(report(f"r{n}", claim(event, by, stance, hedges=hedges, evidence=evidence), hours=n, source=outlet))
    found = assess(*incident(*made))
    return [(p.key, p.status, p.credibility) for p in found.propositions]


@settings(max_examples=1000, deadline=None)
@given(worlds(), st.sampled_from(get_args(Reliability)), st.sampled_from(["official", "military"]))
def test_a_sources_letter_and_standing_never_move_the_number(world: Any, letter: str, kind: SpeakerKind) -> None:
    plain = {who: (who, "official") for who in "abcd"}
    graded = {who: (f"{who} (reliability {letter})", kind) for who in "abcd"}
    assert grades(world, plain) == grades(world, graded)


@st.composite
def judged(draw: Any) -> list[Judgement]:
    """Letters that persons gave the voices, for all that they tell or for one kind of happening; some given twice."""
    one = st.tuples(st.sampled_from("abcd"), st.sampled_from(get_args(Reliability)), st.sampled_from(["", "impact"]))
    given = draw(st.lists(one, min_size=1, max_size=6))
    return [
        Judgement(str(n), "letter", (f"office:{who}",), "An editor", NOON + timedelta(n), "why", value=letter, topic=on)
        for n, (who, letter, on) in enumerate(given)
    ]


@settings(max_examples=1000, deadline=None)
@given(worlds(), judged())
def test_a_letter_that_a_person_gives_moves_nothing_but_itself(world: Any, letters: list[Judgement]) -> None:
    made = []
    for n, (event, stance, who, hedged, seen, outlet) in enumerate(world):
        hedges, evidence = hedge() if hedged else (), shown() if seen else ()
        told = claim(event, speaker(who), stance, hedges=hedges, evidence=evidence)
        made.append(report(f"r{n}", told, hours=n, source=outlet))
    plain, graded = (assess(*incident(*made), None, given) for given in ((), letters))
    assert replace(graded, origins=plain.origins) == plain
    wanted = {(j.target[0], j.topic): j.value for j in letters}
    for origin in graded.origins:
        assert dict(origin.letters) == {on: letter for (who, on), letter in wanted.items() if who == origin.key}


def test_the_rules_of_credibility_cannot_even_see_a_letter() -> None:
    assert "reliability" not in inspect.getsource(standing).casefold()
    assert len({1, 2, 3, 4, 5, 6}) == len(get_args(Reliability))


def test_the_number_moves_with_the_information() -> None:
    one = report("r1", claim("impact", speaker("a")))
    two = report("r2", claim("impact", speaker("b")), hours=1)
    alone = assess(*incident(one)).propositions[0]
    both = assess(*incident(one, two)).propositions[0]
    assert (alone.credibility, both.credibility) == (6, 1)
