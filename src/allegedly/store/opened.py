"""A store that is open: reading it and changing it, with what goes wrong in words that help."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from allegedly.model.home import Home
from allegedly.store.faults import told


class Opened:
    """What every part of a store stands on. Safe to use from several threads and processes."""

    def __init__(self, path: Home, engine: Engine) -> None:
        self._path, self._engine = path, engine
        self._writing = engine.execution_options(write=True)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with told(self._path), self._writing.begin() as connection:
            yield connection
