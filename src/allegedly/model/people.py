"""People who share a desk: what each may do, and who asks now."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Role = Literal["reader", "reporter", "editor", "admin"]
Power = Literal["read", "decide", "restrict", "people"]
ROLES: tuple[Role, ...] = ("reader", "reporter", "editor", "admin")  # each may do what those before it may

# What the least of the roles that has a power is. A token has at most the powers of its owner.
POWERS: dict[Power, Role] = {"read": "reader", "decide": "reporter", "restrict": "editor", "people": "admin"}


@dataclass(frozen=True, slots=True)
class Person:
    """An account: who signs decisions. `ended` is when it was closed; what was decided in its name stays."""

    name: str
    role: Role
    since: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks now: a person with a session, a program with a token, or whoever sits at a desk without accounts.

    `name` is empty at a desk without accounts, where forms say who decides. `powers` are those of the role, or the
    fewer ones of a token.
    """

    name: str
    role: Role
    powers: frozenset[Power] = field(default_factory=frozenset)

    def may(self, power: Power) -> bool:
        """Has this visitor the power?"""
        return power in self.powers


def powers(role: Role) -> frozenset[Power]:
    """All that a role may do."""
    return frozenset(power for power, least in POWERS.items() if reaches(role, least))


def reaches(role: Role, least: Role) -> bool:
    """Is a role as high as the least one that is asked for?"""
    return ROLES.index(role) >= ROLES.index(least)


ALONE = Visitor("", "admin", powers("admin"))  # at a desk without accounts, on this machine


@dataclass(frozen=True, slots=True)
class Account:
    """A person with what proves who it is: the hash of a password (empty: none) and the name that an OpenID provider
    knows it by (`issuer subject`; empty: none). It never leaves the doors."""

    person: Person
    password: str = field(repr=False)
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that somebody is signed in by. `id` names it on the account page and opens nothing.

    `seen` is when it last asked, to some minutes; `until` when it ends at the latest; `agent` what the browser calls
    itself.
    """

    id: str
    person: str
    since: datetime
    seen: datetime
    until: datetime
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """What a program asks by, in the name of its owner. `id` names it in lists and opens nothing."""

    id: str
    owner: str
    label: str
    powers: frozenset[Power]
    since: datetime
    until: datetime
    used: datetime | None = None
