"""A served desk that people share: one of each role, and two editions that can be told apart."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from allegedly.model.people import ROLES, Role
from allegedly.people import Hours, StoredPeople
from allegedly.people.passwords import Passwords
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from allegedly.store import Store
from tests.people.conftest import BOSS, QUICK
from tests.people.conftest import Clock as Now
from tests.publish.build import HandDesk
from tests.publish.web.server import serving

PASSWORD = "seven herons by the mill"
NAMES: Mapping[Role, str] = {"reader": "Rosa", "reporter": "Petro", "editor": "Edyta", "admin": "Olha"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


@dataclass
class Shared:
    """A desk that runs, whoever keeps its accounts, and browsers and programs that ask it."""

    address: str
    keeper: StoredPeople
    now: Now
    app: FastAPI
    open: list[httpx.Client] = field(default_factory=list)

    def browser(self, role: Role | None = None, **more: Any) -> httpx.Client:
        """A browser with cookies of its own, signed in as the one of a role."""
        made = httpx.Client(base_url=self.address, timeout=60, trust_env=False, **more)
        self.open.append(made)
        if role is not None:
            answer = self.sign_in(made, NAMES[role])
            assert answer.status_code == 303, answer.text
        return made

    def sign_in(self, browser: httpx.Client, name: str, password: str = PASSWORD, to: str = "/") -> httpx.Response:
        return self.post(browser, "/sign-in", name=name, password=password, to=to)

    def post(self, browser: httpx.Client, path: str, origin: str | None = None, **given: Any) -> httpx.Response:
        return browser.post(path, data=given, headers={**FORM, "Origin": origin or self.address})

    def token(self, role: Role, *powers: str) -> dict[str, str]:
        """Headers of a program of the one of a role."""
        from allegedly.model.people import Visitor
        from allegedly.model.people import powers as all_of

        owner = Visitor(NAMES[role], role, all_of(role))
        _, secret = self.keeper.make_token(owner, "a program", powers or ["read"], 30)  # type: ignore[arg-type]
        return {"Authorization": f"Bearer {secret}"}


@contextmanager
def shared(folder: Path, guests: bool = False, people: bool = True, **more: Any) -> Iterator[Shared]:
    """A desk with one person of each role, on this machine."""
    store, now = Store.open(folder / "people.db", create=True), Now()
    keeper = StoredPeople(store, Hours(timedelta(hours=8), timedelta(hours=72)), guests, Passwords(QUICK), now)
    if people:
        for role in reversed(ROLES):
            keeper.add_with(NAMES[role], role, PASSWORD, BOSS)
    given = Given(**{"desk": HandDesk(), "clock": Clock(), "people": keeper, "now": now, **more})
    app = create_app(given)
    with serving(app) as address:
        desk = Shared(address, keeper, now, app)
        yield desk
        for one in desk.open:
            one.close()
    store.close()
