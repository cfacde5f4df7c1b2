"""Work in a process that ends with it: its result, its errors and its end are those of a call."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from allegedly.errors import StoreFailed
from allegedly.run import apart as module
from allegedly.run.apart import Killed, Unavailable, apart

HERE = "tests.run.test_apart"


def told(words: str) -> tuple[str, int]:
    """What it is given, the process that it is in; what it prints is no answer."""
    print("not an answer")
    os.write(1, b"nor is this")
    return words, os.getpid()


def refused() -> None:
    """An error that the desk raises on purpose."""
    raise StoreFailed("no room: free some space.")


def broken() -> None:
    """A fault of the desk."""
    raise ZeroDivisionError


def killed() -> None:
    """What happens where there is no memory left."""
    os.kill(os.getpid(), signal.SIGKILL)


def stopped(file: str) -> str:
    """The signals that stop a program do not reach it."""
    for one in module.STOPS:
        os.kill(os.getpid(), one)
    Path(file).write_text("heard nothing")
    return "done"


def waiting(file: str) -> None:
    """Tells who it is, and would go on for long."""
    Path(file).write_text(str(os.getpid()))
    time.sleep(600)


def test_the_result_comes_from_another_process() -> None:
    words, process = apart("telling", told, "Слово")
    assert words == "Слово"
    assert process != os.getpid()


def test_an_error_of_the_desk_is_raised_here_as_it_is() -> None:
    with pytest.raises(StoreFailed, match="no room: free some space"):
        apart("refusing", refused)


def test_a_fault_is_not_hidden_but_met_here(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Unavailable):
        apart("breaking", broken)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_one_that_is_killed_is_told_of_with_what_to_do() -> None:
    with pytest.raises(Killed, match=r"linking: its process was killed \(SIGKILL; out of memory\?\).*more memory"):
        apart("linking", killed)


def test_where_no_process_can_be_made_the_caller_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Unavailable):
        apart("telling", told, "")
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(Unavailable):
        apart("telling", told, "")


def test_signals_that_stop_a_program_are_for_the_caller(tmp_path: Path) -> None:
    assert apart("stopping", stopped, str(tmp_path / "file")) == "done"
    assert (tmp_path / "file").read_text() == "heard nothing"
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, ()) & set(module.STOPS)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_it_ends_with_whoever_waits_for_it(tmp_path: Path, number: signal.Signals) -> None:
    """The first is raised in the caller, which ends it; the second leaves the caller no time for that."""
    file = tmp_path / "process"
    code = (
        f"from {HERE} import waiting\nfrom allegedly.run.apart import apart\napart('waiting', waiting, {str(file)!r})"
    )
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL) as caller:
        _until(lambda: file.exists() and file.read_text() != "")
        caller.send_signal(number)
        caller.wait(60)
    child = int(file.read_text())
    _until(lambda: not _runs(child))
    assert caller.returncode
    assert not _runs(child)


def _until(so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not so():
        assert time.monotonic() < end
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
