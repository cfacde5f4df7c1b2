"""The tables. Identity is a hash (BLOB); integers (`key`) only join, and never leave the store.

Instants are microseconds since 1970, UTC. `payload` is the record itself as JSON; the other columns are for finding it.
"""

from sqlalchemy import BLOB, REAL, TEXT, Column, Integer, MetaData, Table

tables = MetaData()

snapshot = Table(
    "snapshot",
    tables,
    Column("key", Integer, primary_key=True),
    Column("sha256", BLOB),
    Column("origin", TEXT),
    Column("media_type", TEXT),
    Column("fetched", Integer),
    Column("size", Integer),
    Column("data", BLOB),  # zlib
)

# `base` is the id without the version mark; `content` the hash of words, dates and outlet.
report = Table(
    "report",
    tables,
    Column("key", Integer, primary_key=True),
    Column("digest", BLOB),
    Column("id", TEXT),
    Column("base", TEXT),
    Column("content", BLOB),
    Column("source", TEXT),
    Column("published", Integer),
    Column("payload", BLOB),
)

rejection = Table(
    "rejection",
    tables,
    Column("record", TEXT, primary_key=True),
    Column("stage", TEXT, primary_key=True),
    Column("part", TEXT, primary_key=True),
    Column("reason", TEXT, primary_key=True),
    Column("mend", TEXT),
)

extraction = Table(
    "extraction",
    tables,
    Column("report", Integer, primary_key=True),
    Column("lang", TEXT),
    Column("terms", BLOB),
)

attribution = Table(
    "attribution",
    tables,
    Column("report", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("payload", BLOB),
)

# `id` is the hash of the claim's id; `at` when it is said to have happened, else when it was published.
# `speaker`, `place_name`: all their names in small letters, to be searched.
claim = Table(
    "claim",
    tables,
    Column("key", Integer, primary_key=True),
    Column("id", BLOB),
    Column("report", Integer),
    Column("seq", Integer),
    Column("event", TEXT),
    Column("stance", TEXT),
    Column("speaker", TEXT),
    Column("place", TEXT),
    Column("place_name", TEXT),
    Column("at", Integer),
    Column("payload", BLOB),
)

mention = Table(
    "mention",
    tables,
    Column("report", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("kind", TEXT),
    Column("id", TEXT),
    Column("payload", BLOB),
)

# `latest` is when the newest of its reports was published: what "newest first" sorts by.
incident = Table(
    "incident",
    tables,
    Column("key", Integer, primary_key=True),
    Column("id", TEXT),
    Column("title", TEXT),
    Column("start", Integer),
    Column("latest", Integer),
    Column("place", TEXT),
    Column("place_name", TEXT),
    Column("occurrence", TEXT),
    Column("reports", Integer),
    Column("payload", BLOB),
    Column("assessment", BLOB),
    Column("claims", Integer),
)

member = Table(
    "member",
    tables,
    Column("incident", Integer, primary_key=True),
    Column("report", Integer, primary_key=True),
)

link = Table(
    "link",
    tables,
    Column("a", TEXT, primary_key=True),
    Column("b", TEXT, primary_key=True),
    Column("level", TEXT, primary_key=True),
    Column("score", REAL),
    Column("verdict", TEXT),
    Column("payload", BLOB),
)

# An item under a key (see link.keys): on which day of publication, and whether it leads the key on that day.
block = Table(
    "block",
    tables,
    Column("key", Integer, primary_key=True),
    Column("lead", Integer, primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("at", REAL, primary_key=True),
    Column("item", TEXT, primary_key=True),
)

# `named` is the id of an incident named after it, `incident` the one that it is in.
item = Table(
    "item",
    tables,
    Column("id", TEXT, primary_key=True),
    Column("report", TEXT),
    Column("named", TEXT),
    Column("incident", TEXT),
    Column("recalled", Integer),
)

recollection = Table(
    "recollection",
    tables,
    Column("item", TEXT, primary_key=True),
    Column("incident", TEXT, primary_key=True),
)

background = Table(
    "background",
    tables,
    Column("version", Integer, primary_key=True),
    Column("reports", Integer),
    Column("at", Integer),
    Column("last", TEXT),
    Column("digest", TEXT),
    Column("payload", BLOB),
)

# Reports that were read out and are not linked yet.
unlinked = Table("unlinked", tables, Column("report", Integer, primary_key=True))

judgement = Table(
    "judgement",
    tables,
    Column("id", TEXT, primary_key=True),
    Column("at", Integer),
    Column("payload", BLOB),
)

ledger = Table(
    "ledger",
    tables,
    Column("record", BLOB, primary_key=True),
    Column("stage", TEXT, primary_key=True),
    Column("version", Integer, primary_key=True),
)

# The name of this desk's log: one row, chosen at the first entry.
log_name = Table(
    "log_name",
    tables,
    Column("name", TEXT, primary_key=True),
)

# What was kept and what was taken out, in order, never changed. `file`: where the archive holds the bytes.
log_entry = Table(
    "log_entry",
    tables,
    Column("position", Integer, primary_key=True),
    Column("kind", TEXT),
    Column("sha256", BLOB),
    Column("origin", TEXT),
    Column("file", TEXT),
    Column("leaf", BLOB),
)

# Hashes of the complete subtrees (RFC 9162, 2.1): level 0 holds the entries' own.
log_node = Table(
    "log_node",
    tables,
    Column("level", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("hash", BLOB),
)

log_checkpoint = Table(
    "log_checkpoint",
    tables,
    Column("size", Integer, primary_key=True),
    Column("root", BLOB),
    Column("note", TEXT),
    Column("at", Integer),
)

log_stamp = Table(
    "log_stamp",
    tables,
    Column("size", Integer, primary_key=True),
    Column("authority", TEXT, primary_key=True),
    Column("state", TEXT),
    Column("at", Integer),
    Column("token", BLOB),
    Column("certificate", BLOB),
    Column("tries", Integer),
    Column("told", TEXT),
)

# Each look at a source, and where its next one goes on.
watch_attempt = Table(
    "watch_attempt",
    tables,
    Column("key", Integer, primary_key=True),
    Column("source", TEXT),
    Column("at", Integer),
    Column("outcome", TEXT),
    Column("payload", BLOB),
)

watch_cursor = Table("watch_cursor", tables, Column("source", TEXT, primary_key=True), Column("payload", BLOB))

# `at` is the item's own date; `missing` when it was first found gone.
watch_sighting = Table(
    "watch_sighting",
    tables,
    Column("source", TEXT, primary_key=True),
    Column("item", TEXT, primary_key=True),
    Column("at", Integer),
    Column("missing", Integer),
    Column("payload", BLOB),
)

medium = Table(
    "medium",
    tables,
    Column("report", TEXT, primary_key=True),
    Column("url", TEXT, primary_key=True),
    Column("sha256", TEXT),
    Column("pdq", TEXT),
    Column("payload", BLOB),
)

quarantine = Table("quarantine", tables, Column("sha256", BLOB, primary_key=True), Column("payload", BLOB))

# Versions that were taken out with a capture: hashes of the id, and of the id without its mark.
retired = Table(
    "retired",
    tables,
    Column("id", BLOB, primary_key=True),
    Column("base", BLOB),
    Column("version", Integer),
    Column("sha256", BLOB),
)
