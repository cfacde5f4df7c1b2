from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import inspect

from allegedly.model import Notice
from allegedly.store import Store, notices
from allegedly.store.forget import forget

AT = datetime(2024, 5, 1, 10, tzinfo=UTC)


def told(store: Store, *found: Notice) -> None:
    with store.writer().blocks() as blocks:
        blocks.tell(found)


def made(incident: str, hours: int = 0, **more: object) -> Notice:
    return Notice("incident", "changed", incident, incident, AT + timedelta(hours=hours), **more)  # type: ignore[arg-type]


def test_the_table_is_as_the_migration_makes_it(store: Store) -> None:
    seen = inspect(store._engine)
    for table in notices.tables.sorted_tables:
        assert [c["name"] for c in seen.get_columns(table.name)] == list(table.c.keys())


def test_numbers_go_on_and_those_after_one_are_read_in_order(store: Store) -> None:
    assert store.notices().bounds() == (1, 0)
    told(store, made("a"), made("b"))
    told(store, made("c"))
    held = store.notices()
    assert [(n.seq, n.incident) for n in held.after(0)] == [(1, "a"), (2, "b"), (3, "c")]
    assert [n.seq for n in held.after(1, limit=1)] == [2]
    assert held.after(3) == []
    assert held.bounds() == (1, 3)


def test_of_one_incident_the_newest_first_and_when_it_last_changed(store: Store) -> None:
    conflict = Notice("conflict", "new", "a", "a", AT + timedelta(hours=9))
    told(store, made("a"), made("b", 1), made("a", 2), conflict)
    assert [n.seq for n in store.notices().of("a")] == [3, 1]
    assert store.notices().changed(["a", "b", "none"]) == {"a": AT + timedelta(hours=2), "b": AT + timedelta(hours=1)}


def test_old_news_are_let_go_and_numbers_are_not_given_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "KEPT", 3)
    told(store, *(made(f"i{n}") for n in range(5)))
    assert store.notices().bounds() == (3, 5)
    with store.writer().blocks() as blocks:
        blocks._connection.exec_driver_sql("DELETE FROM notice")
    told(store, made("new"))
    assert [n.seq for n in store.notices().after(0)] == [6]


def test_news_do_not_count_as_content(store: Store) -> None:
    before = store.view().fingerprint()
    told(store, made("a"))
    assert store.view().fingerprint() == before


def test_news_are_let_go_with_words_that_are_taken_out(store: Store) -> None:
    told(store, made("a"))
    with store.writer().blocks() as blocks:
        forget(blocks._connection, "ab" * 32)
    assert store.notices().after(0) == []
