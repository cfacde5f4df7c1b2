"""The tables that linking goes on from: who stands under which key, links, and which item is in which incident.

All on one connection, inside the transaction that also writes the incidents: a stop leaves either all of it or nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from allegedly.model import Assessment, Extraction, Incident, Judgement, Link, Linking, Notice, Report, digest
from allegedly.model.statement import Statement
from allegedly.store import codec, glances, schema, statements
from allegedly.store.dialect import holds, ignore, origins, replace
from allegedly.store.judgements import read_judgements
from allegedly.store.notices import tell
from allegedly.store.rows import incident_rows, latest
from allegedly.store.view import read_extractions

MANY = 400
# Incidents or links written at once, where all are: rows take more room than the records.
AT_ONCE = 2_000
# When an item was published, in seconds; what is undated comes last.
LAST = 9e15
# The instant of what is undated, in microseconds.
NEVER = 1 << 62
# Reports that were read out and are not linked yet.
WAITING = "unlinked u JOIN extraction e ON e.report = u.report JOIN report r ON r.key = u.report"
Row = tuple[Sequence[int], int, float, str]


class Kept(NamedTuple):
    """The background of rarity: how many reports it counts, the last one's instant and id, the digest of its counts."""

    reports: int
    at: int
    last: str
    digest: str


