"""Lists: each filter, each order, page by page, and what changed since somebody looked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from allegedly.model import Assessment, Conflict, Done, Incident, Proposition, Silence
from allegedly.model.glance import Wanted
from allegedly.model.statement import Statement
from allegedly.store import Store
from allegedly.store.lists import Lists
from allegedly.store.view import plain_terms

from .records import START, extraction, incident, linking, report

PLACES = ("Портовый", "Холмы", "Портовый", "Холмы", "Ёлкино", "Ёлкино", "Ёлкино")


def proposition(event: str) -> Proposition:
    return Proposition("p", event, None, None, None, (), (), (), (), (), "single_origin", 3, "")  # type: ignore[arg-type]


CONFLICT = Conflict("count", ("a",), ("b",), "", "test")
SILENCE = Silence("mayor", "Mayor", "r3", None, START)


def stands(id: str, *reports: str, **more: object) -> tuple[Incident, Assessment]:
    made, grade = incident(id, *reports)
    return made, replace(grade, **more)  # type: ignore[arg-type]


@pytest.fixture
def lists(store: Store) -> Lists:
    """Seven reports, three incidents and two stories."""
    reports = [report(n, "Дрон над портом" if n == 4 else "Мэр сообщил о взрыве") for n in range(1, 8)]
    group = [Done(r, extraction(r, "fire", p)) for r, p in zip(reports, PLACES, strict=True)]
    store.writer().extracted(group, "extract", 1)
    story, grade = stands("s1", "r6")
    found = [
        stands("a1", "r1", "r2", "r3", occurrence="contested", conflicts=(CONFLICT, CONFLICT)),
        stands("b2", "r4", conflicts=(CONFLICT,), silences=(SILENCE,), propositions=(proposition("fire"),)),
        stands("c3", "r5", attribution="alleged", conflicts=(replace(CONFLICT, settled="later"),)),
        (replace(story, claims=()), grade),
        stands("s2", "r7", silences=(SILENCE,)),  # silence alone
    ]
    store.writer().linked(linking(*found), found, "00" * 16, 1)
    store.writer().index()
    return store.view().lists()


def ids(found: Iterable[object]) -> str:
    return " ".join(one.id for one in found)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), "c3 b2 a1"),
        (Wanted(occurrence="contested"), "a1"),
        (Wanted(attribution="alleged"), "c3"),
        (Wanted(event="fire"), "b2"),
        (Wanted(event="fir"), ""),
        (Wanted(disputed=True), "b2 a1"),
        (Wanted(silent=True), "b2"),
        (Wanted(since=START + timedelta(hours=4)), "c3 b2"),
        (Wanted(since=START + timedelta(hours=9)), ""),
        (Wanted(place="елкин"), "c3"),
        (Wanted(place="ХОЛМЫ"), "b2 a1"),
        (Wanted(place="geonames:7"), "c3 b2 a1"),
        (Wanted(place="%"), ""),
        (Wanted(terms=plain_terms("дрон")), "b2"),
        (Wanted(terms=plain_terms("нигде")), ""),
        (Wanted(order="contested"), "a1 b2 c3"),
        (Wanted(order="contested", disputed=True, place="холм"), "a1 b2"),
    ],
)
def test_each_filter_and_order(lists: Lists, wanted: Wanted, expected: str) -> None:
    found = lists.glances(wanted)
    assert ids(found.rows) == expected
    assert found.total == len(found.rows)
    assert lists.totals([wanted, Wanted(), Wanted(terms=plain_terms("дрон"))]) == [found.total, 3, 1]


def test_nothing_is_counted_where_nothing_is_asked(lists: Lists) -> None:
    assert lists.totals([]) == []


@pytest.mark.parametrize("wanted", [Wanted(place="холм", event="fire", disputed=True), Wanted(order="contested")])
def test_filters_are_read_from_an_index_alone(file: Store, wanted: Wanted) -> None:
    """Of a row only what is shown is read: the record of an incident is long."""
    said = list[tuple[str, Any]]()
    event.listen(file._engine, "before_cursor_execute", lambda c, d, words, given, *_: said.append((words, given)))
    file.view().lists().glances(wanted)
    file.view().lists().totals([wanted])
    looks = [one for one in said if "FROM glance" in one[0] and "claims > 0" in one[0]]
    assert len(looks) == 3
    with file._engine.connect() as connection:
        for words, given in looks:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", given)]
            assert "SCAN glance USING COVERING INDEX glance_latest" in plan, plan


@pytest.mark.parametrize("order", ["newest", "contested", "voices"])
def test_pages_hold_each_incident_once(lists: Lists, order: str) -> None:
    wanted, after, seen = Wanted(order=order), "", []  # type: ignore[arg-type]
    for _ in range(3):
        page = lists.glances(wanted, after, 1)
        seen += [one.id for one in page.rows]
        after = page.more
    assert (sorted(seen), after, page.total) == (["a1", "b2", "c3"], "", 3)


@pytest.mark.parametrize("after", ["x", "1", "1~2~3"])
def test_a_place_that_is_none_is_refused(lists: Lists, after: str) -> None:
    with pytest.raises(ValueError, match=r"place in this list|invalid literal"):
        lists.glances(Wanted(), after)


def test_what_is_written_again_is_fresh_and_what_is_removed_is_gone(store: Store, lists: Lists) -> None:
    seen = lists.pulse()
    assert lists.glances(Wanted(), seen=seen).fresh == 0
    with store.writer().blocks() as blocks:
        blocks.write([stands("a1", "r1", "r2", "r3", "r4")], ["b2"])
    found = lists.glances(Wanted(), seen=seen)
    assert (ids(found.rows), found.fresh, lists.held()) == ("c3 a1", 1, (7, 2))
    assert found.rows[1].seq == found.seq == lists.pulse() > seen
    with store.writer().blocks() as blocks:
        blocks.write([], ["a1"])
        blocks.write([stands("a1", "r1")], [])
    assert lists.pulse() > found.seq


def test_figures_are_those_of_the_reports(lists: Lists) -> None:
    one = lists.glances(Wanted(occurrence="contested")).rows[0]
    assert (one.first, one.latest) == (START + timedelta(hours=1), START + timedelta(hours=3))
    assert (sum(one.spark), one.conflicts, one.reports) == (3, 2, 3)


def test_a_desk_of_before_is_read_the_same(store: Store, lists: Lists) -> None:
    from allegedly.store import migrations

    before = [replace(one, seq=0) for one in lists.glances(Wanted()).rows]
    with store._engine.begin() as connection:
        for thing in ("TABLE glance", "TABLE statement", "TABLE stated", "INDEX link_verdict"):
            connection.exec_driver_sql(f"DROP {thing}")
        migrations.lists(connection)
    assert [replace(one, seq=0) for one in lists.glances(Wanted()).rows] == before
    assert lists.unstated() == ["a1", "b2", "c3", "s1", "s2"]


TOPICS = st.sampled_from(["fire", None, "killed"])
STATEMENTS = st.lists(
    st.builds(
        Statement,
        origin=st.sampled_from(["mayor", "wire"]),
        topic=TOPICS,
        proposition=st.tuples(st.sampled_from(["a1", "b2"]), st.text("pq", min_size=1, max_size=4)),
        contradicted=st.booleans(),
        acknowledged=st.booleans(),
        retracted=st.booleans(),
        updated=st.booleans(),
        name=st.just("Name"),
    ),
    unique_by=lambda s: (s.proposition, s.origin),
)


@given(STATEMENTS)
def test_sums_are_those_of_the_statements(found: list[Statement]) -> None:
    from sqlalchemy import create_engine

    from allegedly.assess.track import records
    from allegedly.store import statements

    with create_engine("sqlite://").begin() as connection:
        statements.migration(connection)
        statements.put(connection, {i: [s for s in found if s.proposition[0] == i] for i in ("a1", "b2")})
        assert tuple(statements.records(connection, spoken=True)) == records(found)
        keys, total = statements.voices(connection, 0, 9)
        assert total == len(keys) == len({s.origin for s in found})
        for key in keys:
            mine = [s for s in found if s.origin == key]
            assert tuple(statements.records(connection, [key], spoken=True)) == records(mine)
        statements.drop(connection, ["a1"])
        left = [s for s in found if s.proposition[0] == "b2"]
        assert tuple(statements.records(connection, spoken=True)) == records(left)


def test_voices_are_counted_beside_each_page_of_them(store: Store) -> None:
    said = [("mayor", "p"), ("mayor", "q"), ("wire", "p"), ("office", "p"), ("office", "q"), ("office", "r")]
    with store.writer().blocks() as blocks:
        blocks.state(
            {"a1": [Statement(who, "fire", ("a1", what), False, False, False, False, who) for who, what in said]}
        )
    lists = store.view().lists()
    assert lists.voices(0, 2) == (["office", "mayor"], 3)
    assert lists.voices(2, 2) == (["wire"], 3)
    assert lists.voices(3, 2) == ([], 3)
