import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import inspect

from allegedly.errors import StoreFailed
from allegedly.store import Store, codec, migrations, schema
from allegedly.store.migrations import MIGRATIONS
from allegedly.store.sqlite import APPLICATION

from .records import done, incident, report


def test_absent_store_is_made_only_on_request(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match=r"no store here.*allegedly add"):
        Store.open(tmp_path / "desk.db")
    Store.open(tmp_path / "desk.db", create=True).close()
    Store.open(tmp_path / "desk.db").close()


def test_tables_of_the_migrations_are_those_of_the_schema(store: Store) -> None:
    seen = inspect(store._engine)
    for table in schema.tables.sorted_tables:
        assert [c["name"] for c in seen.get_columns(table.name)] == list(table.c.keys())


def test_newer_schema_is_refused_with_both_numbers(file: Store) -> None:
    file.close()
    with sqlite3.connect(file.path) as raw:
        raw.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    with pytest.raises(StoreFailed, match=f"schema {len(MIGRATIONS) + 1}, this one knows {len(MIGRATIONS)}.*Update"):
        Store.open(file.path)


def test_file_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE mine (x)")
    with pytest.raises(StoreFailed, match="another program"):
        Store.open(path, create=True)
    (tmp_path / "notes.txt").write_text("These are notes, and no database at all. " * 50)
    with pytest.raises(StoreFailed, match=r"not a store.*--store"):
        Store.open(tmp_path / "notes.txt")
    with pytest.raises(StoreFailed, match="is a folder"):
        Store.open(tmp_path)


def test_store_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with sqlite3.connect(old) as raw:
        for statement in migrations.FIRST:
            raw.execute(statement)
        raw.execute(f"PRAGMA application_id={APPLICATION}")
        raw.execute("PRAGMA user_version=1")
        held, (one, assessed) = report(1), incident("i1", "r1")
        rows: tuple[object, ...] = (bytes(16), held.id, held.id, bytes(16), held.source, 0, codec.encode(held))
        raw.execute("INSERT INTO report VALUES (1, ?, ?, ?, ?, ?, ?, ?)", rows)
        payloads = (codec.encode(one), codec.encode(assessed))
        raw.execute("INSERT INTO incident VALUES (1, 'i1', 't', 0, 0, '', '', 'contested', 1, ?, ?)", payloads)
    store = Store.open(old)
    assert store.view().versions(["r1"]) == {"r1": [(held.content, "r1", "G")]}
    assert [i.id for i, _ in store.view().incidents()] == ["i1"]
    store.close()


def test_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: object) -> None:
        raise StoreFailed("the second step fails")

    monkeypatch.setattr("allegedly.store.store.MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(StoreFailed, match="second step"):
        Store.open(tmp_path / "desk.db", create=True)
    with sqlite3.connect(tmp_path / "desk.db") as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_locked_store_says_who_has_it(file: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allegedly.store.sqlite.WAIT", 0.01)
    impatient = Store.open(file.path)
    other = sqlite3.connect(file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFailed, match=r"another process is writing.*Wait"):
        impatient.writer().index()
    other.close()
    impatient.close()


def test_files_that_the_store_makes_are_private_enough(file: Store) -> None:
    assert stat.S_IMODE(file.path.stat().st_mode) & stat.S_IWOTH == 0


def test_a_file_that_another_one_stands_for_is_opened_anew(file: Store) -> None:
    held, path = file.view(), Path(str(file.place))
    assert held.counts()["report"] == 0
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    with pytest.raises(StoreFailed, match="no store here any more"):
        held.counts()
    assert not path.exists(), "nothing was made in its place"
    other = Store.open(path, create=True)
    other.writer().extracted([done(1)], "extract", 1)
    assert held.counts()["report"] == 1, "what is added to the new file is seen"
