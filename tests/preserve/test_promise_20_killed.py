"""Promise 20: kill -9 at any write: the final store equals that of an uninterrupted run, to the byte.

Samples here; every point of a run of 500 reports: python -m benchmarks.preserve killed
"""

import signal
from pathlib import Path

import pytest

from .faults import added, apart, counted, faults, killed_at, noted, prepared, state, written

RUNS = {"60 reports in 4 files": (60, 4, 15), "500 reports in 20 files": (500, 20, 91)}  # every how manieth point


@pytest.mark.parametrize("run", RUNS)
def test_killed_at_a_write_the_next_run_makes_the_same(echo: str, tmp_path: Path, run: str) -> None:
    reports, files, every = RUNS[run]
    given = written(tmp_path, reports, files)
    whole = prepared(tmp_path / "whole", tmp_path / "key")
    points = counted(whole, given)
    expected, held = state(whole), noted(whole)
    assert faults(whole) == []
    kinds = {name.split(" ")[0] for name in points}
    assert {"write", "fsync", "replace", "commit", "sql"} <= kinds
    for n in range(every // 2, len(points), every):
        folder = prepared(tmp_path / f"at-{n}", tmp_path / "key")
        assert apart(lambda f=folder, n=n: added(f, given, killed_at(n))) == -signal.SIGKILL  # type: ignore[misc]
        assert faults(folder) == [], (n, points[n])  # even before the next run, nothing that is there is wrong
        assert noted(folder) <= held
        assert apart(lambda f=folder: added(f, given)) == 0  # type: ignore[misc]
        assert state(folder) == expected, (n, points[n])
        assert faults(folder) == []


def test_killed_again_and_again_it_comes_to_the_same_end(echo: str, tmp_path: Path) -> None:
    given = written(tmp_path, 60, 4)
    whole = prepared(tmp_path / "whole", tmp_path / "key")
    points = counted(whole, given)
    folder = prepared(tmp_path / "often", tmp_path / "key")
    for n in (5, 60, 85, 31, 22, 14, 9):
        assert apart(lambda n=n: added(folder, given, killed_at(n))) in {0, -signal.SIGKILL}  # type: ignore[misc]
        assert faults(folder) == []
    assert apart(lambda: added(folder, given)) == 0
    assert state(folder) == state(whole)
    assert len(points) > 100
