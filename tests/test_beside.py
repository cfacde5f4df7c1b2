"""Many new reports are linked beside the rest in a process that ends with it; where there is none, here."""

import os
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest

from allegedly import anew, beside
from allegedly.beside import beside_apart
from allegedly.link import background
from allegedly.model import Extraction
from allegedly.model.home import Home
from allegedly.relink import link_new, relink
from allegedly.run.apart import Killed
from allegedly.stages import LINK, knowledge_version
from allegedly.store import Match, Store
from benchmarks.growing import keep, reports

FEW, HELD, NEW = 8, 17, 7  # rarity stands still while these are linked


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "FEW", FEW)
    monkeypatch.setattr(beside, "beside_apart", small_apart)


def small_apart(place: Home, waiting: Sequence[str], outdated: bool, version: int) -> bool | None:
    """In the other process rarity stands still as early."""
    background.FEW = FEW
    return beside_apart(place, waiting, outdated, version)


def _every() -> list[Extraction]:
    return sorted(islice(reports(), HELD + NEW), key=lambda one: (str(one.report.published), one.report.id))


@pytest.fixture
def desk(store: Store) -> Store:
    """With all but the last ones linked, and these waiting."""
    keep(store, _every()[:HELD])
    relink(store)
    keep(store, _every()[HELD:])
    return store


def _shown(store: Store) -> list[str]:
    view = store.view()
    links = {repr(one) for id in map(_id, _every()) for one in view.links(id)}
    return [*sorted(map(repr, view.incidents(Match(stories=True), limit=1000))), *sorted(links)]


def _id(one: Extraction) -> str:
    return one.report.id


def test_apart_is_made_what_is_made_here(desk: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = Store.open(tmp_path / "here.db", create=True)
    keep(here, _every()[:HELD])
    relink(here)
    keep(here, _every()[HELD:])
    relink(here)
    with monkeypatch.context() as apart:
        apart.setattr(beside, "MANY", 1)
        apart.setattr(beside, "_link_here", lambda *_: pytest.fail("it was done here"))
        relink(desk)
    assert _shown(desk) == _shown(here)
    assert desk.view().unlinked() == []
    here.close()


def test_watching_leaves_it_to_a_process_too(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "MANY", 1)
    monkeypatch.setattr(beside, "_link_here", lambda *_: pytest.fail("it was done here"))
    assert not link_new(desk)
    assert desk.view().unlinked() == []


def test_where_no_process_can_be_made_it_is_done_here(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "MANY", 1)
    monkeypatch.setattr(sys, "executable", "")
    relink(desk)
    assert desk.view().unlinked() == []


def test_a_process_with_other_rules_leaves_it(desk: Store) -> None:
    waiting = desk.view().unlinked()
    assert beside_apart(desk.place, waiting, False, knowledge_version(LINK) + 1) is None
    assert desk.view().unlinked() == waiting


def test_where_all_must_be_linked_anew_none_is_linked_beside(desk: Store) -> None:
    keep(desk, [one for one in islice(reports(), HELD + NEW, 4 * HELD)])
    waiting = desk.view().unlinked()
    assert beside_apart(desk.place, waiting, False, knowledge_version(LINK)) is False
    assert desk.view().unlinked() == waiting


def test_where_it_was_killed_nothing_is_lost_and_the_next_goes_on(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anew, "MANY", 1_000)
    with monkeypatch.context() as here:
        here.setattr(beside, "MANY", 1)
        here.setattr(beside, "beside_apart", killed)
        with pytest.raises(Killed, match="linking new reports: its process was killed"):
            relink(desk)
    assert len(desk.view().unlinked()) == NEW
    relink(desk)
    assert desk.view().unlinked() == []


def killed(place: Home, waiting: Sequence[str], outdated: bool, version: int) -> bool:
    """What the system does where there is no memory left."""
    os.kill(os.getpid(), 9)
    return False
