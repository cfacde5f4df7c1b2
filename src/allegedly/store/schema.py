"""The tables. Identity is a hash (BLOB); integers (`key`) only join, and never leave the store.

Instants are microseconds since 1970, UTC. `payload` is the record itself as JSON; the other columns are for finding it.
"""

from sqlalchemy import BLOB, REAL, TEXT, BigInteger, Column, MetaData, Table

tables = MetaData()

snapshot = Table(
    "snapshot",
    tables,
    Column("key", BigInteger, primary_key=True),
    Column("sha256", BLOB),
    Column("origin", TEXT),
    Column("media_type", TEXT),
    Column("fetched", BigInteger),
    Column("size", BigInteger),
    Column("data", BLOB),  # zlib
)

# `base` is the id without the version mark; `content` the hash of words, dates and outlet.
report = Table(
    "report",
    tables,
    Column("key", BigInteger, primary_key=True),
    Column("digest", BLOB),
    Column("id", TEXT),
    Column("base", TEXT),
    Column("content", BLOB),
    Column("source", TEXT),
    Column("published", BigInteger),
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
    Column("report", BigInteger, primary_key=True),
    Column("lang", TEXT),
    Column("terms", BLOB),
)

attribution = Table(
    "attribution",
    tables,
    Column("report", BigInteger, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("payload", BLOB),
)

# `id` is the hash of the claim's id; `at` when it is said to have happened, else when it was published.
# `speaker`, `place_name`: all their names in small letters, to be searched.
claim = Table(
    "claim",
    tables,
    Column("key", BigInteger, primary_key=True),
    Column("id", BLOB),
    Column("report", BigInteger),
    Column("seq", BigInteger),
    Column("event", TEXT),
    Column("stance", TEXT),
    Column("speaker", TEXT),
    Column("place", TEXT),
    Column("place_name", TEXT),
    Column("at", BigInteger),
    Column("payload", BLOB),
)

mention = Table(
    "mention",
    tables,
    Column("report", BigInteger, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("kind", TEXT),
    Column("id", TEXT),
    Column("payload", BLOB),
)

# `latest` is when the newest of its reports was published: what "newest first" sorts by.
incident = Table(
    "incident",
    tables,
    Column("key", BigInteger, primary_key=True),
    Column("id", TEXT),
    Column("title", TEXT),
    Column("start", BigInteger),
    Column("latest", BigInteger),
    Column("place", TEXT),
    Column("place_name", TEXT),
    Column("occurrence", TEXT),
    Column("reports", BigInteger),
    Column("payload", BLOB),
    Column("assessment", BLOB),
    Column("claims", BigInteger),
)

member = Table(
    "member",
    tables,
    Column("incident", BigInteger, primary_key=True),
    Column("report", BigInteger, primary_key=True),
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
    Column("key", BigInteger, primary_key=True),
    Column("lead", BigInteger, primary_key=True),
    Column("slot", BigInteger, primary_key=True),
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
    Column("recalled", BigInteger),
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
    Column("version", BigInteger, primary_key=True),
    Column("reports", BigInteger),
    Column("at", BigInteger),
    Column("last", TEXT),
    Column("digest", TEXT),
    Column("payload", BLOB),
)

# Reports that were read out and are not linked yet.
unlinked = Table("unlinked", tables, Column("report", BigInteger, primary_key=True))

judgement = Table(
    "judgement",
    tables,
    Column("id", TEXT, primary_key=True),
    Column("at", BigInteger),
    Column("payload", BLOB),
)

ledger = Table(
    "ledger",
    tables,
    Column("record", BLOB, primary_key=True),
    Column("stage", TEXT, primary_key=True),
    Column("version", BigInteger, primary_key=True),
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
    Column("position", BigInteger, primary_key=True),
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
    Column("level", BigInteger, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("hash", BLOB),
)

log_checkpoint = Table(
    "log_checkpoint",
    tables,
    Column("size", BigInteger, primary_key=True),
    Column("root", BLOB),
    Column("note", TEXT),
    Column("at", BigInteger),
)

log_stamp = Table(
    "log_stamp",
    tables,
    Column("size", BigInteger, primary_key=True),
    Column("authority", TEXT, primary_key=True),
    Column("state", TEXT),
    Column("at", BigInteger),
    Column("token", BLOB),
    Column("certificate", BLOB),
    Column("tries", BigInteger),
    Column("told", TEXT),
)

log_anchor = Table(
    "log_anchor",
    tables,
    Column("size", BigInteger, primary_key=True),
    Column("calendar", TEXT, primary_key=True),
    Column("since", BigInteger),
    Column("proof", BLOB),
    Column("digest", BLOB),
    Column("tries", BigInteger),
    Column("told", TEXT),
)

# Each look at a source, and where its next one goes on.
watch_attempt = Table(
    "watch_attempt",
    tables,
    Column("key", BigInteger, primary_key=True),
    Column("source", TEXT),
    Column("at", BigInteger),
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
    Column("at", BigInteger),
    Column("missing", BigInteger),
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
    Column("version", BigInteger),
    Column("sha256", BLOB),
)
