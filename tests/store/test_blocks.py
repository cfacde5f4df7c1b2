"""What waits to be linked, and the background of rarity, as the store keeps them."""

from pathlib import Path

from sqlalchemy import event

from allegedly.store import Store

from .records import done, report


def placed(store: Store, *numbers: int) -> None:
    """Give these reports an item each, as linking does."""
    with store.writer().blocks() as blocks:
        blocks.place((f"r{n}", f"r{n}", f"n{n}", None, 0) for n in numbers)


def waiting(store: Store) -> list[str]:
    """Reports that wait to be linked."""
    with store.writer().blocks() as blocks:
        return blocks.unlinked()


def test_what_was_read_out_waits_until_it_has_an_item(store: Store) -> None:
    store.writer().extracted([done(3), done(1), done(2)], "extract", 1)
    assert waiting(store) == ["r1", "r2", "r3"]
    placed(store, 1, 3)
    assert waiting(store) == ["r2"]


def test_all_waits_again_where_linking_starts_anew(store: Store) -> None:
    store.writer().extracted([done(1), done(2)], "extract", 1)
    placed(store, 1, 2)
    with store.writer().blocks() as blocks:
        blocks.clear()
        assert blocks.unlinked() == ["r1", "r2"]


def test_the_background_knows_whether_something_earlier_waits(store: Store) -> None:
    store.writer().extracted([done(2), done(4)], "extract", 1)
    placed(store, 2, 4)
    with store.writer().blocks() as blocks:
        blocks.keep_background(7, 2, report(4), b"counts")
        kept = blocks.background(7)
        assert kept is not None
        assert (kept.reports, kept.last) == (2, "r4")
        assert blocks.counted(7) == b"counts"
        assert blocks.background(8) is None
        assert not blocks.earlier(kept.at, kept.last)
    store.writer().extracted([done(5)], "extract", 1)
    with store.writer().blocks() as blocks:
        assert not blocks.earlier(kept.at, kept.last)
    store.writer().extracted([done(3)], "extract", 1)
    with store.writer().blocks() as blocks:
        assert blocks.earlier(kept.at, kept.last)


def test_the_background_of_other_counts_has_another_digest(store: Store) -> None:
    with store.writer().blocks() as blocks:
        blocks.keep_background(7, 2, report(4), b"counts")
        before = blocks.background(7)
        blocks.keep_background(7, 2, report(4), b"others")
        after = blocks.background(7)
    assert before is not None
    assert after is not None
    assert before.digest != after.digest


def test_the_number_known_at_one_look_is_never_below_the_total(store: Store) -> None:
    store.writer().extracted([done(n) for n in range(1, 6)], "extract", 1)
    with store.writer().blocks() as blocks:
        assert blocks.total() == 5 <= blocks.most()


def test_who_stands_under_a_key_is_of_the_days_asked_for_or_of_every_day(store: Store) -> None:
    every, key = 1 << 30, 7
    stands = [((key,), 10, 10.0, "a"), ((key,), 12, 12.0, "b"), ((key,), every, 9e15, "c"), ((8,), 10, 10.0, "d")]
    with store.writer().blocks(60, every) as blocks:
        blocks.put(stands)
        assert sorted(blocks.leaders([key], 9, 11)) == ["a", "c"]
        assert sorted(blocks.members([key, 8], 9, 11)) == [(7, "a"), (7, "c"), (8, "d")]
        assert blocks.leaders([key], every, every) == ["c"]
        assert sorted(blocks.leaders([key], -every, every)) == ["a", "b", "c"]
        assert blocks.leaders([], 9, 11) == []


def test_a_key_of_many_days_is_looked_up_by_day(tmp_path: Path) -> None:
    """Of all days of a key the cost of one more report would grow with what is held."""
    asked: list[str] = []
    with Store.open(tmp_path / "desk.db", create=True).writer().blocks(60, 1 << 30) as blocks:
        connection = blocks._connection
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        blocks.leaders([7], 9, 11)
        blocks.members([7], 9, 11)
        for query in asked[:]:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", (7, 9, 11, 7, 1 << 30)).all()
            searched = [row[-1] for row in plan if "SEARCH block" in row[-1]]
            assert searched
            assert all("slot" in one for one in searched), searched
