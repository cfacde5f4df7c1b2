"""The second factor of those who sign in by a password: codes of an app, and spare codes for whoever lost it."""

from collections.abc import Callable
from datetime import datetime

from allegedly.model.people import Account, Role, Visitor, reaches
from allegedly.people import totp
from allegedly.publish.people import Begun
from allegedly.store import Store


class Second:
    """Who has one, who must, and whether a code is theirs. `least`: the least role that must have one; None: nobody."""

    def __init__(self, store: Store, least: Role | None, now: Callable[[], datetime]) -> None:
        self._factors, self._least, self._now = store.factors(), least, now

    def held(self, name: str) -> bool:
        """Does this person sign in by a second factor?"""
        return bool(self._factors.of(name).secret)

    def spares(self, name: str) -> int:
        """How many spare codes are left."""
        return self._factors.of(name).spare

    def holders(self) -> frozenset[str]:
        """All who have one."""
        return frozenset(self._factors.holders())

    def asked_of(self, role: Role) -> bool:
        """Must a role have one?"""
        return self._least is not None and reaches(role, self._least)

    def lacking(self, account: Account | None) -> bool:
        """Must this person get one first? Whoever signs in by a provider proves there what the provider asks for."""
        if account is None or not account.password or not self.asked_of(account.person.role):
            return False
        return not self.held(account.person.name)

    def begin(self, name: str, desk: str) -> Begun:
        """Set up another app, which counts from its first code on. `desk`: what the app is to call this one."""
        made = totp.fresh()
        self._factors.begin(name, made)
        return Begun(totp.spelt(made), totp.address(made, name, desk))

    def begun(self, name: str, desk: str) -> Begun | None:
        """The app whose first code is waited for."""
        held = self._factors.of(name).pending
        return Begun(totp.spelt(held), totp.address(held, name, desk)) if held else None

    def confirm(self, visitor: Visitor, typed: str) -> tuple[str, ...]:
        """Spare codes, told only now, where the code is of the secret that was begun; else none. All sessions end."""
        pending, now = self._factors.of(visitor.name).pending, self._now()
        step, made = totp.fitting(pending, typed, now, 0), totp.spares()
        if step is None:
            return ()
        hashes = [totp.spare_hash(one) for one in made]
        return made if self._factors.confirm(pending, step, hashes, now, visitor) else ()

    def fits(self, name: str, role: Role, typed: str) -> bool:
        """Is it a code of the app that was not used yet, or a spare one? Either is used up by this."""
        held = self._factors.of(name)
        step = totp.fitting(held.secret, typed, self._now(), held.last)
        if step is not None:
            return self._factors.use(name, step)
        return bool(held.secret) and self._factors.spend(name, totp.spare_hash(typed), role)

    def renew(self, visitor: Visitor) -> tuple[str, ...]:
        """New spare codes, told only now, in place of the others."""
        made = totp.spares()
        self._factors.renew(visitor.name, [totp.spare_hash(one) for one in made], visitor)
        return made

    def drop(self, name: str, by: Visitor) -> bool:
        """Sign in without from now on; whether there was one. All sessions end."""
        return self._factors.drop(name, by)
