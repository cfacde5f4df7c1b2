"""Restrictions, marks and the audit log over both kinds of store; an edition of each."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from allegedly.model import Done, Extraction, Report
from allegedly.model.restriction import Ask
from allegedly.relink import relink
from allegedly.restrict.door import Restricting
from allegedly.restrict.editions import Editions
from allegedly.store import Store


def _keep(store: Store, *ids: str) -> None:
    reports = [Report(id, f"Words of {id}.", published=datetime(2024, 3, 1, tzinfo=UTC), source="Gull") for id in ids]
    store.writer().extracted([Done(one, Extraction(one, "en")) for one in reports], "extract", 1)
    relink(store)


def test_what_is_read_again_is_marked(store: Store) -> None:
    _keep(store, "r1", "r2")
    assert store.restrictions().turned() == 0
    _keep(store, "r2")
    ((_, key, gone),) = store.restrictions().turns(0)
    assert (key, gone) == (2, False)


def test_entries_of_the_audit_log_follow_each_other(store: Store) -> None:
    for number in range(5):
        store.audit().note("A.\0 Editor", "restrict", f"id{number}", "Ґ" * 400)
    assert [one.n for one in store.audit().every()] == [1, 2, 3, 4, 5]
    assert store.audit().damage() == []
    assert [one.target for one in store.audit().latest(2)] == ["id4", "id3"]


def test_an_edition_follows_and_keeps_back(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where a desk in a database has its files
    _keep(store, "r1", "r2")
    Restricting(store).restrict(Ask("withhold", "r1", "A. Editor"))
    editions = Editions(store)
    assert editions.refresh().made == 1
    place = editions.current("reader")
    assert place is not None
    assert editions.current("editor") is None
    edition = Store.open(place)
    assert [one.id for one in edition.view().reports()] == ["r2"]
    _keep(store, "r3")
    assert editions.refresh().copied == 1
    assert [one.id for one in edition.view().reports()] == ["r2", "r3"]
    _keep(store, "r2")  # read anew: made anew
    assert editions.refresh().made == 1
    assert editions.current("reader") != place
    edition.close()
