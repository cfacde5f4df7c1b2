"""A desk with people, and a clock that tests move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from allegedly.model.people import Visitor, powers
from allegedly.people import Hours, StoredPeople
from allegedly.people.passwords import Passwords
from allegedly.store import Store

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # not for real passwords
BOSS = Visitor("Olha", "admin", powers("admin"))
GOOD = "seven herons by the mill"


@dataclass
class Clock:
    now: datetime = datetime(2025, 3, 11, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **given: float) -> None:
        self.now += timedelta(**given)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(tmp_path / "desk.db", create=True)
    yield made
    made.close()


@pytest.fixture
def keeper(store: Store, clock: Clock) -> StoredPeople:
    """A desk with one admin, Olha."""
    made = StoredPeople(store, Hours(timedelta(hours=8), timedelta(hours=72)), False, Passwords(QUICK), clock)
    made.add_with("Olha", "admin", GOOD, BOSS)
    return made
