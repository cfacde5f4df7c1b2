"""What SQLite and PostgreSQL say, in words that help."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from allegedly.errors import StoreFailed
from allegedly.model.home import Home

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
# SQLite keeps files beside a store while it is open, even for those who only read.
SHUT = "nothing may be written in its folder (a read-only disk, or no permission), and a desk needs that to be read too"
COPIED = "Change that, or copy it with all that lies beside it elsewhere, and name the copy by --store."
ELSEWHERE = "Change that, or name another by --store."
# The same by the start of PostgreSQL's code (postgresql.org/docs, appendix A). No code: it let nobody in.
SHARED = (
    ("53100", "the server's disk is full", "Free some space and run again; what was kept so far stays."),
    ("53300", "the server has too many connections", "Wait, or raise its max_connections."),
    ("55P03", "another process is writing to it", "Wait until that one is done, and run again."),
    ("40", "another process changed the same at the same time", "Run again; what was kept stays."),
    ("25006", "it may not be written", "Is it a copy that is only read? Name the first server by --store."),
    ("42501", "its user may not do that", "Grant it, or name another user in the address."),
    ("57P", "the server stopped", "Run again when it is back; what was kept stays."),
    ("XX", "it is damaged", "Restore it from a copy."),
)


@contextmanager
def told(path: Home) -> Iterator[None]:
    """Errors of the database become StoreFailed with file, cause and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise explain(path, error.orig) from error
    except sqlite3.Error as error:
        raise explain(path, error) from error


def explain(path: Home, error: BaseException | None) -> StoreFailed:
    """One database error, explained."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) and isinstance(path, Path) and _shut(path.parent):
        return StoreFailed(f"{path}: {SHUT} ({name}). {COPIED if path.exists() else ELSEWHERE}")
    for start, meaning, mend in MEANING:
        if name.startswith(start):
            return StoreFailed(f"{path}: {meaning} ({name}). {mend}")
    code = getattr(error, "sqlstate", None) or ""
    for start, meaning, mend in SHARED:
        if code.startswith(start):
            return StoreFailed(f"{path}: {meaning} ({code}). {mend}")
    if hasattr(error, "sqlstate") and not code:
        mend = "Does the server run? Are database (createdb NAME), user and password right?"
        return StoreFailed(f"{path}: {_first(error)}. {mend}")
    return StoreFailed(f"{path}: {_first(error)}. Run: allegedly doctor")


def _shut(folder: Path) -> bool:
    """May nothing be written in it: its disk is only read, or its permission is missing?"""
    return folder.is_dir() and not os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _first(error: object) -> str:
    """The first line of what a database says; the others may quote what was to be kept."""
    return str(error).strip().split("\n")[0]