class Blocks:
    """Reading and writing those tables. `undated` is the slot that belongs to every day."""

    def __init__(self, connection: Connection, most: int = 0, undated: int = 0) -> None:
        self._connection = connection
        self._most = most
        self._undated = undated

    def _select(self, before: str, ids: Sequence[Any], after: str = "", *rest: Any) -> Iterator[Any]:
        """`before IN (ids) after`, in pieces that SQLite takes."""
        unique = list(dict.fromkeys(ids))
        for start in range(0, len(unique), MANY):
            part = unique[start : start + MANY]
            marks = ",".join("?" * len(part))
            yield from self._connection.exec_driver_sql(f"{before} IN ({marks}) {after}", (*part, *rest))

    def _under(self, columns: str, keys: Sequence[int], lead: str, first: int, last: int) -> Iterator[Any]:
        """Who stands under the keys in these days, and who belongs to every day.

        As two questions: of one with OR, SQLite would look at all days that a key has, more with each that is held.
        """
        unique = list(dict.fromkeys(keys))
        beyond = not first <= self._undated <= last
        for start in range(0, len(unique), MANY):
            part = unique[start : start + MANY]
            query = f"SELECT {columns} FROM block WHERE key IN ({','.join('?' * len(part))}) AND {lead} AND slot"
            if beyond:
                either = f"{query} BETWEEN ? AND ? UNION ALL {query} = ?"
                yield from self._connection.exec_driver_sql(either, (*part, first, last, *part, self._undated))
            else:
                yield from self._connection.exec_driver_sql(f"{query} BETWEEN ? AND ?", (*part, first, last))

    def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.exec_driver_sql(statement, list(rows))

    def clear(self) -> None:
        """Forget all of it."""
        for table in ("block", "item", "recollection", "background"):
            self._connection.exec_driver_sql(f"DELETE FROM {table}")
        self._connection.exec_driver_sql(
            "INSERT INTO unlinked SELECT report FROM extraction WHERE true ON CONFLICT DO NOTHING"
        )

    def replace(
        self, linking: Linking, assessed: Sequence[tuple[Incident, Assessment]], state: str, version: int
    ) -> None:
        """Replace all incidents and links by these. `state` names the decisions that they were computed from."""
        for table in (schema.member, schema.incident, schema.link):
            self._connection.execute(delete(table))
        self.clear()
        glances.clear(self._connection)
        statements.clear(self._connection)
        for start in range(0, len(assessed), AT_ONCE):
            part = assessed[start : start + AT_ONCE]
            held = latest(self._connection, (r for one, _ in part for r in one.reports))
            incidents, members = incident_rows(part, held, start + 1)
            for table, rows in ((schema.incident, incidents), (schema.member, members)):
                if rows:
                    self._connection.execute(insert(table), rows)
            glances.put(self._connection, [(n, *one) for n, one in enumerate(part, start + 1)])
        for start in range(0, len(linking.links), AT_ONCE):
            ignore(self._connection, schema.link, [_link(one) for one in linking.links[start : start + AT_ONCE]])
        self.linked(state, version)

    def put(self, rows: Iterable[Row]) -> set[str]:
        """Stand items under their keys; gives those that lead no more where they did."""
        new: dict[tuple[int, int], set[tuple[float, str]]] = defaultdict(set)
        for keys, slot, at, item in rows:
            for key in keys:
                new[key, slot].add((min(at, LAST), item))
        held: dict[tuple[int, int], set[tuple[float, str]]] = defaultdict(set)
        days = [slot for _, slot in new if slot != self._undated] or [self._undated]
        under = self._under("key, slot, at, item", [key for key, _ in new], "lead = 1", min(days), max(days))
        for key, slot, at, item in under:
            if (key, slot) in new:
                held[key, slot].add((at, item))
        made, moved = [], []
        for (key, slot), mine in new.items():
            leading = set(sorted(mine | held[key, slot])[: self._most])
            made += [(key, int(one in leading), slot, *one) for one in mine]
            moved += [(key, slot, *one) for one in held[key, slot] - leading]
        self._many("UPDATE block SET lead = 0 WHERE key = ? AND lead = 1 AND slot = ? AND at = ? AND item = ?", moved)
        self._many("INSERT INTO block VALUES (?, ?, ?, ?, ?)", made)
        return {item for _, _, _, item in moved}

    def leaders(self, keys: Sequence[int], first: int, last: int) -> list[str]:
        """Items that lead the keys in these days, once for each key."""
        return [r[0] for r in self._under("item", keys, "lead = 1", first, last)]

    def led(self, item: str, keys: Sequence[tuple[int, int]], first: int, last: int) -> list[str]:
        """For pairs of which the item leads the first key: the items under the second, each time."""
        query = "SELECT key FROM block WHERE key"
        mine = {r[0] for r in self._select(query, [a for a, _ in keys], "AND lead = 1 AND item = ?", item)}
        return [name for _, name in self.members([b for a, b in keys if a in mine], first, last)]

    def members(self, keys: Sequence[int], first: int, last: int) -> list[tuple[int, str]]:
        """All items under the keys in these days, with the key."""
        return [(key, item) for key, item in self._under("key, item", keys, "lead IN (0, 1)", first, last)]

    def reports(self, items: Sequence[str]) -> dict[str, str]:
        """The report that each item is of."""
        return {i: r for i, r in self._select("SELECT id, report FROM item WHERE id", items)}

    def extractions(self, reports: Sequence[str]) -> Iterator[Extraction]:
        """What was read out of these reports."""
        for start in range(0, len(reports), MANY):
            yield from read_extractions(self._connection, schema.report.c.id.in_(reports[start : start + MANY]))

    def add(self, links: Iterable[Link]) -> None:
        """Keep links; one of the same two and level is replaced."""
        rows = [(one.a, one.b, one.level, one.score, one.verdict, codec.encode(one)) for one in links]
        self._many(
            """INSERT INTO link (a, b, level, score, verdict, payload) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (a, b, level) DO UPDATE
            SET score = excluded.score, verdict = excluded.verdict, payload = excluded.payload""",
            rows,
        )

    def drop(self, items: Sequence[str], levels: Sequence[str]) -> None:
        """Forget the links of these levels that an item has with any other."""
        for level in levels:
            rows = [(item, level) for item in items]
            self._many("DELETE FROM link WHERE a = ? AND level = ?", rows)
            self._many("DELETE FROM link WHERE b = ? AND level = ?", rows)

    def links(self, items: Sequence[str]) -> list[Link]:
        """The links between reports that these items have."""
        found: dict[tuple[str, str, str], bytes] = {}
        for end in "ab":
            query = f"SELECT a, b, level, payload FROM link WHERE {end}"
            rows = self._select(query, items, "AND level IN ('copy', 'item')")
            found |= {(a, b, level): payload for a, b, level, payload in rows}
        return [codec.link(payload) for payload in found.values()]

    def meant(self, target: str) -> tuple[list[str], bool]:
        """The items that a report, item or incident id means; whether it is an incident's."""
        for column in ("named", "report", "id"):
            query = f"SELECT id FROM item WHERE {column} = ? AND recalled = 0 ORDER BY id"
            found = [r[0] for r in self._connection.exec_driver_sql(query, (target,))]
            if found:
                return found, column == "named"
        return [], False

    def first(self, item: str) -> list[str]:
        """The item itself, where it is held and told of."""
        query = "SELECT id FROM item WHERE id = ? AND recalled = 0"
        return [r[0] for r in self._connection.exec_driver_sql(query, (item,))]

    def place(self, items: Iterable[tuple[str, str, str, str | None, int]]) -> None:
        """Keep items: id, report, the incident named after it, the one that it is in, whether it is recalled."""
        rows = [*items]
        self._many(
            """INSERT INTO item (id, report, named, incident, recalled) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id)
            DO UPDATE SET report = excluded.report, named = excluded.named, incident = excluded.incident,
            recalled = excluded.recalled""",
            rows,
        )
        reports = [(report,) for report in dict.fromkeys(row[1] for row in rows)]
        self._many("DELETE FROM unlinked WHERE report = (SELECT key FROM report WHERE id = ?)", reports)

    def write(self, assessed: Sequence[tuple[Incident, Assessment]], removed: Iterable[str]) -> None:
        """Replace incidents by their ids, and remove others."""
        ids = [(one.id,) for one, _ in assessed] + [(one,) for one in removed]
        self._many("DELETE FROM member WHERE incident = (SELECT key FROM incident WHERE id = ?)", ids)
        self._many("DELETE FROM incident WHERE id = ?", ids)
        glances.drop(self._connection, [id for (id,) in ids])
        statements.drop(self._connection, [id for (id,) in ids])
        top = self._connection.exec_driver_sql("SELECT coalesce(max(key), 0) FROM incident").scalar_one()
        held = latest(self._connection, {r for one, _ in assessed for r in one.reports})
        incidents, members = incident_rows(assessed, held, top + 1)
        for table, rows in ((schema.incident, incidents), (schema.member, members)):
            if rows:
                self._connection.execute(insert(table), rows)
        glances.put(self._connection, [(n, *one) for n, one in enumerate(assessed, top + 1)])

    def state(self, found: Mapping[str, Iterable[Statement]]) -> None:
        """Keep what was stated in incidents that were just written, by their ids."""
        statements.put(self._connection, found)

    def house(self, homes: Sequence[tuple[str, str]]) -> None:
        """Keep the incident (first) that each item is in."""
        self._many("UPDATE item SET incident = ? WHERE id = ?", homes)

    def housed(self, items: Sequence[str]) -> dict[str, str]:
        """The incident that each item is in."""
        query = "SELECT id, incident FROM item WHERE id"
        return {i: home for i, home in self._select(query, items, "AND incident IS NOT NULL")}

    def inside(self, incidents: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The items of each incident, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for item, home in self._select("SELECT id, incident FROM item WHERE incident", incidents):
            found[home].append(item)
        return {home: tuple(sorted(items)) for home, items in found.items()}

    def incidents(self, ids: Sequence[str]) -> dict[str, Incident]:
        """Incidents by id, as they are held."""
        rows = self._select("SELECT id, payload FROM incident WHERE id", ids)
        return {id: codec.incident(payload) for id, payload in rows}

    def assessed(self, ids: Sequence[str]) -> dict[str, tuple[Incident, Assessment]]:
        """Incidents with their assessments by id, as they are held."""
        rows = self._select("SELECT id, payload, assessment FROM incident WHERE id", ids)
        return {id: (codec.incident(payload), codec.assessment(assessed)) for id, payload, assessed in rows}

    def known(self) -> list[str]:
        """Ids of all incidents."""
        return [r[0] for r in self._connection.exec_driver_sql("SELECT id FROM incident ORDER BY id")]

    def tell(self, found: Sequence[Notice]) -> None:
        """Number these notices on and keep them."""
        tell(self._connection, found)

    def recollections(self, items: Sequence[str] = (), incidents: Sequence[str] = ()) -> set[tuple[str, str]]:
        """Which item recalls which incident, for these items or incidents."""
        query = "SELECT item, incident FROM recollection WHERE"
        found = {(a, b) for a, b in self._select(f"{query} item", items)}
        return found | {(a, b) for a, b in self._select(f"{query} incident", incidents)}

    def judgements(self) -> list[Judgement]:
        """What people decided, oldest first, as this transaction sees it."""
        return read_judgements(self._connection)

    def judge(self, judgement: Judgement) -> None:
        """Keep a person's decision; the same id again replaces it (an undoing)."""
        row = {"id": judgement.id, "at": codec.instant(judgement.at), "payload": codec.encode(judgement)}
        replace(self._connection, schema.judgement, [row])

    def linked(self, state: str, version: int) -> None:
        """Note in the ledger what linking has taken into account by now."""
        self._connection.exec_driver_sql("DELETE FROM ledger WHERE stage = 'link'")
        self._many(
            "INSERT INTO ledger (record, stage, version) VALUES (?, 'link', ?)", [(bytes.fromhex(state), version)]
        )

    def is_linked(self, state: str, version: int) -> bool:
        """Does the ledger say that linking has taken this into account?"""
        query = "SELECT 1 FROM ledger WHERE record = ? AND stage = 'link' AND version = ?"
        return self._connection.exec_driver_sql(query, (bytes.fromhex(state), version)).first() is not None

    def names(self, start: str, most: int) -> list[tuple[str, str]]:
        """Incidents and reports whose id begins so, as (kind, id), sorted; at most so many of each."""
        bounds = (start, start + "\U0010ffff", most)
        found = []
        for kind in ("incident", "report"):
            query = f"SELECT id FROM {kind} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
            found += [(kind, r[0]) for r in self._connection.exec_driver_sql(query, bounds)]
        return found

    def largest(self) -> list[str]:
        """The incident with the most reports, as `View.incident` has it."""
        query = "SELECT id FROM incident ORDER BY reports DESC, id LIMIT 1"
        return [r[0] for r in self._connection.exec_driver_sql(query)]

    def told(self, report: str) -> list[str]:
        """The items that a report tells of, the first one first; none for an id that is no report's."""
        query = "SELECT id FROM item WHERE report = ? AND recalled = 0 ORDER BY length(id), id"
        return [r[0] for r in self._connection.exec_driver_sql(query, (report,))]

    def named_after(self, start: str) -> list[str]:
        """Ids that incidents would have, beginning so: of those that were, and of those that a decision could make."""
        query = "SELECT DISTINCT named FROM item WHERE named >= ? AND named < ? AND recalled = 0 ORDER BY named LIMIT 6"
        return [r[0] for r in self._connection.exec_driver_sql(query, (start, start + "\U0010ffff"))]

    def origins(self) -> list[tuple[str, str]]:
        """Every voice that an assessment names: key and name; reads every assessment."""
        return sorted((r[0], r[1]) for r in self._connection.exec_driver_sql(origins(self._connection)))

    def of_reports(self, reports: Sequence[str]) -> list[str]:
        """The incidents that reports are part of."""
        query = (
            "SELECT DISTINCT i.id FROM incident i JOIN member m ON m.incident = i.key JOIN report r ON r.key = m.report"
        )
        return sorted({r[0] for r in self._select(f"{query} WHERE r.id", reports)})

    def of_origin(self, origin: str) -> list[str]:
        """The incidents in which an origin speaks; reads every assessment."""
        c, mark = schema.incident.c, b'"key":' + codec.encode(origin)
        query = select(c.id).where(holds(self._connection, c.assessment, mark)).order_by(c.id)
        return list(self._connection.execute(query).scalars())

    def recall(self, item: str, incidents: Iterable[str]) -> None:
        """Keep which incidents an item recalls."""
        self._connection.exec_driver_sql("DELETE FROM recollection WHERE item = ?", (item,))
        self._many("INSERT INTO recollection VALUES (?, ?)", [(item, one) for one in incidents])

    def background(self, version: int) -> Kept | None:
        """The background, without its counts."""
        query = "SELECT reports, at, last, digest FROM background WHERE version = ?"
        row = self._connection.exec_driver_sql(query, (version,)).first()
        return None if row is None else Kept(*row)

    def counted(self, version: int) -> bytes:
        """The counts of the background."""
        query = "SELECT payload FROM background WHERE version = ?"
        return bytes(self._connection.exec_driver_sql(query, (version,)).scalar_one())

    def keep_background(self, version: int, reports: int, last: Report, payload: bytes) -> None:
        """Replace the background: how many reports it counts, the last of them, the counts."""
        self._connection.exec_driver_sql("DELETE FROM background")
        at = NEVER if last.published is None else codec.instant(last.published)
        row = (version, reports, at, last.id, digest("background", payload), payload)
        self._many("INSERT INTO background VALUES (?, ?, ?, ?, ?, ?)", [row])

    def earlier(self, at: int, last: str) -> bool:
        """Is a report that waits to be linked no later than this one?"""
        # As a question about each that waits: as a join the planner walks through all reports that are held.
        query = f"""SELECT 1 FROM unlinked u WHERE EXISTS (
            SELECT 1 FROM extraction e JOIN report r ON r.key = e.report
            WHERE e.report = u.report AND (coalesce(r.published, {NEVER}), r.id) <= (?, ?)) LIMIT 1"""
        return self._connection.exec_driver_sql(query, (at, last)).first() is not None

    def later(self, version: int) -> list[str]:
        """Reports that wait to be linked and came out after the last one of the background, in order of publication."""
        query = f"""SELECT r.id FROM {WAITING} JOIN background b ON b.version = ?
            WHERE (coalesce(r.published, {NEVER}), r.id) > (b.at, b.last)
            ORDER BY r.published IS NULL, r.published, r.id"""
        return [r[0] for r in self._connection.exec_driver_sql(query, (version,))]

    def recall_all(self, found: Iterable[tuple[str, str]]) -> None:
        """Keep which item recalls which incident."""
        self._many("INSERT INTO recollection VALUES (?, ?)", sorted(found))

    def unlinked(self) -> list[str]:
        """Reports that wait to be linked, in order of publication."""
        query = f"SELECT r.id FROM {WAITING} ORDER BY r.published IS NULL, r.published, r.id"
        return [r[0] for r in self._connection.exec_driver_sql(query)]

    def total(self) -> int:
        """How many reports have been read out; looks at each."""
        return int(self._connection.exec_driver_sql("SELECT count(*) FROM extraction").scalar_one())

    def most(self) -> int:
        """A number of reports that is never below `total`; known at one look."""
        return int(self._connection.exec_driver_sql("SELECT coalesce(max(report), 0) FROM extraction").scalar_one())

    def readable(self) -> set[str]:
        """The reports out of which something was read; looks at each."""
        query = "SELECT r.id FROM extraction e JOIN report r ON r.key = e.report"
        return {r[0] for r in self._connection.exec_driver_sql(query)}


def _link(one: Link) -> dict[str, Any]:
    payload = codec.encode(one)
    return {"a": one.a, "b": one.b, "level": one.level, "score": one.score, "verdict": one.verdict, "payload": payload}
