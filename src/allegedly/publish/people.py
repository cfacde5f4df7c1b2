"""What pages and programs ask of whoever keeps the accounts. Implemented by `allegedly.people.StoredPeople`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from allegedly.model.people import Person, Power, Role, Session, Token, Visitor


class NotLetIn(Exception):  # noqa: N818 - what happens to whoever asks
    """Name and password, or code, do not fit; or it is too soon: then `wait` says how long, and nothing was tried."""

    def __init__(self, wait: timedelta = timedelta(0), why: str = "") -> None:
        super().__init__(why or ("wait" if wait else "wrong"))
        self.wait, self.why = wait, why


class CodeAsked(Exception):  # noqa: N818 - what happens to whoever asks
    """The password fits; a code is asked for next, or again (`error`). The browser brings `errand` with it."""

    def __init__(self, errand: str, error: NotLetIn | None = None) -> None:
        super().__init__("a code is asked for")
        self.errand, self.error = errand, error


@dataclass(frozen=True, slots=True)
class Asker:
    """Where somebody asks from: the address of the network, what the browser calls itself, and the secret of the
    session that it shows (empty: none), which a new one takes the place of."""

    address: str
    agent: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Entered:
    """A session that was opened: the secret that the browser is to show, for how long at most, and whose it is."""

    secret: str = field(repr=False)
    most: timedelta
    visitor: Visitor


class Provider(Protocol):
    """An OpenID provider that people may sign in by."""

    @property
    def name(self) -> str:
        """What the page calls it."""
        ...

    def away(self, home: str, back: str) -> tuple[str, str]:
        """The address to send a browser to, and the secret that it is to bring back. `home`: the desk's own address
        that the provider answers to; `back`: the page to lead to afterwards. Raises NotLetIn (the provider is down)."""
        ...

    def returned(self, home: str, given: dict[str, str], secret: str, asker: Asker) -> tuple[Entered, str]:
        """What the provider's answer opens, and the page to lead to. Raises NotLetIn."""
        ...


@dataclass(frozen=True, slots=True)
class Begun:
    """An app that is set up: its secret to be typed in, and the otpauth address that holds all of it."""

    secret: str = field(repr=False)
    address: str = field(repr=False)


class SecondFactor(Protocol):
    """Codes of an app beside the password."""

    def held(self, name: str) -> bool:
        """Does this person sign in by one?"""
        ...

    def spares(self, name: str) -> int:
        """How many spare codes are left."""
        ...

    def holders(self) -> Collection[str]:
        """The names of all who have one."""
        ...

    def asked_of(self, role: Role) -> bool:
        """Must a role have one?"""
        ...

    def begin(self, name: str, desk: str) -> Begun:
        """Set up another app, which counts from its first code on. `desk`: what the app is to call this one."""
        ...

    def begun(self, name: str, desk: str) -> Begun | None:
        """The app whose first code is waited for."""
        ...

    def confirm(self, visitor: Visitor, typed: str) -> tuple[str, ...]:
        """Spare codes, where the code is of the secret that was begun; else none. All sessions end."""
        ...

    def renew(self, visitor: Visitor) -> tuple[str, ...]:
        """New spare codes in place of the others."""
        ...

    def drop(self, name: str, by: Visitor) -> bool:
        """Sign in without from now on. All sessions end."""
        ...


class Keeper(Protocol):
    """Who may do what. Methods that change something raise AccountRefused where they cannot."""

    @property
    def guests(self) -> bool:
        """May those without an account read?"""
        ...

    @property
    def provider(self) -> Provider | None:
        """An OpenID provider, where one is set."""
        ...

    def any(self) -> bool:
        """Has anybody an account?"""
        ...

    def session(self, secret: str) -> Visitor | None:
        """Who is signed in by this."""
        ...

    def token(self, secret: str) -> Visitor | None:
        """Whose program shows this, with the powers that it has."""
        ...

    def seen(self, secret: str) -> None:
        """Note that session or token is in use."""
        ...

    @property
    def second(self) -> SecondFactor:
        """Second factors."""
        ...

    def sign_in(self, name: str, password: str, asker: Asker) -> Entered:
        """A new session. Raises NotLetIn, CodeAsked."""
        ...

    def prove(self, errand: str, code: str, asker: Asker) -> Entered:
        """A new session by a code, after the password. Raises NotLetIn, CodeAsked (another try)."""
        ...

    def prove_again(self, visitor: Visitor, password: str, code: str, asker: Asker) -> None:
        """Is it still whoever signed in? By password and code. Raises NotLetIn."""
        ...

    def again(self, visitor: Visitor, asker: Asker) -> Entered:
        """A new session of whoever is signed in, where all were ended."""
        ...

    def accept(self, name: str, code: str, password: str, asker: Asker) -> Entered:
        """Set the password that an invitation allows, and sign in. Raises NotLetIn, CodeAsked, AccountRefused."""
        ...

    def sign_out(self, secret: str, visitor: Visitor) -> None:
        """End this session."""
        ...

    def change_password(self, visitor: Visitor, old: str, new: str, asker: Asker) -> Entered:
        """Another password; all sessions end, and a new one opens. Raises NotLetIn, AccountRefused."""
        ...

    def with_password(self, name: str) -> bool:
        """Does this person sign in by a password?"""
        ...

    def named(self, secret: str) -> str:
        """The id of the session that a secret opens."""
        ...

    def sessions(self, name: str) -> Sequence[Session]:
        """Sessions that hold, the newest first."""
        ...

    def end_session(self, visitor: Visitor, id: str) -> bool:
        """End one of one's own sessions; whether there was one."""
        ...

    def tokens(self, name: str) -> Sequence[Token]:
        """Tokens of a person."""
        ...

    def make_token(self, visitor: Visitor, label: str, powers: Iterable[Power], days: int) -> tuple[Token, str]:
        """A token for one's own programs, and its secret, which is told only now."""
        ...

    def end_token(self, visitor: Visitor, id: str) -> bool:
        """End one of one's own tokens; whether there was one."""
        ...

    def every(self) -> Sequence[Person]:
        """All who have or had an account."""
        ...

    def waiting(self, name: str) -> bool:
        """Has this person nothing to sign in by yet?"""
        ...

    def add(self, name: str, role: Role, by: Visitor) -> str:
        """A new person, and the code by which they set a password."""
        ...

    def invite(self, name: str, by: Visitor) -> str:
        """A code by which a person sets a new password."""
        ...

    def set_role(self, name: str, role: Role, by: Visitor) -> None:
        """Another role."""
        ...

    def end(self, name: str, by: Visitor) -> None:
        """Close an account."""
        ...
