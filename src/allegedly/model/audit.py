"""Who did what at a desk: entries that each hold the hash of the one before, so that none is changed unseen."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

FIRST = "0" * 64  # stands where the hash of an entry before the first one would


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry of the audit log. `n` counts from 1; `previous` and `hash` are SHA-256 (hex).

    `what` is a short word ("sign-in", "restrict"), `target` an id that the desk made or a person's name, `detail` a few
    words of the desk's own. None of them ever holds a secret or words of a report.
    """

    n: int
    at: datetime
    who: str
    role: str
    what: str
    target: str
    detail: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """How far the audit log went, as the log of what is preserved states it: the hash of entry `n`."""

    audited: str
    n: int
    at: datetime
    tool: str


def canonical(one: Noted) -> bytes:
    """The bytes that an entry's hash is of: a JSON list without spaces, UTF-8; the moment in UTC with microseconds."""
    at = one.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    fields = [one.n, at, one.who, one.role, one.what, one.target, one.detail, one.previous]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def chained(one: Noted) -> str:
    """The hash that an entry must have."""
    return sha256(canonical(one)).hexdigest()


def faults(entries: Iterable[Noted]) -> Iterator[tuple[int, str]]:
    """What is wrong with a whole audit log, in order: the number of the entry, and what is wrong with it."""
    n, previous = 0, FIRST
    for one in entries:
        if one.n > n + 1:
            yield n + 1, "it is missing" if one.n == n + 2 else f"it and all before entry {one.n} are missing"
        if chained(one) != one.hash:
            yield one.n, "it is not what was noted"
        elif one.n <= n:
            yield one.n, "it was put in"
        elif one.n == n + 1 and one.previous != previous:
            yield one.n, "it does not follow the entry before it"
        n, previous = one.n, one.hash
