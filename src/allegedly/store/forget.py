"""Taking out what was read out of a capture. The only place of the store where something held is let go for good."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import Connection, delete, func, select, update

from allegedly.model import Medium, Report
from allegedly.store import called, codec, notices, restrictions, schema, search
from allegedly.store.dialect import ignore

K = TypeVar("K", int, bytes, str)
MANY = 500  # keys in one statement
READ = (schema.attribution, schema.claim, schema.mention, schema.extraction)


def forget(connection: Connection, sha256: str) -> list[str]:
    """Let go of a capture's bytes, its reports and all that was made of them; gives the reports' ids.

    Incidents are marked to be made anew, since they may rest on what is gone.
    """
    c, raw = schema.report.c, bytes.fromhex(sha256)
    gone = read_from(connection, sha256)
    connection.execute(update(schema.snapshot).where(schema.snapshot.c.sha256 == raw).values(data=b""))
    connection.execute(delete(schema.quarantine).where(schema.quarantine.c.sha256 == raw))
    _retired(connection, gone.values())
    restrictions.turned(connection, list(gone), gone=True)
    search.erase(connection, gone)
    _unpictured(connection, [one.id for one in gone.values()], sha256)
    connection.execute(delete(notices.notice))  # news may tell what is gone; whoever follows them reads the desk anew
    names = called.names(connection, gone)
    for table in (*READ, schema.unlinked, schema.member):
        for keys in _parts(gone):
            connection.execute(delete(table).where(table.c.report.in_(keys)))
    called.drop(connection, names)
    for keys in _parts(gone):
        connection.execute(delete(schema.report).where(c.key.in_(keys)))
        digests = [bytes.fromhex(gone[key].digest) for key in keys]
        connection.execute(delete(schema.ledger).where(schema.ledger.c.record.in_(digests)))
    if gone:
        connection.execute(delete(schema.ledger).where(schema.ledger.c.stage == "link"))
    return [one.id for one in gone.values()]


def only_with(connection: Connection, sha256: str) -> list[str]:
    """The hashes of the media that the reports of a capture show, and no other report does."""
    c, ids = schema.medium.c, {one.id for one in read_from(connection, sha256).values()}
    rows = connection.execute(select(c.sha256, c.report).where(c.sha256 != "")).all()
    mine, others = {sha for sha, id in rows if id in ids}, {sha for sha, id in rows if id not in ids}
    return sorted(mine - others - {sha256})


def _unpictured(connection: Connection, ids: Iterable[str], sha256: str) -> None:
    """Let go of what is known of reports' media; of a medium that is taken out itself, all but its hash."""
    c = schema.medium.c
    for part in _parts(ids):
        connection.execute(delete(schema.medium).where(c.report.in_(part)))
    rows = connection.execute(select(c.report, c.url).where(c.sha256 == sha256)).all()
    for report, url in rows:
        left = codec.encode(Medium(report, url, "skipped", "redacted", sha256))
        mine = (c.report == report) & (c.url == url)
        connection.execute(update(schema.medium).where(mine).values(pdq="", payload=left))


def read_from(connection: Connection, sha256: str) -> dict[int, Report]:
    """The reports that were read out of a capture, by their keys."""
    rows = connection.execute(select(schema.report.c.key, schema.report.c.payload))
    held = ((key, codec.report(payload)) for key, payload in rows)
    return {key: one for key, one in held if one.snapshot == sha256}


def taken_with(connection: Connection, id: str) -> str:
    """The hash (hex) of the capture with which a report was taken out. Raises KeyError where none was."""
    c = schema.retired.c
    found = connection.execute(select(c.sha256).where(c.id == codec.identity(id))).scalar()
    if found is None:
        raise KeyError(id)
    return bytes(found).hex()


def retired(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The highest number of a version that was taken out, of the ids (as they were given) that have one."""
    c, wanted = schema.retired.c, {codec.identity(id): id for id in ids}
    found: dict[str, int] = {}
    for bases in _parts(wanted):
        rows = connection.execute(select(c.base, func.max(c.version)).where(c.base.in_(bases)).group_by(c.base))
        found |= {wanted[base]: version for base, version in rows}
    return found


def _retired(connection: Connection, gone: Iterable[Report]) -> None:
    """Note the numbers that these versions had, so that none of them is given to other words."""
    rows = [
        {
            "id": codec.identity(one.id),
            "base": codec.identity(codec.base(one)),
            "version": one.version,
            "sha256": bytes.fromhex(one.snapshot),
        }
        for one in gone
    ]
    ignore(connection, schema.retired, rows)


def _parts(keys: Iterable[K]) -> list[list[K]]:
    every = sorted(keys)
    return [every[start : start + MANY] for start in range(0, len(every), MANY)]
