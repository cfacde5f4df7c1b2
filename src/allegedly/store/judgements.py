"""What people decided, as it is kept (the undone decisions too), and what still waits for one."""

from collections.abc import Iterable
from hashlib import blake2b

from sqlalchemy import Connection, select

from allegedly.model import Incident, Judgement, Pair
from allegedly.store import codec, schema
from allegedly.store.dialect import is_sqlite


def read_judgements(connection: Connection) -> list[Judgement]:
    """What people decided, oldest first."""
    query = select(schema.judgement.c.payload).order_by(schema.judgement.c.at, schema.judgement.c.id)
    return [codec.judgement(payload) for payload in connection.execute(query).scalars()]


def standing(judgements: Iterable[Judgement]) -> str:
    """Hash of the decisions that are not undone."""
    h = blake2b(digest_size=16)
    for judgement in judgements:
        if judgement.undone is None:
            h.update(codec.encode(judgement))
    return h.hexdigest()


# Claims on both sides: stories that nobody claims anything in are not worth a person's time. CROSS JOIN keeps SQLite
# to this order of tables: it reads links by their index, closest first, and stops when there are enough.
DOUBTFUL = """SELECT CASE WHEN x.incident < y.incident THEN x.incident ELSE y.incident END,
    CASE WHEN x.incident < y.incident THEN y.incident ELSE x.incident END, l.payload
    FROM link l CROSS JOIN item x ON x.id = l.a CROSS JOIN item y ON y.id = l.b
    CROSS JOIN glance i ON i.id = x.incident CROSS JOIN glance j ON j.id = y.incident
    WHERE l.verdict = 'unsure' AND x.incident <> y.incident AND i.claims > 0 AND j.claims > 0
    ORDER BY l.score DESC, l.a, l.b"""
# Those of one incident: by its items, of which it has few.
ITEMS = "(SELECT id FROM item WHERE incident = ?)"
OF_ONE = DOUBTFUL.replace("WHERE", f"WHERE (l.a IN {ITEMS} OR l.b IN {ITEMS}) AND")


def read_doubtful(connection: Connection, limit: int, incident: str = "", start: int = 0) -> list[Pair]:
    """Pairs of incidents with the closest comparison between them that left it open, closest first, from `start` on.

    A pair that a standing decision keeps apart is decided, and left out. `incident`: only pairs that it is in.
    """
    decided = {_items(one.held) for one in read_judgements(connection) if one.kind == "apart" and one.undone is None}
    found: dict[tuple[str, str], bytes] = {}
    query, given = (OF_ONE, (incident, incident)) if incident else (DOUBTFUL, ())
    if not is_sqlite(connection):
        query = query.replace("CROSS JOIN", "JOIN")
    # A stream: it is left when there are enough.
    for a, b, payload in connection.exec_driver_sql(query, given, execution_options={"stream_results": True}):
        if (a, b) not in found and not _kept_apart(connection, a, b, decided):
            found[a, b] = payload
        if len(found) >= start + limit:
            break
    shown = [*found.items()][start:]
    held = _incidents(connection, {i for pair, _ in shown for i in pair})
    return [Pair(held[a], held[b], codec.link(payload)) for (a, b), payload in shown]


def _items(held: Iterable[Iterable[str]]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(ref.removesuffix("#0") for ref in refs) for refs in held)


def _kept_apart(connection: Connection, a: str, b: str, decided: Iterable[tuple[frozenset[str], ...]]) -> bool:
    """Does a decision keep something of the one from something of the other?"""
    if not decided:
        return False
    query = "SELECT id FROM item WHERE incident = ?"
    one, other = ({r[0] for r in connection.exec_driver_sql(query, (home,))} for home in (a, b))
    return any(
        not x.isdisjoint(one) and not y.isdisjoint(other) for sides in decided for x in sides for y in sides if x != y
    )


def _incidents(connection: Connection, ids: set[str]) -> dict[str, Incident]:
    """Incidents by id; a page shows few."""
    c = schema.incident.c
    rows = connection.execute(select(c.id, c.payload).where(c.id.in_(sorted(ids)))).all()
    return {id: codec.incident(payload) for id, payload in rows}
