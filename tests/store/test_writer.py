from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.errors import StoreFailed
from allegedly.model import Done, Judgement, Rejection, Snapshot
from allegedly.store import Store

from .records import done, extraction, incident, linking, report


def test_extraction_comes_back_equal(store: Store) -> None:
    given_ = done(1)
    store.writer().extracted([given_], "extract", 1)
    assert store.view().extraction("r1") == given_.extraction


def test_report_output_and_ledger_are_one_transaction(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.writer().extracted([done(1)], "extract", 1)
    before = store.view().fingerprint()

    def fails(*_: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr("allegedly.store.writer._entry", fails)
    with pytest.raises(OSError, match="power cut"):
        store.writer().extracted([done(2), done(3)], "extract", 1)
    assert store.view().fingerprint() == before


def test_what_was_not_final_is_tried_again(store: Store) -> None:
    broken = Done(report(2), None, (Rejection("r2", "extract", "defect"),), final=False)
    store.writer().extracted([done(1), broken], "extract", 1)
    assert [r.id for r in store.view().unfinished("extract", 1)] == ["r2"]
    assert [r.id for r in store.view().unfinished("extract", 2)] == ["r1", "r2"]


def test_new_version_replaces_the_old_extraction(store: Store) -> None:
    one = report(1)
    store.writer().extracted([Done(one, extraction(one, "fire"))], "extract", 1)
    store.writer().extracted([Done(one, extraction(one, "attack"))], "extract", 2)
    assert [c.event for c, _ in store.view().claims()] == ["attack"]
    assert store.view().counts()["mention"] == 1


def test_claims_never_meet_the_words_of_another_report(store: Store) -> None:
    first, other = report(1), report(1, "Сторож видел дым")
    store.writer().extracted([Done(first, extraction(first))], "extract", 1)
    store.writer().extracted([Done(other, extraction(other)), done(2)], "extract", 1)
    for id in ("r1", "r2"):
        found = store.view().extraction(id)
        assert all(found.report.text[slice(*c.span)] == c.text for c in found.claims)
    assert store.view().extraction("r1").report == first
    assert ["other words" in r.reason for r in store.view().rejections()] == [True]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=12), st.integers(1, 5))
def test_order_groups_and_repeats_do_not_change_what_is_held(numbers: list[int], size: int) -> None:
    assert _held(numbers, size) == _held(sorted(set(numbers), reverse=True), 50)


def _held(numbers: list[int], size: int) -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "desk.db", create=True)
        for start in range(0, len(numbers), size):
            store.writer().extracted([done(n) for n in numbers[start : start + size]], "extract", 1)
        found = store.view().fingerprint()
        store.close()
    return found


def test_fingerprint_sees_every_kind_of_record(store: Store) -> None:
    writer, seen = store.writer(), set()

    def look() -> None:
        assert store.view().fingerprint() not in seen
        seen.add(store.view().fingerprint())

    look()
    writer.snapshot(Snapshot("ab" * 32, "a.txt", b"words", "", datetime(2024, 5, 1, tzinfo=UTC)))
    look()
    writer.rejections([Rejection("a.txt, line 1", "read", "broken")])
    look()
    writer.extracted([done(1), done(2)], "extract", 1)
    look()
    writer.linked(linking(incident("i1", "r1", "r2")), [incident("i1", "r1", "r2")], "00" * 16, 1)
    look()
    writer.judge(Judgement("j1", "split", ("i1",), "an editor", datetime(2024, 5, 2, tzinfo=UTC)))
    look()


def test_snapshot_keeps_the_bytes(store: Store) -> None:
    store.writer().snapshot(Snapshot("ab" * 32, "a.txt", b"\x00\xffwords", "", datetime(2024, 5, 1, tzinfo=UTC)))
    assert store.view().snapshot("ab" * 32) == b"\x00\xffwords"


def test_relinking_replaces_all_incidents_and_links(store: Store) -> None:
    writer = store.writer()
    writer.extracted([done(1), done(2)], "extract", 1)
    writer.linked(linking(incident("i1", "r1", "r2")), [incident("i1", "r1", "r2")], "00" * 16, 1)
    writer.linked(linking(incident("i2", "r1")), [incident("i2", "r1")], "11" * 16, 1)
    view = store.view()
    assert [i.id for i, _ in view.incidents()] == ["i2"]
    assert view.of_report("r2") == []
    assert view.finished("11" * 16, "link", 1)
    assert not view.finished("00" * 16, "link", 1)


def test_full_store_says_so_and_keeps_what_was_acknowledged(file: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own limit on pages gives the same error as a full disk."""
    file.writer().extracted([done(1)], "extract", 1)
    before = file.view().fingerprint()
    file.close()
    monkeypatch.setattr("allegedly.store.sqlite.PRAGMAS", ("PRAGMA journal_mode=WAL", "PRAGMA max_page_count=60"))
    small = Store.open(file.path)
    with pytest.raises(StoreFailed, match=r"the disk is full.*Free some space"):
        small.writer().extracted([done(n, text="Мэр " + "взрыв " * 2000) for n in range(2, 40)], "extract", 1)
    assert small.view().fingerprint() == before
    small.close()
