"""What claims call speakers and places, each once, so that a part of a name is looked for among names, not in claims.

Kept apart from the tables of `schema` as `glances` are: all of it follows from the claims.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import TEXT, Column, Connection, MetaData, Table, delete, or_, select

from allegedly.model.listing import ClaimsWanted
from allegedly.store import codec, schema
from allegedly.store.dialect import ignore

MANY = 500  # ids in one query, and names that a part may be of: of more there are claims everywhere
FEW = 2000  # claims; where there are more, the list of all soon comes by enough of them
Names = set[tuple[str, str]]  # kind and name

tables = MetaData()
called = Table(
    "called",
    tables,
    Column("kind", TEXT, primary_key=True),
    Column("name", TEXT, primary_key=True),
)
KINDS: Mapping[str, Any] = {"speaker": schema.claim.c.speaker, "place": schema.claim.c.place_name}

STEPS = (
    "CREATE INDEX claim_speaker ON claim (speaker)",
    "CREATE INDEX claim_place ON claim (place)",
    "CREATE INDEX claim_place_name ON claim (place_name)",
    "CREATE TABLE called (kind TEXT, name TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID",
    "INSERT INTO called SELECT DISTINCT 'speaker', speaker FROM claim WHERE speaker IS NOT NULL",
    "INSERT INTO called SELECT DISTINCT 'place', place_name FROM claim WHERE place_name IS NOT NULL",
)


def migration(connection: Connection) -> None:
    """Who is never named, and where nothing happened, is known without a look at the claims."""
    for statement in STEPS:
        connection.exec_driver_sql(statement)


def names(connection: Connection, reports: Iterable[int]) -> Names:
    """What the claims of these reports call speakers and places."""
    every, found = sorted(reports), Names()
    for start in range(0, len(every), MANY):
        mine = schema.claim.c.report.in_(every[start : start + MANY])
        for kind, column in KINDS.items():
            query = select(column).where(mine, column.is_not(None)).distinct()
            found |= {(kind, name) for name in connection.execute(query).scalars()}
    return found


def keep(connection: Connection, new: Names) -> None:
    """Add what is not there yet."""
    ignore(connection, called, [{"kind": kind, "name": name} for kind, name in sorted(new)])


def drop(connection: Connection, old: Names) -> None:
    """Forget those of these names that no claim has any more."""
    for kind, column in KINDS.items():
        mine = sorted(name for of, name in old if of == kind)
        for start in range(0, len(mine), MANY):
            part = called.c.name.in_(mine[start : start + MANY])
            used = select(schema.claim.c.key).where(column == called.c.name).exists()
            connection.execute(delete(called).where(called.c.kind == kind, part, ~used))


def narrowed(connection: Connection, wanted: ClaimsWanted) -> list[Any]:
    """Clauses that bring a list down to few claims, where its speaker or its place has few; the list is the same."""
    c, clauses = schema.claim.c, list[Any]()
    if wanted.speaker:
        clauses += _few(connection, "speaker", wanted.speaker, [])
    if wanted.place:
        clauses += _few(connection, "place", wanted.place, [c.place == wanted.place])
    return clauses


def _few(connection: Connection, kind: str, part: str, also: list[Any]) -> list[Any]:
    """A clause for the claims with a name of which this is a part, or one of which this is true; none where many do."""
    c, named = schema.claim.c, called.c.name.contains(codec.fold(part), autoescape=True)
    known = (
        connection.execute(select(called.c.name).where(called.c.kind == kind, named).limit(MANY + 1)).scalars().all()
    )
    if len(known) > MANY:
        return []
    query = select(c.key).where(or_(KINDS[kind].in_(known), *also)).limit(FEW + 1)
    keys = connection.execute(query).scalars().all()
    return [c.key.in_(keys)] if len(keys) <= FEW else []
