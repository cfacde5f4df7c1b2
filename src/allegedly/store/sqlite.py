"""SQLite: a store in one file."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError, OperationalError

from allegedly.errors import StoreFailed

APPLICATION = 0x616C6C67  # "allg": the file says whose it is
PAGES = 4096  # of a backup at once
WAIT = 300  # seconds until a writer gives up waiting for another one
BREATH = 0.25  # seconds of that in which SQLite waits by itself, and hears no Ctrl-C
# Measured: WAL lets pages be read while reports come in; FULL with groups of 50 reports loses nothing acknowledged.
PRAGMAS = (
    f"PRAGMA busy_timeout={WAIT * 1000}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-8192",  # each connection, and a server has up to fifteen; 32 MB read no faster
    "PRAGMA temp_store=MEMORY",
)


def connect(path: Path, create: bool) -> Engine:
    """The engine of a file. Raises StoreFailed where it is absent, and not to be made."""
    if not create and not path.exists():
        raise StoreFailed(f"{path}: no store here. Make one: allegedly add FILE..., or name another by --store.")
    if path.is_dir():
        raise StoreFailed(f"{path}: is a folder. Name a file by --store.")
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "do_connect", partial(_there, path, [create]))
    event.listen(engine, "connect", partial(_connected, path))
    event.listen(engine, "checkout", partial(_same, path))
    event.listen(engine, "begin", _begun)
    return engine


def version(connection: Connection, path: Path) -> int:
    """The version of its schema; 0 for an empty file. Raises StoreFailed where it is another program's."""
    mark = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    tables = int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
    if tables and mark != APPLICATION:
        raise StoreFailed(f"{path}: is a database of another program. Name another file by --store.")
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def note_version(connection: Connection, number: int) -> None:
    """Write down the version of its schema."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version={number}")


def compact(engine: Engine) -> None:
    """Write the file anew without what was deleted."""
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("VACUUM")
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def save(engine: Engine, path: Path, progress: Callable[[str, int, int], None]) -> None:
    """Write one state of the file to another one (SQLite's backup), while others go on writing."""
    with closing(engine.raw_connection()) as connection, closing(sqlite3.connect(path)) as other:
        source: Any = connection.driver_connection
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # holds this state until the end
        try:
            source.backup(other, pages=PAGES, progress=lambda _, left, every: progress("store", every - left, every))
        finally:
            source.execute("ROLLBACK")


def _there(path: Path, first: list[bool], *_given: Any) -> None:
    """SQLite would make an empty file where somebody took a desk away; only the `first` may. Raises StoreFailed."""
    create = bool(first) and first.pop()
    if not create and not path.exists():
        raise StoreFailed(f"{path}: no store here any more. Somebody took the file away while it was used.")


def _file(path: Path) -> tuple[int, int]:
    """Which file lies at a path now; nothing lies at (0, 0)."""
    try:
        held = os.stat(path)
    except OSError:
        return 0, 0
    return held.st_dev, held.st_ino


def _same(path: Path, _connection: Any, record: Any, _proxy: Any) -> None:
    """A connection to a file that was taken away, or that another one stands for now, is opened anew (SQLAlchemy)."""
    if record.info["file"] != _file(path):
        raise DisconnectionError(f"{path}: is another file now")


def _connected(path: Path, connection: Any, record: Any) -> None:
    record.info["file"] = _file(path)
    connection.isolation_level = None  # pysqlite must not begin transactions by itself
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begun(connection: Any) -> None:
    """A writer takes its lock at once: two that begin by reading would block each other half way."""
    if not connection.get_execution_options().get("write"):
        connection.exec_driver_sql("BEGIN")
        return
    given_up = time.monotonic() + WAIT
    connection.exec_driver_sql(f"PRAGMA busy_timeout={BREATH * 1000:.0f}")
    try:
        while not _locked(connection, given_up):
            pass
    finally:
        connection.exec_driver_sql(PRAGMAS[0])


def _locked(connection: Any, given_up: float) -> bool:
    """Does it have the lock now? Raises OperationalError where it waited long enough."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > given_up:
            raise
        return False
    return True
