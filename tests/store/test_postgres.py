"""What a shared store does that a file cannot, and that both hold the same after the same."""

import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from typer.testing import CliRunner

from allegedly import pipeline
from allegedly.cli.app import app
from allegedly.errors import StoreFailed
from allegedly.model import Done
from allegedly.model.glance import Wanted
from allegedly.model.home import home
from allegedly.model.listing import ClaimsWanted, Mark
from allegedly.model.people import Visitor
from allegedly.model.restriction import Restriction
from allegedly.model.search import Sought, Term
from allegedly.people import StoredPeople, totp
from allegedly.people.passwords import Passwords
from allegedly.preserve.archive import Archive
from allegedly.preserve.audit import audit
from allegedly.preserve.backup import back_up
from allegedly.preserve.keeper import Keeper
from allegedly.preserve.restore import faults, restore
from allegedly.publish.people import Asker, CodeAsked
from allegedly.stages import Choice
from allegedly.store import Store
from allegedly.store.checking import checked
from allegedly.store.dialect import translated
from allegedly.store.migrations import MIGRATIONS
from allegedly.tally import Tally
from tests.people.conftest import QUICK

from .records import done, extraction, report

PACK = Path(__file__).parents[2] / "samples" / "plant-explosion" / "reports.jsonl"
FAST = Choice(extractor="fast", jobs=1)


def test_a_pack_goes_all_the_way(shared: Store, tmp_path: Path) -> None:
    """Preserved, read, extracted, indexed, linked, assessed; and a second time there is nothing to do."""
    keeper = Keeper(shared, Archive.of(tmp_path / "desk"))
    tally = pipeline.add([str(PACK)], shared, FAST, keeper=keeper)
    assert (tally.reports, shared.view().counts()["report"], shared.damage()) == (18, 18, [])
    assert tally.incidents == shared.view().counts()["incident"] > 0
    assert shared.view().search(Sought((Term("smoke"),))).total > 0
    before = shared.view().fingerprint()
    pipeline.add([str(PACK)], shared, FAST, keeper=Keeper(shared, Archive.of(tmp_path / "desk")))
    assert shared.view().fingerprint() == before


def test_both_hold_the_same_after_the_same_pack(file: Store, shared: Store, tmp_path: Path) -> None:
    """The same reports, so that "first seen" is the same; in two parts, so that linking goes on from what is held."""
    first = Store.open(tmp_path / "first.db", create=True)
    pipeline.add([str(PACK)], first, FAST)
    found = first.view().reports()
    first.close()
    for store in (file, shared):
        pipeline.take(found[:11], store, FAST, Tally())
        pipeline.take(found[11:], store, FAST, Tally())
    one, other = file.view(), shared.view()
    assert one.fingerprint() == other.fingerprint()
    assert (one.counts(), one.state(), one.rules()) == (other.counts(), other.state(), other.rules())
    assert one.incidents(limit=1000) == other.incidents(limit=1000)
    assert one.lists().glances(Wanted()) == other.lists().glances(Wanted())
    assert one.lists().records() == other.lists().records()
    assert one.doubtful() == other.doubtful()
    assert walk(file) == walk(shared)


def walk(store: Store) -> list[Any]:
    """All claims, page by page."""
    found: list[Any] = []
    mark: Mark | None = None
    while True:
        page = store.pages().claims(ClaimsWanted(), mark, 7)
        found += page.items
        mark = page.mark
        if mark is None:
            return found


WORDS = (
    "The mayor's office reported explosions near the port",
    "Мэр сообщил о взрыве в порту, пострадавших нет",
    "Мер повідомив про вибухи в порту; м'яч не знайшли",
    "Officials report an exploding depot: A-50 was seen",
    "Сторож видел дым над портом",
)


@pytest.mark.parametrize(
    "terms",
    [
        [Term("explo")],
        [Term("explosion")],
        [Term("reports")],
        [Term("the")],
        [Term("the port", phrase=True)],
        [Term("port the", phrase=True)],
        [Term("порту пострадавших", phrase=True)],
        [Term("порт")],
        [Term("дым"), Term("порт")],
        [Term("порт"), Term("дым", without=True)],
        [Term("порт", without=True)],
        [Term("м’яч")],
        [Term("a-50")],
        [Term("mayor's")],
        [Term("нечто", lemmas=("взрыв",))],
        [Term("нечто", names=("Портовый",))],
        [Term("нечто", lemmas=("пожар",), names=("Холмы",))],
        [Term("1 2", phrase=True)],
    ],
)
def test_both_find_the_same_words(file: Store, shared: Store, terms: list[Term]) -> None:
    for store in (file, shared):
        store.writer().extracted([done(n, text=words) for n, words in enumerate(WORDS, 1)], "extract", 1)
        store.writer().index()
    found = [store.view().search(Sought(tuple(terms))) for store in (file, shared)]
    one, other = [(f.total, f.facets, [h.report.id for h in f.hits]) for f in found]
    assert one == other


