"""Promise 21: disk full or I/O error at the nth write: nothing that is held is wrong, nothing acknowledged is lost.

Samples here; every point of a run of 500 reports: python -m benchmarks.preserve full
"""

import errno
from pathlib import Path

import pytest

from allegedly.errors import OutputFailed, StoreFailed
from allegedly.preserve import disk
from allegedly.preserve.zipped import Zip

from .faults import CALLS, FAILED, added, apart, counted, failing_at, faults, noted, prepared, state, written


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_file_that_cannot_be_written_stops_the_run_and_costs_nothing(echo: str, tmp_path: Path, code: int) -> None:
    given = written(tmp_path, 60, 4)
    whole = prepared(tmp_path / "whole", tmp_path / "key")
    calls = [name for name in counted(whole, given) if name in CALLS and name != "unlink"]
    expected = state(whole)
    for n in range(0, len(calls), 7):
        folder = prepared(tmp_path / f"at-{n}", tmp_path / "key")
        assert apart(lambda f=folder, n=n: added(f, given, failing_at(n, code))) == FAILED, calls[n]  # type: ignore[misc]
        assert faults(folder) == [], calls[n]
        assert not list(folder.rglob("*.part")), calls[n]
        before = noted(folder)
        assert apart(lambda f=folder: added(f, given)) == 0  # type: ignore[misc]
        assert before <= noted(folder)
        assert state(folder) == expected, calls[n]


def test_a_store_that_cannot_grow_stops_the_run_and_costs_nothing(echo: str, tmp_path: Path) -> None:
    """SQLite itself refuses the next page, as it does on a full disk (SQLITE_FULL)."""
    given = written(tmp_path, 200, 10)
    whole = prepared(tmp_path / "whole", tmp_path / "key")
    counted(whole, given)
    expected, pages = state(whole), (whole / "desk.db").stat().st_size // 4096
    assert pages > 100
    for most in range(pages // 4, pages, pages // 5):
        folder = prepared(tmp_path / f"at-{most}", tmp_path / "key")
        assert apart(lambda f=folder, m=most: added(f, given, pages=m)) == FAILED  # type: ignore[misc]
        assert faults(folder) == [], most
        before = noted(folder)
        assert apart(lambda f=folder: added(f, given)) == 0  # type: ignore[misc]
        assert before <= noted(folder)
        assert state(folder) == expected, most


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    put = os.write
    disk.put(tmp_path / "a" / "b", b"first")
    monkeypatch.setattr("os.write", lambda file, data: put(file, bytes(data)[:3]))  # a disk that takes little at a time
    disk.put(tmp_path / "a" / "b", b"a longer one")
    assert (tmp_path / "a" / "b").read_bytes() == b"a longer one"

    def full(file: int, data: bytes) -> int:
        put(file, bytes(data)[:3])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.write", full)
    with pytest.raises(OSError, match="full"):
        disk.put(tmp_path / "a" / "b", b"never")
    assert (tmp_path / "a" / "b").read_bytes() == b"a longer one"
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b"]


def test_a_bundle_on_a_full_disk_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.zip"
    with Zip(path) as out:
        out.add("a", [b"old"])
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputFailed, match="No space left"), Zip(path) as out:
        out.add("a", [b"new"])
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["case.zip"]


def test_the_archive_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from .desk import Desk, file

    desk = Desk(tmp_path)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.write", full)
    with pytest.raises(StoreFailed, match=r"desk.db.archive: .*No space left on device.*run again"):
        desk.keep(file(1))
    monkeypatch.undo()
    assert len(desk.keep(file(1))) == 1
    desk.store.close()
