"""`allegedly people`, and `serve` for those who have an account, as real processes."""

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from allegedly.cli.app import app
from allegedly.errors import AllegedlyError
from allegedly.model.people import Visitor
from allegedly.people import StoredPeople, totp
from allegedly.store import Store

GOOD = "seven herons by the mill"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Store.open(tmp_path / "desk.db", create=True).close()
    return tmp_path


@dataclass
class Done:
    stdout: str
    stderr: str


def run(*given: str, typed: str = "", code: int = 0) -> Done:
    """A command as the program runs it, here."""
    done = CliRunner().invoke(app, list(given), input=typed, env={"NO_COLOR": "1", "COLUMNS": "200"})
    stopped = isinstance(done.exception, AllegedlyError)
    assert (1 if stopped else done.exit_code) == code, done.output + repr(done.exception)
    return Done(done.stdout, f"{done.stderr}{done.exception if stopped else ''}")


def added(name: str = "Olha", role: str = "admin") -> None:
    run("people", "add", name, "--role", role, "--password-stdin", typed=f"{GOOD}\n")


def test_people_come_change_and_go(folder: Path) -> None:
    assert "Nobody" in run("people", "list").stdout
    assert "first person" in run("people", "add", "Olha", "--password-stdin", typed=GOOD, code=1).stderr
    told = run("people", "add", "Olha", "--role", "admin", "--password-stdin", typed=GOOD)
    assert "asks everybody to sign in" in told.stderr
    assert "12 characters" in run("people", "add", "Petro", "--password-stdin", typed="short\n", code=1).stderr
    invited = run("people", "add", "Petro", "--role", "reporter", "--invite")
    assert re.search(r"Name: Petro    Code: [\w-]{43}$", invited.stdout.strip())
    rows = [json.loads(line) for line in run("people", "list", "--json").stdout.splitlines()]
    assert [(r["name"], r["role"], r["waiting"]) for r in rows] == [
        ("Olha", "admin", False),
        ("Petro", "reporter", True),
    ]
    run("people", "password", "petro", "--password-stdin", typed=f"{GOOD} too\r\n")
    run("people", "role", "Petro", "editor")
    assert "signed out everywhere" in run("people", "out", "petro").stdout
    assert "last admin" in run("people", "end", "Olha", code=1).stderr
    assert run("people", "role", "Petro", "boss", code=2)
    run("people", "end", "Petro")
    assert "ended" in run("people", "list").stdout
    assert "nobody" in run("people", "role", "Petro", "reader", code=1).stderr
    names = sqlite3.connect("desk.db").execute("SELECT who, what, target FROM audit ORDER BY n").fetchall()
    assert names[0] == ("(command line)", "person added", "Olha")
    assert names[-1] == ("(command line)", "person ended", "Petro")


def test_a_second_factor_is_told_and_taken_off(folder: Path) -> None:
    added()
    assert run("people", "second-factor", "olha").stdout == "Olha: none\n"
    assert "nobody" in run("people", "second-factor", "Petro", code=1).stderr
    store = Store.open(folder / "desk.db")
    keeper = StoredPeople(store)
    keeper.second.begin("Olha", "desk")
    secret, now = store.factors().of("Olha").pending, datetime.now(UTC)
    assert keeper.second.confirm(Visitor("Olha", "admin"), totp.code(secret, totp.step(now)))
    assert "on, 10 recovery codes left" in run("people", "second-factor", "Olha").stdout
    (row,) = [json.loads(line) for line in run("people", "list", "--json").stdout.splitlines()]
    assert row["second_factor"] is True
    assert "off" in run("people", "second-factor", "Olha", "--off").stdout
    assert "there was none" in run("people", "second-factor", "Olha", "--off").stdout
    assert [one.what for one in store.audit().every()][-2:] == ["second factor on", "second factor off"]
    store.close()


def test_a_secret_is_printed_once_and_kept_nowhere(folder: Path) -> None:
    added()
    made = run("people", "token", "add", "Olha", "--for", "the map", "--may", "read", "--may", "decide")
    secret = made.stdout.strip()
    assert re.fullmatch(r"alg_[\w-]{43}", secret)
    dump = "\n".join(sqlite3.connect("desk.db").iterdump())
    assert secret not in dump
    assert GOOD not in dump
    row = json.loads(run("people", "token", "list", "--json").stdout)
    assert (row["owner"], row["label"], row["powers"]) == ("Olha", "the map", ["decide", "read"])
    assert secret not in run("people", "token", "list").stdout
    assert run("people", "token", "add", "Nobody", "--for", "x", code=1)
    assert run("people", "token", "add", "Olha", "--for", "x", "--may", "people", code=2)
    run("people", "token", "end", row["id"])
    assert run("people", "token", "end", row["id"], code=2)


