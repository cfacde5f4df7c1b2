"""Second factors: what an app makes its codes from, and the codes for whoever lost the app.

The secret of an app cannot be a hash, since codes are computed from it: whoever reads the store can make them, and
still needs the password. Of the other codes the store has SHA-256, as of all that opens something.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from allegedly.model.people import Visitor
from allegedly.store import audit, codec
from allegedly.store.dialect import replace
from allegedly.store.opened import Opened
from allegedly.store.people import factor, session, spare

STEPS = (
    """CREATE TABLE factor (person TEXT PRIMARY KEY, secret BLOB NOT NULL, pending BLOB NOT NULL, last INTEGER NOT NULL,
        since INTEGER) WITHOUT ROWID""",
    "CREATE TABLE spare (hash BLOB PRIMARY KEY, person TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX spare_person ON spare (person)",
)


def migration(connection: Connection) -> None:
    """People may sign in by a second factor."""
    for statement in STEPS:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True, slots=True)
class Factor:
    """Somebody's app: its secret (empty: none), one that was not confirmed yet, the last step whose code was used, and
    how many spare codes are left."""

    secret: bytes = field(default=b"", repr=False)
    pending: bytes = field(default=b"", repr=False)
    last: int = 0
    spare: int = 0


NONE = Factor()


class Factors(Opened):
    """Reading and changing them. Each call is one transaction."""

    def of(self, person: str) -> Factor:
        """Somebody's, by the name of the account."""
        with self._reading() as connection:
            return _of(connection, person)

    def holders(self) -> Collection[str]:
        """The names of those who have one."""
        with self._reading() as connection:
            return set(connection.execute(select(factor.c.person).where(factor.c.since.is_not(None))).scalars())

    def begin(self, person: str, pending: bytes) -> None:
        """Keep the secret of an app until its first code comes; the one of now goes on."""
        with self._transaction() as connection:
            held = connection.execute(select(factor).where(factor.c.person == person)).first()
            if held is not None:
                connection.execute(update(factor).where(factor.c.person == person).values(pending=pending))
            else:
                row = {"person": person, "secret": b"", "pending": pending, "last": 0, "since": None}
                connection.execute(insert(factor), [row])

    def confirm(self, secret: bytes, step: int, spares: Iterable[bytes], now: datetime, by: Visitor) -> bool:
        """Whoever has an account and showed a code of the secret signs in by it from now on; all sessions end.

        False, and nothing done, where another secret was begun meanwhile.
        """
        mine = by.name
        with self._transaction() as connection:
            if _of(connection, mine).pending != secret:
                return False
            row = {"person": mine, "secret": secret, "pending": b"", "last": step, "since": codec.instant(now)}
            replace(connection, factor, [row])
            _spare(connection, mine, spares)
            connection.execute(delete(session).where(session.c.person == mine))
            audit.note(connection, mine, "second factor on", mine, "", by.role)
            return True

    def use(self, person: str, step: int) -> bool:
        """Take note that the code of a step was used; False where it, or a later one, was already."""
        with self._transaction() as connection:
            mine = update(factor).where(factor.c.person == person, factor.c.last < step)
            return bool(connection.execute(mine.values(last=step)).rowcount)

    def spend(self, person: str, hash: bytes, role: str) -> bool:
        """Use a spare code, which is then over; whether there was one."""
        with self._transaction() as connection:
            mine = delete(spare).where(spare.c.hash == hash, spare.c.person == person)
            if not connection.execute(mine).rowcount:
                return False
            left = _of(connection, person).spare
            audit.note(connection, person, "recovery code used", person, f"{left} left", role)
            return True

    def renew(self, person: str, spares: Iterable[bytes], by: Visitor) -> None:
        """New spare codes in place of the others."""
        with self._transaction() as connection:
            _spare(connection, person, spares)
            audit.note(connection, by.name, "recovery codes made", person, "", by.role)

    def drop(self, person: str, by: Visitor) -> bool:
        """Sign in without from now on; all sessions end. Whether there was one."""
        with self._transaction() as connection:
            had = connection.execute(delete(factor).where(factor.c.person == person)).rowcount
            connection.execute(delete(spare).where(spare.c.person == person))
            if had:
                connection.execute(delete(session).where(session.c.person == person))
                audit.note(connection, by.name, "second factor off", person, "", by.role)
            return bool(had)


def _of(connection: Connection, person: str) -> Factor:
    row: Any = connection.execute(select(factor).where(factor.c.person == person)).first()
    if row is None:
        return NONE
    left = connection.execute(select(func.count()).select_from(spare).where(spare.c.person == person)).scalar_one()
    return Factor(bytes(row.secret), bytes(row.pending), row.last, left)


def _spare(connection: Connection, person: str, hashes: Iterable[bytes]) -> None:
    connection.execute(delete(spare).where(spare.c.person == person))
    connection.execute(insert(spare), [{"hash": one, "person": person} for one in hashes])
