"""What is on its way to webhooks: up to which notice each hook was served, and what still waits.

Kept apart from the tables of `schema` as the notices are: it is news, no content.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    TEXT,
    BigInteger,
    Column,
    Connection,
    MetaData,
    Table,
    delete,
    func,
    select,
    update,
)

from allegedly.model.delivery import Delivery, DeliveryState
from allegedly.store import codec
from allegedly.store.dialect import ignore, replace
from allegedly.store.opened import Opened

KEPT = timedelta(days=30)  # how long is known how a delivery ended
MANY = 200  # notices taken up at once

tables = MetaData()
hook = Table("hook", tables, Column("name", TEXT, primary_key=True), Column("seq", BigInteger))
delivery = Table(
    "delivery",
    tables,
    Column("hook", TEXT, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("state", TEXT),
    Column("tries", BigInteger),
    Column("due", BigInteger),
    Column("told", TEXT),
)

STEPS = (
    "CREATE TABLE hook (name TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE delivery (hook TEXT, seq INTEGER, state TEXT NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL,
        told TEXT NOT NULL, PRIMARY KEY (hook, seq)) WITHOUT ROWID""",
    "CREATE INDEX delivery_due ON delivery (state, due)",
)


def migration(connection: Connection) -> None:
    """Webhooks know what was delivered."""
    for statement in STEPS:
        connection.exec_driver_sql(statement)


class Deliveries(Opened):
    """Reading and writing them. Each call is one transaction."""

    def served(self, name: str) -> int | None:
        """Up to which notice a hook was looked after; None for a new one."""
        with self._reading() as connection:
            return connection.execute(select(hook.c.seq).where(hook.c.name == name)).scalar()

    def take(self, name: str, upto: int, wanted: Sequence[int], now: datetime) -> None:
        """Note that a hook was looked after up to a notice; `wanted` are those that it is to get."""
        rows = [_row(name, seq, now) for seq in wanted]
        with self._transaction() as connection:
            replace(connection, hook, [{"name": name, "seq": upto}])
            ignore(connection, delivery, rows)

    def lease(self, name: str, now: datetime, length: timedelta) -> Delivery | None:
        """The delivery of a hook that is due first, kept from other senders for some time; None where none is due."""
        c = delivery.c
        mine = (c.hook == name, c.state == "waiting", c.due <= codec.instant(now))
        with self._transaction() as connection:
            row = connection.execute(select(delivery).where(*mine).order_by(c.seq).limit(1)).first()
            if row is None:
                return None
            held = update(delivery).where(c.hook == name, c.seq == row.seq).values(due=codec.instant(now + length))
            connection.execute(held)
            return _delivery(row)

    def note(self, one: Delivery) -> None:
        """Keep how a try ended; what ended long ago is let go."""
        c = delivery.c
        values = {"state": one.state, "tries": one.tries, "due": codec.instant(one.due), "told": one.told}
        old = codec.instant(one.due - KEPT)
        with self._transaction() as connection:
            connection.execute(update(delivery).where(c.hook == one.hook, c.seq == one.seq).values(values))
            connection.execute(delete(delivery).where(c.state != "waiting", c.due < old))

    def counts(self, name: str) -> dict[DeliveryState, int]:
        """How many deliveries of a hook are in which state."""
        c = delivery.c
        query = select(c.state, func.count()).where(c.hook == name).group_by(c.state)
        with self._reading() as connection:
            return {state: count for state, count in connection.execute(query)}

    def last(self, name: str) -> Delivery | None:
        """The delivery of a hook that was tried last."""
        c = delivery.c
        query = select(delivery).where(c.hook == name, c.tries > 0).order_by(c.due.desc(), c.seq.desc()).limit(1)
        with self._reading() as connection:
            row = connection.execute(query).first()
            return None if row is None else _delivery(row)


def _row(name: str, seq: int, now: datetime) -> dict[str, Any]:
    return {"hook": name, "seq": seq, "state": "waiting", "tries": 0, "due": codec.instant(now), "told": ""}


def _delivery(row: Any) -> Delivery:
    due = codec.EPOCH + timedelta(microseconds=row.due)
    return Delivery(row.hook, row.seq, row.state, row.tries, due, row.told)
