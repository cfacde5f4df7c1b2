"""The audit log: who did what at the desk. Rows are only ever added, each with the hash of the one before.

Kept apart from the tables of `schema`, as it is no content: two desks that hold the same were used by others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BLOB, TEXT, BigInteger, Column, Connection, MetaData, Table, insert, select

from allegedly.model.audit import FIRST, Noted, chained, faults
from allegedly.store import codec
from allegedly.store.faults import told
from allegedly.store.opened import Opened

LONGEST = 300  # characters of a field
PAGE = 1000  # entries of one query
LAST = 250_000_000_000_000_000  # microseconds: the year 9892

tables = MetaData()
entry = Table(
    "audit",
    tables,
    Column("n", BigInteger, primary_key=True),
    Column("at", BigInteger),
    Column("who", TEXT),
    Column("role", TEXT),
    Column("what", TEXT),
    Column("target", TEXT),
    Column("detail", TEXT),
    Column("previous", BLOB),
    Column("hash", BLOB),
)

STEPS = (
    """CREATE TABLE audit (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL,
        what TEXT NOT NULL, target TEXT NOT NULL, detail TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL)""",
)


def migration(connection: Connection) -> None:
    """The desk notes who did what."""
    for statement in STEPS:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be noted: who did what to what, in which role."""

    who: str
    what: str
    target: str = ""
    detail: str = ""
    role: str = ""


def note(connection: Connection, who: str, what: str, target: str = "", detail: str = "", role: str = "") -> Noted:
    """Note in a transaction of the caller's, which must be one that writes: those come one after the other."""
    last = connection.execute(select(entry.c.n, entry.c.hash).order_by(entry.c.n.desc()).limit(1)).first()
    n, previous = (last.n, bytes(last.hash).hex()) if last else (0, FIRST)
    who, role, what, target, detail = map(_plain, (who, role, what, target, detail))
    made = Noted(n + 1, datetime.now(UTC), who, role, what, target, detail, previous, "")
    made = replace(made, hash=chained(made))
    row = {"n": made.n, "at": codec.instant(made.at), "who": made.who, "role": made.role, "what": made.what,
           "target": made.target, "detail": made.detail, "previous": bytes.fromhex(previous),
           "hash": bytes.fromhex(made.hash)}  # fmt: skip
    connection.execute(insert(entry), [row])
    return made


def damage(connection: Connection) -> Iterator[tuple[str, str]]:
    """What is wrong with the entries: which item, and what. Whether the end was cut off is not seen here."""
    rows = connection.execute(select(entry).order_by(entry.c.n).execution_options(yield_per=PAGE))
    for number, what in faults(map(_noted, rows)):
        yield f"audit log, entry {number}", what


def _plain(words: str) -> str:
    """Text that every store gives back as it was: no NUL, no half characters; of bounded length."""
    return words.replace("\0", "\ufffd").encode("utf-8", "replace").decode()[:LONGEST]


class Audit(Opened):
    """Noting and reading. Safe to use from several threads and processes."""

    def note(self, who: str, what: str, target: str = "", detail: str = "", role: str = "") -> Noted:
        """Note who did what to what. Never give a secret, nor words of a report: ids that the desk made."""
        with told(self._path), self._engine.execution_options(write=True).begin() as connection:
            return note(connection, who, what, target, detail, role)

    def note_all(self, entries: Iterable[Entry]) -> None:
        """Note several, in one transaction."""
        with self._transaction() as connection:
            for one in entries:
                note(connection, one.who, one.what, one.target, one.detail, one.role)

    def entries(self, after: int = 0, limit: int = PAGE) -> list[Noted]:
        """Entries in order, those after a number."""
        query = select(entry).where(entry.c.n > after).order_by(entry.c.n).limit(limit)
        with self._reading() as connection:
            return [_noted(row) for row in connection.execute(query)]

    def latest(self, limit: int = 50, what: str = "") -> list[Noted]:
        """The last entries, the newest first; of one kind or all."""
        query = select(entry).order_by(entry.c.n.desc()).limit(limit)
        with self._reading() as connection:
            return [_noted(row) for row in connection.execute(query.where(entry.c.what == what) if what else query)]

    def every(self) -> Iterator[Noted]:
        """All entries in order."""
        last = -(1 << 62)
        while page := self.entries(last):
            yield from page
            last = page[-1].n

    def head(self) -> Noted | None:
        """The last entry: who keeps its number and hash elsewhere can tell whether the end was cut off."""
        return next(iter(self.latest(1)), None)

    def damage(self, kept: tuple[int, str] | None = None) -> list[tuple[int, str]]:
        """What is wrong, by number of entry; `kept`: number and hash of an entry that somebody noted elsewhere."""
        wrong = list(faults(self.every()))
        if kept is not None:
            found = {one.n: one.hash for one in self.entries(kept[0] - 1, 1)}
            if kept[0] not in found:
                wrong.append((kept[0], "it is missing: the log ends before it, or it was taken out"))
            elif not found[kept[0]].startswith(kept[1]):
                wrong.append((kept[0], "it is another one than the one that was kept elsewhere"))
        return wrong


def _noted(row: Any) -> Noted:
    within = isinstance(row.at, int) and 0 <= row.at < LAST
    at = codec.EPOCH + timedelta(microseconds=row.at if within else 0)  # what is no moment is read too, and found wrong
    return Noted(row.n, at, row.who, row.role, row.what, row.target, row.detail, _hex(row.previous), _hex(row.hash))


def _hex(value: Any) -> str:
    """Also where somebody has put text there: it must be read to be found wrong."""
    return (value.encode() if isinstance(value, str) else bytes(value)).hex()
