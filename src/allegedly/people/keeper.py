"""Accounts over a store. Implements `publish.people.Keeper`.

What is shown by browsers and programs is 256 random bits; the store has its SHA-256 only, so who reads the store can
show nothing.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from allegedly.errors import AccountRefused, StoreFailed
from allegedly.model.people import Account, Person, Power, Role, Session, Token, Visitor, powers
from allegedly.people.names import neighbourhood, proper
from allegedly.people.passwords import Passwords, sound
from allegedly.people.second import Second
from allegedly.publish.people import Asker, CodeAsked, Entered, NotLetIn, Provider
from allegedly.publish.tongue import _
from allegedly.store import Store
from allegedly.store.passes import Errand, named
from allegedly.store.people import Count, folded

BITS = 32  # bytes of randomness of whatever opens something
INVITED = timedelta(hours=72)
TOKEN = "alg_"
TOKEN_POWERS: frozenset[Power] = frozenset({"read", "decide"})
TOKEN_DAYS = 366
LONGEST_LABEL = 60
NOTED = timedelta(minutes=5)  # between two notes that a session or token is in use
REMEMBERED = 10_000
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SECOND = "second factor"  # of errands to the page that asks for a code
MINUTES = timedelta(minutes=5)  # until the code is shown


@dataclass(frozen=True, slots=True)
class Hours:
    """When sessions end: after so long without a request, and after so long in any case."""

    idle: timedelta = timedelta(hours=8)
    most: timedelta = timedelta(hours=72)


class StoredPeople:
    """Who may do what, over a store. Safe to use from several threads."""

    def __init__(
        self,
        store: Store,
        hours: Hours = Hours(),
        guests: bool = False,
        passwords: Passwords | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        second: Role | None = None,
    ) -> None:
        """`second`: the least role that needs a second factor beside its password."""
        self.guests, self.provider = guests, None
        self._people, self._passes, self._hours, self._now = store.people(), store.passes(), hours, now
        self._passwords, self.second = passwords or Passwords(), Second(store, second, now)
        self._known, self._noted, self._noting = False, OrderedDict[bytes, datetime](), threading.Lock()

    provider: Provider | None

    def any(self) -> bool:
        """Has anybody an account? Once it is so it stays so, since accounts are ended but never deleted."""
        self._known = self._known or self._people.any()
        return self._known

    def session(self, secret: str) -> Visitor | None:
        """Who is signed in by this."""
        found = self._passes.session(hashed(secret), self._now(), self._hours.idle)
        if found is None:
            return None
        one = found[1]
        if self.second.asked_of(one.role) and self.second.lacking(self._people.find(one.name)):
            return Visitor(one.name, one.role)  # no powers, until there is one
        return _visitor(one)

    def token(self, secret: str) -> Visitor | None:
        """Whose program shows this: with the powers of the token, as far as the owner has them now."""
        found = self._passes.token(hashed(secret), self._now()) if secret.startswith(TOKEN) else None
        if found is None:
            return None
        one, owner = found
        return Visitor(owner.name, owner.role, one.powers & powers(owner.role))

    def seen(self, secret: str) -> None:
        """Note that session or token is in use, once in a while. Who writes meanwhile stops no reading."""
        key, now = hashed(secret), self._now()
        with self._noting:
            if now - self._noted.get(key, now - NOTED) < NOTED:
                return
            self._noted[key] = now
            self._noted.move_to_end(key)
            while len(self._noted) > REMEMBERED:
                self._noted.popitem(last=False)
        try:
            (self._passes.used if secret.startswith(TOKEN) else self._passes.seen)(key, now)
        except StoreFailed:
            with self._noting:
                self._noted.pop(key, None)

    def sign_in(self, name: str, password: str, asker: Asker) -> Entered:
        """A new session. Whether the name is unknown, ended or without a password is not to be told from outside."""
        counts = attempts(name, asker.address)
        self._in_time(counts)
        account = self._people.find(name)
        usable = account.password if account and not account.person.ended else ""
        if not self._passwords.fits(usable, password) or account is None:
            self._passes.failed(account.person.name if account else "", "password" if account else "unknown name")
            raise NotLetIn
        self._people.tried(counts[:2], counts[2:])
        if self._passwords.aged(usable):
            self._people.rehash(account.person.name, usable, self._passwords.hash(password))
        return self._go_on(name, asker)

    def prove(self, errand: str, code: str, asker: Asker) -> Entered:
        """A new session of somebody whose password fitted, by the second factor."""
        known = self.back(hashed(errand))
        account = self._people.find(known.verifier) if known and known.nonce == SECOND else None
        if known is None or account is None or account.person.ended or known.back != _state(account):
            raise NotLetIn(why=_("That took too long, or something changed meanwhile. Sign in anew."))
        try:
            self._shown(account, code, asker)
        except NotLetIn as error:
            raise CodeAsked(self._errand(account), error) from error
        return self.enter(account.person, asker)

    def _go_on(self, name: str, asker: Asker) -> Entered:
        """After the password: in, or to the second factor. Raises CodeAsked."""
        account = self._people.find(name)
        assert account is not None
        if self.second.held(account.person.name):
            raise CodeAsked(self._errand(account))
        return self.enter(account.person, asker)

    def _errand(self, account: Account) -> str:
        """What a browser brings with a code: it stands for a password that fitted, as long as that is the one."""
        secret = secrets.token_urlsafe(BITS)
        self.send(hashed(secret), Errand(SECOND, account.person.name, _state(account)), MINUTES)
        return secret

    def _shown(self, account: Account, code: str, asker: Asker) -> None:
        """Raises NotLetIn where a code is not of this person, or it is too soon for another one."""
        one, counts = account.person, codes(account.person.name, asker.address)
        self._in_time(counts)
        if not self.second.fits(one.name, one.role, code):
            self._passes.failed(one.name, "code")
            raise NotLetIn
        self._people.tried(counts[:1], counts[1:])

    def prove_again(self, visitor: Visitor, password: str, code: str, asker: Asker) -> None:
        """Is it still whoever signed in? By the password, and by a code where there is a second factor. Raises
        NotLetIn."""
        counts = attempts(visitor.name, asker.address)
        self._in_time(counts)
        account = self._people.find(visitor.name)
        if account is None or not self._passwords.fits(account.password, password):
            self._passes.failed(visitor.name, "password, to change the second factor")
            raise NotLetIn
        self._people.tried(counts[:2], counts[2:])
        if self.second.held(visitor.name):
            self._shown(account, code, asker)

    def accept(self, name: str, code: str, password: str, asker: Asker) -> Entered:
        """Set the password that an invitation allows, and sign in."""
        sound(password, name)
        counts = attempts(name, asker.address)
        self._in_time(counts)
        if not self._people.accept(name, hashed(code.strip()), self._now(), self._passwords.hash(password)):
            self._passes.failed("", "invitation")
            raise NotLetIn
        self._people.tried(counts[:2], counts[2:])
        return self._go_on(name, asker)

    def enter(self, person: Person, asker: Asker) -> Entered:
        """A new session of somebody who proved who they are, instead of the one that the browser has."""
        now, secret = self._now(), secrets.token_urlsafe(BITS)
        made = Session("", person.name, now, now, now + self._hours.most, asker.agent)
        self._passes.open(made, hashed(secret), hashed(asker.secret), person.role)
        return Entered(secret, self._hours.most, _visitor(person))

    def again(self, visitor: Visitor, asker: Asker) -> Entered:
        """A new session of whoever is signed in, where all were ended."""
        account = self._people.find(visitor.name)
        assert account is not None
        return self.enter(account.person, asker)

    def sign_out(self, secret: str, visitor: Visitor) -> None:
        """End this session."""
        self._passes.close(hashed(secret), visitor)

    def change_password(self, visitor: Visitor, old: str, new: str, asker: Asker) -> Entered:
        """Another password. All sessions end, and the browser that asks gets a new one."""
        counts = attempts(visitor.name, asker.address)
        self._in_time(counts)
        account = self._people.find(visitor.name)
        if account is None or not self._passwords.fits(account.password, old):
            self._passes.failed(visitor.name, "password, to change it")
            raise NotLetIn
        self._people.tried(counts[:2], counts[2:])
        self._people.set_password(visitor.name, self._passwords.hash(sound(new, visitor.name)), visitor)
        return self.enter(account.person, asker)

    def with_password(self, name: str) -> bool:
        """Does this person sign in by a password?"""
        account = self._people.find(name)
        return account is not None and bool(account.password)

    def named(self, secret: str) -> str:
        """The id of the session that a secret opens."""
        return named(hashed(secret))

    def sessions(self, name: str) -> Sequence[Session]:
        """Sessions that hold, the newest first."""
        return self._passes.sessions(name, self._now(), self._hours.idle)

    def end_session(self, visitor: Visitor, id: str) -> bool:
        """End one of one's own sessions; whether there was one."""
        return self._passes.close_one(visitor.name, id, visitor)

    def tokens(self, name: str = "") -> Sequence[Token]:
        """Tokens of a person, or of all."""
        return self._passes.tokens(name)

    def make_token(self, visitor: Visitor, label: str, powers: Iterable[Power], days: int) -> tuple[Token, str]:
        """A token for one's own programs, and its secret, which is told only now."""
        label, wanted = " ".join(label.split()), frozenset(powers)
        if not label or len(label) > LONGEST_LABEL or not label.isprintable():
            raise AccountRefused(_("Say in 1 to {n} characters what the token is for.").format(n=LONGEST_LABEL))
        if not wanted or not wanted <= TOKEN_POWERS or not wanted <= visitor.powers:
            raise AccountRefused(_("A token may read or decide, and no more than its owner."))
        if not 1 <= days <= TOKEN_DAYS:
            raise AccountRefused(_("A token is good for 1 to {n} days.").format(n=TOKEN_DAYS))
        secret, now = TOKEN + secrets.token_urlsafe(BITS), self._now()
        made = Token(named(hashed(secret)), visitor.name, label, wanted, now, now + timedelta(days=days))
        self._passes.issue(made, hashed(secret), visitor)
        return made, secret

    def end_token(self, visitor: Visitor, id: str) -> bool:
        """End one of one's own tokens; whether there was one."""
        return self._passes.revoke(visitor.name, id, visitor)

    def end_any_token(self, id: str, by: Visitor) -> bool:
        """End anybody's token; whether there was one."""
        return self._passes.revoke("", id, by)

    def every(self) -> Sequence[Person]:
        """All who have or had an account."""
        return [one.person for one in self._people.every()]

    def waiting(self, name: str) -> bool:
        """Has this person nothing to sign in by yet?"""
        account = self._people.find(name)
        return account is not None and not (account.password or account.subject)

    def add(self, name: str, role: Role, by: Visitor) -> str:
        """A new person, and the code by which they set a password."""
        made = self._new(name, role)
        self._people.add(made, by)
        return self.invite(made.person.name, by)

    def add_with(self, name: str, role: Role, password: str, by: Visitor) -> None:
        """A new person with a password."""
        made = self._new(name, role)
        sound(password, made.person.name)
        self._people.add(Account(made.person, self._passwords.hash(password)), by)

    def add_known(self, name: str, role: Role, subject: str, by: Visitor) -> Person:
        """A new person whom an OpenID provider knows."""
        made = self._new(name, role)
        self._people.add(Account(made.person, "", subject), by)
        return made.person

    def known_as(self, subject: str) -> Person | None:
        """The person whom an OpenID provider knows by this."""
        account = self._people.of_subject(subject)
        return account.person if account else None

    def _new(self, name: str, role: Role) -> Account:
        return Account(Person(proper(name), role, self._now()), "")

    def invite(self, name: str, by: Visitor) -> str:
        """A code by which a person sets a new password."""
        code = secrets.token_urlsafe(BITS)
        self._people.invite(name, hashed(code), self._now() + INVITED, by)
        return code

    def set_password(self, name: str, password: str, by: Visitor) -> None:
        """Another password, set by whoever keeps the desk; all sessions of the person end."""
        self._people.set_password(name, self._passwords.hash(sound(password, name)), by)

    def set_role(self, name: str, role: Role, by: Visitor) -> None:
        """Another role. It holds from the next request on."""
        self._people.set_role(name, role, by)

    def end(self, name: str, by: Visitor) -> None:
        """Close an account, with its sessions and tokens."""
        self._people.end(name, self._now(), by)

    def end_sessions(self, name: str, by: Visitor) -> None:
        """End all sessions of a person."""
        self._passes.close_all(name, by)

    def send(self, secret: bytes, one: Errand, within: timedelta) -> None:
        """Note that somebody was sent to a provider."""
        self._passes.send(secret, one, self._now(), self._now() + within)

    def back(self, secret: bytes) -> Errand | None:
        """Take up what somebody comes back with from a provider; it is good once."""
        return self._passes.back(secret, self._now())

    def _in_time(self, counts: Sequence[Count]) -> None:
        if wait := self._people.trying(counts, self._now()):
            raise NotLetIn(wait)


