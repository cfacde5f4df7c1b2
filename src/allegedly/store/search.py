"""Looking for words in all reports: as they are written, by what they begin with, and in any of their forms.

Two indexes stand side by side (`fulltext`): the words as written, and what reading made of them: dictionary forms,
since Russian and Ukrainian words have too many endings for a stem, and names in letters that all scripts share.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select, text

from allegedly.model import Report
from allegedly.model.search import Facet, Hit, Sought, Term
from allegedly.store import codec, schema
from allegedly.store.dialect import is_sqlite, listed
from allegedly.store.fulltext import Index, index_of

INDEX = 500  # reports in one step
MOST = 2000  # hits that are counted, sorted and leafed through; of more, these are the ones that came in last
FACETED = 500  # of them, the newest, whose outlets, languages and kinds of happening are counted
FEW = 8_000  # reports, the last, among which those that match are looked for first
PART = " AS part"  # a query that is worked out whole before it is compared
EVERY = 2**62  # beyond the key of any report
WORD = re.compile(r"[\w'-]+")
FACETS = (
    ("source", "SELECT source, count(*) FROM {narrow} WHERE key IN {keys} AND source <> ''"),
    ("lang", "SELECT lang, count(*) FROM extraction WHERE report IN {keys}"),
    ("event", "SELECT event, count(DISTINCT report) FROM claim WHERE report IN {keys} AND event IS NOT NULL"),
)
MOST_VALUES = 8
MOST_TERMS = 100  # more than a line has
Clause = tuple[str, dict[str, object]]
Counted = tuple[int, bool]  # how many, and whether there are more


def fill(connection: Connection) -> int:
    """Take the next reports into the indexes; gives how many that were."""
    index = index_of(connection)
    r, e = schema.report.c, schema.extraction.c
    query = select(r.key, r.payload, e.terms).outerjoin(schema.extraction, e.report == r.key)
    rows = connection.execute(query.where(r.key > index.last()).order_by(r.key).limit(INDEX)).all()
    if rows:
        held = [(key, codec.report(payload), terms) for key, payload, terms in rows]
        index.write([written(key, report) for key, report, _ in held])
        _forms(connection, [(key, terms) for key, _, terms in held])
    return len(rows)


def written(key: int, report: Report) -> dict[str, object]:
    """A report's words as the index of written words takes them."""
    return {"key": key, "title": codec.fold(report.title), "text": codec.fold(report.text)}


def refill(connection: Connection, keys: Sequence[int]) -> None:
    """Forms of reports that were read anew; those that wait for their first turn are left to it."""
    index = index_of(connection)
    last = index.last()
    indexed = [key for key in keys if key <= last]
    index.drop(indexed)
    c = schema.extraction.c
    rows = connection.execute(select(c.report, c.terms).where(c.report.in_(indexed))).all()
    _forms(connection, [(key, terms) for key, terms in rows])


def erase(connection: Connection, gone: Mapping[int, Report]) -> None:
    """Take reports out of the indexes for good."""
    index = index_of(connection)
    last = index.last()
    rows = [written(key, one) for key, one in gone.items() if key <= last]
    if rows:
        index.erase(rows)


def _forms(connection: Connection, rows: Sequence[tuple[int, bytes | None]]) -> None:
    held = [(key, codec.terms(terms)) for key, terms in rows if terms]
    formed = [{"key": k, "lemmas": " ".join(t.lemmas), "names": " ".join(t.names)} for k, t in held]
    index_of(connection).form(formed)


def matching(connection: Connection, terms: Sequence[Term]) -> Clause:
    """SQL that gives the keys beyond `low` up to `high`, two of its parameters, of reports with all these terms."""
    bound: dict[str, object] = {"low": 0, "high": EVERY}
    index = index_of(connection)
    wanted = _together(connection, index, [term for term in terms if not term.without], bound)
    barred = [_one(connection, index, n, t, bound) for n, t in enumerate(terms, MOST_TERMS) if t.without]
    first, *rest = wanted or ["SELECT key FROM report WHERE key > :low AND key <= :high"]
    query = first
    if rest or barred:
        query = " ".join([_of(first), *(f"INTERSECT {_of(x)}" for x in rest), *(f"EXCEPT {_of(x)}" for x in barred)])
    return query, {name: value for name, value in bound.items() if re.search(rf":{name}\b", query)}


