"""The notices of a desk, numbered on: what feeds, live pages and webhooks read. News, not content: old ones are let go.

They are kept apart from the tables of `schema`, since two desks that hold the same may have come there by other ways.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import BLOB, TEXT, BigInteger, Column, Connection, MetaData, Table, delete, func, insert, select

from allegedly.model import Notice
from allegedly.store import codec
from allegedly.store.bell import ring
from allegedly.store.opened import Opened

KEPT = 50_000  # notices; whoever was away for longer reads the desk anew
NOTICE = msgspec.json.Decoder(Notice).decode

tables = MetaData()
notice = Table(
    "notice",
    tables,
    Column("seq", BigInteger, primary_key=True),
    Column("kind", TEXT),
    Column("incident", TEXT),
    Column("at", BigInteger),
    Column("payload", BLOB),
)

STEPS = (
    # AUTOINCREMENT: a number is never given twice, also after the newest was let go.
    """CREATE TABLE notice (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, incident TEXT NOT NULL,
        at INTEGER NOT NULL, payload BLOB NOT NULL)""",
    "CREATE INDEX notice_incident ON notice (incident, seq)",
)


def migration(connection: Connection) -> None:
    """The desk tells what became different in it."""
    for statement in STEPS:
        connection.exec_driver_sql(statement)


def tell(connection: Connection, found: Sequence[Notice]) -> None:
    """Number these on and keep them, inside the transaction that made them true."""
    rows = [
        {"kind": one.kind, "incident": one.incident, "at": codec.instant(one.at), "payload": codec.encode(one)}
        for one in found
    ]
    if rows:
        connection.execute(insert(notice), rows)
        ring(connection)
        last = connection.execute(select(func.max(notice.c.seq))).scalar_one()
        connection.execute(delete(notice).where(notice.c.seq <= last - KEPT))


class Notices(Opened):
    """Reading them."""

    def after(self, seq: int, limit: int = 100) -> list[Notice]:
        """Those after a number, the oldest first."""
        query = select(notice.c.seq, notice.c.payload).where(notice.c.seq > seq).order_by(notice.c.seq).limit(limit)
        with self._reading() as connection:
            return _read(connection.execute(query))

    def of(self, incident: str, limit: int = 50) -> list[Notice]:
        """What became of one incident, the newest first."""
        c = notice.c
        query = select(c.seq, c.payload).where(c.incident == incident, c.kind == "incident")
        with self._reading() as connection:
            return _read(connection.execute(query.order_by(c.seq.desc()).limit(limit)))

    def changed(self, incidents: Iterable[str]) -> dict[str, datetime]:
        """When each of these incidents last became different."""
        c, wanted = notice.c, list(incidents)
        newest = select(func.max(c.seq)).where(c.incident.in_(wanted), c.kind == "incident").group_by(c.incident)
        with self._reading() as connection:
            rows = connection.execute(select(c.seq, c.payload).where(c.seq.in_(newest)))
            return {one.incident: one.at for one in _read(rows)}

    def bounds(self) -> tuple[int, int]:
        """The lowest number that is still kept and the highest ever given; (1, 0) where none was."""
        query = select(func.coalesce(func.min(notice.c.seq), 1), func.coalesce(func.max(notice.c.seq), 0))
        with self._reading() as connection:
            first, last = connection.execute(query).one()
            return int(first), int(last)


def _read(rows: Iterable[Any]) -> list[Notice]:
    return [replace(NOTICE(payload), seq=seq) for seq, payload in rows]
