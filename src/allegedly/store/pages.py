"""Lists page by page, by keyset: a page costs the same wherever it stands, and what others write moves nothing."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Select, String, func, literal, or_, select, text, tuple_

from allegedly.model import Rejection
from allegedly.model.glance import Wanted
from allegedly.model.home import Home
from allegedly.model.listing import ClaimLine, ClaimsWanted, Mark, Page, ReportLine, ReportsWanted
from allegedly.model.vocabulary import Lang
from allegedly.store import called, codec, glances, schema, search, statements
from allegedly.store.faults import told

T = TypeVar("T")
UNDATED = 1 << 62  # sorts what is undated after everything


class Head(msgspec.Struct):
    """What a list reads of a report; its text is not among it."""

    id: str
    title: str = ""
    lang: Lang | None = None
    published: datetime | None = None
    source: str = ""
    url: str | None = None
    edited: datetime | None = None
    first_seen: datetime | None = None
    version: int = 1


HEAD = msgspec.json.Decoder(Head).decode


@dataclass(frozen=True, slots=True)
class Pages:
    """The lists of a store that are read to their end. Every call sees one state of it."""

    path: Home
    engine: Engine

    def reports(self, wanted: ReportsWanted, after: Mark | None = None, limit: int = 50) -> Page[ReportLine]:
        """Reports, the last that came in first."""
        r, c = schema.report.c, schema.claim.c
        count = select(func.count()).where(c.report == r.key).scalar_subquery()
        with self._reading() as connection:
            query, order = _reports(connection, wanted, select(r.key, r.payload, count))
            if after:
                query = query.where(order < after[0])
            rows = connection.execute(query.order_by(order.desc()).limit(limit + 1)).all()
        found = [(_report_line(payload, claims), (key,)) for key, payload, claims in rows]
        return _page(found, limit)

    def claims(self, wanted: ClaimsWanted, after: Mark | None = None, limit: int = 50) -> Page[ClaimLine]:
        """Claims, the newest happening first, the undated ones last."""
        with self._reading() as connection:
            query = _claims(wanted).where(*called.narrowed(connection, wanted))
            found = [] if after and after[0] is None else _dated(connection, query, after, limit + 1)
            if len(found) <= limit and not (wanted.since or wanted.until):
                rest = after if after and after[0] is None else None
                found += _undated(connection, query, rest, limit + 1 - len(found))
        return _page(found, limit)

    def claims_of(self, incident: str, after: Mark | None = None, limit: int = 50) -> Page[ClaimLine]:
        """An incident's claims, in the order in which they were told. Raises KeyError where none has this id."""
        i, m, c, r = schema.incident.c, schema.member.c, schema.claim.c, schema.report.c
        with self._reading() as connection:
            row = connection.execute(select(i.key, i.payload).where(i.id == incident)).first()
            if row is None:
                raise KeyError(incident)
            mine = set(codec.incident(row.payload).claims)
            at = func.coalesce(r.published, UNDATED)
            query = select(c.payload, r.payload, at, r.id, c.seq).select_from(schema.member)
            query = query.join(schema.claim, c.report == m.report).join(schema.report, r.key == m.report)
            query = query.where(m.incident == row.key).order_by(at, r.id, c.seq)
            if after:
                query = query.where(tuple_(at, r.id, c.seq) > tuple_(*(literal(value) for value in after)))
            found = []
            for claim, report, *mark in connection.execute(query):
                one = codec.claim(claim)
                if one.id in mine:  # a report may tell of other incidents too
                    found.append((_claim_line(one, report), tuple(mark)))
                if len(found) > limit:
                    break
        return _page(found, limit)

    def fitting(self, wanted: Wanted, incidents: Collection[str]) -> set[str]:
        """Those of some incidents that are wanted."""
        with self._reading() as connection:
            return glances.fitting(connection, wanted, incidents)

    def rejections(self, after: Mark | None = None, limit: int = 50) -> Page[Rejection]:
        """What was not used, by record."""
        c = schema.rejection.c
        columns = (c.record, c.stage, c.part, c.reason)
        query = select(*columns, c.mend).order_by(*columns).limit(limit + 1)
        if after:
            query = query.where(tuple_(*columns) > tuple_(*(literal(value, String) for value in after)))
        with self._reading() as connection:
            rows = connection.execute(query).all()
        found = [(Rejection(r.record, r.stage, r.reason, r.mend, r.part), tuple(r[:4])) for r in rows]
        return _page(found, limit)

    def voices(self, after: str = "", limit: int = 50) -> Page[str]:
        """Keys of those who stated something that counts, in order."""
        c = statements.statement.c
        query = select(c.origin).distinct().where(c.origin > after).order_by(c.origin).limit(limit + 1)
        with self._reading() as connection:
            return _page([(key, (key,)) for key in connection.execute(query).scalars()], limit)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.path), self.engine.connect() as connection:
            yield connection


