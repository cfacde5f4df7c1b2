"""Extractions that rest on disk come back as they were, in either order, and leave nothing behind."""

import gc
import weakref
from datetime import UTC, datetime, timedelta

import pytest

from allegedly import resting
from allegedly.link import profile
from allegedly.link.background import background
from allegedly.link.linker import whole
from allegedly.model import Extraction, Report, Terms
from allegedly.resting import Resting

AT = datetime(2031, 3, 1, tzinfo=UTC)


def given() -> list[Extraction]:
    """Five reports, the latest first, the last of them undated."""
    made = [Report(f"r{n}", f"Words {n}.", published=AT - timedelta(hours=n) if n < 4 else None) for n in range(5)]
    return [Extraction(one, "en", (), (), terms=Terms(("words", one.id), (), ())) for one in made]


def test_what_rests_comes_back_in_both_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "AT_HAND", 2)
    held = Resting(iter(given()))
    assert list(held.values()) == given()  # as they came, though only two are at hand
    assert held.order == ("r3", "r2", "r1", "r0", "r4")
    assert (len(held), "r4" in held, "r5" in held) == (5, True, False)
    held.close()


def test_what_linking_held_goes_at_once() -> None:
    """It is no ring: else two whole desks were in memory until Python looked for rings."""
    gc.collect()
    gc.disable()
    try:
        made = whole(given())
        held = weakref.ref(made.held)
        assert made.held.text("r0").report == "r0"
        del made
        assert held() is None
    finally:
        gc.enable()


def test_words_at_hand_are_those_of_the_report() -> None:
    known = {one.report.id: one for one in given()}
    made = whole(known.values())
    assert profile.text(known["r1"], made.held.rules) == made.held.text("r1")
    assert made.background == background(known.values())
