"""Runs that die or meet a full disk at a chosen point: each in a process of its own, with a fixed clock and name.

A point is every call by which the archive changes the disk (open, write, fsync, replace, unlink, mkdir, in this
process), and every statement and commit of the store.
"""

import contextlib
import errno
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Engine, event

from allegedly import pipeline
from allegedly.errors import StoreFailed
from allegedly.preserve.archive import Archive
from allegedly.preserve.notes import signing_key
from allegedly.stages import Choice
from allegedly.store import Store

CALLS = ("write", "fsync", "replace", "unlink", "mkdir")
FAILED = 7  # exit status of a run that ended with StoreFailed, as it should on a full disk
Point = Callable[[str], None]


class Frozen(datetime):
    """A clock that stands still, so that two runs can be compared to the byte."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@contextlib.contextmanager
def points(meet: Point) -> Iterator[None]:
    """Call `meet` with a name before each point."""

    def before(name: str, call: Any) -> Any:
        def told(*args: Any, **keys: Any) -> Any:
            meet(name)
            return call(*args, **keys)

        return told

    def statement(connection: Any, cursor: Any, text: str, *rest: Any) -> None:
        if text.lstrip()[:6].upper() not in {"SELECT", "PRAGMA"}:
            meet(f"sql {text[:40]}")

    def commit(connection: Any) -> None:
        meet("commit")

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", commit)
    try:
        with contextlib.ExitStack() as stack:
            for name in CALLS:
                stack.enter_context(mock.patch(f"os.{name}", before(name, getattr(os, name))))
            yield
    finally:
        event.remove(Engine, "before_cursor_execute", statement)
        event.remove(Engine, "commit", commit)


def added(folder: Path, given: list[str], meet: Point | None = None, pages: int = 0) -> None:
    """One run of `add` in this process; with `pages`, the store's file may grow to so many of them."""

    def small(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    if pages:
        event.listen(Engine, "connect", small)
    with (
        mock.patch("allegedly.collect.files.datetime", Frozen),
        mock.patch("allegedly.preserve.keeper.datetime", Frozen),
        mock.patch("allegedly.preserve.notes.new_name", return_value="allegedly.desk/test"),
        points(meet or (lambda _: None)),
    ):
        store = Store.open(folder / "desk.db", create=True)
        pipeline.add(given, store, Choice(extractor="echo", jobs=1))
        store.close()


def apart(work: Callable[[], object]) -> int:
    """Run in a child process; gives its exit status, negative for the signal that ended it."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        except StoreFailed:
            status = FAILED
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended)


def warm(folder: Path) -> None:
    """Let this process load all that a run needs, so that its children need not, each for itself."""
    folder.mkdir()
    added(folder, written(folder, 3, 1))


def counted(folder: Path, given: list[str]) -> list[str]:
    """The points of a run that nothing stops, in order."""
    if not (warmed := folder.parent / "warm").exists():
        warm(warmed)
    names = folder.parent / f"{folder.name}.points"

    def work() -> None:
        seen: list[str] = []
        added(folder, given, seen.append)
        names.write_text("\n".join(seen))

    assert apart(work) == 0
    return names.read_text().split("\n")


def killed_at(number: int) -> Point:
    """Dies without a word at the nth point."""
    count = iter(range(1 << 30))

    def meet(_: str) -> None:
        if next(count) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return meet


def failing_at(number: int, code: int = errno.ENOSPC) -> Point:
    """The nth call on a file fails, and all later ones: a disk does not mend itself."""
    count = iter(range(1 << 30))

    def meet(name: str) -> None:
        if name in CALLS and name != "unlink" and next(count) >= number:
            raise OSError(code, os.strerror(code))

    return meet


def pictures(folder: Path, given: list[str], into: Path) -> list[Path]:
    """The disk as a kill -9 leaves it at each point of a run: a copy for each point, the same where nothing changed.

    What a process wrote stays when it is killed, so the files as they are before the nth point are those that a kill
    there leaves. `-shm` is left out: SQLite makes it anew from the journal when nobody else has the store open.
    """
    listing = into / "points.txt"

    def work() -> None:
        seen: list[tuple[object, int]] = []
        busy = False

        def meet(name: str) -> None:
            nonlocal busy
            if busy:
                return
            busy = True
            now = _stats(folder)
            if not seen or seen[-1][0] != now:
                number = len(seen)
                assert apart(partial(shutil.copytree, folder, into / str(number), ignore=_shared)) == 0
                seen.append((now, number))
            with listing.open("a") as file:
                file.write(f"{seen[-1][1]}\n")
            busy = False

        added(folder, given, meet)

    assert apart(work) == 0
    return [into / number for number in listing.read_text().split()]


def _shared(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith("-shm")]


def _stats(folder: Path) -> list[tuple[str, int, int]]:
    files = sorted(p for p in folder.rglob("*") if not p.name.endswith("-shm"))
    return [(str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in files]


def recovered(folder: Path) -> str:
    """What the disk holds: all files, the store as SQLite recovers it. Two that are equal lead to the same next run."""
    found = sha256()
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        for path in folder.glob("desk.db*"):
            if path.is_file() and not path.name.endswith("-shm"):
                shutil.copy(path, name)
        if (store := Path(name, "desk.db")).exists():
            connection = sqlite3.connect(store)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.close()
            found.update(store.read_bytes())
    for path in sorted(p for p in folder.rglob("*") if not p.name.startswith("desk.db-") and p.name != "desk.db"):
        found.update(f"{path.relative_to(folder)} {path.is_file()}\n".encode())
        found.update(sha256(path.read_bytes()).digest() if path.is_file() else b"")
    return found.hexdigest()


def prepared(folder: Path, key: Path) -> Path:
    """A folder for a desk, with a key that all runs share."""
    folder.mkdir()
    signing_key(key)
    (folder / "desk.db.key").write_bytes(key.read_bytes())
    return folder


def state(folder: Path) -> tuple[str, dict[str, bytes]]:
    """All that a desk holds: the content of its store, and every file of its archive."""
    store = Store.open(folder / "desk.db")
    try:
        root = folder / "desk.db.archive"
        files = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
        return store.view().fingerprint(), files
    finally:
        store.close()


def faults(folder: Path) -> list[object]:
    """What an audit of the desk finds."""
    from allegedly.preserve.audit import audit

    if not (folder / "desk.db").exists():
        return []
    store = Store.open(folder / "desk.db")
    try:
        return list(audit(store, Archive.of(store.path)).faults)
    finally:
        store.close()


def noted(folder: Path) -> set[tuple[str, str]]:
    """What the log has acknowledged: hashes and origins."""
    store = Store.open(folder / "desk.db", create=True)
    try:
        with store.view().log() as log:
            return {(e.sha256, e.origin) for e in log.entries(limit=10_000)}
    finally:
        store.close()


def written(folder: Path, reports: int, files: int) -> list[str]:
    """So many reports in so many files; some are broken or refused."""
    import json

    paths = []
    for number in range(files):
        path = folder / f"in-{number:03}.jsonl"
        rows = [
            {"id": f"r{n}", "text": f"Guard {n} saw {'SKIP' if n % 41 == 40 else 'fire'} {n % 7}",
             "published": f"2024-05-{n % 28 + 1:02}T10:00:00Z", "source": f"Paper {n % 5}"}
            for n in range(number, reports, files)
        ]  # fmt: skip
        path.write_text("\n".join(json.dumps(row) for row in rows) + "\n{broken\n", "utf-8")
        paths.append(str(path))
    return paths