def _page(found: Sequence[tuple[T, tuple[Any, ...]]], limit: int) -> Page[T]:
    """The first so many, and where the next page starts if there are more."""
    kept = found[:limit]
    return Page(tuple(item for item, _ in kept), kept[-1][1] if len(found) > limit else None)


def _report_line(payload: bytes, claims: int) -> ReportLine:
    h = HEAD(payload)
    return ReportLine(h.id, h.title, h.source, h.lang, h.published, h.first_seen, h.edited, h.url, h.version, claims)


def _claim_line(claim: Any, report: bytes) -> ClaimLine:
    h = HEAD(report)
    return ClaimLine(claim, h.source, h.title, h.published, h.url)


def _reports(connection: Connection, wanted: ReportsWanted, query: Select[Any]) -> tuple[Select[Any], Any]:
    """The reports that are wanted, and the column of their keys in whose order an index has them."""
    r, e, order = schema.report.c, schema.extraction.c, schema.report.c.key
    if wanted.source:
        query = query.where(r.source == wanted.source)
    if wanted.lang and wanted.source:
        query = query.where(select(e.report).where(e.report == r.key, e.lang == wanted.lang).exists())
    elif wanted.lang:
        query, order = query.join(schema.extraction, e.report == r.key).where(e.lang == wanted.lang), e.report
    if wanted.since:
        query = query.where(r.published >= codec.instant(wanted.since))
    if wanted.until:
        query = query.where(r.published < codec.instant(wanted.until))
    if wanted.terms:
        clause, bound = search.matching(connection, wanted.terms)
        query = query.where(text(f"report.key IN ({clause})").bindparams(**bound))
    return query, order


def _dated(connection: Connection, query: Select[Any], after: Mark | None, limit: int) -> list[Any]:
    """Claims whose happening has a time."""
    c = schema.claim.c
    query = query.where(c.at.is_not(None))
    if after:
        query = query.where(tuple_(c.at, c.key) < tuple_(literal(after[0]), literal(after[1])))
    rows = connection.execute(query.order_by(c.at.desc(), c.key.desc()).limit(limit))
    return [(_claim_line(codec.claim(claim), report), (at, key)) for claim, report, at, key in rows]


def _undated(connection: Connection, query: Select[Any], after: Mark | None, limit: int) -> list[Any]:
    c = schema.claim.c
    query = query.where(c.at.is_(None))
    if after:
        query = query.where(c.key < after[1])
    rows = connection.execute(query.order_by(c.key.desc()).limit(limit))
    return [(_claim_line(codec.claim(claim), report), (None, key)) for claim, report, _, key in rows]


def _claims(wanted: ClaimsWanted) -> Select[Any]:
    c, r = schema.claim.c, schema.report.c
    query = select(c.payload, r.payload, c.at, c.key).join(schema.report, r.key == c.report)
    for column, value in ((c.event, wanted.event), (c.stance, wanted.stance)):
        if value:
            query = query.where(column == value)
    if wanted.speaker:
        query = query.where(c.speaker.contains(codec.fold(wanted.speaker), autoescape=True))
    if wanted.place:
        named = c.place_name.contains(codec.fold(wanted.place), autoescape=True)
        query = query.where(or_(c.place == wanted.place, named))
    if wanted.since:
        query = query.where(c.at >= codec.instant(wanted.since))
    if wanted.until:
        query = query.where(c.at < codec.instant(wanted.until))
    return query
