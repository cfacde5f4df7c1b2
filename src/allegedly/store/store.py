"""A store is one SQLite file. Opening it brings its schema up to date."""

from contextlib import closing
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, create_engine, event

from allegedly.errors import StoreFailed
from allegedly.store.deliveries import Deliveries
from allegedly.store.faults import told
from allegedly.store.intake import Intake
from allegedly.store.integrity import Damage, damage
from allegedly.store.migrations import MIGRATIONS
from allegedly.store.notices import Notices
from allegedly.store.pages import Pages
from allegedly.store.view import View
from allegedly.store.writer import Writer

APPLICATION = 0x616C6C67  # "allg": the file says whose it is
# Measured: WAL lets pages be read while reports come in; FULL with groups of 50 reports loses nothing acknowledged.
PRAGMAS = (
    "PRAGMA busy_timeout=30000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
)


class Store:
    """Opens the file, gives a View for reading and a Writer for the one process that writes."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path, create: bool = False) -> Self:
        """The store at `path`; with `create` made if absent. Raises StoreFailed: absent, locked, damaged, newer."""
        if not create and not path.exists():
            raise StoreFailed(f"{path}: no store here. Make one: allegedly add FILE..., or name another by --store.")
        if path.is_dir():
            raise StoreFailed(f"{path}: is a folder. Name a file by --store.")
        engine = create_engine(f"sqlite:///{path}")
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begun)
        store = cls(path, engine)
        with told(path):
            store._migrate()
        return store

    def view(self) -> View:
        """For reading. Safe to use from several threads."""
        return View(self.path, self._engine)

    def writer(self) -> Writer:
        """For writing."""
        return Writer(self.path, self._engine)

    def intake(self) -> Intake:
        """For collecting."""
        return Intake(self.path, self._engine)

    def pages(self) -> Pages:
        """For lists that are read to their end."""
        return Pages(self.path, self._engine)

    def deliveries(self) -> Deliveries:
        """What is on its way to webhooks."""
        return Deliveries(self.path, self._engine)

    def notices(self) -> Notices:
        """What became different, for reading."""
        return Notices(self.path, self._engine)

    def damage(self) -> list[Damage]:
        """What the store holds that is not as it was written: (item, what is wrong)."""
        with told(self.path), self._engine.connect() as connection:
            return list(damage(connection))

    def compact(self) -> None:
        """Write the file anew without what was deleted, so that deleted words are not left in free pages."""
        with told(self.path), closing(self._engine.raw_connection()) as connection:
            if self._engine.dialect.name == "sqlite":
                connection.cursor().execute("VACUUM")
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _migrate(self) -> None:
        with self._engine.connect() as connection:
            if self._version(connection) == len(MIGRATIONS):
                return
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            for number in range(self._version(connection), len(MIGRATIONS)):
                MIGRATIONS[number](connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
            connection.exec_driver_sql(f"PRAGMA user_version={len(MIGRATIONS)}")

    def _version(self, connection: Any) -> int:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar())
        mark = int(connection.exec_driver_sql("PRAGMA application_id").scalar())
        tables = int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar())
        if tables and mark != APPLICATION:
            raise StoreFailed(f"{self.path}: is a database of another program. Name another file by --store.")
        if version > len(MIGRATIONS):
            known = len(MIGRATIONS)
            raise StoreFailed(
                f"{self.path}: of a newer desk (schema {version}, this one knows {known}). Update allegedly."
            )
        return version


def _connected(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # pysqlite must not begin transactions by itself
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begun(connection: Any) -> None:
    """A writer takes its lock at once: two that begin by reading would block each other half way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")
