"""The schema as an ordered list of steps. Each runs once, in one transaction; a released step is never edited.

Both kinds of store take the same steps. They are written for SQLite; `dialect` puts types into PostgreSQL's words, and
where that is not enough a step asks which of them it is in.
"""

from collections.abc import Callable

from sqlalchemy import Connection

from allegedly.store import (
    audit,
    called,
    codec,
    deliveries,
    factors,
    glances,
    notices,
    people,
    restrictions,
    search,
    statements,
)
from allegedly.store.dialect import is_sqlite
from allegedly.store.fulltext import FTS5, TSVECTOR

FIRST = (
    """CREATE TABLE snapshot (key INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, origin TEXT NOT NULL,
        media_type TEXT NOT NULL, fetched INTEGER NOT NULL, size INTEGER NOT NULL, data BLOB NOT NULL)""",
    """CREATE TABLE report (key INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, id TEXT NOT NULL UNIQUE,
        base TEXT NOT NULL, content BLOB NOT NULL, source TEXT NOT NULL, published INTEGER, payload BLOB NOT NULL)""",
    "CREATE INDEX report_base ON report (base)",
    """CREATE TABLE rejection (record TEXT, stage TEXT, part TEXT, reason TEXT, mend TEXT NOT NULL,
        PRIMARY KEY (record, stage, part, reason)) WITHOUT ROWID""",
    "CREATE TABLE extraction (report INTEGER PRIMARY KEY, lang TEXT NOT NULL, terms BLOB NOT NULL)",
    """CREATE TABLE attribution (report INTEGER, seq INTEGER, payload BLOB NOT NULL,
        PRIMARY KEY (report, seq)) WITHOUT ROWID""",
    """CREATE TABLE claim (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, report INTEGER NOT NULL,
        seq INTEGER NOT NULL, event TEXT, stance TEXT NOT NULL, speaker TEXT, place TEXT, place_name TEXT, at INTEGER,
        payload BLOB NOT NULL)""",
    "CREATE INDEX claim_report ON claim (report, seq)",
    "CREATE INDEX claim_at ON claim (at, key)",
    """CREATE TABLE mention (report INTEGER, seq INTEGER, kind TEXT NOT NULL, id TEXT, payload BLOB NOT NULL,
        PRIMARY KEY (report, seq)) WITHOUT ROWID""",
    """CREATE TABLE incident (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, start INTEGER,
        latest INTEGER NOT NULL, place TEXT, place_name TEXT, occurrence TEXT NOT NULL, reports INTEGER NOT NULL,
        payload BLOB NOT NULL, assessment BLOB NOT NULL)""",
    "CREATE INDEX incident_latest ON incident (latest, id)",
    "CREATE TABLE member (incident INTEGER, report INTEGER, PRIMARY KEY (incident, report)) WITHOUT ROWID",
    "CREATE INDEX member_report ON member (report)",
    """CREATE TABLE link (a TEXT, b TEXT, level TEXT, score REAL NOT NULL, verdict TEXT NOT NULL, payload BLOB NOT NULL,
        PRIMARY KEY (a, b, level)) WITHOUT ROWID""",
    "CREATE TABLE judgement (id TEXT PRIMARY KEY, at INTEGER NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID",
    """CREATE TABLE ledger (record BLOB, stage TEXT, version INTEGER,
        PRIMARY KEY (record, stage, version)) WITHOUT ROWID""",
    # Contentless: the words are in report.payload already. Folding of letters is done before they come here.
    "CREATE VIRTUAL TABLE report_fts USING fts5 (title, text, content='', tokenize='unicode61 remove_diacritics 0')",
)


def first(connection: Connection) -> None:
    """All tables of the first release."""
    for statement in FIRST:
        if is_sqlite(connection) or "VIRTUAL" not in statement:  # PostgreSQL's index of words begins with `words`
            connection.exec_driver_sql(statement)


SECOND = (
    # How many claims it has: a group of reports without any is a story, no incident that a desk lists.
    "ALTER TABLE incident ADD COLUMN claims INTEGER NOT NULL DEFAULT 0",
    "UPDATE incident SET claims = json_array_length(CAST(payload AS TEXT), '$.claims')",
)