@pytest.mark.parametrize(
    "given",
    [("--host", "0.0.0.0"), ("--host", "::"), ("--name", "desk.example.org"), ("--behind-proxy", "127.0.0.1"),
     ("--host", "192.0.2.1", "--name", "desk.example.org")],
)  # fmt: skip
def test_without_accounts_a_desk_is_for_this_machine_only(folder: Path, given: tuple[str, ...]) -> None:
    told = run("serve", *given, code=1).stderr
    assert "Nobody has an account" in told
    assert "allegedly people add" in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--host", "0.0.0.0"), "--name"),
        (("--host", "desk.example.org"), "no address"),
        (("--name", "a b"), "no name"),
        (("--name", "ftp://desk.example.org"), "no name"),
        (("--name", "https://desk.example.org/path"), "no name"),
        (("--behind-proxy", "*"), "behind_proxy"),
        (("--behind-proxy", "proxy.example"), "behind_proxy"),
    ],
)
def test_what_cannot_be_served_is_told(folder: Path, given: tuple[str, ...], told: str) -> None:
    added()
    assert told in run("serve", *given, code=1).stderr


@contextmanager
def serving(*given: str) -> Iterator[tuple[int, list[str]]]:
    """A desk that runs: its port; what it told is there when it has ended."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port, told = int(probe.getsockname()[1]), list[str]()
    command = [sys.executable, "-m", "allegedly", "serve", "--port", str(port), *given]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        try:
            until = time.monotonic() + 60
            while not _answers(port):
                assert running.poll() is None, running.communicate()
                assert time.monotonic() < until
                time.sleep(0.1)
            yield port, told
        finally:
            running.send_signal(signal.SIGINT)
            told.extend(part or "" for part in running.communicate(timeout=60))


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def test_behind_a_proxy_with_tls_cookies_are_for_tls_only(folder: Path) -> None:
    added()
    home = "https://desk.example.org"
    with serving("--name", home, "--behind-proxy", "127.0.0.1") as (port, _):
        sent = {"Host": "desk.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.7"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            assert client.get("/sign-in", headers={"Host": "desk.example.org"}).status_code == 403, "not by TLS"
            form = {"name": "Olha", "password": GOOD}
            answer = client.post("/sign-in", data=form, headers={**sent, "Origin": home})
            cookie = answer.headers["set-cookie"]
            assert re.match(
                r"__Host-session=[\w-]{43}; HttpOnly; Max-Age=259200; Path=/; SameSite=lax; Secure$", cookie
            )
            assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
            secret = cookie.split(";")[0]
            assert client.get("/account", headers={**sent, "Cookie": secret}).status_code == 200
            other = secret.replace("__Host-session", f"session-{port}")
            assert client.get("/account", headers={**sent, "Cookie": other}).status_code == 303, "set by plain http"
            answer = client.post("/sign-in", data=form, headers={**sent, "Origin": "http://desk.example.org"})
            assert answer.status_code == 403
            answer = client.get("/", headers={**sent, "X-Forwarded-Host": "evil.example"})
            assert "evil" not in answer.headers["location"]


def test_without_a_proxy_named_its_headers_are_not_believed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added()
    monkeypatch.setenv("ALLEGEDLY_LIMIT_SIGN_IN", "2")
    with serving() as (port, _), httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        waits = []
        for n in range(6):
            far = {"Origin": f"http://127.0.0.1:{port}", "X-Forwarded-For": f"198.51.100.{n}"}
            waits.append(client.post("/sign-in", data={"name": f"n{n}", "password": "x"}, headers=far).status_code)
        assert 429 in waits, "all of them came from one address"
        answer = client.get("/sign-in", headers={"X-Forwarded-Proto": "https"})
        assert "strict-transport-security" not in answer.headers


def test_beyond_this_machine_only_its_name_is_answered(folder: Path) -> None:
    added()
    with serving("--host", "0.0.0.0", "--name", "desk.example.org") as (port, told):
        asked = f"http://127.0.0.2:{port}/sign-in"  # another address of this machine: what others would use
        for host, status in (("desk.example.org", 200), (f"desk.example.org:{port}", 200), ("evil.example", 421)):
            assert httpx.get(asked, headers={"Host": host}, trust_env=False).status_code == status
    assert "unencrypted" in told[1]


def test_no_secret_is_in_the_log_or_in_an_address(folder: Path) -> None:
    added()
    token = run("people", "token", "add", "Olha", "--for", "the map").stdout.strip()
    code = run("people", "add", "Petro", "--invite").stdout.split("Code: ")[1].strip()
    with serving("--log", "json") as (port, told):
        home = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=home, trust_env=False, headers={"Origin": home}) as client:
            addresses = []
            client.event_hooks["response"] = [lambda r: addresses.append(str(r.url) + r.headers.get("location", ""))]
            client.post("/sign-in", data={"name": "Olha", "password": "wrong password"})
            client.post("/sign-in", data={"name": "my password in the name field", "password": ""})
            client.post("/sign-in", data={"name": "Olha", "password": GOOD})
            cookie = client.cookies[f"session-{port}"]
            client.get("/api/v1/reports", headers={"Authorization": f"Bearer {token}"})
            client.get("/account")
            made = client.post("/account/token", data={"label": "x", "power": "read", "days": "7"}).text
            fresh = re.search(r"alg_[\w-]{43}", made)
            assert fresh
            form = {"name": "Petro", "code": code, "password": f"{GOOD} too", "again": f"{GOOD} too"}
            assert client.post("/sign-in/invitation", data=form).status_code == 303
    everything = "\n".join([*told, *addresses, *sqlite3.connect("desk.db").iterdump()])
    assert '"route": "/sign-in"' in told[1] or '"route":"/sign-in"' in told[1]
    for secret in (GOOD, "wrong password", "my password in the name field", cookie, token, fresh[0], code):
        assert secret not in everything
