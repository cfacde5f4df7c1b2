"""What became of each voice's statements, kept as incidents are written: a track record is a sum over a voice's rows.

Kept apart from the tables of `schema` as `glances` are. An incident that was written before there was such a table has
no row in `stated`, and somebody must work its statements out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import TEXT, BigInteger, Column, Connection, MetaData, Table, delete, func, insert, select
from sqlalchemy import cast as sql_cast

from allegedly.model import Track
from allegedly.model.statement import Statement
from allegedly.model.vocabulary import Event
from allegedly.store import schema

MANY = 400  # ids in one query

tables = MetaData()
statement = Table(
    "statement",
    tables,
    Column("incident", TEXT, primary_key=True),
    Column("proposition", TEXT, primary_key=True),
    Column("origin", TEXT, primary_key=True),
    Column("name", TEXT),
    Column("topic", TEXT),
    Column("contradicted", BigInteger),
    Column("acknowledged", BigInteger),
    Column("retracted", BigInteger),
    Column("updated", BigInteger),
    Column("unmoved", BigInteger),
)
stated = Table("stated", tables, Column("incident", TEXT, primary_key=True))

STEPS = (
    """CREATE TABLE statement (incident TEXT, proposition TEXT, origin TEXT, name TEXT NOT NULL, topic TEXT NOT NULL,
        contradicted INTEGER NOT NULL, acknowledged INTEGER NOT NULL, retracted INTEGER NOT NULL,
        updated INTEGER NOT NULL, unmoved INTEGER NOT NULL,
        PRIMARY KEY (incident, proposition, origin)) WITHOUT ROWID""",
    # All that a sum needs, so that it reads the index alone.
    """CREATE INDEX statement_origin ON statement
        (origin, topic, contradicted, acknowledged, retracted, updated, unmoved, name)""",
    "CREATE TABLE stated (incident TEXT PRIMARY KEY) WITHOUT ROWID",
)


def migration(connection: Connection) -> None:
    """Statements are kept beside their incident."""
    for step in STEPS:
        connection.exec_driver_sql(step)


def clear(connection: Connection) -> None:
    """Forget all."""
    for table in (statement, stated):
        connection.execute(delete(table))


def drop(connection: Connection, incidents: Sequence[str]) -> None:
    """Forget what was stated in these incidents."""
    for start in range(0, len(incidents), MANY):
        part = incidents[start : start + MANY]
        for table in (statement, stated):
            connection.execute(delete(table).where(table.c.incident.in_(part)))


def put(connection: Connection, made: Mapping[str, Iterable[Statement]]) -> None:
    """Keep what was stated in each of these incidents."""
    rows = [_row(one) for found in made.values() for one in found]
    if made:
        connection.execute(insert(stated), [{"incident": incident} for incident in made])
    if rows:
        connection.execute(insert(statement), rows)


def _row(one: Statement) -> dict[str, Any]:
    incident, proposition = one.proposition
    return {
        "incident": incident,
        "proposition": proposition,
        "origin": one.origin,
        "name": one.name,
        "topic": one.topic or "",
        "contradicted": int(one.contradicted),
        "acknowledged": int(one.acknowledged),
        "retracted": int(one.retracted),
        "updated": int(one.updated),
        "unmoved": int(one.left),
    }


def unstated(connection: Connection) -> list[str]:
    """Incidents whose statements nobody has worked out yet."""
    i = schema.incident.c
    known = select(stated.c.incident).where(stated.c.incident == i.id)
    return list(connection.execute(select(i.id).where(~known.exists()).order_by(i.id)).scalars())


def records(connection: Connection, voices: Sequence[str] | None = None, spoken: bool = False) -> list[Track]:
    """Track records by voice and kind of happening, of some voices or all; `spoken`: with what they spoke on."""
    c = statement.c
    counted = (c.contradicted, c.acknowledged, c.retracted, c.updated, c.unmoved)
    flags = [sql_cast(func.sum(x), BigInteger) for x in counted]  # PostgreSQL would give decimals
    query = select(c.origin, func.max(c.name), c.topic, func.count(), *flags).group_by(c.origin, c.topic)
    if voices is not None:
        query = query.where(c.origin.in_(voices))
    on = _propositions(connection, voices) if spoken else {}
    rows = connection.execute(query.order_by(c.origin, c.topic))
    return [
        Track(row[0], row[1], _event(row[2]), *row[3:9], tuple(on.get((row[0], row[2]), ())))  # type: ignore[call-arg]
        for row in rows
    ]


def _propositions(connection: Connection, voices: Sequence[str] | None) -> dict[tuple[str, str], list[tuple[str, str]]]:
    c = statement.c
    query = select(c.origin, c.topic, c.incident, c.proposition)
    if voices is not None:
        query = query.where(c.origin.in_(voices))
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for origin, topic, incident, proposition in connection.execute(query.order_by(c.incident, c.proposition)):
        found.setdefault((origin, topic), []).append((incident, proposition))
    return found


def voices(connection: Connection, start: int, limit: int) -> tuple[list[str], int]:
    """Keys of voices, those with the most statements first, and how many there are in all."""
    c = statement.c
    query = select(c.origin, func.count().over()).group_by(c.origin).order_by(func.count().desc(), c.origin)
    rows = connection.execute(query.offset(start).limit(limit)).all()
    if not rows:  # beyond the last
        return [], connection.execute(select(func.count(func.distinct(c.origin)))).scalar_one()
    return [key for key, _ in rows], rows[0][1]


def speakers(connection: Connection, beginning: str, limit: int) -> list[tuple[str, str, int]]:
    """Key, name and number of statements of those whose key begins so, who stated most first."""
    c = statement.c
    query = select(c.origin, func.max(c.name), func.count()).group_by(c.origin)
    query = query.where(c.origin >= beginning, c.origin < beginning + "\U0010ffff")
    rows = connection.execute(query.order_by(func.count().desc(), c.origin).limit(limit))
    return [(key, name, said) for key, name, said in rows]


def _event(topic: str) -> Event | None:
    return cast(Event, topic) if topic else None