def test_words_that_are_searched_are_found_at_all(shared: Store) -> None:
    shared.writer().extracted([done(n, text=words) for n, words in enumerate(WORDS, 1)], "extract", 1)
    shared.writer().index()
    found = shared.view().search(Sought((Term("explosion"),)))
    assert [h.report.id for h in found.hits] == ["r1"]


def test_writers_lose_nothing(database: str) -> None:
    """Eight at once, each with a connection of its own, two of them with the same reports."""

    def write(start: int) -> None:
        store = Store.open(database)
        for n in range(start, start + 20, 5):
            store.writer().extracted([done(m) for m in range(n, n + 5)], "extract", 1)
            store.writer().index()
        store.close()

    threads = [threading.Thread(target=write, args=(20 * (n // 2),)) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    store = Store.open(database)
    assert store.view().counts()["report"] == store.view().counts()["claim"] == 80
    assert store.view().search(Sought((Term("Мэр"),))).total == 80
    assert [r.id for r in store.view().unfinished("extract", 1)] == []
    assert not store.damage()
    store.close()


def test_readers_do_not_wait_for_a_writer_and_see_one_state(shared: Store) -> None:
    shared.writer().extracted([done(1)], "extract", 1)
    with shared.writer().blocks() as blocks:
        blocks.place([("r1", "r1", "n1", "i1", 0)])
        assert len(shared.view().reports()) == 1  # would wait for ever for the lock
    before = shared.view().everything()
    first = next(before)
    shared.writer().extracted([done(2)], "extract", 1)
    assert [first.report.id, *(e.report.id for e in before)] == ["r1"]


def test_a_writer_that_waits_too_long_says_so(shared: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allegedly.store.postgres.PATIENCE", "50ms")
    impatient = Store.open(shared.place)
    with shared.writer().blocks(), pytest.raises(StoreFailed, match=r"another process is writing.*Wait"):
        impatient.writer().index()
    impatient.close()


def test_absent_store_is_made_only_on_request(empty: str) -> None:
    with pytest.raises(StoreFailed, match=r"no store here.*allegedly add"):
        Store.open(empty)
    Store.open(empty, create=True).close()
    Store.open(empty).close()


def test_database_of_another_program_is_not_touched(empty: str) -> None:
    with psycopg.connect(empty, autocommit=True) as raw:
        raw.execute("CREATE TABLE mine (x int)")
    with pytest.raises(StoreFailed, match="another program"):
        Store.open(empty, create=True)


def test_newer_schema_is_refused_with_both_numbers(shared: Store) -> None:
    with shared._engine.begin() as connection:
        connection.execute(text("UPDATE desk_schema SET version = version + 1"))
    with pytest.raises(StoreFailed, match=f"schema {len(MIGRATIONS) + 1}, this one knows {len(MIGRATIONS)}.*Update"):
        Store.open(shared.place)


def test_steps_that_fail_leave_nothing(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: object) -> None:
        raise StoreFailed("the last step fails")

    monkeypatch.setattr("allegedly.store.store.MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(StoreFailed, match="last step"):
        Store.open(empty, create=True)
    with psycopg.connect(empty) as raw:
        assert raw.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_store_of_before_takes_only_the_new_steps(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []

    def new(connection: Any) -> None:
        connection.exec_driver_sql("CREATE TABLE later (key INTEGER PRIMARY KEY, at REAL, data BLOB) WITHOUT ROWID")
        taken.append(connection.exec_driver_sql("SELECT count(*) FROM later WHERE key > ?", (1,)).scalar_one())

    monkeypatch.setattr("allegedly.store.store.MIGRATIONS", (*MIGRATIONS, new))
    Store.open(database).close()
    Store.open(database).close()
    assert taken == [0]


def test_desks_in_schemas_of_one_database_are_apart(empty: str) -> None:
    with psycopg.connect(empty, autocommit=True) as raw:
        raw.execute("CREATE SCHEMA one")
        raw.execute("CREATE SCHEMA two")
    one, two = (Store.open(f"{empty}&options=-csearch_path%3D{name}", create=True) for name in ("one", "two"))
    one.writer().extracted([done(1)], "extract", 1)
    one.writer().index()
    with one.writer().blocks():
        two.writer().extracted([done(2)], "extract", 1)  # does not wait for the other desk's writer
    assert [r.id for r in one.view().reports()] == ["r1"]
    assert [r.id for r in two.view().reports()] == ["r2"]
    one.close()
    two.close()


def test_faults_are_told_with_what_to_do_and_without_the_password(empty: str) -> None:
    with pytest.raises(StoreFailed, match=r"does not exist.*createdb"):
        Store.open(empty.replace("/bare", "/none"))
    with pytest.raises(StoreFailed, match="Does the server run") as told:
        Store.open("postgresql://desk:geheim@127.0.0.1:1/desk")
    assert "geheim" not in str(told.value)
    with pytest.raises(StoreFailed, match="no address"):
        Store.open("postgresql://desk@host:port/desk")


def test_a_sign_that_no_column_takes_stops_nothing(shared: Store) -> None:
    one = replace(report(1), title="A\0B", source="G\0", text="Мэр\0сообщил о взрыве 1")
    shared.writer().extracted([Done(one, extraction(one, place="По\0рт")), done(2)], "extract", 1)
    shared.writer().index()
    assert shared.view().report("r1") == one
    assert shared.view().counts()["claim"] == 2
    assert shared.view().search(Sought((Term("взрыв"),))).total == 2
    assert not shared.damage()


def test_a_backup_comes_back_into_a_file_and_into_a_database(
    shared: Store, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it, also who has an account, what is kept back and who did what; checked as `db restore` does."""
    monkeypatch.chdir(tmp_path)  # where a database's key is looked for
    archive = Archive.of(shared.place, str(tmp_path / "archive"))
    keeper = Keeper(shared, archive)
    pipeline.add([str(PACK)], shared, FAST, keeper=keeper)
    peopled(shared)
    keeper.seal()
    made = back_up(shared, archive, tmp_path / "b.zip", True, lambda what, done, total: None)
    assert made.records > 0
    assert faults(tmp_path / "b.zip", lambda what, done, total: None) == (made, [])
    for number, place in enumerate((tmp_path / "file" / "desk.db", home(empty))):
        if isinstance(place, Path):
            place.parent.mkdir()
        other = Archive.of(place, str(tmp_path / f"archive{number}"))
        assert restore(tmp_path / "b.zip", place, other, lambda what, done, total: None) == made
        with closing(Store.open(place)) as back:
            assert back.contents() == shared.contents()
            assert (back.check().wrong, audit(back, other).faults) == ((), [])
            assert [one.id for one in back.restrictions().every()] == ["r1"]
            people = StoredPeople(back, passwords=Passwords(QUICK))
            with pytest.raises(CodeAsked):
                people.sign_in("Olha", "seven herons by the mill", Asker("10.0.0.7"))
            assert people.sign_in("Petro", "seven herons by the mill", Asker("10.0.0.7")).visitor.role == "reporter"


def test_no_command_on_a_whole_desk_shows_the_password_of_its_address(
    file: Store, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file.writer().extracted([done(1)], "extract", 1)
    address = empty.replace("postgres:@", "postgres:three-herons@")
    assert "three-herons" in address
    for words in (
        ("backup", "b.zip", "--store", str(file.place)),
        ("restore", "b.zip", address),
        ("copy", str(file.place), address),  # refused: a desk is there
        ("backup", "c.zip", "--store", address),
        ("copy", address, "copy.db"),
        ("check", "--store", address),
    ):
        told = CliRunner().invoke(app, ["db", *words])
        assert "three-herons" not in told.output + str(told.exception or ""), words
    assert (tmp_path / "copy.db").exists()


def peopled(store: Store) -> None:
    """With two people, one of them with a second factor, something that is kept back, and the entries of it."""
    people, boss = StoredPeople(store, passwords=Passwords(QUICK)), Visitor("Olha", "admin")
    people.add_with("Olha", "admin", "seven herons by the mill", boss)
    people.add_with("Petro", "reporter", "seven herons by the mill", boss)
    people.second.begin("Olha", "desk")
    code = totp.code(store.factors().of("Olha").pending, totp.step(datetime.now(UTC)))
    assert people.second.confirm(boss, code)
    one = Restriction("r1", "mask", "*", "desk", "editor", "Olha", datetime.now(UTC), words=("heron",))
    store.restrictions().keep(one, "Olha", "admin", "restrict")


BROKEN = {
    "UPDATE audit SET who = 'x' WHERE n = 2": "audit log, entry 2",
    "DELETE FROM audit WHERE n = 1": "audit log, entry 1",
    "UPDATE restriction SET id = 'r2'": "restriction r2",
    "UPDATE person SET role = 'tsar' WHERE name = 'Petro'": "account Petro",
    "UPDATE person SET folded = 'olga' WHERE name = 'Olha'": "account Olha",
    "UPDATE person SET password = 'plain' WHERE name = 'Petro'": "account Petro",
    "UPDATE person SET role = 'editor' WHERE name = 'Olha'": "accounts",
    "DELETE FROM person WHERE name = 'Petro'": "",
    "DELETE FROM factor": "the store",
    "DROP TABLE restriction": "table restriction",
    "ALTER TABLE audit DROP COLUMN detail": "table audit",
}


def test_what_is_wrong_with_people_restrictions_and_audit_log_is_named(store: Store) -> None:
    peopled(store)
    assert store.check().wrong == ()
    for statement, item in BROKEN.items():
        with store._engine.connect() as connection:
            connection.exec_driver_sql(statement)
            wrong = {what for what, _ in checked(connection).wrong}
            connection.rollback()
        assert wrong == ({item} if item else set()), statement
    assert store.check().wrong == ()


def test_deleted_words_are_not_left_in_the_tables(shared: Store) -> None:
    shared.writer().extracted([done(1)], "extract", 1)
    shared.writer().index()
    shared.compact()
    assert shared.view().search(Sought((Term("взрыв"),))).total == 1


@given(st.text("ab ?%s'", max_size=20))
def test_each_mark_becomes_one_parameter(words: str) -> None:
    found = translated(words)
    assert found.replace("%%", "").count("%s") == words.count("?")
    assert found.replace("%%", "%").count("%") == words.count("%") + words.count("?")
