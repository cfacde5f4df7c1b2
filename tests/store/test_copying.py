"""A desk goes from a file into a database and back, and is the same."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from allegedly.errors import StoreFailed
from allegedly.model import Attempt, Cursor, Judgement, Notice, Rejection, Snapshot
from allegedly.model.search import Sought, Term
from allegedly.preserve.archive import Archive
from allegedly.preserve.keeper import Keeper
from allegedly.store import Store
from allegedly.store.contents import Sum, digest

from .records import START, done, incident, linking

TEXTS = st.text(max_size=30).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
Step = Callable[[Store], None]


def unseen(what: str, done: int, total: int) -> None:
    """Nobody watches."""


def kept(number: int, words: str) -> Step:
    def step(store: Store) -> None:
        store.writer().extracted([done(number, text=f"Мэр сообщил {words}", source=words[:9] or "G")], "extract", 1)

    return step


def linked(numbers: list[int]) -> Step:
    def step(store: Store) -> None:
        held = {r.id for r in store.view().reports(limit=99)}
        made = [incident(f"i{n}", f"r{n}") for n in sorted(set(numbers)) if f"r{n}" in held]
        store.writer().linked(linking(*made), made, "ab" * 16, 1, [told(n) for n in numbers])

    return step


def told(number: int) -> Notice:
    return Notice("incident", "new", f"i{number}", f"Incident {number}", START + timedelta(hours=number))


def decided(number: int, words: str) -> Step:
    one = Judgement(f"j{number}", "discount", (f"i{number}",), "A. Editor", START, words)
    return lambda store: store.writer().judge(one)


def rejected(words: str) -> Step:
    return lambda store: store.writer().rejections([Rejection(words, "read", words, "Nothing to do.")])


def looked(words: str) -> Step:
    attempt, cursor = Attempt(words, "https://x.example/", START, "empty", reason=words), Cursor(words)

    def step(store: Store) -> None:
        store.intake().looked(attempt, cursor)

    return step


def preserved(words: str) -> Step:
    one = Snapshot("ab" * 32, words, words.encode(), "text/plain", START)
    return lambda store: store.writer().snapshot(one)


def indexed(store: Store) -> None:
    store.writer().index()


NUMBERS = st.integers(1, 6)
STEPS = st.one_of(
    st.builds(kept, NUMBERS, TEXTS),
    st.builds(linked, st.lists(NUMBERS, max_size=4)),
    st.builds(decided, NUMBERS, TEXTS),
    st.builds(rejected, TEXTS),
    st.builds(looked, TEXTS.filter(bool)),
    st.builds(preserved, TEXTS),
    st.just(indexed),
)


@pytest.fixture(scope="module")
def roads(server: Any, pattern: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Store, Store]]:
    """A new database and a new file each time."""
    from .conftest import run

    folder, count = tmp_path_factory.mktemp("copies"), iter(range(10**6))

    def road() -> tuple[Store, Store]:
        run(server, "DROP DATABASE IF EXISTS way WITH (FORCE)")
        run(server, f"CREATE DATABASE way TEMPLATE {pattern} STRATEGY file_copy")
        return Store.open(server.get_uri("way")), Store.open(folder / f"{next(count)}.db", create=True)

    return road


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=12))
@example([rejected("\0"), kept(1, "\0 "), looked("\0"), preserved("\0"), decided(1, "\0")])
def test_any_desk_comes_back_as_it_was(
    roads: Callable[[], tuple[Store, Store]], tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    first = Store.open(tmp_path_factory.mktemp("first") / "desk.db", create=True)
    shared, last = roads()
    for step in steps:
        step(first)
    there = first.copy(shared, unseen)
    back = shared.copy(last, unseen)
    first.writer().index()  # a copy has all its words indexed
    held = [one.contents() for one in (first, shared, last)]
    assert there == back == held[0] == held[1] == held[2]
    assert len({one.view().fingerprint() for one in (first, shared, last)}) == 1
    assert len({tuple(one.notices().after(0)) for one in (first, shared, last)}) == 1
    found = [[h.report.id for h in one.view().search(Sought((Term("сообщил"),))).hits] for one in (first, shared, last)]
    assert found[0] == found[1] == found[2]
    for one in (first, shared, last):
        one.close()


def test_what_is_written_next_gets_the_next_number(file: Store, shared: Store, tmp_path: Path) -> None:
    """Numbers of notices and rows go on, also after the highest ones were let go."""
    kept(1, "а")(file)
    linked([1, 1, 1])(file)
    with sqlite3.connect(file.path) as raw:
        raw.execute("DELETE FROM notice WHERE seq > 1")
    file.copy(shared, unseen)
    last = Store.open(tmp_path / "last.db", create=True)
    shared.copy(last, unseen)
    for one in (file, shared, last):
        kept(2, "б")(one)
        linked([2])(one)
        assert [n.seq for n in one.notices().after(0)] == [1, 4]
        assert [r.id for r in one.view().reports()] == ["r1", "r2"]
    last.close()


def test_nothing_is_written_over_a_desk(file: Store, shared: Store) -> None:
    kept(1, "а")(file)
    kept(2, "б")(shared)
    with pytest.raises(StoreFailed, match="holds a desk already"):
        file.copy(shared, unseen)
    assert [r.id for r in shared.view().reports()] == ["r2"]


def test_all_of_it_or_nothing(file: Store, shared: Store) -> None:
    """A copy that breaks off leaves an empty store, which takes the next one."""
    for n in range(1, 4):
        kept(n, "а")(file)

    def broken(what: str, done: int, total: int) -> None:
        if what == "index":
            raise StoreFailed("the power went")

    with pytest.raises(StoreFailed, match="power"):
        file.copy(shared, broken)
    assert not any(one.rows for one in shared.contents().values())
    assert file.copy(shared, unseen) == file.contents()


def test_what_is_altered_on_the_way_is_found_out(file: Store, database: str, shared: Store) -> None:
    kept(1, "а")(file)
    with psycopg.connect(database, autocommit=True) as raw:
        raw.execute("""CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.source := 'Somebody else'; RETURN NEW; END $$""")
        raw.execute("CREATE TRIGGER other BEFORE INSERT ON report FOR EACH ROW EXECUTE FUNCTION other()")
    with pytest.raises(StoreFailed, match="differs from what"):
        file.copy(shared, unseen)
    assert shared.view().reports() == []


def test_a_copy_is_of_one_state(file: Store, shared: Store) -> None:
    """What is added while it runs is not in it."""
    kept(1, "а")(file)
    seen = iter((True,))

    def meanwhile(what: str, done: int, total: int) -> None:
        if next(seen, False):
            file.view().reports()
            kept(2, "б")(file)

    held = file.copy(shared, meanwhile)
    assert held["report"].rows == held["claim"].rows == 1 == len(shared.view().reports())
    assert len(file.view().reports()) == 2


def test_captures_and_their_log_go_along(file: Store, shared: Store) -> None:
    words = b"The crane fell."
    keeper = Keeper(file, Archive.of(file.path))
    one = Snapshot(sha256(words).hexdigest(), "note.txt", words, "text/plain", START)
    assert list(keeper.keep([one])) == [one]
    keeper.seal()
    file.copy(shared, unseen)
    with file.view().log() as a, shared.view().log() as b:
        assert (a.name(), a.entries(), a.nodes(), a.checkpoints()) == (
            b.name(),
            b.entries(),
            b.nodes(),
            b.checkpoints(),
        )


@given(st.lists(st.tuples(st.integers(-99, 99), st.text(max_size=4).filter(str.isascii)), max_size=8), st.randoms())
def test_the_hash_is_of_the_rows_and_not_of_their_order(rows: list[tuple[int, str]], chance: Any) -> None:
    one, other = Sum(), Sum()
    for row in rows:
        one.add(row)
    chance.shuffle(rows)
    for row in rows:
        other.add(row)
    assert one.held() == other.held()
    other.add((0, "more"))
    assert digest({"a": one.held()}) != digest({"a": other.held()})
