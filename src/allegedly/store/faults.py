"""What SQLite says, in words that help."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from allegedly.errors import StoreFailed

# By the start of SQLite's own error name (sqlite.org/rescode.html): what it means, and what to do.
MEANING = (
    ("SQLITE_FULL", "the disk is full", "Free some space and run again; what was kept so far stays."),
    ("SQLITE_BUSY", "another process is writing to it", "Wait until that one is done, and run again."),
    ("SQLITE_LOCKED", "another process is writing to it", "Wait until that one is done, and run again."),
    (
        "SQLITE_READONLY",
        "it may not be written",
        "Change its permission (and its folder's), or name another by --store.",
    ),
    ("SQLITE_CANTOPEN", "it cannot be opened", "Check that the folder exists and may be written, or use --store."),
    ("SQLITE_PERM", "it may not be opened", "Change its permission, or name another by --store."),
    ("SQLITE_NOTADB", "it is not a store", "Name another file by --store."),
    ("SQLITE_CORRUPT", "it is damaged", "Restore it from a copy, or move it away and add the files again."),
    (
        "SQLITE_IOERR",
        "the disk cannot be read or written",
        "Check space and limits, and run again; what was kept stays.",
    ),
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of the database become StoreFailed with file, cause and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise explain(path, error.orig) from error
    except sqlite3.Error as error:
        raise explain(path, error) from error


def explain(path: Path, error: BaseException | None) -> StoreFailed:
    """One database error, explained."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for start, meaning, mend in MEANING:
        if name.startswith(start):
            return StoreFailed(f"{path}: {meaning} ({name}). {mend}")
    return StoreFailed(f"{path}: {error}. Run: allegedly doctor")
