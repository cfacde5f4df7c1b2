"""Accounts: who may sign in, by what, and what is still waited for after attempts that failed.

Kept apart from the tables of `schema`, as it is no content. Secrets are not here: passwords as Argon2 hashes,
everything else that opens something as SHA-256 of random bytes; but for what an app makes its codes from (`factors`).
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BLOB,
    TEXT,
    BigInteger,
    Column,
    Connection,
    MetaData,
    Table,
    delete,
    exists,
    insert,
    select,
    update,
)

from allegedly.errors import AccountRefused
from allegedly.model.people import ROLES, Account, Person, Role, Visitor
from allegedly.store import audit, codec
from allegedly.store.dialect import replace
from allegedly.store.opened import Opened

LAST_ADMIN = "{name} is the last admin who can sign in. Make another one first: allegedly people role NAME admin"
FIRST_ADMIN = "The first person of a desk must be an admin, or nobody could add others on its pages. Use --role admin."

tables = MetaData()
person = Table(
    "person",
    tables,
    Column("name", TEXT, primary_key=True),
    Column("folded", TEXT),  # two names that look alike but for case or width are one
    Column("role", TEXT),
    Column("since", BigInteger),
    Column("ended", BigInteger),
    Column("password", TEXT),
    Column("subject", TEXT),
)
invitation = Table(
    "invitation",
    tables,
    Column("hash", BLOB, primary_key=True),
    Column("person", TEXT),
    Column("until", BigInteger),
)
attempt = Table(
    "attempt",
    tables,
    Column("key", BLOB, primary_key=True),
    Column("tries", BigInteger),
    Column("last", BigInteger),
)
session = Table(
    "session",
    tables,
    Column("hash", BLOB, primary_key=True),
    Column("person", TEXT),
    Column("since", BigInteger),
    Column("seen", BigInteger),
    Column("until", BigInteger),
    Column("agent", TEXT),
)
token = Table(
    "token",
    tables,
    Column("hash", BLOB, primary_key=True),
    Column("owner", TEXT),
    Column("label", TEXT),
    Column("powers", TEXT),
    Column("since", BigInteger),
    Column("until", BigInteger),
    Column("used", BigInteger),
)
errand = Table(
    "errand",
    tables,
    Column("hash", BLOB, primary_key=True),
    Column("nonce", TEXT),
    Column("verifier", TEXT),
    Column("back", TEXT),
    Column("until", BigInteger),
)
# Second factors (`factors`): `secret` is that of an app, `pending` one whose first code is waited for.
factor = Table(
    "factor",
    tables,
    Column("person", TEXT, primary_key=True),
    Column("secret", BLOB),
    Column("pending", BLOB),
    Column("last", BigInteger),
    Column("since", BigInteger),
)
spare = Table("spare", tables, Column("hash", BLOB, primary_key=True), Column("person", TEXT))

STEPS = (
    """CREATE TABLE person (name TEXT PRIMARY KEY, folded TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
        since INTEGER NOT NULL, ended INTEGER, password TEXT NOT NULL, subject TEXT UNIQUE) WITHOUT ROWID""",
    "CREATE TABLE invitation (hash BLOB PRIMARY KEY, person TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE attempt (key BLOB PRIMARY KEY, tries INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE session (hash BLOB PRIMARY KEY, person TEXT NOT NULL, since INTEGER NOT NULL,
        seen INTEGER NOT NULL, until INTEGER NOT NULL, agent TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX session_person ON session (person)",
    """CREATE TABLE token (hash BLOB PRIMARY KEY, owner TEXT NOT NULL, label TEXT NOT NULL, powers TEXT NOT NULL,
        since INTEGER NOT NULL, until INTEGER NOT NULL, used INTEGER) WITHOUT ROWID""",
    "CREATE INDEX token_owner ON token (owner)",
    """CREATE TABLE errand (hash BLOB PRIMARY KEY, nonce TEXT NOT NULL, verifier TEXT NOT NULL, back TEXT NOT NULL,
        until INTEGER NOT NULL) WITHOUT ROWID""",
)


def migration(connection: Connection) -> None:
    """People who share a desk: accounts, sessions, tokens."""
    for statement in STEPS:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True, slots=True)
class Count:
    """One thing that attempts to sign in are counted by: how many are free, then pauses that double up to `most`;
    `kept` is after how long without any the count begins anew."""

    key: bytes
    free: int
    most: timedelta
    kept: timedelta

    def pause(self, count: int) -> timedelta:
        """How long to wait after so many attempts that failed."""
        over = count - self.free
        return timedelta(0) if over <= 0 else min(self.most, timedelta(seconds=2 ** min(over, 20)))


class People(Opened):
    """Reading and changing accounts. Each call is one transaction, with its entry in the audit log."""

    def any(self) -> bool:
        """Has anybody an account, ended ones too? Once it is so it stays so."""
        with self._reading() as connection:
            return bool(connection.execute(select(exists(select(person.c.name)))).scalar())

    def every(self) -> list[Account]:
        """All accounts, the ended ones too, by name."""
        with self._reading() as connection:
            return [_account(row) for row in connection.execute(select(person).order_by(person.c.folded))]

    def find(self, name: str) -> Account | None:
        """The account of a name, whatever its case."""
        with self._reading() as connection:
            return _found(connection, name)

    def of_subject(self, subject: str) -> Account | None:
        """The account that an OpenID provider knows by this name."""
        with self._reading() as connection:
            row = connection.execute(select(person).where(person.c.subject == subject)).first()
            return None if row is None else _account(row)

    def add(self, one: Account, by: Visitor) -> None:
        """A new account. Raises AccountRefused: the name is taken, or the first one is no admin."""
        made = one.person
        row = {"name": made.name, "folded": folded(made.name), "role": made.role, "password": one.password,
               "since": codec.instant(made.since), "ended": None, "subject": one.subject or None}  # fmt: skip
        with self._transaction() as connection:
            if held := _found(connection, made.name):
                was = ", and was ended: what was decided in its name stays its own" if held.person.ended else ""
                raise AccountRefused(f"{held.person.name}: this name is taken{was}. Choose another one.")
            if made.role != "admin" and not connection.execute(select(person.c.name).limit(1)).first():
                raise AccountRefused(FIRST_ADMIN)
            connection.execute(insert(person), [row])
            _note(connection, by, "person added", made.name, made.role)

    def set_role(self, name: str, role: Role, by: Visitor) -> None:
        """Another role. Raises AccountRefused: nobody of this name, or the last admin."""
        with self._transaction() as connection:
            one = _open(connection, name)
            if one.person.role == role:
                return
            _admins_left(connection, one, role)
            connection.execute(update(person).where(person.c.name == one.person.name).values(role=role))
            _note(connection, by, "role", one.person.name, f"{one.person.role} to {role}")

    def end(self, name: str, now: datetime, by: Visitor) -> None:
        """Close an account, with all that it opened. Raises AccountRefused: nobody of this name, or the last admin."""
        with self._transaction() as connection:
            one = _open(connection, name)
            _admins_left(connection, one, "reader")
            mine = one.person.name
            values = {"ended": codec.instant(now), "password": ""}
            connection.execute(update(person).where(person.c.name == mine).values(values))
            connection.execute(delete(session).where(session.c.person == mine))
            connection.execute(delete(token).where(token.c.owner == mine))
            connection.execute(delete(invitation).where(invitation.c.person == mine))
            connection.execute(delete(factor).where(factor.c.person == mine))
            connection.execute(delete(spare).where(spare.c.person == mine))
            _note(connection, by, "person ended", mine)

    def set_password(self, name: str, password: str, by: Visitor, keep: bytes = b"") -> None:
        """Another password (its hash). Ends all sessions but the one with the hash `keep`, and all invitations."""
        with self._transaction() as connection:
            mine = _open(connection, name).person.name
            connection.execute(update(person).where(person.c.name == mine).values(password=password))
            connection.execute(delete(session).where(session.c.person == mine, session.c.hash != keep))
            connection.execute(delete(invitation).where(invitation.c.person == mine))
            _note(connection, by, "password set", mine)

    def rehash(self, name: str, old: str, new: str) -> None:
        """The same password under other parameters; nothing where it was changed meanwhile."""
        with self._transaction() as connection:
            connection.execute(
                update(person).where(person.c.name == name, person.c.password == old).values(password=new)
            )

    def invite(self, name: str, code: bytes, until: datetime, by: Visitor) -> None:
        """A code (its hash) by which a person sets a password once; it takes the place of earlier ones."""
        with self._transaction() as connection:
            mine = _open(connection, name).person.name
            connection.execute(delete(invitation).where(invitation.c.person == mine))
            connection.execute(insert(invitation), [{"hash": code, "person": mine, "until": codec.instant(until)}])
            _note(connection, by, "invited", mine)

    def accept(self, name: str, code: bytes, now: datetime, password: str) -> bool:
        """Set the password that an invitation allows. False, and nothing done, where the code is not of this name."""
        c = invitation.c
        with self._transaction() as connection:
            one = _found(connection, name)
            if one is None or one.person.ended:
                return False
            mine = one.person.name
            held = select(c.hash).where(c.hash == code, c.person == mine, c.until > codec.instant(now))
            if connection.execute(held).first() is None:
                return False
            connection.execute(delete(invitation).where(c.person == mine))
            connection.execute(delete(session).where(session.c.person == mine))
            connection.execute(update(person).where(person.c.name == mine).values(password=password))
            audit.note(connection, mine, "password set", mine, "by invitation", one.person.role)
            return True

    def trying(self, counts: Sequence[Count], now: datetime) -> timedelta:
        """Count an attempt before it is made, so that many at once are not one. Gives how long to wait where it must
        not be made now; then nothing is counted."""
        at, wait = codec.instant(now), timedelta(0)
        assert at is not None
        rows = []
        with self._transaction() as connection:
            held = {bytes(row.key): row for row in connection.execute(_attempts(counts))}
            for one in counts:
                row = held.get(one.key)
                past = timedelta(microseconds=at - row.last) if row else one.kept
                tries = row.tries if row and past < one.kept else 0
                wait = max(wait, one.pause(tries) - past)
                rows.append({"key": one.key, "tries": tries + 1, "last": at})
            if wait > timedelta(0):
                return wait
            replace(connection, attempt, rows)
            oldest = codec.instant(now - max(one.kept for one in counts))
            connection.execute(delete(attempt).where(attempt.c.last < oldest))
            return timedelta(0)

    def tried(self, gone: Sequence[Count], less: Sequence[Count]) -> None:
        """An attempt that was made went well: forget the counts of some, take it off those of others."""
        c = attempt.c
        with self._transaction() as connection:
            connection.execute(delete(attempt).where(c.key.in_([one.key for one in gone])))
            mine = c.key.in_([one.key for one in less])
            connection.execute(update(attempt).where(mine, c.tries > 0).values(tries=c.tries - 1))


def damage(connection: Connection) -> Iterator[tuple[str, str]]:
    """What is wrong with the accounts: which item, and what."""
    rows, able = connection.execute(select(person).order_by(person.c.name)).all(), 0
    for row in rows:
        if row.role not in ROLES:
            yield f"account {row.name}", f"has a role that is none: {row.role}"
        if row.folded != folded(row.name):
            yield f"account {row.name}", "is found under another name than its own"
        if row.password and not row.password.startswith("$argon2"):
            yield f"account {row.name}", "has a password that is no Argon2 hash"
        able += row.role == "admin" and row.ended is None and bool(row.password or row.subject)
    if rows and not able and not _waiting_for_first(connection):
        yield "accounts", "none is of an admin who can sign in. Run: allegedly people add NAME --role admin"


def _waiting_for_first(connection: Connection) -> bool:
    """Was an admin invited who has not come yet?"""
    held = select(invitation.c.person).join(person, person.c.name == invitation.c.person)
    return connection.execute(held.where(person.c.role == "admin", person.c.ended.is_(None))).first() is not None


def folded(name: str) -> str:
    """A name as it is compared: case, width and composition of letters make no other one (NFKC, case folded)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