def second(connection: Connection) -> None:
    """Incidents know how many claims they have; versions of a report differ by dates and outlet too."""
    connection.exec_driver_sql(SECOND[0])
    if not is_sqlite(connection):
        return  # younger than this step: nothing is held there yet
    connection.exec_driver_sql(SECOND[1])
    for key, payload in connection.exec_driver_sql("SELECT key, payload FROM report").all():
        content = bytes.fromhex(codec.report(payload).content)
        connection.exec_driver_sql("UPDATE report SET content = ? WHERE key = ?", (content, key))


THIRD = (
    # What linking found a report by, so that a later one finds it without reading the archive.
    """CREATE TABLE block (key INTEGER, lead INTEGER, slot INTEGER, at REAL, item TEXT,
        PRIMARY KEY (key, lead, slot, at, item)) WITHOUT ROWID""",
    """CREATE TABLE item (id TEXT PRIMARY KEY, report TEXT NOT NULL, named TEXT NOT NULL, incident TEXT,
        recalled INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX item_report ON item (report)",
    "CREATE INDEX item_named ON item (named)",
    "CREATE INDEX item_incident ON item (incident)",
    "CREATE TABLE recollection (item TEXT, incident TEXT, PRIMARY KEY (item, incident)) WITHOUT ROWID",
    "CREATE INDEX recollection_incident ON recollection (incident)",
    "CREATE INDEX link_b ON link (b)",
    # One row: the background of rarity, and the last report in it.
    "CREATE TABLE background (version INTEGER PRIMARY KEY, reports INTEGER, at INTEGER, last TEXT, payload BLOB)",
)


def third(connection: Connection) -> None:
    """Where linking goes on from. Filled when all is linked next."""
    for statement in THIRD:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("DELETE FROM ledger WHERE stage = 'link'")


LOG = (
    "CREATE TABLE log_name (name TEXT PRIMARY KEY)",
    """CREATE TABLE log_entry (position INTEGER PRIMARY KEY, kind TEXT NOT NULL, sha256 BLOB NOT NULL,
        origin TEXT NOT NULL, file TEXT NOT NULL, leaf BLOB NOT NULL, UNIQUE (sha256, kind, origin))""",
    """CREATE TABLE log_node (level INTEGER, position INTEGER, hash BLOB NOT NULL,
        PRIMARY KEY (level, position)) WITHOUT ROWID""",
    """CREATE TABLE log_checkpoint (size INTEGER PRIMARY KEY, root BLOB NOT NULL, note TEXT NOT NULL,
        at INTEGER NOT NULL)""",
    """CREATE TABLE log_stamp (size INTEGER, authority TEXT, state TEXT NOT NULL, at INTEGER NOT NULL,
        token BLOB NOT NULL, certificate BLOB NOT NULL, tries INTEGER NOT NULL, told TEXT NOT NULL,
        PRIMARY KEY (size, authority)) WITHOUT ROWID""",
)


def log(connection: Connection) -> None:
    """The append-only log of what is kept, with its checkpoints and the stamps on them."""
    for statement in LOG:
        connection.exec_driver_sql(statement)


INTAKE = (
    """CREATE TABLE watch_attempt (key INTEGER PRIMARY KEY, source TEXT NOT NULL, at INTEGER NOT NULL,
        outcome TEXT NOT NULL, payload BLOB NOT NULL)""",
    "CREATE INDEX watch_attempt_source ON watch_attempt (source, at)",
    "CREATE TABLE watch_cursor (source TEXT PRIMARY KEY, payload BLOB NOT NULL) WITHOUT ROWID",
    """CREATE TABLE watch_sighting (source TEXT, item TEXT, at INTEGER, missing INTEGER, payload BLOB NOT NULL,
        PRIMARY KEY (source, item)) WITHOUT ROWID""",
    "CREATE INDEX watch_sighting_at ON watch_sighting (source, at)",
    """CREATE TABLE medium (report TEXT, url TEXT, sha256 TEXT NOT NULL, pdq TEXT NOT NULL, payload BLOB NOT NULL,
        PRIMARY KEY (report, url)) WITHOUT ROWID""",
    "CREATE INDEX medium_sha256 ON medium (sha256)",
    "CREATE TABLE quarantine (sha256 BLOB PRIMARY KEY, payload BLOB NOT NULL) WITHOUT ROWID",
)


def intake(connection: Connection) -> None:
    """What collecting keeps: looks at sources, what was seen there, media, quarantine."""
    for statement in INTAKE:
        connection.exec_driver_sql(statement)


QUEUE = (
    # What waits to be linked, so that nobody looks for it among all that is held.
    "CREATE TABLE unlinked (report INTEGER PRIMARY KEY)",
    """INSERT INTO unlinked SELECT e.report FROM extraction e JOIN report r ON r.key = e.report
        WHERE NOT EXISTS (SELECT 1 FROM item i WHERE i.report = r.id)""",
    "CREATE INDEX incident_claims ON incident (claims)",
    # `digest` stands before the counts, to be read without them. Filled when all is linked next.
    "DROP TABLE background",
    """CREATE TABLE background (version INTEGER PRIMARY KEY, reports INTEGER, at INTEGER, last TEXT, digest TEXT,
        payload BLOB)""",
)


def queue(connection: Connection) -> None:
    """What one more report costs does not grow with the archive."""
    for statement in QUEUE:
        connection.exec_driver_sql(statement)


RETIRED = (
    # Versions that were taken out, and with which capture. Ids are hashed, since one can tell as much as the words did.
    """CREATE TABLE retired (id BLOB PRIMARY KEY, base BLOB NOT NULL, version INTEGER NOT NULL,
        sha256 BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX retired_base ON retired (base)",
)


def retired(connection: Connection) -> None:
    """A version's number is never given to another text."""
    for statement in RETIRED:
        connection.exec_driver_sql(statement)


def words(connection: Connection) -> None:
    """Words are found in every form, names in every script."""
    for statement in FTS5 if is_sqlite(connection) else TSVECTOR:
        connection.exec_driver_sql(statement)
    while search.fill(connection):
        pass


def lists(connection: Connection) -> None:
    """What lists show is worked out when an incident is written; what is open is found without looking at all links."""
    glances.migration(connection)
    statements.migration(connection)
    connection.exec_driver_sql("CREATE INDEX link_verdict ON link (verdict, score DESC, a, b)")


FOUND = (
    # All that claims are looked for by: what does not fit is passed over in the index, without a look at its row.
    "DROP INDEX claim_at",
    "CREATE INDEX claim_at ON claim (at, event, stance, place, speaker, place_name)",
)


def found(connection: Connection) -> None:
    """Claims of a speaker, a place or a kind are found without reading the others."""
    for statement in FOUND:
        connection.exec_driver_sql(statement)


def anchors(connection: Connection) -> None:
    """Checkpoints at OpenTimestamps calendars, with the proofs that were got from there."""
    connection.exec_driver_sql(
        """CREATE TABLE log_anchor (size INTEGER, calendar TEXT, since INTEGER NOT NULL, proof BLOB NOT NULL,
        digest BLOB NOT NULL, tries INTEGER NOT NULL, told TEXT NOT NULL, PRIMARY KEY (size, calendar)) WITHOUT ROWID"""
    )


LISTED = (
    "CREATE INDEX extraction_lang ON extraction (lang, report)",
    "CREATE INDEX report_source ON report (source, key)",
)


def listed(connection: Connection) -> None:
    """Reports of a language or an outlet are listed without a look at the others."""
    for statement in LISTED:
        connection.exec_driver_sql(statement)


NARROW = (
    # All that lists of incidents are filtered and sorted by.
    "DROP INDEX glance_latest",
    """CREATE INDEX glance_latest ON glance (latest, seq, incident, occurrence, attribution, conflicts, silent, voices,
        events, place, place_name, claims) WHERE claims > 0""",
    # What the reports that have a word are sorted, narrowed and counted by.
    "CREATE INDEX report_narrow ON report (key, published, source)",
    "DROP INDEX claim_report",
    "CREATE INDEX claim_report ON claim (report, seq, event)",
)


def narrow(connection: Connection) -> None:
    """Lists and searches are narrowed by indexes alone, without a look at the records themselves."""
    for statement in NARROW:
        connection.exec_driver_sql(statement)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    first,
    second,
    third,
    log,
    intake,
    queue,
    retired,
    words,
    notices.migration,
    lists,
    deliveries.migration,
    found,
    anchors,
    audit.migration,
    restrictions.migration,
    people.migration,
    listed,
    factors.migration,
    narrow,
    called.migration,
)