def _of(query: str) -> str:
    return f"SELECT * FROM ({query}){PART}"


def _together(connection: Connection, index: Index, terms: Sequence[Term], bound: dict[str, object]) -> list[str]:
    """A query for each term; those that are looked for as written only are one, which the index answers by itself."""
    queries, plain, formed = list[str](), list[str](), list[Term]()
    for number, term in enumerate(terms):
        query = _one(connection, index, number, term, bound)
        if term.phrase or " UNION " in query:
            queries.append(query)
            formed += [] if term.phrase else [term]
        else:
            plain += _words(term)
    if plain:
        query, bound["plain"] = index.written(plain, False, "plain")
        if len(queries) == len(formed) == 1:
            # As written all, or all but one as written and that one by its forms: read side by side, to where it ends.
            forms = queries[0].partition(" UNION ")[2]
            both, bound["both"] = index.written([*plain, *_words(formed[0])], False, "both")
            return [f"{query} INTERSECT {forms} UNION {both}"]
        queries.insert(0, query)
    return queries


def _words(term: Term) -> list[str]:
    return WORD.findall(codec.fold(term.text))


def _one(connection: Connection, index: Index, number: int, term: Term, bound: dict[str, object]) -> str:
    """SQL for the keys of the reports that hold one term."""
    plain, bound[f"w{number}"] = index.written(_words(term), term.phrase, f"w{number}")
    if not (term.lemmas or term.names):
        return plain
    forms, sought = index.formed(term.lemmas, term.names, f"f{number}")
    given = {f"f{number}": sought, "low": 0, "high": EVERY}
    if connection.execute(text(f"SELECT 1 FROM ({forms}) AS part LIMIT 1"), given).first() is None:
        return plain  # to unite the many with none takes as long as to find them
    bound[f"f{number}"] = sought
    return f"{plain} UNION {forms}"


def found(
    connection: Connection, sought: Sought, start: int, limit: int
) -> tuple[Counted, list[int], list[Facet], int]:
    """How many reports match; keys of one page of the newest; facets over the newest, and over how many."""
    keys = _newest(connection, sought)
    total, wanted = min(len(keys), MOST), {"keys": _json(keys[:MOST]), "most": max(FACETED, start + limit)}
    latest = connection.execute(text(_sorted(connection)), wanted).scalars().all()
    facets = latest[:FACETED]
    return (total, len(keys) > MOST), list(latest[start : start + limit]), _facets(connection, facets), len(facets)


def _sorted(connection: Connection) -> str:
    """Sorts the reports with these keys: the newest first, those without a date last. Their words are not read."""
    order = "published IS NULL, published DESC, key DESC LIMIT :most"
    return f"SELECT key FROM {_narrow(connection)} WHERE key IN {listed(connection, 'keys')} ORDER BY {order}"


def _narrow(connection: Connection) -> str:
    """Reports, but for their records: SQLite would go to the rows, which hold these too, by itself."""
    return "report INDEXED BY report_narrow" if is_sqlite(connection) else "report"


