"""A store is one SQLite file, or a PostgreSQL database that many share. Opening it brings its schema up to date."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from allegedly.errors import StoreFailed
from allegedly.model.home import Home, Shared, beside, home
from allegedly.store import postgres, sqlite
from allegedly.store.alone import alone
from allegedly.store.audit import Audit
from allegedly.store.bell import Bell
from allegedly.store.checking import Checked, checked
from allegedly.store.contents import Held
from allegedly.store.contents import contents as held_by
from allegedly.store.copying import Progress, copied
from allegedly.store.deliveries import Deliveries
from allegedly.store.editions import Following
from allegedly.store.factors import Factors
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


@dataclass(frozen=True, slots=True)
class Schema:
    """The schema of a store: its version (0: none yet), the one that this program knows, what lies between in words."""

    held: int
    known: int
    steps: tuple[str, ...]


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

    @classmethod
    def schema(cls, path: str | Home) -> Schema:
        """The schema of the store at a path or address, which is left as it is.

        Raises StoreFailed: absent, damaged, newer; SetupIncomplete: no driver for PostgreSQL.
        """
        with cls._untouched(path) as store, store._engine.connect() as connection:
            held = store._version(connection)
        missing = MIGRATIONS[held:]
        return Schema(held, len(MIGRATIONS), tuple((one.__doc__ or one.__name__).split("\n")[0] for one in missing))

    @classmethod
    def held_at(cls, path: str | Home) -> dict[str, Held]:
        """As `contents`, of the store at a path or address, whose schema is left as it is. Raises as `schema`."""
        with cls._untouched(path) as store:
            return store.contents()

    @classmethod
    @contextmanager
    def _untouched(cls, path: str | Home) -> Iterator[Self]:
        """The store with the schema that it has."""
        place = home(path)
        with told(place), ExitStack() as undo:
            engine = postgres.connect(place) if isinstance(place, Shared) else sqlite.connect(place, create=False)
            undo.callback(engine.dispose)
            yield cls(place, engine)

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

    def factors(self) -> Factors:
        """Second factors of people."""
        return Factors(self.place, self._engine)

    def alone(self) -> AbstractContextManager[None]:
        """Inside, nobody else does what several would do alike; it guards nothing, and waits for some minutes only."""
        return alone(self.path, self._engine)

    def audit(self) -> Audit:
        """Who did what at the desk."""
        return Audit(self.place, self._engine)

    def restrictions(self) -> Restrictions:
        """What some may not see."""
        return Restrictions(self.place, self._engine)

    def following(self) -> Following:
        """What editions are made from, and know of themselves."""
        return Following(self.place, self._engine)

    def notices(self) -> Notices:
        """What became different, for reading."""
        return Notices(self.place, self._engine)

    def bell(self) -> Bell:
        """What rings when somebody changed the desk."""
        return Bell(self._engine)

    def damage(self) -> list[Damage]:
        """What the store holds that is not as it was written: (item, what is wrong)."""
        with told(self.place), self._engine.connect() as connection:
            return list(damage(connection))

    def check(self) -> Checked:
        """Is all there that should be, and does it fit together? Looks at every row."""
        with told(self.place), self._engine.connect() as connection:
            return checked(connection)

    def contents(self) -> dict[str, Held]:
        """How many rows each table has, and a hash of them that a file and a database have alike."""
        with told(self.place), self._engine.connect() as connection:
            return held_by(connection)

    def copy(self, target: "Store", progress: Progress) -> dict[str, Held]:
        """Copy everything into another, empty store, or nothing; gives what was copied, by table.

        Raises StoreFailed: not empty, or it holds something else afterwards.
        """
        return copied((self.place, self._engine), (target.place, target._engine), progress)

    def save(self, path: Path, progress: Progress) -> None:
        """Write one state of everything to a new file, which is a store of its own, while others go on writing."""
        if isinstance(self.place, Path):
            with told(path):  # what fails is mostly the disk that it is written to
                sqlite.save(self._engine, path, progress)
            return
        file = Store.open(path, create=True)
        try:
            self.copy(file, progress)
        finally:
            file.close()

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
