"""One process at a time at work that several would do alike, so that those who waited find it done.

It saves work and guards nothing: what must not happen twice is kept apart by transactions. So who waits too long goes
on, as does whoever cannot lock. A process that dies lets go.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from allegedly.store.dialect import is_sqlite

PATIENCE = 300.0  # seconds: as long as one writer waits for another
LOOK = 0.1  # seconds between two tries
LOCK = 0x616C6C68  # of PostgreSQL, one above that of writers; the second half of its name is the schema


@contextmanager
def alone(path: Path, engine: Engine) -> Iterator[None]:
    """Nobody else is inside meanwhile, unless they waited too long. `path`: the store's, beside which a file is
    locked."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not is_sqlite(connection):
            with _told(connection):
                yield
            return
    with _locked(path.with_name(f"{path.name}.linking")):
        yield


@contextmanager
def _told(connection: Connection) -> Iterator[None]:
    name = {"lock": LOCK}
    ask = text("SELECT pg_try_advisory_lock(:lock, hashtext(current_schema()))")
    held = _waited(lambda: bool(connection.execute(ask, name).scalar_one()))
    try:
        yield
    finally:
        if held:
            connection.execute(text("SELECT pg_advisory_unlock(:lock, hashtext(current_schema()))"), name)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """A file beside the store, which whoever was inside takes away: so it is looked whether it is still that one."""
    found: list[int] = []
    _waited(lambda: _lock(file, found))
    try:
        yield
    finally:
        for one in found:
            with suppress(OSError):
                file.unlink(missing_ok=True)
            os.close(one)


def _lock(file: Path, found: list[int]) -> bool:
    """Lock it, if nobody has it. Where a file system cannot lock, nobody waits."""
    try:
        one = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return True
    try:
        fcntl.flock(one, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(one).st_ino == file.stat().st_ino:
            found.append(one)
            return True
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:
        os.close(one)
        return True
    os.close(one)
    return False


def _waited(tried: Callable[[], bool]) -> bool:
    """Try until it is done, or for as long as is reasonable; whether it is done."""
    until = time.monotonic() + PATIENCE
    while not (done := tried()) and time.monotonic() < until:
        time.sleep(LOOK)
    return done
