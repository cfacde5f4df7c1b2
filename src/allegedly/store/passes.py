"""What opens the door once somebody is known: sessions of browsers, tokens of programs, errands to a provider.

Each is found by the SHA-256 of what its holder shows; what they show is kept nowhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete, insert, select, update

from allegedly.model.people import Person, Power, Session, Token, Visitor
from allegedly.store import audit, codec
from allegedly.store.opened import Opened
from allegedly.store.people import errand, moment, person, session, token

SHOWN = 16  # hexadecimal digits of a hash that name a session or token where they are listed
MOST = 100  # sessions or tokens of one person; the oldest give way
LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class Errand:
    """Somebody was sent to an OpenID provider: what its answer must hold, and where the desk then leads."""

    nonce: str
    verifier: str
    back: str


class Passes(Opened):
    """Reading and changing them. Each call is one transaction."""

    def open(self, one: Session, secret: bytes, instead: bytes, role: str) -> None:
        """A new session, found by the hash of its secret, `instead` of the one with that hash."""
        row = {"hash": secret, "person": one.person, "since": codec.instant(one.since),
               "seen": codec.instant(one.seen), "until": codec.instant(one.until),
               "agent": one.agent[:LONGEST_AGENT]}  # fmt: skip
        c = session.c
        with self._transaction() as connection:
            connection.execute(delete(session).where((c.hash == instead) | (c.until <= row["since"])))
            kept = select(c.hash).where(c.person == one.person).order_by(c.since.desc()).limit(MOST - 1)
            held = connection.execute(kept).scalars().all()
            connection.execute(delete(session).where(c.person == one.person, c.hash.not_in(held)))
            connection.execute(insert(session), [row])
            audit.note(connection, one.person, "sign-in", one.person, "", role)

    def session(self, secret: bytes, now: datetime, idle: timedelta) -> tuple[Session, Person] | None:
        """A session that still holds, and whose it is."""
        c = session.c
        holds = (c.until > codec.instant(now), c.seen > codec.instant(now - idle), person.c.ended.is_(None))
        query = select(session, person.c.role, person.c.since.label("joined")).join(person, person.c.name == c.person)
        with self._reading() as connection:
            row = connection.execute(query.where(c.hash == secret, *holds)).first()
            return None if row is None else (_session(row), Person(row.person, row.role, moment(row.joined)))

    def seen(self, secret: bytes, now: datetime) -> None:
        """Note that a session asked."""
        with self._transaction() as connection:
            connection.execute(update(session).where(session.c.hash == secret).values(seen=codec.instant(now)))

    def close(self, secret: bytes, by: Visitor) -> None:
        """End the session with this hash."""
        with self._transaction() as connection:
            if connection.execute(delete(session).where(session.c.hash == secret)).rowcount:
                audit.note(connection, by.name, "sign-out", by.name, "", by.role)

    def close_one(self, owner: str, id: str, by: Visitor) -> bool:
        """End one session of a person by its id; whether there was one."""
        with self._transaction() as connection:
            held = connection.execute(select(session.c.hash).where(session.c.person == owner)).scalars().all()
            mine = [one for one in held if named(one) == id]
            connection.execute(delete(session).where(session.c.hash.in_(mine)))
            if mine:
                audit.note(connection, by.name, "session ended", owner, "", by.role)
            return bool(mine)

    def close_all(self, owner: str, by: Visitor) -> None:
        """End all sessions of a person."""
        with self._transaction() as connection:
            connection.execute(delete(session).where(session.c.person == owner))
            audit.note(connection, by.name, "sessions ended", owner, "", by.role)

    def sessions(self, owner: str, now: datetime, idle: timedelta) -> list[Session]:
        """Sessions of a person that still hold, the newest first."""
        c = session.c
        holds = (c.person == owner, c.until > codec.instant(now), c.seen > codec.instant(now - idle))
        with self._reading() as connection:
            return [_session(row) for row in connection.execute(select(session).where(*holds).order_by(c.since.desc()))]

    def issue(self, one: Token, secret: bytes, by: Visitor) -> None:
        """A new token, found by the hash of its secret."""
        row = {"hash": secret, "owner": one.owner, "label": one.label, "powers": ",".join(sorted(one.powers)),
               "since": codec.instant(one.since), "until": codec.instant(one.until), "used": None}  # fmt: skip
        with self._transaction() as connection:
            connection.execute(insert(token), [row])
            audit.note(
                connection, by.name, "token made", one.owner, f"{one.id}: {', '.join(sorted(one.powers))}", by.role
            )

    def token(self, secret: bytes, now: datetime) -> tuple[Token, Person] | None:
        """A token that still holds, and whose it is."""
        c = token.c
        query = select(token, person.c.role, person.c.since.label("joined")).join(person, person.c.name == c.owner)
        holds = (c.hash == secret, c.until > codec.instant(now), person.c.ended.is_(None))
        with self._reading() as connection:
            row = connection.execute(query.where(*holds)).first()
            return None if row is None else (_token(row), Person(row.owner, row.role, moment(row.joined)))

    def used(self, secret: bytes, now: datetime) -> None:
        """Note that a token was used."""
        with self._transaction() as connection:
            connection.execute(update(token).where(token.c.hash == secret).values(used=codec.instant(now)))

    def tokens(self, owner: str = "") -> list[Token]:
        """Tokens of a person, or of all; also those that are over."""
        query = select(token).order_by(token.c.owner, token.c.since)
        with self._reading() as connection:
            return [_token(row) for row in connection.execute(query.where(token.c.owner == owner) if owner else query)]

    def revoke(self, owner: str, id: str, by: Visitor) -> bool:
        """End one token of a person by its id, or of anybody where no owner is named; whether there was one."""
        query = select(token.c.hash, token.c.owner)
        with self._transaction() as connection:
            held = connection.execute(query.where(token.c.owner == owner) if owner else query).all()
            mine = [row for row in held if named(row.hash) == id]
            connection.execute(delete(token).where(token.c.hash.in_([row.hash for row in mine])))
            for row in mine:
                audit.note(connection, by.name, "token ended", row.owner, id, by.role)
            return bool(mine)

    def send(self, secret: bytes, one: Errand, now: datetime, until: datetime) -> None:
        """Note an errand."""
        row = {"hash": secret, "nonce": one.nonce, "verifier": one.verifier, "back": one.back,
               "until": codec.instant(until)}  # fmt: skip
        with self._transaction() as connection:
            connection.execute(delete(errand).where(errand.c.until <= codec.instant(now)))
            connection.execute(insert(errand), [row])

    def back(self, secret: bytes, now: datetime) -> Errand | None:
        """Take up an errand, which is then over; None where there is none."""
        c = errand.c
        with self._transaction() as connection:
            row = connection.execute(select(errand).where(c.hash == secret, c.until > codec.instant(now))).first()
            connection.execute(delete(errand).where(c.hash == secret))
            return None if row is None else Errand(row.nonce, row.verifier, row.back)

    def failed(self, known: str, why: str) -> None:
        """Note a sign-in that failed. `known` is the name of an account: what else was typed may be a password."""
        with self._transaction() as connection:
            audit.note(connection, known, "sign-in failed", known, why)


def named(secret: bytes) -> str:
    """How a session or token is called where it is listed: the start of its hash."""
    return bytes(secret).hex()[:SHOWN]


def _session(row: Any) -> Session:
    return Session(named(row.hash), row.person, moment(row.since), moment(row.seen), moment(row.until), row.agent)


def _token(row: Any) -> Token:
    powers = frozenset(cast(list[Power], row.powers.split(","))) if row.powers else frozenset[Power]()
    used = None if row.used is None else moment(row.used)
    return Token(named(row.hash), row.owner, row.label, powers, moment(row.since), moment(row.until), used)
