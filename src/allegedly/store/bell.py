"""A bell that rings when somebody changed the desk, on this machine or another, so that open pages look at once.

PostgreSQL tells (LISTEN): a writer's transaction says at its end that it wrote news. Of a file the number of the last
change is asked for five times a second, which reads one page of it. A bell that hears nothing is no error: whoever
waits looks by itself after some time, and the bell tries again to hear.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from allegedly.errors import StoreFailed
from allegedly.store.dialect import is_sqlite

LOOK = 0.2  # seconds between two looks at a file
QUIET = 0.1  # seconds between two rings, so that many writers wake nobody more often
AGAIN = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds before the bell tries to hear again
# Its name is the schema's, so that desks in one database do not wake each other.
CHANNEL = "'desk_' || md5(current_schema())"


def ring(connection: Connection) -> None:
    """Let all bells ring when this transaction is done."""
    if not is_sqlite(connection):
        connection.execute(text(f"SELECT pg_notify({CHANNEL}, '')"))


class Bell:
    """Rings from `listening` to its end; any number may wait for it."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._stop, self._lock = engine, Event(), Lock()
        self._rings = 0
        self._waiting = set[Callable[[], object]]()

    @contextmanager
    def listening(self) -> Iterator["Bell"]:
        """Listen, in a thread of its own, until the end of the block."""
        thread = Thread(target=self._listen, daemon=True, name="bell")
        thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            thread.join(2 * AGAIN[-1])

    async def news(self, seconds: float, seen: int) -> int:
        """Wait until it has rung more often than `seen`, at most so many seconds; gives how often it has rung."""
        loop, rung = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(rung.set)

        with self._lock:
            if self._rings != seen:
                return self._rings
            self._waiting.add(wake)
        try:
            async with asyncio.timeout(seconds):
                await rung.wait()
        except TimeoutError:
            pass
        finally:
            with self._lock:
                self._waiting.discard(wake)
        return self._rings

    def _ring(self) -> None:
        with self._lock:
            self._rings += 1
            waiting = list(self._waiting)
        for wake in waiting:
            wake()
        self._stop.wait(QUIET)

    def _listen(self) -> None:
        failed = 0
        while not self._stop.is_set():
            try:
                with self._engine.connect() as connection:
                    if failed:
                        self._ring()  # what was said meanwhile was not heard
                    failed = 0
                    self._look(connection) if is_sqlite(connection) else self._hear(connection)
            except (DBAPIError, StoreFailed, OSError) as error:
                del error  # told of by whoever reads or writes; here it only means to try again
                self._stop.wait(AGAIN[min(failed, len(AGAIN) - 1)])
                failed += 1

    def _look(self, connection: Connection) -> None:
        before = None
        while not self._stop.is_set():
            with connection.begin():
                now = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            if before is not None and now != before:
                self._ring()
            before = now
            self._stop.wait(LOOK)

    def _hear(self, connection: Connection) -> None:
        name = connection.execute(text(f"SELECT {CHANNEL}")).scalar_one()
        connection.rollback()
        driver: Any = connection.connection.driver_connection
        connection.detach()  # from the pool: it goes on listening, and is closed with this block
        driver.autocommit = True
        driver.execute(f'LISTEN "{name}"')
        try:
            while not self._stop.is_set():
                for _ in driver.notifies(timeout=LOOK, stop_after=1):
                    self._ring()
        except driver_errors() as error:
            raise OSError(str(error)) from error


def driver_errors() -> type[Exception]:
    """What the driver raises by itself."""
    from psycopg import Error

    return Error
