"""A store is one SQLite file, or a PostgreSQL database that many share. Opening it brings its schema up to date."""

from contextlib import ExitStack
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from allegedly.errors import StoreFailed
from allegedly.model.home import Home, Shared, beside, home
from allegedly.store import postgres, sqlite
from allegedly.store.audit import Audit
from allegedly.store.deliveries import Deliveries
from allegedly.store.editions import Following
from allegedly.store.faults import told
from allegedly.store.intake import Intake
from allegedly.store.integrity import Damage, damage
from allegedly.store.migrations import MIGRATIONS
from allegedly.store.notices import Notices
from allegedly.store.pages import Pages
from allegedly.store.passes import Passes
from allegedly.store.people import People
from allegedly.store.restrictions import Restrictions
from allegedly.store.view import View
from allegedly.store.writer import Writer


class Store:
    """Opens it, gives a View for reading and a Writer for those that write."""

    def __init__(self, place: Home, engine: Engine) -> None:
        self.place = place
        # What the desk's own files are called after: the store's file, or the database's name in this folder.
        self.path = beside(place)
        self._engine = engine

    @classmethod
    def open(cls, path: str | Home, create: bool = False) -> Self:
        """The store at a path or a postgresql:// address; with `create` made if absent.

        Raises StoreFailed: absent, locked, damaged, newer; SetupIncomplete: no driver for PostgreSQL.
        """
        place = home(path)
        with told(place), ExitStack() as undo:
            engine = postgres.connect(place) if isinstance(place, Shared) else sqlite.connect(place, create)
            undo.callback(engine.dispose)
            store = cls(place, engine)
            store._migrate(create)
            undo.pop_all()
        return store

    def view(self) -> View:
        """For reading. Safe to use from several threads."""
        return View(self.place, self._engine)

    def writer(self) -> Writer:
        """For writing."""
        return Writer(self.place, self._engine)

    def intake(self) -> Intake:
        """For collecting."""
        return Intake(self.place, self._engine)

    def pages(self) -> Pages:
        """For lists that are read to their end."""
        return Pages(self.place, self._engine)

    def deliveries(self) -> Deliveries:
        """What is on its way to webhooks."""
        return Deliveries(self.place, self._engine)

    def people(self) -> People:
        """Who has an account."""
        return People(self.place, self._engine)

    def passes(self) -> Passes:
        """Sessions and tokens."""
        return Passes(self.place, self._engine)

    def audit(self) -> Audit:
        """Who did what at the desk."""
        return Audit(self.place, self._engine)

    def restrictions(self) -> Restrictions:
        """What some may not see."""
        return Restrictions(self.place, self._engine)

    def following(self) -> Following:
        """What editions are made from, and how far they are."""
        return Following(self.place, self._engine)

    def notices(self) -> Notices:
        """What became different, for reading."""
        return Notices(self.place, self._engine)

    def damage(self) -> list[Damage]:
        """What the store holds that is not as it was written: (item, what is wrong)."""
        with told(self.place), self._engine.connect() as connection:
            return list(damage(connection))

    def compact(self) -> None:
        """Write all anew without what was deleted, so that deleted words are not left in free pages."""
        with told(self.place):
            (postgres if isinstance(self.place, Shared) else sqlite).compact(self._engine)

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    def _migrate(self, create: bool) -> None:
        with self._engine.connect() as connection:
            held = self._version(connection)
        if held == len(MIGRATIONS):
            return
        if not (held or create or isinstance(self.place, Path)):
            raise StoreFailed(f"{self.place}: no store here. Make one: allegedly add FILE..., or use --store.")
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            for number in range(self._version(connection), len(MIGRATIONS)):
                MIGRATIONS[number](connection)
            note = postgres.note_version if isinstance(self.place, Shared) else sqlite.note_version
            note(connection, len(MIGRATIONS))

    def _version(self, connection: Connection) -> int:
        place, known = self.place, len(MIGRATIONS)
        held = postgres.version(connection, place) if isinstance(place, Shared) else sqlite.version(connection, place)
        if held > known:
            raise StoreFailed(f"{place}: of a newer desk (schema {held}, this one knows {known}). Update allegedly.")
        return held
