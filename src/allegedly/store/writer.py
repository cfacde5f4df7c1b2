"""Writing: each call is one transaction, and what it did stands in the ledger beside it."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select

from allegedly.model import Assessment, Claim, Done, Incident, Judgement, Linking, Notice, Rejection, Report, Snapshot
from allegedly.model.home import Home
from allegedly.store import called, codec, restrictions, schema, search
from allegedly.store.blocks import Blocks
from allegedly.store.dialect import ignore
from allegedly.store.faults import told
from allegedly.store.log import Log

GROUP = 50  # reports a transaction: few enough to lose little, many enough for one fsync to be cheap
MEND = "Give every report an id of its own; ids that end in @ and a number are the desk's."
INDEX = 1000  # reports a transaction of the text index


class Writer:
    """The one writer of a store."""

    def __init__(self, path: Home, engine: Engine) -> None:
        self._path = path
        self._engine = engine.execution_options(write=True)

    def snapshot(self, kept: Snapshot) -> None:
        """Keep preserved bytes, once."""
        with self._transaction() as connection:
            row = {
                "sha256": bytes.fromhex(kept.sha256),
                "origin": kept.origin,
                "media_type": kept.media_type,
                "fetched": codec.instant(kept.fetched),
                "size": len(kept.data),
                "data": zlib.compress(kept.data),
            }
            ignore(connection, schema.snapshot, [row])

    def rejections(self, dropped: Iterable[Rejection]) -> None:
        """Keep what was not used, and why; the same one twice is one."""
        rows = [
            {"record": r.record, "stage": r.stage, "part": r.part, "reason": r.reason, "mend": r.mend} for r in dropped
        ]
        if rows:
            with self._transaction() as connection:
                ignore(connection, schema.rejection, rows)

    def extracted(self, work: Iterable[Done], stage: str, version: int) -> list[Done]:
        """Keep reports with what was extracted from them, group by group; an earlier extraction is replaced.

        Gives those that could not be kept, with the reason: other words stand under their id.
        """
        source, clashes = iter(work), list[Done]()
        while group := list(islice(source, GROUP)):
            clashes += self._group(list({done.report.id: done for done in group}.values()), stage, version)
        return clashes

    def _group(self, group: Sequence[Done], stage: str, version: int) -> list[Done]:
        with self._transaction() as connection:
            top = connection.execute(select(func.coalesce(func.max(schema.report.c.key), 0))).scalar_one()
            ignore(connection, schema.report, [_report(done.report) for done in group])
            group, clashes = _apart(connection, group)
            ignore(connection, schema.rejection, _dropped(clashes))
            keys = _keys(connection, [done.report.id for done in group])
            old = list(keys.values())
            restrictions.turned(connection, [key for key in old if key <= top])
            again = select(schema.extraction.c.report).where(schema.extraction.c.report.in_(old))
            if connection.execute(again).first():  # what was read out anew is linked anew, and all with it
                connection.execute(delete(schema.ledger).where(schema.ledger.c.stage == "link"))
            names = called.names(connection, old)
            for table in (schema.attribution, schema.claim, schema.mention, schema.extraction):
                column = table.c.report
                connection.execute(delete(table).where(column.in_(old)))
            for table, rows in _rows(group, keys):
                if rows:
                    connection.execute(insert(table), rows)
            called.keep(connection, called.names(connection, old) - names)
            called.drop(connection, names)
            search.refill(connection, old)
            ignore(connection, schema.unlinked, [{"report": keys[d.report.id]} for d in group if d.extraction])
            ignore(connection, schema.rejection, _dropped(group))
            records = [bytes.fromhex(done.report.digest) for done in group]
            c = schema.ledger.c
            connection.execute(delete(schema.ledger).where(c.record.in_(records), c.stage == stage))
            entries = [_entry(done.report.digest, stage, version) for done in group if done.final]
            ignore(connection, schema.ledger, entries)
        return clashes

    def index(self) -> int:
        """Bring the text index up to date, its own step since its merges stall; gives how many reports it took."""
        taken = 0
        while True:
            with self._transaction() as connection:
                new = search.fill(connection)
            if not new:
                return taken
            taken += new

    def linked(
        self,
        linking: Linking,
        assessed: Sequence[tuple[Incident, Assessment]],
        state: str,
        version: int,
        notices: Sequence[Notice] = (),
    ) -> None:
        """Replace all incidents and links by these. `state` names the input that they were computed from."""
        with self.blocks() as blocks:
            blocks.replace(linking, assessed, state, version)
            blocks.tell(notices)

    @contextmanager
    def blocks(self, most: int = 0, undated: int = 0) -> Iterator[Blocks]:
        """The tables that linking goes on from, in one transaction. `most` lead a key on one day."""
        with self._transaction() as connection:
            yield Blocks(connection, most, undated)

    @contextmanager
    def log(self) -> Iterator[Log]:
        """The log of what is kept, in one transaction."""
        with self._transaction() as connection:
            yield Log(connection)

    def judge(self, judgement: Judgement) -> None:
        """Keep a person's decision; the same id again replaces it (an undoing)."""
        row = {"id": judgement.id, "at": codec.instant(judgement.at), "payload": codec.encode(judgement)}
        with self._transaction() as connection:
            connection.execute(delete(schema.judgement).where(schema.judgement.c.id == judgement.id))
            connection.execute(insert(schema.judgement), [row])

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with told(self._path), self._engine.begin() as connection:
            yield connection


