"""Incidents at a glance, and what became of each voice's statements: worked out when an incident is written, so that a
list of five thousand costs a page no more than a list of fifty.

They are kept apart from the tables of `schema`: all of it follows from the incidents, and can be made again from them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import (
    BLOB,
    TEXT,
    BigInteger,
    Column,
    Connection,
    MetaData,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
)

from allegedly.model import Assessment, Incident
from allegedly.model.glance import Glance, Glances, Wanted, glance
from allegedly.store import codec, schema, search
from allegedly.store.bell import ring
from allegedly.store.dialect import listed

MANY = 400  # ids in one query
GLANCE = msgspec.json.Decoder(Glance).decode

tables = MetaData()
# `incident` is the incident's key; `place_name` are all names of its place in small letters; `events` stand in spaces.
held = Table(
    "glance",
    tables,
    Column("seq", BigInteger, primary_key=True),
    Column("incident", BigInteger),
    Column("id", TEXT),
    Column("latest", BigInteger),
    Column("place", TEXT),
    Column("place_name", TEXT),
    Column("occurrence", TEXT),
    Column("attribution", TEXT),
    Column("events", TEXT),
    Column("voices", BigInteger),
    Column("conflicts", BigInteger),
    Column("silent", BigInteger),
    Column("claims", BigInteger),
    Column("payload", BLOB),
)

STEPS = (
    # AUTOINCREMENT: what was changed last has the highest number, also after others were let go.
    """CREATE TABLE glance (seq INTEGER PRIMARY KEY AUTOINCREMENT, incident INTEGER NOT NULL UNIQUE,
        id TEXT NOT NULL UNIQUE, latest INTEGER NOT NULL, place TEXT, place_name TEXT, occurrence TEXT NOT NULL,
        attribution TEXT NOT NULL, events TEXT NOT NULL, voices INTEGER NOT NULL, conflicts INTEGER NOT NULL,
        silent INTEGER NOT NULL, claims INTEGER NOT NULL, payload BLOB NOT NULL)""",
    "CREATE INDEX glance_latest ON glance (latest, seq) WHERE claims > 0",
)


def migration(connection: Connection) -> None:
    """Lists are read from figures worked out before."""
    for statement in STEPS:
        connection.exec_driver_sql(statement)
    rows = connection.exec_driver_sql("SELECT key, payload, assessment FROM incident ORDER BY latest, id").all()
    for start in range(0, len(rows), MANY):
        part = rows[start : start + MANY]
        put(connection, [(key, codec.incident(one), codec.assessment(grade)) for key, one, grade in part])


def clear(connection: Connection) -> None:
    """Forget all."""
    connection.execute(delete(held))


def drop(connection: Connection, ids: Sequence[str]) -> None:
    """Forget these incidents."""
    for part in _parts(ids):
        connection.execute(delete(held).where(held.c.id.in_(part)))


def put(connection: Connection, made: Sequence[tuple[int, Incident, Assessment]]) -> None:
    """Keep incidents, under their keys, at a glance; their members are written already."""
    keys = [key for key, _, _ in made]
    times, names = _times(connection, keys), _names(connection, keys)
    rows = [_row(key, glance(one, grade, times[key]), names[key, one.place]) for key, one, grade in made]
    if rows:
        connection.execute(insert(held), rows)
        ring(connection)


def _row(key: int, one: Glance, names: Iterable[str]) -> dict[str, Any]:
    known = [codec.fold(one.place_name)] if one.place_name else []
    return {
        "incident": key,
        "id": one.id,
        "latest": codec.instant(one.latest) or 0,
        "place": one.place,
        "place_name": " | ".join(dict.fromkeys([*known, *sorted(names)])) or None,
        "occurrence": one.occurrence,
        "attribution": one.attribution,
        "events": f" {' '.join(one.events)} ",
        "voices": one.voices,
        "conflicts": one.conflicts,
        "silent": one.silent,
        "claims": one.claims,
        "payload": codec.encode(one),
    }


def _times(connection: Connection, keys: Sequence[int]) -> dict[int, list[datetime]]:
    """When the reports of each incident were published."""
    m, r = schema.member.c, schema.report.c
    found: dict[int, list[datetime]] = defaultdict(list)
    query = select(m.incident, r.published).join(schema.report, r.key == m.report).where(r.published.is_not(None))
    for part in _parts(keys):
        for key, at in connection.execute(query.where(m.incident.in_(part))):
            found[key].append(codec.EPOCH + timedelta(microseconds=at))
    return found


def _names(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str | None], set[str]]:
    """What the claims of each incident call each place, in every language."""
    m, c = schema.member.c, schema.claim.c
    found: dict[tuple[int, str | None], set[str]] = defaultdict(set)
    query = select(m.incident, c.place, c.place_name).distinct().join(schema.claim, c.report == m.report)
    for part in _parts(keys):
        for key, place, names in connection.execute(query.where(m.incident.in_(part), c.place_name.is_not(None))):
            found[key, place].update(names.split(" | "))
    return found


def page(connection: Connection, wanted: Wanted, after: str = "", limit: int = 50, seen: int | None = None) -> Glances:
    """One page of what is wanted, from where the last one ended; `fresh` are those changed after the number `seen`."""
    c = held.c
    where = _where(connection, wanted)
    columns = _order(wanted)
    order = [column.desc() for column in columns]
    # Which rows first: a database that sorts whole rows carries every payload along.
    chosen = select(c.incident).where(*where, *([_beyond(columns, after)] if after else [])).order_by(*order)
    query = select(c.seq, c.payload, *columns).where(c.incident.in_(chosen.limit(limit + 1))).order_by(*order)
    rows = connection.execute(query).all()
    count = select(func.count(), func.count().filter(c.seq > (seen or 0))).select_from(held).where(*where)
    total, fresh = connection.execute(count).one()
    more = "~".join(str(value) for value in rows[limit - 1][2:]) if len(rows) > limit else ""
    found = tuple(replace(GLANCE(payload), seq=seq) for seq, payload, *_ in rows[:limit])
    return Glances(found, total, more, fresh if seen is not None else 0, last(connection))


def totals(connection: Connection, wanted: Sequence[Wanted]) -> list[int]:
    """How many incidents each of these finds, in one look at all."""
    if not wanted:
        return []
    counts = [func.count().filter(and_(*_where(connection, one))) for one in wanted]
    return list(connection.execute(select(*counts).select_from(held).where(text("claims > 0"))).one())


def fitting(connection: Connection, wanted: Wanted, ids: Collection[str]) -> set[str]:
    """Those of some incidents that are wanted."""
    query = select(held.c.id).where(*_where(connection, wanted))
    parts = (connection.execute(query.where(held.c.id.in_(part))).scalars() for part in _parts(sorted(ids)))
    return {id for part in parts for id in part}


def last(connection: Connection) -> int:
    """The highest number that an incident has: another one after every change."""
    return int(connection.execute(select(func.coalesce(func.max(held.c.seq), 0))).scalar_one())


def _order(wanted: Wanted) -> list[Column[Any]]:
    """What a list is sorted by, highest first; the last column tells any two apart."""
    c = held.c
    first: dict[str, list[Column[Any]]] = {"contested": [c.conflicts, c.voices], "voices": [c.voices]}
    return [*first.get(wanted.order, []), c.latest, c.seq]


def _beyond(columns: Sequence[Column[Any]], after: str) -> Any:
    """What comes after the row whose values these are. Raises ValueError where they are none."""
    values = [int(part) for part in after.split("~")]
    if len(values) != len(columns):
        raise ValueError(f"{after!r} is no place in this list")
    return tuple_(*columns) < tuple_(*values)


def _where(connection: Connection, wanted: Wanted) -> list[Any]:
    c = held.c
    clauses: list[Any] = [text("claims > 0")]  # no parameter: the index is of these alone
    for column, value in ((c.occurrence, wanted.occurrence), (c.attribution, wanted.attribution)):
        clauses += [column == value] if value else []
    if wanted.event:
        clauses.append(c.events.contains(f" {wanted.event} ", autoescape=True))
    if wanted.place:
        named = c.place_name.contains(codec.fold(wanted.place), autoescape=True)
        clauses.append(or_(c.place == wanted.place, named))
    if wanted.since:
        clauses.append(c.latest >= codec.instant(wanted.since))
    if wanted.until:
        clauses.append(c.latest < codec.instant(wanted.until))
    clauses += [c.conflicts > 0] if wanted.disputed else []
    clauses += [c.silent > 0] if wanted.silent else []
    if wanted.terms:
        keys = search.incidents(connection, wanted.terms)
        # "+": the list is read in its order, and looked up among these; SQLite would look up each of these in the list.
        clauses.append(
            text(f"+incident IN {listed(connection, 'keys')}").bindparams(bindparam("keys", keys, unique=True))
        )
    return clauses


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), MANY):
        yield values[start : start + MANY]
