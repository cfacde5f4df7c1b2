"""`watch`, `sources`, `quarantine` as a user runs them: real processes, a real server on loopback."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly.store import Store
from tests.collect.host import Host, host
from tests.watch.pages import day, post, preview, rss

FIRE = "Police said two workers were killed in a warehouse fire in Lviv."


@pytest.fixture
def web() -> Iterator[Host]:
    with host() as one:
        yield one


def environment(folder: Path) -> dict[str, str]:
    own = {"ALLEGEDLY_NETWORKS": '["127.0.0.0/8"]', "ALLEGEDLY_HOST_PAUSE": "0", "COLUMNS": "100"}
    return {
        **os.environ,
        **own,
        "ALLEGEDLY_STORE": str(folder / "desk.db"),
        "ALLEGEDLY_SOURCES": str(folder / "sources.toml"),
    }


def run(folder: Path, *given: str, status: int = 0) -> str:
    command = [sys.executable, "-m", "allegedly", *given]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(folder), cwd=folder, check=False)
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr


def start(folder: Path, *given: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "allegedly", *given]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(folder), cwd=folder)


def reports(folder: Path) -> list[str]:
    desk = Store.open(folder / "desk.db")
    found = sorted(one.id for one in desk.view().reports(limit=1000))
    desk.close()
    return found


def test_a_users_first_steps(web: Host, tmp_path: Path) -> None:
    web.page("/", f"<link rel=alternate type='application/rss+xml' title='Gazette' href='{web.url('/feed')}'>")
    web.page("/feed", rss(("a", FIRE, day(1)), ("b", "Snow fell.", day(2))))
    assert "Gazette: feed" in run(tmp_path, "sources", "add", web.url("/"), "--every", "5m")
    assert "watched already" in run(tmp_path, "sources", "add", web.url("/feed"))
    assert "not looked at yet" in run(tmp_path, "sources", "list", "--json")
    out = run(tmp_path, "watch", "--once", "--fast")
    assert "2 new of 2" in out
    assert "2 new reports" in out
    assert "0 new reports" in run(tmp_path, "watch", "--once", "--fast")
    assert "healthy" in run(tmp_path, "sources")
    run(tmp_path, "sources", "export", "out.opml")
    assert "already" in run(tmp_path, "sources", "import", "out.opml")
    assert "no longer watched" in run(tmp_path, "sources", "remove", "Gazette")
    assert "no source yet" in run(tmp_path, "sources")
    assert "Nothing is kept apart" in run(tmp_path, "quarantine", "list")


def test_what_is_read_anew_is_counted_by_itself(web: Host, tmp_path: Path) -> None:
    run(tmp_path, "sources", "add", web.page("/feed", rss(("a", FIRE, day(1)))), "--kind", "feed")
    run(tmp_path, "watch", "--once", "--fast")
    web.page("/feed", rss(("a", FIRE, day(1)), ("b", "Snow fell.", day(2))))
    out = run(tmp_path, "watch", "--once")
    assert "1 looks · 1 new reports · 0 claims · 0 missing · 1 reports read anew" in out


def test_a_refusal_is_shown_with_what_to_do(web: Host, tmp_path: Path) -> None:
    run(tmp_path, "sources", "add", web.page("/feed", b"", status=403), "--kind", "feed", "--name", "Shut")
    assert "refused" in run(tmp_path, "watch", "--once", "--fast")
    (row,) = [json.loads(line) for line in run(tmp_path, "sources", "list", "--json").splitlines()]
    assert row["state"] == "blocked"
    assert "403" in row["words"]
    assert row["mend"]


def test_what_was_deleted_is_listed(web: Host, tmp_path: Path) -> None:
    web.page("/s/chan", preview("Канал", [post("chan", n, f"Пост {n}", n) for n in (1, 2, 3)]))
    run(tmp_path, "sources", "add", web.url("/chan"), "--kind", "telegram", "--name", "@chan")
    run(tmp_path, "watch", "--once", "--fast")
    web.page("/s/chan", preview("Канал", [post("chan", n, f"Пост {n}", n) for n in (1, 3)]))
    assert "1 missing" in run(tmp_path, "watch", "--once", "--fast")
    assert "https://t.me/chan/2: last seen" in run(tmp_path, "sources", "missing")


def test_wrong_use_says_what_to_do(tmp_path: Path) -> None:
    assert "sources add" in run(tmp_path, "watch", "--once", status=2)
    assert "no source is called" in run(tmp_path, "sources", "remove", "x", status=1)
    assert "not a pause" in run(tmp_path, "sources", "add", "x.example", "--every", "soon", status=1)
    (tmp_path / "sources.toml").write_text("[[source]]\nname = 1\n")
    assert "sources.toml" in run(tmp_path, "watch", "--once", status=1)


def wait_for(what: str, process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if what in line:
            return
    raise AssertionError(f"ended without {what!r}")


def test_it_watches_until_stopped_and_serves_figures(web: Host, tmp_path: Path) -> None:
    url = web.page("/feed", rss(("a", FIRE, day(1))))
    (tmp_path / "sources.toml").write_text(f"[[source]]\nname='g'\nurl='{url}'\nkind='feed'\nevery='30s'\n")
    port = _free()
    process = start(tmp_path, "watch", "--fast", "--metrics", str(port))
    try:
        wait_for("1 new of 1", process)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
                text = answer.read().decode()
            if "allegedly_reports_total 1.0" in text:
                break
            time.sleep(0.1)
        assert 'allegedly_looks_total{outcome="new",source="g"} 1.0' in text
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.communicate()
    assert len(reports(tmp_path)) == 1


def test_killed_in_the_middle_it_goes_on_and_ends_as_if_it_had_not_been(web: Host, tmp_path: Path) -> None:
    """Promise 20, of watching: the desk after a kill and a second run equals one that ran through."""
    items = [(f"i{n}", f"{FIRE} Shed {n}.", day(1 + n % 28)) for n in range(60)]
    lines = []
    for n in range(6):
        url = web.page(f"/feed{n}", rss(*items[10 * n : 10 * n + 10]))
        lines.append(f"[[source]]\nname='g{n}'\nurl='{url}'\nkind='feed'\n")
    for folder in ("whole", "killed"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "sources.toml").write_text("".join(lines))
    run(tmp_path / "whole", "watch", "--once", "--fast")
    process = start(tmp_path / "killed", "watch", "--once", "--fast")
    while not (tmp_path / "killed" / "desk.db-wal").exists() and process.poll() is None:
        time.sleep(0.01)
    time.sleep(1.0)
    process.kill()
    process.communicate()
    run(tmp_path / "killed", "watch", "--once", "--fast")
    assert reports(tmp_path / "killed") == reports(tmp_path / "whole")
    assert len(reports(tmp_path / "whole")) == 60


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
