"""What collecting keeps: looks at sources, where the next one goes on, what was seen there, media, quarantine."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace as altered
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, false, func, insert, select

from allegedly.model import Attempt, Cursor, Listed, Medium, Quarantined, Sighting
from allegedly.store import codec, schema
from allegedly.store.dialect import holds, replace
from allegedly.store.opened import Opened

ATTEMPT = msgspec.json.Decoder(Attempt).decode
CURSOR = msgspec.json.Decoder(Cursor).decode
SIGHTING = msgspec.json.Decoder(Sighting).decode
MEDIUM = msgspec.json.Decoder(Medium).decode
QUARANTINED = msgspec.json.Decoder(Quarantined).decode
MANY = 500  # ids of one query
Looked = tuple[Attempt, Cursor, Sequence[Listed] | None, bool]  # as `looked` takes them


class Intake(Opened):
    """The collecting side of a store. Each call is one transaction."""

    def looked(
        self, attempt: Attempt, cursor: Cursor, listed: Sequence[Listed] | None = None, whole: bool = False
    ) -> list[Sighting]:
        """Keep a look and where the next one goes on; gives the items that went missing with it.

        `listed` is what the source shows now (None: it showed nothing to compare by); `whole`: that is all it has.
        """
        return self.looked_together([(attempt, cursor, listed, whole)])[0]

    def looked_together(self, looks: Iterable[Looked]) -> list[list[Sighting]]:
        """The same for several looks, all or none: bringing a transaction to the disk costs more than a look."""
        with self._transaction() as connection:
            return [_looked(connection, *one) for one in looks]

    def cursors(self) -> dict[str, Cursor]:
        """Where each source's next look goes on."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.watch_cursor.c.payload)).scalars()
            return {one.source: one for one in map(CURSOR, rows)}

    def attempts(self, source: str | None = None, since: datetime | None = None, most: int = 1000) -> list[Attempt]:
        """Looks, the oldest first; of all sources or one; the last so many."""
        c = schema.watch_attempt.c
        query = select(c.payload).order_by(c.at.desc(), c.key.desc()).limit(most)
        if source is not None:
            query = query.where(c.source == source)
        if since is not None:
            query = query.where(c.at >= codec.instant(since))
        with self._reading() as connection:
            return [ATTEMPT(p) for p in connection.execute(query).scalars()][::-1]

    def last_fresh(self) -> dict[str, datetime]:
        """When each source last brought something new."""
        c = schema.watch_attempt.c
        query = select(c.source, func.max(c.key)).where(c.outcome == "new").group_by(c.source)
        with self._reading() as connection:
            keys = [key for _, key in connection.execute(query)]
            rows = connection.execute(select(c.payload).where(c.key.in_(keys))).scalars()
            return {one.source: one.at for one in map(ATTEMPT, rows)}

    def sightings(self, source: str, missing: bool = False) -> list[Sighting]:
        """What was seen at a source, in order of first sight; `missing` only what is no longer there."""
        c = schema.watch_sighting.c
        query = select(c.payload).where(c.source == source)
        if missing:
            query = query.where(c.missing.is_not(None))
        with self._reading() as connection:
            found = [SIGHTING(p) for p in connection.execute(query).scalars()]
        return sorted(found, key=lambda one: (one.first, one.item))

    def files(self, source: str) -> dict[str, str]:
        """By the path of a file that was seen in a folder: the id of the report that it was when it was read last."""
        found = sorted(self.sightings(source), key=lambda one: one.last)
        return {one.url: one.report for one in found if one.report}

    def unseen(self, source: str, items: Sequence[Listed]) -> list[Listed]:
        """Of the items, those that were never seen at the source."""
        with self._reading() as connection:
            held = _held(connection, source, [one.id for one in items])
        return [one for one in items if one.id not in held]

    def counted(self) -> dict[str, tuple[int, int]]:
        """How many items were ever seen at each source, and how many of them are missing."""
        c = schema.watch_sighting.c
        query = select(c.source, func.count(), func.count(c.missing)).group_by(c.source)
        with self._reading() as connection:
            return {source: (items, missing) for source, items, missing in connection.execute(query)}

    def seen(self, id: str, url: str | None = None) -> Sighting | None:
        """What a source showed last of an item, by its id or by its page's address; None where none listed it."""
        c, names = schema.watch_sighting.c, select(schema.watch_cursor.c.source)
        by_id = select(c.payload).where(c.source.in_(names), c.item == id)
        with self._reading() as connection:
            found = [SIGHTING(p) for p in connection.execute(by_id).scalars()]
            if not found and url:
                by_url = select(c.payload).where(holds(connection, c.payload, codec.encode(url)))
                found = [one for one in map(SIGHTING, connection.execute(by_url).scalars()) if one.url == url]
        return max(found, key=lambda one: one.last, default=None)

    def media(self, found: Iterable[Medium]) -> None:
        """Keep what became of media; the same address of the same report again replaces it."""
        rows = [
            {"report": m.report, "url": m.url, "sha256": m.sha256, "pdq": m.pdq, "payload": codec.encode(m)}
            for m in found
        ]
        if rows:
            with self._transaction() as connection:
                replace(connection, schema.medium, rows)

    def media_of(self, report: str) -> list[Medium]:
        """The media of one report."""
        c = schema.medium.c
        with self._reading() as connection:
            rows = connection.execute(select(c.payload).where(c.report == report).order_by(c.url)).scalars()
            return [MEDIUM(p) for p in rows]

    def pictured(self, reports: Iterable[str]) -> set[tuple[str, str]]:
        """Of these reports, the (report, address) of each medium that was fetched, or that nobody need try again."""
        c, wanted, found = schema.medium.c, sorted(set(reports)), set[tuple[str, str]]()
        with self._reading() as connection:
            for start in range(0, len(wanted), MANY):
                rows = connection.execute(select(c.payload).where(c.report.in_(wanted[start : start + MANY]))).scalars()
                found |= {(one.report, one.url) for one in map(MEDIUM, rows) if one.state != "failed"}
        return found

    def alike(self, one: Medium) -> list[Medium]:
        """Fetched media of other reports that may show the same: of the same bytes, or with a hash of their looks."""
        c = schema.medium.c
        same = c.sha256 == one.sha256 if one.sha256 else false()
        query = select(c.payload).where(c.report != one.report, (c.pdq != "") | same if one.pdq else same)
        with self._reading() as connection:
            return [MEDIUM(p) for p in connection.execute(query.order_by(c.report, c.url)).scalars()]

    def all_media(self) -> list[Medium]:
        """All media, by report and address."""
        c = schema.medium.c
        with self._reading() as connection:
            return [MEDIUM(p) for p in connection.execute(select(c.payload).order_by(c.report, c.url)).scalars()]

    def quarantine(self, one: Quarantined) -> None:
        """Keep bytes apart; the same bytes again count as one more try."""
        key = bytes.fromhex(one.sha256)
        with self._transaction() as connection:
            c = schema.quarantine.c
            held = connection.execute(select(c.payload).where(c.sha256 == key)).scalar()
            if held is not None:
                earlier = QUARANTINED(held)
                one = Quarantined(one.sha256, earlier.origin, one.reason, earlier.at, earlier.tries + 1)
            replace(connection, schema.quarantine, [{"sha256": key, "payload": codec.encode(one)}])

    def quarantined(self) -> list[Quarantined]:
        """All that is kept apart, the oldest first."""
        with self._reading() as connection:
            found = [QUARANTINED(p) for p in connection.execute(select(schema.quarantine.c.payload)).scalars()]
        return sorted(found, key=lambda one: (one.at, one.sha256))

    def release(self, sha256: str) -> None:
        """It could be read after all."""
        with self._transaction() as connection:
            connection.execute(delete(schema.quarantine).where(schema.quarantine.c.sha256 == bytes.fromhex(sha256)))


