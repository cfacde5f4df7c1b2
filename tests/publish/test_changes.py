"""Each change with the words that brought it: those after the moment, and of the side that spoke second."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from allegedly.model import Change
from allegedly.model.vocabulary import Stance
from allegedly.publish.changes import changed, moves
from allegedly.publish.clock import Clock
from allegedly.publish.told import Told, told
from tests.publish.build import EXTRACTIONS, INCIDENT, assessment, at

HELD = told(INCIDENT, EXTRACTIONS)  # c1 denies at 17, c2 and c3 affirm at 18, c4 denies at 19
EARLY, LATE = at(16), at(17, 30)


def saying(**stances: Stance) -> dict[str, Told]:
    """The claims, some of them with another stance."""
    return {i: replace(t, claim=replace(t.claim, stance=stances[i])) if i in stances else t for i, t in HELD.items()}


@pytest.mark.parametrize(
    ("one", "since", "brought"),
    [
        (Change("conflict", "polarity", None, "open", ("c2", "c1")), EARLY, "c2"),
        (Change("conflict", "polarity", "open", "update", ("c2", "c1")), at(20), "c2"),
        (Change("conflict", "count", None, "open", ("c1", "c3", "c4")), EARLY, "c1"),
        (Change("occurrence", "i-0123", "single_origin", "contested", ("c1", "c2")), EARLY, "c2"),
        (Change("occurrence", "i-0123", "single_origin", "contested", ("c3", "c4")), LATE, "c4"),
        (Change("proposition", "p1", None, "contested", ("c2", "c1", "c4")), LATE, "c4"),
        (Change("stance", "p1", "affirm", "deny", ("c2", "c4"), "office"), LATE, "c4"),
        (Change("stance", "p1", "deny", "retract", ("c1", "c4"), "office"), EARLY, "c1"),
        (Change("status", "p1", "single_origin", "unassessed", ("c2", "c4")), LATE, "c4"),
        (Change("toll", "injured", "1", "1-2", ("c1", "c3")), LATE, "c3"),
        (Change("voice", "nobody", None, "Nobody", ()), EARLY, None),
    ],
)
def test_the_words_that_brought_a_change(one: Change, since: object, brought: str | None) -> None:
    (moved,) = moves([one], assessment(), HELD, since)  # type: ignore[arg-type]
    assert (moved.told.claim.id if moved.told else None) == brought


def test_a_voice_that_says_otherwise_is_quoted_with_what_it_says_now() -> None:
    one = Change("stance", "p1", "affirm", "retract", ("c2", "c3"), "residents")
    (moved,) = moves([one], assessment(), saying(c3="retract"), EARLY)
    assert moved.told is not None
    assert moved.told.claim.id == "c3"


def test_the_terminal_says_what_the_page_says() -> None:
    out = Console(file=StringIO(), width=120, color_system=None)
    found = moves([Change("conflict", "polarity", None, "open", ("c2", "c1"))], assessment(), HELD, EARLY)
    changed(found, assessment(), out, Clock())
    assert isinstance(out.file, StringIO)
    head, words = out.file.getvalue().splitlines()
    assert head == f"Conflict: {found[0].about}  {found[0].after}"
    assert words == '    11 Mar 2025, 18:00 Residents: "склад горит"'