def hashed(secret: str) -> bytes:
    """What the store has of a secret."""
    return sha256(secret.encode()).digest()


def attempts(name: str, address: str) -> tuple[Count, Count, Count]:
    """What attempts to sign in are counted by: the name from an address, the name, and the address.

    The first grows fast. The second is slow, since else anybody could keep a person out by failing in their name; the
    third is for who tries many names, and an office behind one address has many people.
    """
    who, where = folded(name), neighbourhood(address)
    return (
        Count(hashed(f"both {where} {who}"), 4, timedelta(minutes=15), DAY),
        Count(hashed(f"name {who}"), 30, timedelta(minutes=1), DAY),
        Count(hashed(f"address {where}"), 30, timedelta(minutes=15), HOUR),
    )


def codes(name: str, address: str) -> tuple[Count, Count]:
    """What attempts to show a code are counted by: the name, whose password is known by then, and the address."""
    return (
        Count(hashed(f"code {folded(name)}"), 4, timedelta(minutes=15), DAY),
        Count(hashed(f"address {neighbourhood(address)}"), 30, timedelta(minutes=15), HOUR),
    )


def _state(account: Account) -> str:
    """Another one as soon as the password is another one."""
    return hashed(f"state {account.password}").hex()


def _visitor(one: Person) -> Visitor:
    return Visitor(one.name, one.role, powers(one.role))
