"""What editions are made from: rows of the desk in the order in which they came, and how far each edition is.

An edition is a store of its own, in a file beside the desk's, that never held what its readers may not see.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import delete, func, insert, select

from allegedly.model import Medium, Report
from allegedly.store import codec, notices, schema
from allegedly.store.dialect import replace
from allegedly.store.opened import Opened
from allegedly.store.restrictions import edition

MANY = 500  # ids in one query
NUMBERED = ("glance", "notice")  # tables whose numbers readers follow
MEDIUM = msgspec.json.Decoder(Medium).decode


@dataclass(frozen=True, slots=True)
class State:
    """How far an edition has followed the desk.

    `restrictions` are the ids of those that it keeps; `last` is the key of the last report that was looked at, `turn`
    the number of the last mark; `judged` holds a hash of each decision that was taken over, or left, by its id.
    """

    restrictions: tuple[str, ...]
    last: int = 0
    turn: int = 0
    judged: dict[str, str] = field(default_factory=dict)


DECODED = msgspec.json.Decoder(State).decode


class Following(Opened):
    """The rows of a store, for making an edition of it, or of an edition, for keeping it."""

    # of the desk

    def top(self) -> int:
        """The key up to which reports are linked: what waits for that may yet join an incident that is kept back."""
        waits = select(func.min(schema.unlinked.c.report))
        with self._reading() as connection:
            first = connection.execute(waits).scalar()
            last = connection.execute(select(func.coalesce(func.max(schema.report.c.key), 0))).scalar_one()
        return int(last if first is None else first - 1)

    def after(self, key: int, top: int, limit: int) -> list[tuple[int, Report]]:
        """Reports with their keys, in the order in which they came in."""
        c = schema.report.c
        query = select(c.key, c.payload).where(c.key > key, c.key <= top).order_by(c.key).limit(limit)
        with self._reading() as connection:
            return [(key, codec.report(payload)) for key, payload in connection.execute(query)]

    def versions(self, ids: Iterable[str]) -> set[str]:
        """The ids of all versions of these reports."""
        c, wanted = schema.report.c, sorted(set(ids))
        found: set[str] = set()
        with self._reading() as connection:
            for part in _parts(wanted):
                bases = select(c.base).where(c.id.in_(part) | c.base.in_(part))
                found |= set(connection.execute(select(c.id).where(c.base.in_(bases))).scalars())
        return found

    def told_in(self, incident: str) -> set[str]:
        """The reports of the incident that the one of this name is in now; none where it is no more."""
        i = schema.item.c
        now = select(i.incident).where(i.named == incident, i.incident.is_not(None))
        with self._reading() as connection:
            rows = connection.execute(select(i.report).where(i.incident.in_(now) | (i.incident == incident)))
            return set(rows.scalars())

    def named(self, incident: str) -> list[str]:
        """The items that an incident of this name is called after."""
        with self._reading() as connection:
            i = schema.item.c
            return list(connection.execute(select(i.id).where(i.named == incident).order_by(i.id)).scalars())

    def media(self, reports: Iterable[str]) -> list[Medium]:
        """What is known of the media of these reports."""
        c = schema.medium.c
        with self._reading() as connection:
            return [
                MEDIUM(payload)
                for part in _parts(sorted(set(reports)))
                for payload in connection.execute(select(c.payload).where(c.report.in_(part))).scalars()
            ]

    def states(self) -> dict[str, State]:
        """How far each edition is, by the name of its file; those that were finished."""
        with self._reading() as connection:
            rows = connection.execute(select(edition.c.name, edition.c.payload))
            return {name: DECODED(payload) for name, payload in rows}

    def keep(self, name: str, state: State) -> None:
        """Note how far an edition is: here, since what it left out would tell in its own file how much that was."""
        with self._transaction() as connection:
            replace(connection, edition, [{"name": name, "payload": codec.encode(state)}])

    def drop(self, name: str) -> None:
        """An edition is no more."""
        with self._transaction() as connection:
            connection.execute(delete(edition).where(edition.c.name == name))

    # of an edition

    def held(self, ids: Iterable[str]) -> set[str]:
        """Which of these reports are held."""
        c = schema.report.c
        with self._reading() as connection:
            parts = (connection.execute(select(c.id).where(c.id.in_(p))) for p in _parts(sorted(set(ids))))
            return {id for rows in parts for id in rows.scalars()}

    def begin(self, name: str, number: int) -> None:
        """Begin an edition: under the desk's name, with numbers that go on from one."""
        with self._transaction() as connection:
            if name:
                connection.execute(insert(schema.log_name), [{"name": name}])
            for table in NUMBERED:
                connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
                connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))

    def hush(self) -> None:
        """Forget the news: those of an edition's making are none."""
        with self._transaction() as connection:
            connection.execute(delete(notices.notice))


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), MANY):
        yield values[start : start + MANY]