def _dropped(group: Iterable[Done]) -> list[dict[str, Any]]:
    return [
        {"record": r.record, "stage": r.stage, "part": r.part, "reason": r.reason, "mend": r.mend}
        for done in group
        for r in done.rejections
    ]


def _apart(connection: Connection, group: Sequence[Done]) -> tuple[list[Done], list[Done]]:
    """Those whose own words stand under their id; the others are told of, since a claim must never meet other words."""
    c, ids = schema.report.c, [done.report.id for done in group]
    rows = connection.execute(select(c.id, c.content, c.digest).where(c.id.in_(ids)))
    held = {(id, hash.hex()) for id, *hashes in rows for hash in hashes}
    own, clashes = list[Done](), list[Done]()
    for one in group:
        report = one.report
        if held & {(report.id, report.content), (report.id, report.digest)}:
            own.append(one)
        else:
            reason = "other words are held under this id"
            clashes.append(replace(one, rejections=(Rejection(report.id, "read", reason, MEND),)))
    return own, clashes


def _keys(connection: Connection, ids: list[str]) -> dict[str, int]:
    query = select(schema.report.c.id, schema.report.c.key).where(schema.report.c.id.in_(ids))
    return {id: key for id, key in connection.execute(query)}


def _entry(record: str, stage: str, version: int) -> dict[str, Any]:
    return {"record": bytes.fromhex(record), "stage": stage, "version": version}


def _report(one: Report) -> dict[str, Any]:
    return {
        "digest": bytes.fromhex(one.digest),
        "id": one.id,
        "base": codec.base(one),
        "content": bytes.fromhex(one.content),
        "source": one.source,
        "published": codec.instant(one.published),
        "payload": codec.encode(one),
    }


def _rows(group: Sequence[Done], keys: dict[str, int]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows of every table for a group of extractions."""
    held = [(keys[d.report.id], d.extraction) for d in group if d.extraction]
    yield schema.extraction, [{"report": k, "lang": e.lang, "terms": codec.encode(e.terms)} for k, e in held]
    yield (
        schema.attribution,
        [{"report": k, "seq": n, "payload": codec.encode(a)} for k, e in held for n, a in enumerate(e.attributions)],
    )
    yield schema.claim, [_claim(k, n, c, e.report) for k, e in held for n, c in enumerate(e.claims)]
    yield (
        schema.mention,
        [
            {"report": k, "seq": n, "kind": m.kind, "id": m.id, "payload": codec.encode(m)}
            for k, e in held
            for n, m in enumerate(e.mentions)
        ],
    )


def _claim(key: int, seq: int, one: Claim, report: Report) -> dict[str, Any]:
    at = one.when.start if one.when and one.when.start else report.published
    return {
        "id": codec.identity(one.report, one.id),
        "report": key,
        "seq": seq,
        "event": one.event,
        "stance": one.stance,
        "speaker": _names((one.speaker.id, one.speaker.name, one.speaker.text)) if one.speaker else None,
        "place": next((p.id for p in one.places if p.id), None),
        "place_name": _names(n for p in one.places for n in (p.name, p.text)) or None,
        "at": codec.instant(at),
        "payload": codec.encode(one),
    }


def _names(names: Iterable[str | None]) -> str:
    return codec.fold(" | ".join(dict.fromkeys(n for n in names if n)))