def _looked(
    connection: Connection, attempt: Attempt, cursor: Cursor, listed: Sequence[Listed] | None, whole: bool
) -> list[Sighting]:
    row = {"source": attempt.source, "at": codec.instant(attempt.at), "outcome": attempt.outcome}
    connection.execute(insert(schema.watch_attempt), [{**row, "payload": codec.encode(attempt)}])
    connection.execute(delete(schema.watch_cursor).where(schema.watch_cursor.c.source == cursor.source))
    connection.execute(insert(schema.watch_cursor), [{"source": cursor.source, "payload": codec.encode(cursor)}])
    return [] if listed is None else _sighted(connection, attempt.source, attempt.at, listed, whole)


def _held(connection: Connection, source: str, ids: Sequence[str]) -> dict[str, Sighting]:
    c = schema.watch_sighting.c
    held: dict[str, Sighting] = {}
    for start in range(0, len(ids), MANY):
        query = select(c.payload).where(c.source == source, c.item.in_(ids[start : start + MANY]))
        held |= {one.item: one for one in map(SIGHTING, connection.execute(query).scalars())}
    return held


def _sighted(
    connection: Connection, source: str, at: datetime, listed: Sequence[Listed], whole: bool
) -> list[Sighting]:
    """Note what is there now, and what stood between these items before and is not there any more."""
    ids = [one.id for one in listed]
    held = _held(connection, source, ids)
    now = [_seen_now(source, one, held.get(one.id), at) for one in listed]
    _keep(connection, now)
    gone = list((_left if whole else _vanished)(connection, source, at, listed))
    _keep(connection, gone)
    return gone


def _seen_now(source: str, one: Listed, before: Sighting | None, at: datetime) -> Sighting:
    first, report = (before.first, before.report) if before else (at, "")
    return Sighting(source, one.id, one.url, first, at, None, one.published, one.report or report)


def _left(connection: Connection, source: str, at: datetime, listed: Sequence[Listed]) -> Iterator[Sighting]:
    """Items of before that are not in a list of everything. What stands there changed is let go, not missed."""
    c, here, places = schema.watch_sighting.c, {one.id for one in listed}, {one.url for one in listed}
    query = select(c.payload).where(c.source == source, c.missing.is_(None))
    former = [one for one in map(SIGHTING, connection.execute(query).scalars().all()) if one.item not in here]
    for one in former:
        if one.url in places:
            connection.execute(delete(schema.watch_sighting).where(c.source == source, c.item == one.item))
        else:
            yield altered(one, missing=at)


def _vanished(connection: Connection, source: str, at: datetime, listed: Sequence[Listed]) -> Iterator[Sighting]:
    """Items of before whose own date lies between the oldest and the newest that are listed now, and are not listed.

    An item older than the oldest only left the list at its end, as all do: nothing is said of it.
    """
    dates = [one.published for one in listed if one.published]
    if not dates:
        return
    c = schema.watch_sighting.c
    between = (c.at > codec.instant(min(dates)), c.at <= codec.instant(max(dates)))
    query = select(c.payload).where(c.source == source, c.missing.is_(None), *between)
    here = {one.id for one in listed}
    for one in map(SIGHTING, connection.execute(query).scalars().all()):
        if one.item not in here:
            yield altered(one, missing=at)


def _keep(connection: Connection, found: Iterable[Sighting]) -> None:
    rows = [
        {
            "source": one.source,
            "item": one.item,
            "at": codec.instant(one.published),
            "missing": codec.instant(one.missing),
            "payload": codec.encode(one),
        }
        for one in found
    ]
    replace(connection, schema.watch_sighting, rows)
