"""A writer waits for another one, hears Ctrl-C meanwhile, and says so where it has waited long enough."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import FrameType

import pytest

from allegedly.errors import StoreFailed
from allegedly.store import Store, sqlite


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    one = Store.open(tmp_path / "desk.db", create=True)
    yield one
    one.close()


@pytest.fixture
def other(desk: Store) -> Iterator[sqlite3.Connection]:
    """Somebody else, who writes to it."""
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as one:
        one.execute("BEGIN IMMEDIATE")
        yield one


def test_ctrl_c_is_heard_while_another_one_writes(desk: Store, other: sqlite3.Connection) -> None:
    def heard(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, heard)
    signal.setitimer(signal.ITIMER_REAL, 0.6)
    try:
        with pytest.raises(KeyboardInterrupt):
            desk.writer().index()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    other.execute("ROLLBACK")
    desk.writer().index()


def test_who_waited_long_enough_is_told(
    desk: Store, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT", 0.6)
    with pytest.raises(StoreFailed, match="another process is writing to it"):
        desk.writer().index()
    assert desk.view().counts()["report"] == 0, "who reads need not wait"


def test_it_is_its_turn_when_the_other_one_is_done(
    desk: Store, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BREATH", 0.01)
    tried: list[bool] = []
    begin = sqlite._locked

    def locked(*given: object) -> bool:
        if len(tried) == 3:
            other.execute("ROLLBACK")
        tried.append(begin(*given))  # type: ignore[arg-type]
        return tried[-1]

    monkeypatch.setattr(sqlite, "_locked", locked)
    desk.writer().index()
    assert tried == [False, False, False, True]
