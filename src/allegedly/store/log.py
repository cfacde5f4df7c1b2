"""The rows of the log: entries, subtree hashes, checkpoints, stamps. Always inside a transaction of the caller's."""

import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, delete, func, insert, select, update

from allegedly.model import Anchor, Checkpoint, Entry, Snapshot, Stamp
from allegedly.model.custody import EntryKind, StampState
from allegedly.store import codec, dialect, schema
from allegedly.store.forget import forget, only_with, read_from, retired, taken_with

MANY = 500  # hashes in one query


class Log:
    """The log's tables over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # entries

    def size(self) -> int:
        """How many entries there are."""
        last = self._connection.execute(select(func.max(schema.log_entry.c.position))).scalar()
        return 0 if last is None else int(last) + 1

    def add(self, entries: Sequence[Entry]) -> None:
        """Append entries, numbered on from `size`."""
        rows = [
            {"position": e.position, "kind": e.kind, "sha256": bytes.fromhex(e.sha256), "origin": e.origin,
             "file": e.file, "leaf": e.leaf}
            for e in entries
        ]  # fmt: skip
        if rows:
            self._connection.execute(insert(schema.log_entry), rows)

    def entries(self, after: int = -1, limit: int = 1000) -> list[Entry]:
        """Entries in order, from the one after a position."""
        c = schema.log_entry.c
        query = select(schema.log_entry).where(c.position > after).order_by(c.position).limit(limit)
        return [_entry(row) for row in self._connection.execute(query).mappings()]

    def about(self, hashes: Iterable[str]) -> list[Entry]:
        """Entries about these bytes (SHA-256, hex), in order."""
        c, wanted, found = schema.log_entry.c, sorted(set(hashes)), list[Entry]()
        for start in range(0, len(wanted), MANY):
            part = [bytes.fromhex(one) for one in wanted[start : start + MANY]]
            rows = self._connection.execute(select(schema.log_entry).where(c.sha256.in_(part))).mappings()
            found += [_entry(row) for row in rows]
        return sorted(found, key=lambda e: e.position)

    def named(self, start: str) -> list[str]:
        """Up to two of the hashes that begin with these hex digits. Raises ValueError where they are none."""
        c = schema.log_entry.c
        least, most = bytes.fromhex(start.ljust(64, "0")), bytes.fromhex(start.ljust(64, "f"))
        query = select(c.sha256).where(c.sha256 >= least, c.sha256 <= most)
        return [sha.hex() for sha in self._connection.execute(query.distinct().limit(2)).scalars()]

    # snapshots, whose bytes the archive holds

    def hold(self, kept: Iterable[Snapshot]) -> None:
        """Know these snapshots; the store itself lets go of their bytes where it had them."""
        c, rows = schema.snapshot.c, {bytes.fromhex(one.sha256): one for one in kept}
        held = self._connection.execute(select(c.sha256).where(c.sha256.in_(list(rows)))).scalars().all()
        new = [_snapshot(one) for sha, one in rows.items() if sha not in held]
        if held:
            self._connection.execute(update(schema.snapshot).where(c.sha256.in_(held)).values(data=b""))
        if new:
            self._connection.execute(insert(schema.snapshot), new)

    def unlogged(self, limit: int) -> list[Snapshot]:
        """Snapshots that the log does not know: their bytes are in the store itself, as before there was an archive."""
        c, known = schema.snapshot.c, select(schema.log_entry.c.sha256)
        query = select(schema.snapshot).where(c.data != b"", c.sha256.not_in(known)).order_by(c.key).limit(limit)
        return [
            Snapshot(row.sha256.hex(), row.origin, zlib.decompress(row.data), row.media_type, _moment(row.fetched))
            for row in self._connection.execute(query)
        ]

    def forget(self, sha256: str) -> list[str]:
        """Let go of these bytes where the store itself has them, and of all that was read out of them."""
        return forget(self._connection, sha256)

    def read_from(self, sha256: str) -> list[str]:
        """The ids of the reports that `forget` would let go of with these bytes."""
        return [one.id for one in read_from(self._connection, sha256).values()]

    def only_with(self, sha256: str) -> list[str]:
        """The hashes of the media that go with these bytes, since no other report shows them."""
        return only_with(self._connection, sha256)

    def redactions(self) -> list[Entry]:
        """All entries on what was taken out, in order."""
        c = schema.log_entry.c
        query = select(schema.log_entry).where(c.kind == "redaction").order_by(c.position)
        return [_entry(row) for row in self._connection.execute(query).mappings()]

    def audits(self) -> list[Entry]:
        """All entries on how far the audit log went, in order."""
        c = schema.log_entry.c
        query = select(schema.log_entry).where(c.kind == "audit").order_by(c.position)
        return [_entry(row) for row in self._connection.execute(query).mappings()]

    def taken_with(self, id: str) -> str:
        """The hash of the capture with which a report was let go of. Raises KeyError where none was."""
        return taken_with(self._connection, id)

    def retired(self, ids: Iterable[str]) -> dict[str, int]:
        """The highest number of a version that was let go of, of the ids (as they were given) that have one."""
        return retired(self._connection, ids)

    # the tree

    def node(self, level: int, position: int) -> bytes:
        """The hash of a complete subtree. Raises KeyError where there is none."""
        c = schema.log_node.c
        found = self._connection.execute(select(c.hash).where(c.level == level, c.position == position)).scalar()
        if found is None:
            raise KeyError(f"level {level}, position {position}")
        return _bytes(found)

    def grow(self, nodes: Sequence[tuple[int, int, bytes]]) -> None:
        """Keep subtree hashes: (level, position, hash)."""
        if nodes:
            rows = [{"level": level, "position": position, "hash": hash} for level, position, hash in nodes]
            self._connection.execute(insert(schema.log_node), rows)

    def nodes(self) -> dict[tuple[int, int], bytes]:
        """All subtree hashes."""
        c = schema.log_node.c
        rows = self._connection.execute(select(c.level, c.position, c.hash))
        return {(level, position): _bytes(hash) for level, position, hash in rows}

    # name, checkpoints, stamps

    def name(self) -> str:
        """The log's name; empty before its first entry."""
        return self._connection.execute(select(schema.log_name.c.name)).scalar() or ""

    def call(self, name: str) -> None:
        """Give the log its name, once."""
        self._connection.execute(insert(schema.log_name), [{"name": name}])

    def checkpoints(self) -> list[Checkpoint]:
        """All checkpoints, smallest first."""
        rows = self._connection.execute(select(schema.log_checkpoint).order_by(schema.log_checkpoint.c.size))
        return [Checkpoint(row.size, _bytes(row.root), row.note, _moment(row.at)) for row in rows]

    def seal(self, one: Checkpoint) -> None:
        """Keep a checkpoint; the first one of a size stays."""
        c = schema.log_checkpoint.c
        if self._connection.execute(select(c.size).where(c.size == one.size)).first() is None:
            row = {"size": one.size, "root": one.root, "note": one.note, "at": codec.instant(one.at)}
            self._connection.execute(insert(schema.log_checkpoint), [row])

    def stamps(self) -> list[Stamp]:
        """All stamps, by size and authority."""
        c = schema.log_stamp.c
        rows = self._connection.execute(select(schema.log_stamp).order_by(c.size, c.authority)).mappings()
        return [_stamp(row) for row in rows]

    def stamp(self, one: Stamp) -> None:
        """Keep a stamp; a later state of it replaces the one before."""
        c = schema.log_stamp.c
        self._connection.execute(delete(schema.log_stamp).where(c.size == one.size, c.authority == one.authority))
        row = {
            "size": one.size, "authority": one.authority, "state": one.state, "at": codec.instant(one.at),
            "token": one.token, "certificate": one.certificate, "tries": one.tries, "told": one.told,
        }  # fmt: skip
        self._connection.execute(insert(schema.log_stamp), [row])

    def anchors(self) -> list[Anchor]:
        """All checkpoints at calendars, by size and calendar."""
        c = schema.log_anchor.c
        rows = self._connection.execute(select(schema.log_anchor).order_by(c.size, c.calendar))
        return [
            Anchor(r.size, r.calendar, _moment(r.since), _bytes(r.proof), _bytes(r.digest), r.tries, r.told)
            for r in rows
        ]

    def anchor(self, one: Anchor) -> None:
        """Keep what is known of a checkpoint at a calendar, in place of what was known before."""
        row = {
            "size": one.size, "calendar": one.calendar, "since": codec.instant(one.since), "proof": one.proof,
            "digest": one.digest, "tries": one.tries, "told": one.told,
        }  # fmt: skip
        dialect.replace(self._connection, schema.log_anchor, [row])


def _entry(row: Any) -> Entry:
    kind = cast("EntryKind", row["kind"])
    return Entry(row["position"], kind, row["sha256"].hex(), row["origin"], row["file"], _bytes(row["leaf"]))


def _snapshot(one: Snapshot) -> dict[str, Any]:
    return {
        "sha256": bytes.fromhex(one.sha256),
        "origin": one.origin,
        "media_type": one.media_type,
        "fetched": codec.instant(one.fetched),
        "size": len(one.data),
        "data": b"",
    }


def _stamp(row: Any) -> Stamp:
    state = cast("StampState", row["state"])
    token, certificate = _bytes(row["token"]), _bytes(row["certificate"])
    at = _moment(row["at"])
    return Stamp(row["size"], row["authority"], state, at, token, certificate, row["tries"], row["told"])


def _bytes(value: bytes | str) -> bytes:
    """What a column of bytes holds, also where somebody has put text there: an audit must be able to read it."""
    return value.encode() if isinstance(value, str) else bytes(value)


def _moment(instant: int) -> datetime:
    return codec.EPOCH + timedelta(microseconds=instant)