def _newest(connection: Connection, sought: Sought) -> list[int]:
    """Keys of the reports that match and came in last, and of one more than are counted.

    A common word is in many: most are never looked at. What one index answers ends by itself; where several are
    compared, that is done for the reports that came last, and for those before them while too few match.
    """
    query, bound = matching(connection, sought.terms)
    where, more = _filtered(connection, sought)
    ended = f"WITH r (key) AS ({query}) SELECT r.key FROM r WHERE {where}" if where else query
    if sought.source:  # whose reports an index has in order, as it has those with a word: they are read side by side
        words = _of(query) if " UNION " in query or PART in query else query
        ended = f"SELECT r.key FROM report r WHERE {where} AND r.key > :low AND r.key <= :high INTERSECT {words}"
    last = connection.execute(select(func.max(schema.report.c.key))).scalar() or 0
    keys, high, width = list[int](), EVERY, FEW if where or PART in query else last
    while True:
        low = max(0, last - width)
        given = bound | more | {"low": low, "high": high, "most": MOST + 1 - len(keys)}
        keys += connection.execute(text(f"{ended} ORDER BY 1 DESC LIMIT :most"), given).scalars().all()
        if len(keys) > MOST or low == 0:
            return keys
        # As many as are likely to hold enough, and half as many more.
        high, width = low, max(2 * width, width * MOST * 3 // (2 * max(1, len(keys))))


def hits(connection: Connection, keys: Sequence[int]) -> list[Hit]:
    """The reports with these keys, in this order, each with its language, incident and number of claims."""
    r, e, i, m, c = schema.report, schema.extraction, schema.incident, schema.member, schema.claim
    claims = select(func.count()).where(c.c.report == r.c.key).scalar_subquery()
    query = select(r.c.key, r.c.payload, e.c.lang, claims, i.c.id, i.c.title).outerjoin(e, e.c.report == r.c.key)
    joined = query.outerjoin(m, m.c.report == r.c.key).outerjoin(i, i.c.key == m.c.incident)
    by_key: dict[int, Hit] = {}
    for key, payload, lang, count, incident, title in connection.execute(joined.where(r.c.key.in_(keys))):
        by_key.setdefault(key, Hit(codec.report(payload), (), lang or "en", incident or "", title or "", count))
    return [by_key[key] for key in keys]


def incidents(connection: Connection, terms: Sequence[Term]) -> str:
    """Keys of the incidents one of whose reports holds all the terms: a JSON list, since they may be thousands."""
    query, bound = matching(connection, terms)
    if is_sqlite(connection):
        # In order, so that two indexes are read side by side; without a limit SQLite would drop the order. CROSS JOIN
        # keeps it to this order too: each report that has them, then its incidents.
        each = f"WITH f (key) AS ({query} ORDER BY 1 LIMIT -1) SELECT DISTINCT m.incident FROM f CROSS JOIN member m"
        every = f"SELECT json_group_array(incident) FROM ({each} WHERE m.report = f.key)"
    else:
        each = f"SELECT DISTINCT m.incident FROM (SELECT * FROM ({query}) AS every) AS f (key) JOIN member m"
        every = f"SELECT CAST(coalesce(json_agg(incident), '[]') AS TEXT) FROM ({each} ON m.report = f.key) AS found"
    return str(connection.execute(text(every), bound).scalar_one())


def _filtered(connection: Connection, sought: Sought) -> Clause:
    """What a report must be beside its words; each is looked up where its words are not."""
    by_lang, by_report = (
        (" INDEXED BY extraction_lang", " INDEXED BY report_narrow") if is_sqlite(connection) else ("", "")
    )
    dated = f"EXISTS (SELECT 1 FROM report d{by_report} WHERE d.key = r.key AND d.published"
    clauses, bound = list[str](), dict[str, object]()
    for name, value, clause in (
        ("source", sought.source, "r.source = :source"),
        (
            "lang",
            sought.lang,
            f"EXISTS (SELECT 1 FROM extraction e{by_lang} WHERE e.report = r.key AND e.lang = :lang)",
        ),
        ("event", sought.event, "EXISTS (SELECT 1 FROM claim c WHERE c.report = r.key AND c.event = :event)"),
        ("since", codec.instant(sought.since), f"{dated} >= :since)"),
        ("until", codec.instant(sought.until), f"{dated} < :until)"),
    ):
        if value not in ("", None):
            clauses.append(clause)
            bound[name] = value
    return " AND ".join(clauses), bound


def _facets(connection: Connection, keys: Sequence[int]) -> list[Facet]:
    """Outlets, languages and kinds of happening of these reports."""
    if not keys:
        return []
    counted = []
    given = {"keys": _json(keys), "most": MOST_VALUES}
    for name, query in FACETS:
        grouped = query.format(narrow=_narrow(connection), keys=listed(connection, "keys"))
        rows: Sequence[Any] = connection.execute(
            text(f"{grouped} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :most"), given
        ).all()
        counted.append(Facet(name, tuple((value, count) for value, count in rows)))
    return counted


def _json(keys: Sequence[int]) -> str:
    return msgspec.json.encode(keys).decode()
