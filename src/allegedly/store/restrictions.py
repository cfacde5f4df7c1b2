"""Restrictions, the mark of each change that an edition must follow, and what an edition knows of itself.

Kept apart from the tables of `schema`: they say who may read the content, and are none.
"""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import BLOB, TEXT, BigInteger, Column, Connection, MetaData, Table, func, insert, select

from allegedly.model.restriction import Restriction
from allegedly.store import audit, codec
from allegedly.store.dialect import replace
from allegedly.store.faults import told
from allegedly.store.opened import Opened

RESTRICTION = msgspec.json.Decoder(Restriction).decode

tables = MetaData()
restriction = Table(
    "restriction",
    tables,
    Column("id", TEXT, primary_key=True),
    Column("at", BigInteger),
    Column("payload", BLOB),
)
# A report (its key) that was read out anew after it was held, or let go of. `gone`: 1 where it is not held any more.
turn = Table(
    "turn",
    tables,
    Column("n", BigInteger, primary_key=True),
    Column("report", BigInteger),
    Column("gone", BigInteger),
)
edition = Table("edition", tables, Column("name", TEXT, primary_key=True), Column("payload", BLOB))

STEPS = (
    "CREATE TABLE restriction (id TEXT PRIMARY KEY, at INTEGER NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE turn (n INTEGER PRIMARY KEY AUTOINCREMENT, report INTEGER NOT NULL, gone INTEGER NOT NULL)",
    "CREATE TABLE edition (name TEXT PRIMARY KEY, payload BLOB NOT NULL) WITHOUT ROWID",
)


def migration(connection: Connection) -> None:
    """Reports may be kept from some."""
    for statement in STEPS:
        connection.exec_driver_sql(statement)


def turned(connection: Connection, reports: Sequence[int], gone: bool = False) -> None:
    """Mark reports (their keys) that editions must look at again."""
    if reports:
        connection.execute(insert(turn), [{"report": key, "gone": int(gone)} for key in reports])


def damage(connection: Connection) -> Iterator[tuple[str, str]]:
    """What is wrong with what is kept back: which item, and what. One that cannot be read would keep back nothing."""
    for id, payload in connection.execute(select(restriction.c.id, restriction.c.payload).order_by(restriction.c.id)):
        try:
            one = RESTRICTION(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield f"restriction {id}", f"cannot be read ({error})"
        else:
            if one.id != id:
                yield f"restriction {id}", f"is another one ({one.id})"


class Restrictions(Opened):
    """Keeping and reading them."""

    def keep(self, one: Restriction, who: str, role: str, what: str) -> None:
        """Keep a restriction (or its lifting), and note it in the audit log, in one transaction."""
        row = {"id": one.id, "at": codec.instant(one.at), "payload": codec.encode(one)}
        with told(self._path), self._engine.execution_options(write=True).begin() as connection:
            replace(connection, restriction, [row])
            audit.note(connection, who, what, one.id, f"{one.kind}, {one.of}, least {one.least}", role)

    def every(self) -> tuple[Restriction, ...]:
        """All of them, oldest first; those lifted too."""
        query = select(restriction.c.payload).order_by(restriction.c.at, restriction.c.id)
        with self._reading() as connection:
            return tuple(RESTRICTION(payload) for payload in connection.execute(query).scalars())

    def turns(self, after: int) -> list[tuple[int, int, bool]]:
        """Marks after a number: the number, the report's key, and whether it is gone."""
        query = select(turn.c.n, turn.c.report, turn.c.gone).where(turn.c.n > after).order_by(turn.c.n)
        with self._reading() as connection:
            return [(n, key, bool(gone)) for n, key, gone in connection.execute(query)]

    def turned(self) -> int:
        """The number of the last mark; 0 where there is none."""
        with self._reading() as connection:
            return int(connection.execute(select(func.coalesce(func.max(turn.c.n), 0))).scalar_one())
