"""The log of `serve` and `watch` as an operator reads it: real processes; no secret, no word of a report."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

import httpx
import pytest

from allegedly.cli.journal import HIDDEN, journal
from allegedly.errors import StoreFailed
from allegedly.settings import Settings, read_settings, secrets
from allegedly.store import Store
from tests.collect.host import host
from tests.watch.pages import day, rss

SECRETS = ("whsec_" + "c2VjcmV0" * 6, "hook-token-77", "proxy-pass-88")
WORDS = ("heron", "vuln-word")
SETTINGS = f"""
proxy = "http://reader:{SECRETS[2]}@127.0.0.1:9"
metrics = true
[[webhooks]]
name = "room"
url = "http://127.0.0.1:9/in?token={SECRETS[1]}"
secret = "{SECRETS[0]}"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "allegedly.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(*given: str, **env: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "allegedly", *given]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **env})


def asked(address: str, path: str) -> int:
    until = time.monotonic() + 60
    while True:
        try:
            return httpx.get(address + path, trust_env=False).status_code
        except httpx.ConnectError:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_serve_logs_each_request_without_what_was_asked_and_tells_why_it_is_not_ready(folder: Path) -> None:
    Store.open(folder / "desk.db", create=True).close()
    port = free()
    with started("serve", "--port", str(port), "--log", "json") as running:
        address = f"http://127.0.0.1:{port}"
        got = [
            asked(address, path) for path in ("/healthz", "/readyz", f"/?q={WORDS[0]}", f"/{SECRETS[1]}", "/metrics")
        ]
        (folder / "desk.db").rename(folder / "away.db")
        got.append(asked(address, "/readyz"))
        running.send_signal(signal.SIGINT)
        told = running.communicate(timeout=60)[1]
    assert got == [200, 200, 200, 404, 200, 503]
    requests = [(one["route"], one["status"]) for one in lines(told) if one["event"] == "request"]
    assert requests == [("/healthz", 200), ("/readyz", 200), ("/", 200), ("(none)", 404), ("/metrics", 200),
                        ("/readyz", 503)]  # fmt: skip
    assert {"at", "level", "method", "ms"} <= set(lines(told)[1])
    assert [word for word in (*SECRETS, *WORDS) if word in told] == []


def test_watch_logs_each_look_and_round_without_a_word_of_what_came(folder: Path) -> None:
    (folder / "allegedly.toml").write_text(SETTINGS.replace("proxy", "# proxy"))
    own = {"ALLEGEDLY_NETWORKS": '["127.0.0.0/8"]', "ALLEGEDLY_HOST_PAUSE": "0", "ALLEGEDLY_LOG": "json"}
    with host() as web:
        web.page("/feed", rss(("a", f"Police said two people were hurt in {WORDS[0]} street in Lviv.", day(1))))
        address = f"{web.url('/feed')}?key={WORDS[1]}"
        with started("sources", "add", address, "--kind", "feed", "--name", "Gazette", **own) as adding:
            adding.communicate(timeout=60)
        with started("watch", "--once", "--fast", **own) as running:
            told = running.communicate(timeout=120)[1]
    events = {one["event"]: one for one in lines(told)}
    assert list(events) == ["began", "look", "round"], told
    assert (events["look"]["source"], events["look"]["new"]) == ("Gazette", 1)
    assert (events["round"]["looks"], events["round"]["reports"]) == (1, 1)
    assert [word for word in (*SECRETS, *WORDS) if word in told] == []


def logged(settings: Settings, error: Exception) -> str:
    told = io.StringIO()
    with redirect_stderr(told), pytest.raises(type(error)), journal(settings).failing():
        raise error
    return told.getvalue()


def test_defect_is_logged_by_kind_and_place_not_by_what_it_says(folder: Path) -> None:
    told = logged(read_settings(log="json"), LookupError("words of a report"))
    (one,) = lines(told)
    assert (one["event"], one["level"], one["kind"]) == ("error", "error", "LookupError")
    assert one["where"][-1].startswith("test_log.py:")
    assert "words" not in told


def test_secret_in_what_the_desk_says_is_blotted_out(folder: Path) -> None:
    told = logged(read_settings(log="text"), StoreFailed(f"no way to reader:{SECRETS[2]}\nat all"))
    assert f"reader:{HIDDEN}" in told
    assert SECRETS[2] not in told
    assert told.count("\n") == 1


def test_nothing_is_logged_unless_asked_for(folder: Path) -> None:
    assert logged(read_settings(), LookupError()) == ""


def test_every_secret_of_the_settings_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEGEDLY_STORE", "postgresql://desk:pg-pass@db.example/desk?sslpassword=pg-key")
    assert secrets(read_settings()) == {*SECRETS[::2], f"token={SECRETS[1]}", "pg-pass", "sslpassword=pg-key"}
