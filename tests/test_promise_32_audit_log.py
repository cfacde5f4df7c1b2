"""Promise 32: the audit log is a chain of hashes: what is altered, deleted, put in, reordered or cut off is found."""

import multiprocessing
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.model.audit import FIRST, Noted, canonical, chained, faults
from allegedly.preserve.archive import Archive
from allegedly.preserve.audit import audit as verified
from allegedly.preserve.audited import unlike
from allegedly.preserve.keeper import Keeper, kept_beside
from allegedly.store import Store

Tamper = Callable[[sqlite3.Connection], object]
ENTRIES = 8


@pytest.fixture
def desk(tmp_path: Path) -> Store:
    """A desk with some entries, the end of which is sealed in the signed log."""
    store = Store.open(tmp_path / "desk.db", create=True)
    for number in range(ENTRIES):
        store.audit().note("A. Editor", "restrict", f"id{number}", "mask", "editor")
    kept_beside(store).seal()
    return store


def tampered(desk: Store, change: Tamper) -> list[int]:
    """The numbers of the entries that are found wrong after a change behind the desk's back."""
    with sqlite3.connect(desk.path) as connection:
        change(connection)
    connection.close()
    return sorted({n for n, _ in (*desk.audit().damage(), *unlike(desk))})


def test_a_log_that_nobody_touched_is_whole(desk: Store) -> None:
    assert desk.audit().damage() == []
    assert list(unlike(desk)) == []
    head = desk.audit().head()
    assert head is not None
    assert (head.n, desk.audit().damage((head.n, head.hash))) == (ENTRIES, [])


@pytest.mark.parametrize("column", ["who", "role", "what", "target", "detail"])
def test_an_altered_entry_is_named(desk: Store, column: str) -> None:
    assert tampered(desk, lambda c: c.execute(f"UPDATE audit SET {column} = 'x' WHERE n = 4")) == [4]


def test_another_moment_another_hash_and_another_predecessor_are_named(desk: Store) -> None:
    assert tampered(desk, lambda c: c.execute("UPDATE audit SET at = at + 1 WHERE n = 3")) == [3]
    assert 5 in tampered(desk, lambda c: c.execute("UPDATE audit SET hash = x'00' WHERE n = 5"))
    assert 7 in tampered(desk, lambda c: c.execute("UPDATE audit SET previous = x'00' WHERE n = 7"))


def test_a_moment_that_is_none_is_found_not_stumbled_over(desk: Store) -> None:
    assert tampered(desk, lambda c: c.execute("UPDATE audit SET at = 'yesterday' WHERE n = 3")) == [3]


def test_a_deleted_entry_is_named(desk: Store) -> None:
    assert tampered(desk, lambda c: c.execute("DELETE FROM audit WHERE n = 4")) == [4]


def test_entries_that_changed_places_are_named(desk: Store) -> None:
    def swap(c: sqlite3.Connection) -> None:
        for old, new in ((3, -1), (4, 3), (-1, 4)):
            c.execute("UPDATE audit SET n = ? WHERE n = ?", (new, old))

    assert {3, 4} <= set(tampered(desk, swap))


def test_an_entry_that_was_put_in_is_named(desk: Store) -> None:
    forged = Noted(0, desk.audit().entries()[0].at, "x", "", "x", "", "", FIRST, "")
    row = (0, 0, "x", "", "x", "", "", bytes(32), bytes.fromhex(chained(forged)))
    assert 0 in tampered(desk, lambda c: c.execute("INSERT INTO audit VALUES (?,?,?,?,?,?,?,?,?)", row))


def test_an_end_that_was_cut_off_is_found_by_the_signed_log_and_by_a_head_kept_elsewhere(desk: Store) -> None:
    head = desk.audit().head()
    assert head is not None
    assert tampered(desk, lambda c: c.execute("DELETE FROM audit WHERE n > 5")) == [ENTRIES]
    assert [n for n, _ in desk.audit().damage((head.n, head.hash))] == [ENTRIES]
    assert desk.audit().damage() == [], "the chain alone cannot tell"


def test_a_log_made_anew_as_a_whole_is_found_by_the_signed_log(desk: Store) -> None:
    def anew(c: sqlite3.Connection) -> None:
        before, rows = FIRST, []
        for one in desk.audit().every():
            made = replace(one, who="Nobody", previous=before)
            before = chained(made)
            rows.append(("Nobody", bytes.fromhex(made.previous), bytes.fromhex(before), one.n))
        c.executemany("UPDATE audit SET who = ?, previous = ?, hash = ? WHERE n = ?", rows)

    assert tampered(desk, anew) == [ENTRIES]


def test_verify_names_the_entry(desk: Store) -> None:
    archive = Archive.of(desk.path, "")
    assert verified(desk, archive).faults == []
    tampered(desk, lambda c: c.execute("UPDATE audit SET who = 'x' WHERE n = 2"))
    assert [one.item for one in verified(desk, archive).faults] == ["audit log, entry 2"]


def test_the_end_is_sealed_once_for_each_state(desk: Store) -> None:
    keeper = Keeper(desk, Archive.of(desk.path, ""))
    for _ in range(3):
        keeper.seal()
    with desk.view().log() as log:
        assert len(log.audits()) == 1
    desk.audit().note("B", "lift", "id")
    keeper.seal()
    with desk.view().log() as log:
        assert len(log.audits()) == 2


def _write(path: Path, number: int) -> None:
    store = Store.open(path)
    for turn in range(20):
        store.audit().note(f"writer {number}", "test", str(turn))
    store.close()


def test_several_writers_make_one_chain(tmp_path: Path) -> None:
    Store.open(tmp_path / "desk.db", create=True).close()
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(tmp_path / "desk.db", n)) for n in range(3)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    store = Store.open(tmp_path / "desk.db")
    noted = list(store.audit().every())
    assert [one.n for one in noted] == list(range(1, 61))
    assert store.audit().damage() == []
    for number in range(3):  # each one's in its own order, none lost
        assert [one.target for one in noted if one.who == f"writer {number}"] == [str(turn) for turn in range(20)]
    store.close()


@settings(max_examples=15)
@given(st.text(max_size=400), st.text(max_size=20))
def test_any_words_are_given_back_as_they_were_hashed(tmp_path_factory: pytest.TempPathFactory, a: str, b: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    store = Store.open(folder / "desk.db", create=True)
    made = store.audit().note(a, b, a, b)
    assert store.audit().head() == made
    assert store.audit().damage() == []
    store.close()


def test_what_is_hashed_is_told_field_from_field(desk: Store) -> None:
    one = desk.audit().entries()[0]
    assert canonical(replace(one, who="ab", role="c")) != canonical(replace(one, who="a", role="bc"))
    assert list(faults([replace(one, hash=chained(replace(one, who="x")))])) == [(1, "it is not what was noted")]
