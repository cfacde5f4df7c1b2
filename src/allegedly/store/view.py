"""Reading: everything that a store holds, nothing that changes it."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection, Select, Table, func, or_, select, text

from allegedly.model import Assessment, Claim, Extraction, Incident, Judgement, Link, Pair, Rejection, Report
from allegedly.model.search import Found, Sought, Term
from allegedly.model.vocabulary import Lang
from allegedly.store import codec, dialect, schema, search
from allegedly.store.judgements import read_doubtful, read_judgements, standing
from allegedly.store.lists import Lists
from allegedly.store.log import Log
from allegedly.store.opened import Opened

MANY = 500  # ids in one query; SQLite takes 32,766


@dataclass(frozen=True, slots=True)
class Match:
    """What is looked for. Empty means any. `place`: part of a name, or an id; `since` and `until` bound the time.

    Groups of reports in which nobody claims anything are stories, no incidents; `stories` lists them too.
    """

    place: str = ""
    since: datetime | None = None
    until: datetime | None = None
    status: str = ""
    event: str = ""
    speaker: str = ""
    stance: str = ""
    words: str = ""
    stories: bool = False
    terms: tuple[Term, ...] = ()  # what `words` mean, where somebody has worked it out


class View(Opened):
    """A store, read-only. Every method sees one state of it; two calls may see two."""

    # reports

    def reports(self, after: str = "", limit: int = 100) -> list[Report]:
        """Reports in the order in which they came in; `after` is the id of the last one seen."""
        with self._reading() as connection:
            key = connection.execute(select(schema.report.c.key).where(schema.report.c.id == after)).scalar() or 0
            query = select(schema.report.c.payload).where(schema.report.c.key > key)
            found = connection.execute(query.order_by(schema.report.c.key).limit(limit)).scalars()
            return [codec.report(payload) for payload in found]

    def report(self, id: str) -> Report:
        """One report. Raises KeyError where none has this id."""
        with self._reading() as connection:
            payload = connection.execute(select(schema.report.c.payload).where(schema.report.c.id == id)).scalar()
        if payload is None:
            raise KeyError(id)
        return codec.report(payload)

    def versions(self, ids: Iterable[str]) -> dict[str, list[tuple[str, str, str]]]:
        """What is held under ids as they were given: (content hash, own id, outlet) of each version, oldest first."""
        c, wanted = schema.report.c, list(ids)
        found: dict[str, list[tuple[str, str, str]]] = {}
        with self._reading() as connection:
            for start in range(0, len(wanted), MANY):
                query = select(c.base, c.content, c.id, c.source).where(c.base.in_(wanted[start : start + MANY]))
                for base, content, id, source in connection.execute(query.order_by(c.key)):
                    found.setdefault(base, []).append((content.hex(), id, source))
        return found

    def unfinished(self, stage: str, *versions: int) -> list[Report]:
        """Reports that none of these versions of a stage has done."""
        c, done = schema.report.c, schema.ledger.c
        known = select(done.record).where(done.record == c.digest, done.stage == stage, done.version.in_(versions))
        with self._reading() as connection:
            rows = connection.execute(select(c.payload).where(~known.exists()).order_by(c.key)).scalars()
            return [codec.report(payload) for payload in rows]

    def unlinked(self) -> list[str]:
        """Reports that wait to be linked."""
        c = schema.report.c
        query = select(c.id).join(schema.unlinked, schema.unlinked.c.report == c.key).order_by(c.key)
        with self._reading() as connection:
            return list(connection.execute(query).scalars())

    def finished(self, record: str, stage: str, version: int) -> bool:
        """Does the ledger say that this was done?"""
        c = schema.ledger.c
        query = select(c.version).where(c.record == bytes.fromhex(record), c.stage == stage, c.version == version)
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def snapshot(self, sha256: str) -> bytes:
        """Bytes kept in the store itself, as before there was an archive. Raises KeyError where it has none of them."""
        query = select(schema.snapshot.c.data).where(schema.snapshot.c.sha256 == bytes.fromhex(sha256))
        with self._reading() as connection:
            data = connection.execute(query).scalar()
        if not data:
            raise KeyError(sha256)
        return zlib.decompress(data)

    @contextmanager
    def log(self) -> Iterator[Log]:
        """The log of what is kept, for reading."""
        with self._reading() as connection:
            yield Log(connection)

    def search(self, sought: Sought, start: int = 0, limit: int = 20) -> Found:
        """Reports that match, newest first, `limit` of them from `start`; where they hold the words is left open."""
        with self._reading() as connection:
            (total, more), keys, facets, counted = search.found(connection, sought, start, limit)
            return Found(total, tuple(search.hits(connection, keys)), tuple(facets), counted, more)

    # extractions and claims

    def extraction(self, report: str) -> Extraction:
        """All that was read out of one report. Raises KeyError where it is not held or was rejected."""
        return self.extractions([report])[report]

    def extractions(self, reports: Iterable[str]) -> dict[str, Extraction]:
        """Extractions by report id; ids that are not held are left out."""
        with self._reading() as connection:
            return _extractions(connection, reports)

    def everything(self) -> Iterator[Extraction]:
        """All extractions, in the order in which the reports came in."""
        with self._reading() as connection:
            last, top = 0, connection.execute(select(func.max(schema.report.c.key))).scalar() or 0
            while last < top:
                key = schema.report.c.key
                yield from read_extractions(connection, (key > last) & (key <= last + MANY))
                last += MANY

    def claims(self, match: Match = Match(), after: str = "", limit: int = 100) -> list[tuple[Claim, Report]]:
        """Claims with their reports, newest happening first; `after` is "REPORT CLAIM", the ids of the last one."""
        c, r = schema.claim.c, schema.report.c
        query = _claims(match).join(schema.report, r.key == c.report)
        with self._reading() as connection:
            if after:
                mark = select(c.at, c.key).where(c.id == codec.identity(*after.split(" ", 1)))
                at, key = connection.execute(mark).one()
                query = query.where(or_(c.at < at, (c.at == at) & (c.key < key)))
            rows = connection.execute(query.order_by(c.at.desc().nulls_last(), c.key.desc()).limit(limit))
            return [(codec.claim(claim), codec.report(report)) for claim, report in rows]

    # incidents

    def incidents(
        self,
        match: Match = Match(),
        after: str = "",
        limit: int = 100,
    ) -> list[tuple[Incident, Assessment]]:
        """Incidents with their assessment as of all that is held, newest report first; `after` is the last id seen."""
        c = schema.incident.c
        with self._reading() as connection:
            query = _wanted(connection, match)
            if after:
                latest = connection.execute(select(c.latest).where(c.id == after)).scalar_one()
                query = query.where(or_(c.latest < latest, (c.latest == latest) & (c.id > after)))
            rows = connection.execute(query.order_by(c.latest.desc(), c.id).limit(limit))
            return [(codec.incident(payload), codec.assessment(assessed)) for payload, assessed in rows]

    def stream(self, match: Match = Match()) -> Iterator[tuple[Incident, Assessment, dict[str, Extraction]]]:
        """All that match, newest report first, with what was read of their reports: one state, a few in memory."""
        c = schema.incident.c
        with self._reading() as connection:
            query = _wanted(connection, match).order_by(c.latest.desc(), c.id)
            rows = connection.execution_options(yield_per=50).execute(query)
            for payload, assessed in rows:
                one = codec.incident(payload)
                yield one, codec.assessment(assessed), _extractions(connection, one.reports)

    def incident(self, key: str) -> Incident:
        """One incident by its id or the start of it; "largest" is the one with the most reports. Raises KeyError."""
        c = schema.incident.c
        query = select(c.payload, c.id)
        if key == "largest":
            query = query.order_by(c.reports.desc(), c.id).limit(1)
        else:
            query = query.where(c.id >= key, c.id < key + "\U0010ffff").order_by(c.id).limit(6)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        exact = [payload for payload, id in rows if id == key or len(rows) == 1]
        if not exact:
            raise KeyError(f"{key}: " + ("no incident" if not rows else "several: " + ", ".join(id for _, id in rows)))
        return codec.incident(exact[0])

    def assessment(self, incident: str) -> Assessment:
        """The assessment of an incident as of all that is held, as linking wrote it. Raises KeyError."""
        query = select(schema.incident.c.assessment).where(schema.incident.c.id == incident)
        with self._reading() as connection:
            payload = connection.execute(query).scalar()
        if payload is None:
            raise KeyError(incident)
        return codec.assessment(payload)

    def of_report(self, report: str) -> list[Incident]:
        """The incidents that a report is part of."""
        i, m, r = schema.incident, schema.member, schema.report
        query = select(i.c.payload).join(m, m.c.incident == i.c.key).join(r, r.c.key == m.c.report)
        with self._reading() as connection:
            rows = connection.execute(query.where(r.c.id == report).order_by(i.c.latest.desc(), i.c.id)).scalars()
            return [codec.incident(payload) for payload in rows]

    def links(self, report: str) -> list[Link]:
        """The recorded comparisons of a report (or claim) with others, closest first."""
        c = schema.link.c
        query = select(c.payload).where(or_(c.a == report, c.b == report)).order_by(c.score.desc(), c.a, c.b)
        with self._reading() as connection:
            return [codec.link(payload) for payload in connection.execute(query).scalars()]

    def lists(self) -> Lists:
        """For lists: incidents at a glance, voices."""
        return Lists(self._path, self._engine)

    def doubtful(self, limit: int = 50, start: int = 0) -> list[Pair]:
        """Pairs of incidents with the closest comparison between them that left it open, closest first."""
        with self._reading() as connection:
            return read_doubtful(connection, limit, start=start)

    def judgements(self) -> list[Judgement]:
        """What people decided, oldest first."""
        with self._reading() as connection:
            return read_judgements(connection)

    # the whole

    def rejections(self) -> list[Rejection]:
        """What was not used, and why."""
        c = schema.rejection.c
        query = select(c.record, c.stage, c.reason, c.mend, c.part).order_by(c.record, c.stage, c.part, c.reason)
        with self._reading() as connection:
            return [Rejection(*row) for row in connection.execute(query)]

    def counts(self) -> Mapping[str, int]:
        """How many of each kind are held; an incident has a claim, a story is a group of reports without any."""
        kinds = (
            schema.snapshot,
            schema.report,
            schema.attribution,
            schema.claim,
            schema.mention,
            schema.incident,
            schema.rejection,
        )
        with self._reading() as connection:
            found = {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in kinds}
        claimed = self.claimed()
        return found | {"incident": claimed, "story": found["incident"] - claimed}

    def claimed(self) -> int:
        """How many incidents have a claim; looks at each."""
        query = select(func.count()).select_from(schema.incident).where(schema.incident.c.claims > 0)
        with self._reading() as connection:
            return int(connection.execute(query).scalar_one())

    def rules(self) -> set[str]:
        """Names of all rules that made an attribution, a claim or an assessment that is held."""
        with self._reading() as connection:
            queries = dialect.rules(connection)
            return {str(row[0]) for query in queries for row in connection.execute(text(query)) if row[0]}

    def state(self) -> str:
        """Hash of what linking starts from: all reports that are held, with the ledger of what was done to them."""
        rows = select(schema.ledger.c.record, schema.ledger.c.stage, schema.ledger.c.version)
        query = rows.where(schema.ledger.c.stage != "link")
        h = blake2b(digest_size=16)
        with self._reading() as connection:
            for record, stage, version in connection.execute(query.order_by(*rows.selected_columns)):
                h.update(record + stage.encode() + version.to_bytes(8, "big"))
            for judgement in self.judgements():
                h.update(codec.encode(judgement))
        return h.hexdigest()

    def decided(self) -> str:
        """Hash of what people decided and have not undone: incidents are computed from it."""
        return standing(self.judgements())

    def fingerprint(self) -> str:
        """Hash of all content: equal for two stores that hold the same, whatever their inner keys."""
        h = blake2b(digest_size=16)
        with self._reading() as connection:
            keys, incidents = _names(connection, schema.report), _names(connection, schema.incident)
            for table in schema.tables.sorted_tables:
                for row in sorted(
                    _plain(row, table.name, keys, incidents) for row in connection.execute(select(table)).mappings()
                ):
                    h.update(row.encode())
        return h.hexdigest()


def _names(connection: Connection, table: Table) -> dict[int, str]:
    return {key: id for key, id in connection.execute(select(table.c.key, table.c.id))}


def _plain(row: Mapping[Any, Any], table: str, reports: Mapping[int, str], incidents: Mapping[int, str]) -> str:
    """One row as text, inner keys replaced by the ids that they stand for."""
    shown = {**row}
    if table != "block":  # there it is a hash, elsewhere it only joins
        shown.pop("key", None)
    if table not in {"report", "incident"} and isinstance(shown.get("report"), int):
        shown["report"] = reports[shown["report"]]
    if table == "member":
        shown["incident"] = incidents[shown["incident"]]
    # PostgreSQL holds no NUL: there a replacement character stands for it.
    known = {name: one.replace("\0", "\ufffd") if isinstance(one, str) else one for name, one in shown.items()}
    return f"{table} {sorted(known.items())}\n"


def read_extractions(connection: Connection, part: Any) -> Iterator[Extraction]:
    """Extractions of the reports that `part` selects: one query a table, then put together by key."""
    r, e = schema.report.c, schema.extraction.c
    query = select(r.key, r.payload, e.lang, e.terms).join(schema.extraction, e.report == r.key)
    heads = connection.execute(query.where(part).order_by(r.key)).all()
    pieces = {t.name: _pieces(connection, t, part) for t in (schema.attribution, schema.claim, schema.mention)}
    for key, payload, lang, terms in heads:
        yield Extraction(
            codec.report(payload),
            cast(Lang, lang),  # written by this store only
            tuple(codec.attribution(p) for p in pieces["attribution"].get(key, ())),
            tuple(codec.claim(p) for p in pieces["claim"].get(key, ())),
            tuple(codec.mention(p) for p in pieces["mention"].get(key, ())),
            codec.terms(terms),
        )


def _extractions(connection: Connection, reports: Iterable[str]) -> dict[str, Extraction]:
    wanted, found = list(reports), dict[str, Extraction]()
    for start in range(0, len(wanted), MANY):
        part = schema.report.c.id.in_(wanted[start : start + MANY])
        found.update({one.report.id: one for one in read_extractions(connection, part)})
    return found


def _pieces(connection: Connection, table: Any, part: Any) -> dict[int, Sequence[bytes]]:
    c = table.c
    query = select(c.report, c.payload).join(schema.report, schema.report.c.key == c.report).where(part)
    rows = connection.execute(query.order_by(c.report, c.seq)).all()
    return {key: [payload for _, payload in group] for key, group in groupby(rows, itemgetter(0))}


def _claims(match: Match) -> Select[Any]:
    c = schema.claim.c
    query = select(c.payload, schema.report.c.payload)
    for column, value in ((c.event, match.event), (c.stance, match.stance)):
        if value:
            query = query.where(column == value)
    if match.speaker:
        query = query.where(c.speaker.contains(codec.fold(match.speaker), autoescape=True))
    if match.place:
        query = query.where(or_(c.place == match.place, _named(c.place_name, match.place)))
    return _between(query, c.at, match)


def _wanted(connection: Connection, match: Match) -> Select[Any]:
    query, terms = _incidents(match), match.terms or plain_terms(match.words)
    if not terms:
        return query
    keys = search.incidents(connection, terms)
    return query.where(text(f"incident.key IN {dialect.listed(connection, 'keys')}").bindparams(keys=keys))


def _incidents(match: Match) -> Select[Any]:
    c = schema.incident.c
    query = select(c.payload, c.assessment)
    if not match.stories:
        query = query.where(c.claims > 0)
    if match.status:
        query = query.where(c.occurrence == match.status)
    if match.place:
        called = select(schema.claim.c.place).where(_named(schema.claim.c.place_name, match.place))
        query = query.where(or_(c.place == match.place, _named(c.place_name, match.place), c.place.in_(called)))
    return _between(query, func.coalesce(c.start, c.latest), match)


def _named(column: Any, name: str) -> Any:
    return column.contains(codec.fold(name), autoescape=True)


def _between(query: Select[Any], column: Any, match: Match) -> Select[Any]:
    if match.since:
        query = query.where(column >= codec.instant(match.since))
    if match.until:
        query = query.where(column < codec.instant(match.until))
    return query


def plain_terms(words: str) -> tuple[Term, ...]:
    """Words as they stand, each may go on: "explo" finds "explosion"."""
    return tuple(map(Term, search.WORD.findall(words)))
