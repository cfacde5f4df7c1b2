"""Many reports are linked anew in a process that ends with it; where there is none, here."""

import os
import sys
from itertools import islice
from pathlib import Path

import pytest

from allegedly import anew
from allegedly.anew import link_apart
from allegedly.errors import StoreFailed
from allegedly.relink import relink
from allegedly.run.apart import Killed
from allegedly.stages import LINK, knowledge_version
from allegedly.store import Store
from benchmarks.growing import keep, reports


def _held(path: Path) -> Store:
    store = Store.open(path, create=True)
    keep(store, [*islice(reports(), 24)])
    return store


def test_where_no_process_can_be_made_it_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anew, "MANY", 1)
    monkeypatch.setattr(sys, "executable", "")
    store = _held(tmp_path / "desk.db")
    relink(store)
    assert store.view().counts()["incident"]
    store.close()


def test_a_process_with_other_rules_leaves_it(tmp_path: Path) -> None:
    store = _held(tmp_path / "desk.db")
    assert not link_apart(store.place, knowledge_version(LINK) + 1)
    assert store.view().counts()["incident"] == 0
    store.close()


def test_a_store_that_cannot_be_opened_there_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anew, "MANY", 1)
    store = _held(tmp_path / "desk.db")
    monkeypatch.setattr(store, "place", tmp_path / "other.db")
    with pytest.raises(StoreFailed, match=r"other\.db"):
        relink(store)
    store.close()


def test_where_it_was_killed_nothing_is_lost_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anew, "MANY", 1)
    store = _held(tmp_path / "desk.db")
    with monkeypatch.context() as here:
        here.setattr(anew, "link_apart", killed)
        with pytest.raises(Killed, match="out of memory"):
            relink(store)
    waiting = len(store.view().unlinked())
    assert waiting == 24
    relink(store)
    assert store.view().counts()["incident"]
    store.close()


def killed(place: Path, version: int) -> bool:
    """What the system does where there is no memory left."""
    os.kill(os.getpid(), 9)
    return False
