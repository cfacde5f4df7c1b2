"""Does the store still hold what was written into it? Each report against its digest, each claim against its text."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select, text

from allegedly.store import codec, schema

Damage = tuple[str, str]  # which item, and what is wrong with it


def damage(connection: Connection) -> Iterator[Damage]:
    """What is wrong, item by item."""
    if connection.dialect.name == "sqlite":
        for line in connection.execute(text("PRAGMA quick_check(20)")).scalars():
            if line != "ok":
                yield "the store's file", str(line)
    known = {sha.hex() for sha in connection.execute(select(schema.snapshot.c.sha256)).scalars()}
    c = schema.report.c
    texts: dict[int, tuple[str, str | None]] = {}
    for key, id, digest, content, payload in connection.execute(
        select(c.key, c.id, c.digest, c.content, c.payload).order_by(c.key)
    ):
        try:
            one = codec.report(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield f"report {id}", f"cannot be read ({error})"
            texts[key] = (id, None)
            continue
        texts[key] = (id, one.text)
        if one.id != id or one.digest != digest.hex() or one.content != content.hex():
            yield f"report {id}", "its words, date or outlet are not those that were stored"
        if one.snapshot and one.snapshot not in known:
            yield f"report {id}", "the capture that it was read from is not known"
    yield from _claims(connection, texts)


def _claims(connection: Connection, texts: dict[int, tuple[str, str | None]]) -> Iterator[Damage]:
    c = schema.claim.c
    for key, payload in connection.execute(select(c.report, c.payload).order_by(c.report, c.seq)):
        id, words = texts.get(key, ("that is not held", ""))
        if words is None:
            continue
        try:
            one = codec.claim(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield f"report {id}", f"a claim of it cannot be read ({error})"
            continue
        if words[one.span.start : one.span.end] != one.text:
            yield f"report {id}", f"the words of claim {one.id} are not at their place"
