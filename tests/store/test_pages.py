"""Lists are read to their end, each thing once, while others write."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import event

from allegedly.model import Rejection
from allegedly.model.listing import ClaimsWanted, Mark, Page, ReportsWanted
from allegedly.model.search import Term
from allegedly.store import Store

from .records import START, done, incident, linking

T = TypeVar("T")


def walk(page: Callable[[Mark | None], Page[T]]) -> list[T]:
    found: list[T] = []
    mark: Mark | None = None
    while True:
        one = page(mark)
        found += one.items
        if one.mark is None:
            return found
        mark = one.mark


@pytest.fixture
def held(store: Store) -> Store:
    store.writer().extracted([done(n, source="G" if n % 2 else "H") for n in range(1, 8)], "extract", 1)
    store.writer().index()
    return store


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_each_report_comes_once_the_last_first(held: Store, limit: int) -> None:
    found = walk(lambda mark: held.pages().reports(ReportsWanted(), mark, limit))
    assert [r.id for r in found] == [f"r{n}" for n in range(7, 0, -1)]


def test_reports_by_outlet_time_and_words(held: Store) -> None:
    pages, at = held.pages(), START + timedelta(hours=3)
    assert [r.id for r in pages.reports(ReportsWanted(source="H")).items] == ["r6", "r4", "r2"]
    assert [r.id for r in pages.reports(ReportsWanted(until=at)).items] == ["r2", "r1"]
    assert [r.id for r in pages.reports(ReportsWanted(since=at, source="G")).items] == ["r7", "r5", "r3"]
    assert [r.id for r in pages.reports(ReportsWanted(terms=(Term("5"),))).items] == ["r5"]
    assert [r.claims for r in pages.reports(ReportsWanted(lang="ru"), limit=1).items] == [1]
    assert pages.reports(ReportsWanted(lang="uk")).items == ()


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_each_claim_comes_once_the_undated_last(held: Store, limit: int) -> None:
    with held.writer().blocks() as blocks:
        blocks._connection.exec_driver_sql("UPDATE claim SET at = NULL WHERE key IN (2, 5)")
    found = walk(lambda mark: held.pages().claims(ClaimsWanted(), mark, limit))
    assert [one.claim.report for one in found] == ["r7", "r6", "r4", "r3", "r1", "r5", "r2"]


def test_claims_by_what_and_who_and_where_and_when(held: Store) -> None:
    pages = held.pages()
    assert (
        len(pages.claims(ClaimsWanted(event="explosion", stance="affirm", speaker="МЭР", place="портовый")).items) == 7
    )
    assert pages.claims(ClaimsWanted(stance="deny")).items == ()
    bounded = ClaimsWanted(since=START + timedelta(hours=2), until=START + timedelta(hours=4))
    assert [one.claim.report for one in pages.claims(bounded).items] == ["r3", "r2"]


def test_what_comes_in_meanwhile_neither_hides_nor_repeats_anything(held: Store) -> None:
    pages, seen = held.pages(), list[str]()
    mark: Mark | None = None
    for n in range(20, 40):
        page = pages.reports(ReportsWanted(), mark, 2)
        seen += [r.id for r in page.items]
        held.writer().extracted([done(n)], "extract", 1)
        if (mark := page.mark) is None:
            break
    assert seen == [f"r{n}" for n in range(7, 0, -1)]


def test_claims_of_an_incident_in_order_of_telling(held: Store) -> None:
    made = incident("i1", "r2", "r5", "r6")
    held.writer().linked(linking(made), [made], "00" * 16, 1)
    found = walk(lambda mark: held.pages().claims_of("i1", mark, 2))
    assert [one.claim.report for one in found] == ["r2", "r5", "r6"]
    with pytest.raises(KeyError):
        held.pages().claims_of("none")


def test_claims_of_a_report_that_are_of_another_incident_are_left_out(held: Store) -> None:
    one, grade = incident("i1", "r2", "r5")
    made = replace(one, claims=("r5-c",)), grade
    held.writer().linked(linking(made), [made], "00" * 16, 1)
    assert [x.claim.id for x in held.pages().claims_of("i1").items] == ["r5-c"]


def test_each_rejection_comes_once(store: Store) -> None:
    rows = [Rejection(f"a.txt, line {n % 3}", "read", f"broken {n}", part="id" if n % 2 else "") for n in range(7)]
    store.writer().rejections(rows)
    found = walk(lambda mark: store.pages().rejections(mark, 2))
    assert len(found) == 7
    assert set(found) == set(rows)


@pytest.mark.parametrize("wanted", [ReportsWanted(lang="ru"), ReportsWanted(source="G"), ReportsWanted("", "G", "ru")])
def test_a_list_of_reports_is_read_in_the_order_of_an_index(file: Store, wanted: ReportsWanted) -> None:
    """Nothing is sorted, and no table is gone through: a page costs the same however many there are."""
    file.writer().extracted([done(n) for n in range(1, 9)], "extract", 1)
    said = list[tuple[str, Any]]()
    event.listen(
        file._engine, "before_cursor_execute", lambda c, d, statement, given, *_: said.append((statement, given))
    )
    assert len(file.pages().reports(wanted, limit=3).items) == 3
    ((statement, given),) = [one for one in said if one[0].startswith("SELECT")]
    with file._engine.connect() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
    assert not [line for line in plan if "SCAN" in line or "TEMP B-TREE" in line], plan
