"""A desk's rows into another store, of the same kind or the other: all of them, or none.

Inner keys stay as they are, so that rows go on belonging together; the indexes of words are made anew. One state of
the source is read, whatever is written to it meanwhile; the target is written in one transaction, and what it holds
then is read again and compared with what was read.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, text

from allegedly.errors import StoreFailed
from allegedly.model.home import Home
from allegedly.store import schema, search
from allegedly.store.contents import MANY, Held, Shape, Sum, contents, digest, go_on_from, highest, rows, shapes
from allegedly.store.dialect import is_sqlite
from allegedly.store.faults import told

Progress = Callable[[str, int, int], None]  # what, how much of it is done, how much there is
Place = tuple[Home, Engine]


def copied(source: Place, target: Place, progress: Progress) -> dict[str, Held]:
    """Copy everything; gives what was copied, by table. Raises StoreFailed: the target is not empty, or differs."""
    (origin, reading), (place, writing) = source, target
    with (
        told(origin),
        reading.connect() as giver,
        giver.begin(),
        told(place),
        writing.connect().execution_options(write=True) as taker,
        taker.begin(),
    ):
        if not is_empty(taker):
            raise StoreFailed(f"{place}: holds a desk already, and nothing is written over it. Name an empty one.")
        found = _poured(giver, taker, progress)
        go_on_from(taker, highest(giver))
        _indexed(taker, found["report"].rows, progress)
        if contents(taker) != found:
            raise StoreFailed(f"{place}: what was written differs from what {origin} holds; nothing was kept of it.")
    return found


def is_empty(connection: Connection) -> bool:
    """Does a store hold nothing yet?"""
    return all(
        connection.execute(text(f'SELECT 1 FROM "{table.name}" LIMIT 1')).first() is None
        for table in schema.tables.sorted_tables
    )


def _poured(giver: Connection, taker: Connection, progress: Progress) -> dict[str, Held]:
    """Every table's rows; what the taker's own making put there gives way."""
    tables, found = shapes(giver), dict[str, Held]()
    if {one.name: one.columns for one in tables} != {one.name: one.columns for one in shapes(taker)}:
        raise StoreFailed("The two stores do not have the same tables. Run `allegedly db upgrade` on both.")
    for table in reversed(tables):
        taker.exec_driver_sql(f'DELETE FROM "{table.name}"')
    for number, table in enumerate(tables):
        progress("tables", number, len(tables))
        total = Sum()
        _insert(taker, table, _counted(rows(giver, table), total))
        found[table.name] = total.held()
    progress("tables", len(tables), len(tables))
    return found


def _counted(given: Iterable[tuple[Any, ...]], total: Sum) -> Iterator[tuple[Any, ...]]:
    for row in given:
        total.add(row)
        yield row


def _insert(connection: Connection, table: Shape, given: Iterator[tuple[Any, ...]]) -> None:
    if is_sqlite(connection):
        marks = ", ".join("?" * len(table.columns))
        statement = f'INSERT INTO "{table.name}" ({table.named()}) VALUES ({marks})'
        while part := list(islice(given, MANY)):
            connection.exec_driver_sql(statement, part)
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({table.named()}) FROM STDIN') as into:
        for row in given:
            into.write_row(row)


def _indexed(connection: Connection, reports: int, progress: Progress) -> None:
    done = 0
    while new := search.fill(connection):
        done += new
        progress("index", done, reports)


def summed(held: dict[str, Held]) -> tuple[str, int]:
    """The hash of all tables, and how many rows they have."""
    return digest(held), sum(one.rows for one in held.values())
