"""Bad input at the command line: each says what, where and what to do, and costs nothing else."""

import contextlib
import io
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from allegedly.cli import main
from allegedly.collect import expand
from allegedly.errors import InputMissing, StoreFailed
from allegedly.store import Store

from .conftest import PLUGIN, Write

TOOL = [sys.executable, "-m", "allegedly"]
ENV = {**os.environ, "PYTHONPATH": str(PLUGIN), "ALLEGEDLY_EXTRACTOR": "echo", "COLUMNS": "80", "NO_COLOR": "1"}


class Ended(NamedTuple):
    """How a command ended, and what it told."""

    returncode: int
    stderr: str


@pytest.fixture(autouse=True)
def shell(echo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same surroundings in this process as ENV gives to others."""
    for name in ("ALLEGEDLY_EXTRACTOR", "COLUMNS", "NO_COLOR"):
        monkeypatch.setenv(name, ENV[name])


def add(*given: str | Path, store: Path) -> Ended:
    """`allegedly add` in this process."""
    told, before = io.StringIO(), sys.argv
    sys.argv = ["allegedly", "add", *map(str, given), "--store", str(store)]
    try:
        with contextlib.redirect_stderr(told):
            main()
    except SystemExit as end:
        return Ended(int(end.code or 0), told.getvalue())
    finally:
        sys.argv = before
    return Ended(0, told.getvalue())


def add_apart(*given: str | Path, store: Path, **limits: object) -> "subprocess.CompletedProcess[str]":
    """`allegedly add` in a process of its own."""
    command = [*TOOL, "add", *map(str, given), "--store", str(store)]
    return subprocess.run(command, env=ENV, capture_output=True, text=True, check=False, **limits)  # type: ignore[call-overload, no-any-return]


def test_a_broken_line_an_empty_text_and_a_bad_date_cost_only_themselves(reports: Write, tmp_path: Path) -> None:
    path = reports(
        "Mayor heard a blast",
        b'{"id": "x", "text": "never closed',
        '{"id": "y", "text": "взрыв"}'.encode("cp1251"),
        {"text": ""},
        {"text": "Guard saw smoke", "published": None},
        {"text": "Guard saw fire", "published": "1970-01-01T00:00:00Z"},
        {"text": "Guard saw water", "published": "2099-01-01"},
    )
    done = add(path, store=tmp_path / "desk.db")
    assert done.returncode == 0
    told = done.stderr.splitlines()
    for line, words in {
        "line 2": ("broken JSON", "Correct this line"),
        "line 3": ("is not UTF-8", "Save the file as UTF-8"),
        "line 4": ("the text is empty", "Nothing to do"),
        "line 5": ("no date is given",),
        "line 6": ("before 1971", "Correct the date"),
        "line 7": ("after the day", "Correct the date"),
    }.items():
        (one,) = [t for t in told if f"{line}:" in t or f"{line} (" in t]
        assert str(path) in one
        assert all(w in one for w in words), one
    assert told[-1].startswith("4 reports · 3 rejected")


def test_of_many_left_out_for_one_reason_thirty_are_named(reports: Write, tmp_path: Path) -> None:
    done = add(reports(*(b"\xff" * (n % 3 + 1) for n in range(40)), "Mayor heard a blast"), store=tmp_path / "desk.db")
    (line,) = [t for t in done.stderr.splitlines() if "not UTF-8" in t]
    assert "the line is not UTF-8 (40 times)" in line
    assert line.count("(byte 1)") == 30
    assert line.endswith("and 10 more. Save the file as UTF-8.")


def test_language_that_the_desk_does_not_read(reports: Write, tmp_path: Path) -> None:
    text = "Nach Angaben der Feuerwehr wurden bei dem Brand im Hafen zwei Menschen verletzt, teilte die Stadt mit."
    done = add(reports({"text": text, "lang": None}, "Mayor heard a blast"), store=tmp_path / "desk.db")
    assert "rejected  r1" in done.stderr
    assert "en, ru, uk" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("1 reports · 1 rejected")


@pytest.mark.parametrize(
    "text",
    ["Взрыв в порту. " * 700_000, "x" * (1 << 20), "e" + "\u0301" * 1_000_000],
    ids=["10 MB of text", "one line of 1 MB", "a million combining marks"],
)
def test_text_beyond_all_measure_is_refused_at_once(reports: Write, tmp_path: Path, text: str) -> None:
    done = add(reports({"text": text}, "Mayor heard a blast"), store=tmp_path / "desk.db")
    assert done.returncode == 0
    assert f"{len(text):,} characters, more than 250,000" in done.stderr
    assert "ALLEGEDLY_MAX_CHARS" in done.stderr
    assert len(done.stderr) < 1000
    assert "1 reports · 1 rejected" in done.stderr


@pytest.mark.parametrize(
    "text",
    ["Взрыв в порту. " * 13_000, "x" * 200_000, "ел" + "\u0301" * 200_000, "(" * 100_000, " \n" * 50_000 + "Fire."],
)
def test_long_text_within_measure_is_read(reports: Write, tmp_path: Path, text: str) -> None:
    done = add(reports({"text": text, "lang": "ru"}), store=tmp_path / "desk.db")
    assert done.stderr.splitlines()[-1].startswith(("1 reports · 0 rejected", "0 reports · 1 rejected")), done.stderr[
        -300:
    ]


def test_same_id_with_the_same_and_with_other_text(reports: Write, tmp_path: Path) -> None:
    path = reports(
        {"id": "p", "text": "Mayor heard a blast"},
        {"id": "p", "text": "Mayor heard a blast"},
        {"id": "p", "text": "Mayor heard nothing", "edited": "2024-05-01T12:00:00Z"},
    )
    done = add(path, store=tmp_path / "desk.db")
    assert "2 reports · 0 rejected · 1 held already" in done.stderr
    store = Store.open(tmp_path / "desk.db")
    assert [(r.id, r.edits) for r in store.view().reports()] == [("p", None), ("p@2", "p")]
    store.close()


def test_folder_missing_file_and_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for given, words in {
        tmp_path / "folder": "a folder without files of reports",
        tmp_path / "gone.jsonl": "no such file. Check the path",
        tmp_path / "*.nothing": "no file matches",
    }.items():
        done = add(given, store=tmp_path / "desk.db")
        assert done.returncode == 1
        assert done.stderr.startswith("Stopped (InputMissing)")
        assert words in done.stderr
        assert given.name in done.stderr
        assert "Traceback" not in done.stderr


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read everything, so the test gives up being root for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_no_permission_to_read_or_to_write() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        secret = folder / "secret.jsonl"
        secret.write_text("{}")
        secret.chmod(0)
        with as_nobody(), pytest.raises(InputMissing, match=r"secret.jsonl: you may not read.*chmod u\+r"):
            expand([str(secret)])
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(StoreFailed, match=r"desk.db: .*(permission|--store)"):
            Store.open(folder / "desk.db", create=True)
        folder.chmod(0o755)


def test_a_folder_that_may_not_be_written_is_named_as_what_is_wrong() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Store.open(folder / "desk.db", create=True).close()
        folder.chmod(0o555)
        words = r"nothing may be written in its folder \(a read-only disk, or no permission\).*copy it with all"
        with as_nobody(), pytest.raises(StoreFailed, match=words):
            Store.open(folder / "desk.db")
        folder.chmod(0o755)


def test_where_what_is_printed_finds_no_room_it_is_told(reports: Write, tmp_path: Path) -> None:
    add(reports({"text": "Guard saw fire"}), store=tmp_path / "desk.db")
    for more in ((), ("--json",), ("--help",)):
        command = [*TOOL, "incidents", "--store", str(tmp_path / "desk.db"), *more]
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(command, env=ENV, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert (done.returncode, done.stderr.splitlines()[0]) == (1, "Stopped (OutputFailed)")
        assert "the output cannot be written: No space left on device" in done.stderr
        assert "Traceback" not in done.stderr


def _small_disk() -> None:
    """No file may grow beyond 300 kB: the write fails as it does on a full disk, without a signal."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


def test_disk_full_while_the_store_is_written(reports: Write, tmp_path: Path) -> None:
    path = reports(*({"text": f"Guard {n} saw " + f"fire {n} " * 400, "lang": "en"} for n in range(200)))
    full = add_apart(path, store=tmp_path / "desk.db", preexec_fn=_small_disk)
    assert full.returncode == 1
    assert "Stopped (StoreFailed)" in full.stderr
    assert "desk.db" in full.stderr
    assert "space" in full.stderr
    assert add(path, store=tmp_path / "desk.db").returncode == 0
    assert add(path, store=tmp_path / "whole.db").returncode == 0
    assert held(tmp_path / "desk.db") == held(tmp_path / "whole.db")


def test_disk_full_while_results_are_written(reports: Write, tmp_path: Path) -> None:
    path = reports(*({"text": f"Guard {n} saw " + f"fire {n} " * 400, "lang": "en"} for n in range(120)))
    command = [*TOOL, "batch", str(path), "--out", str(tmp_path / "out"), "--jobs", "1"]
    done = subprocess.run(command, env=ENV, capture_output=True, text=True, check=False, preexec_fn=_small_disk)
    assert done.returncode == 1
    assert "Stopped (OutputFailed)" in done.stderr
    assert "Free some space" in done.stderr
    assert not list((tmp_path / "out").glob("*.part"))


def held(path: Path) -> object:
    """What a store holds, but for the moment of adding."""
    store = Store.open(path)
    view = store.view()
    found = (
        sorted((i.id, i.reports, i.claims) for i, _ in view.incidents()),
        sorted(c.id for c, _ in view.claims(limit=9999)),
    )
    counts = dict(view.counts())
    store.close()
    return found, counts


def _wait_for(path: Path, reports: int) -> None:
    """Until so many reports are acknowledged."""
    for _ in range(600):
        if path.exists():
            with contextlib.suppress(StoreFailed):
                store = Store.open(path)
                count = store.view().counts()["report"]
                store.close()
                if count >= reports:
                    return
        time.sleep(0.05)
    raise AssertionError("nothing was kept")


@pytest.mark.parametrize(("stop", "jobs"), [(signal.SIGINT, 1), (signal.SIGINT, 2), (signal.SIGKILL, 1)])
def test_stopped_in_the_middle_the_next_run_goes_on(
    reports: Write, tmp_path: Path, stop: signal.Signals, jobs: int
) -> None:
    path = reports(*(f"Guard {n} saw {'SLOW SLOW ' if 40 < n < 160 else ''}fire" for n in range(200)))
    store = tmp_path / "desk.db"
    command = [*TOOL, "add", str(path), "--store", str(store), "--jobs", str(jobs)]
    running = subprocess.Popen(command, env=ENV, stderr=subprocess.PIPE, text=True, start_new_session=True)
    _wait_for(store, 50)
    os.killpg(running.pid, stop)  # as a terminal does: the whole group
    _, told = running.communicate(timeout=60)
    kept = int(dict(held(store)[1])["report"])  # type: ignore[index]
    assert 50 <= kept < 200
    if stop == signal.SIGINT:
        assert running.returncode == 130
        assert f"Stopped. {kept} reports are kept; the same command goes on from there." in told
        assert "Traceback" not in told
    rest = add(path, store=store)
    assert f"{200 - kept} reports · 0 rejected · {kept} held already" in rest.stderr
    add(path, store=tmp_path / "whole.db")
    assert held(store) == held(tmp_path / "whole.db")


def test_standard_input(tmp_path: Path) -> None:
    row = json.dumps({"id": "p", "text": "Mayor heard a blast", "published": "2024-05-01"})
    done = add_apart("-", store=tmp_path / "desk.db", input=row)
    assert done.stderr.startswith("1 reports · 0 rejected")


def test_nothing_readable_ends_with_status_1(reports: Write, tmp_path: Path) -> None:
    done = add(reports({"text": ""}), store=tmp_path / "desk.db")
    assert done.returncode == 1
    command = [*TOOL, "batch", str(reports({"text": ""})), "--out", str(tmp_path / "out")]
    assert subprocess.run(command, env=ENV, capture_output=True, check=False).returncode == 1


def test_words_of_the_input_cannot_steer_the_terminal(reports: Write, tmp_path: Path) -> None:
    done = add(reports({"id": "x\u001b[2J\u202e", "text": ""}), store=tmp_path / "desk.db")
    assert "\u001b" not in done.stderr
    assert "\u202e" not in done.stderr
