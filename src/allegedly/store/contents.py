"""All that a store holds, table by table, and one hash of it: equal for a file and a database that hold the same rows.

The indexes of words are left out: they follow from the reports, and are made anew where these go.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import msgspec
from sqlalchemy import Connection, LargeBinary, inspect

from allegedly.store.dialect import is_sqlite

INDEXES = ("report_fts", "word_fts", "report_words", "report_forms")
OWN = ("sqlite_", "desk_schema")  # what the databases themselves, and the version of the schema, stand in
MANY = 2000  # rows that are read at once
BITS = 256
packed = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its columns in order, and which of them hold bytes."""

    name: str
    columns: tuple[str, ...]
    binary: tuple[bool, ...]

    def named(self) -> str:
        """The columns, for a statement."""
        return ", ".join(f'"{one}"' for one in self.columns)


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows a table has, and the hash of them, whatever their order."""

    rows: int
    digest: str


class Sum:
    """Hash of a set of rows: the sum of the rows' own hashes (BLAKE2b, 256 bits), so that no row waits for another.

    It finds out what got lost or was altered by mistake. Against forgery there are the log and its signatures.
    """

    def __init__(self) -> None:
        self._rows = self._sum = 0

    def add(self, row: Sequence[Any]) -> None:
        """Count a row in."""
        self._rows += 1
        self._sum += int.from_bytes(blake2b(packed(row), digest_size=BITS // 8).digest(), "big")

    def held(self) -> Held:
        """What was counted."""
        return Held(self._rows, f"{self._sum % 2**BITS:064x}")


def shapes(connection: Connection) -> list[Shape]:
    """The tables, those that others refer to first."""
    seen = inspect(connection)
    names = [name for name, _ in seen.get_sorted_table_and_fkc_names() if name and not name.startswith(INDEXES + OWN)]
    return [_shape(name, seen.get_columns(name)) for name in names]


def _shape(name: str, columns: Iterable[Any]) -> Shape:
    kept = sorted(((one["name"], isinstance(one["type"], LargeBinary)) for one in columns), key=lambda one: one[0])
    return Shape(name, tuple(one for one, _ in kept), tuple(binary for _, binary in kept))


def rows(connection: Connection, table: Shape) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, a few in memory."""
    query = f'SELECT {table.named()} FROM "{table.name}"'
    for row in connection.execution_options(yield_per=MANY).exec_driver_sql(query):
        yield tuple(_plain(value, binary) for value, binary in zip(row, table.binary, strict=True))


def _plain(value: Any, binary: bool) -> Any:
    """A value as both kinds of store have it: PostgreSQL takes no NUL in text, and keeps a sign in its place."""
    if isinstance(value, str):
        return value.encode() if binary else value.replace("\0", "\ufffd")
    return bytes(value) if isinstance(value, memoryview | bytearray) else value


def contents(connection: Connection) -> dict[str, Held]:
    """What each table holds."""
    found = {}
    for table in shapes(connection):
        total = Sum()
        for row in rows(connection, table):
            total.add(row)
        found[table.name] = total.held()
    return found


def digest(held: Mapping[str, Held]) -> str:
    """One hash of all tables."""
    return blake2b(
        packed(sorted((name, one.rows, one.digest) for name, one in held.items())), digest_size=16
    ).hexdigest()


def highest(connection: Connection) -> dict[str, int]:
    """The highest number that each table of numbered rows ever gave to one, also to one that was let go."""
    if is_sqlite(connection):
        there = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").first()
        rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all() if there else []
        return {name: seq for name, seq in rows}
    return {
        table: connection.exec_driver_sql(
            f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}"
        ).scalar_one()
        for table, _, name in _counters(connection)
    }


def go_on_from(connection: Connection, numbers: Mapping[str, int]) -> None:
    """Let numbering go on from these, or from what is held where that is higher."""
    if is_sqlite(connection):
        for table, seq in numbers.items():
            counted = "SELECT 1 FROM sqlite_master WHERE name = ? AND sql LIKE '%AUTOINCREMENT%'"
            if connection.exec_driver_sql(counted, (table,)).first():
                connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
                connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, seq))
        return
    for table, column, name in _counters(connection):
        top = connection.exec_driver_sql(f'SELECT coalesce(max("{column}"), 0) FROM "{table}"').scalar_one()
        if last := max(top, numbers.get(table, 0)):
            connection.exec_driver_sql("SELECT setval(CAST(? AS regclass), ?)", (name, last))


def _counters(connection: Connection) -> list[tuple[str, str, str]]:
    """Tables of PostgreSQL whose rows are numbered: table, column, and what counts for it."""
    query = """SELECT table_name, column_name,
            pg_get_serial_sequence(quote_ident(table_schema) || '.' || quote_ident(table_name), column_name)
        FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES' ORDER BY 1, 2"""
    return [(table, column, name) for table, column, name in connection.exec_driver_sql(query)]