def _attempts(counts: Sequence[Count]) -> Any:
    return select(attempt).where(attempt.c.key.in_([one.key for one in counts]))


def _found(connection: Connection, name: str) -> Account | None:
    row = connection.execute(select(person).where(person.c.folded == folded(name))).first()
    return None if row is None else _account(row)


def _open(connection: Connection, name: str) -> Account:
    one = _found(connection, name)
    if one is None or one.person.ended:
        raise AccountRefused(f"{name!r}: nobody with an account has this name. See who has: allegedly people list")
    return one


def _admins_left(connection: Connection, one: Account, role: Role) -> None:
    """Refuses what would leave no admin who can sign in. Writers come one after the other, so two cannot both pass."""
    if one.person.role != "admin" or role == "admin" or not (one.password or one.subject):
        return
    c = person.c
    able = (c.password != "") | c.subject.is_not(None)
    others = select(c.name).where(c.role == "admin", c.ended.is_(None), c.name != one.person.name, able)
    if connection.execute(others.limit(1)).first() is None:
        raise AccountRefused(LAST_ADMIN.format(name=one.person.name))


def _note(connection: Connection, by: Visitor, what: str, target: str, detail: str = "") -> None:
    audit.note(connection, by.name, what, target, detail, by.role)


def _account(row: Any) -> Account:
    ended = None if row.ended is None else moment(row.ended)
    return Account(Person(row.name, row.role, moment(row.since), ended), row.password, row.subject or "")


def moment(microseconds: int) -> datetime:
    """A moment as the store keeps it."""
    return codec.EPOCH + timedelta(microseconds=microseconds)
