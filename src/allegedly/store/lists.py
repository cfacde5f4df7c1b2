"""Reading what lists show: incidents at a glance, voices, titles, how much is held. Nothing here reads all of it."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select, text

from allegedly.model import Incident, Pair, Track
from allegedly.model.glance import Glances, Wanted
from allegedly.store import glances, schema, statements
from allegedly.store.judgements import read_doubtful
from allegedly.store.opened import Opened

MANY = 500  # ids in one query


class Lists(Opened):
    """A store, read-only, for lists."""

    def glances(self, wanted: Wanted, after: str = "", limit: int = 50, seen: int | None = None) -> Glances:
        """A page of incidents; `fresh` counts those that changed after the number `seen`. Raises ValueError (after)."""
        with self._reading() as connection:
            return glances.page(connection, wanted, after, limit, seen)

    def totals(self, wanted: Sequence[Wanted]) -> list[int]:
        """How many incidents each of these finds."""
        with self._reading() as connection:
            return glances.totals(connection, wanted)

    def pulse(self) -> int:
        """A number that is another one after every change of an incident."""
        with self._reading() as connection:
            return glances.last(connection)

    def held(self) -> tuple[int, int]:
        """How many reports and incidents are held."""
        reports = select(func.count()).select_from(schema.report)
        incidents = select(func.count()).select_from(glances.held).where(text("claims > 0"))
        with self._reading() as connection:
            return connection.execute(reports).scalar_one(), connection.execute(incidents).scalar_one()

    def titles(self, incidents: Iterable[str]) -> Mapping[str, str]:
        """Titles by id, of those that are held."""
        c, wanted, found = schema.incident.c, sorted(set(incidents)), dict[str, str]()
        with self._reading() as connection:
            for start in range(0, len(wanted), MANY):
                query = select(c.id, c.title).where(c.id.in_(wanted[start : start + MANY]))
                found |= {id: title for id, title in connection.execute(query)}
        return found

    def records(self, voices: Sequence[str] | None = None, spoken: bool = False) -> list[Track]:
        """Track records, of some voices or all; without what nobody has worked out yet (`unstated`).

        `spoken`: with the propositions that they spoke on.
        """
        with self._reading() as connection:
            return statements.records(connection, voices, spoken)

    def voices(self, start: int, limit: int) -> tuple[list[str], int]:
        """Keys of voices, those with the most statements first, and how many there are in all."""
        with self._reading() as connection:
            return statements.voices(connection, start, limit)

    def speakers(self, beginning: str, limit: int) -> list[tuple[str, str, int]]:
        """Key, name and number of statements of those whose key begins so, who stated most first."""
        with self._reading() as connection:
            return statements.speakers(connection, beginning, limit)

    def unstated(self) -> list[str]:
        """Incidents whose statements were not worked out when they were written, by an older desk."""
        with self._reading() as connection:
            return statements.unstated(connection)

    def doubtful(self, incident: Incident, limit: int = 10) -> list[Pair]:
        """Pairs that linking left open and one side of which is this incident, closest first."""
        with self._reading() as connection:
            return read_doubtful(connection, limit, incident.id)
