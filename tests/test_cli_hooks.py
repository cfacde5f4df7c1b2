"""`allegedly hooks`, and that `watch` serves them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from allegedly.cli.app import app
from allegedly.cli.hooks import hooks_of, telling
from allegedly.errors import InputMissing
from allegedly.settings import read_settings
from allegedly.store import Store
from tests.assess.build import claim, report
from tests.desk.test_notices import add
from tests.test_hooks import Receiver, receiver, verified

__all__ = ["receiver"]
RUN = CliRunner()


@pytest.fixture
def setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> Path:
    path = tmp_path / "allegedly.toml"
    path.write_text(
        f"""networks = ["127.0.0.0/8"]
[[webhooks]]
name = "room"
url = "{receiver.url}"
secret = "a key of at least 24 bytes"
kinds = ["incident", "report"]
filter = {{event = "impact"}}
""",
        "utf-8",
    )
    monkeypatch.setenv("ALLEGEDLY_CONFIG", str(path))
    monkeypatch.setenv("ALLEGEDLY_STORE", str(tmp_path / "desk.db"))
    return path


def test_a_test_is_sent_and_told_of(setting: Path, receiver: Receiver) -> None:
    done = RUN.invoke(app, ["hooks", "test", "room"])
    assert (done.exit_code, done.stdout) == (0, "room: taken (status 204).\n")
    assert verified(*receiver.got[0])
    receiver.answers = [403]
    refused = RUN.invoke(app, ["hooks", "test", "room"])
    assert refused.exit_code == 1
    assert "status 403" in refused.stderr
    assert RUN.invoke(app, ["hooks", "test", "other"]).exit_code == 2


def test_what_happens_inside_is_told_also_at_the_end(setting: Path, receiver: Receiver, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "desk.db", create=True)
    with telling(str(tmp_path / "desk.db"), finish=True):
        add(store, report("r1", claim("impact"), source="Gull"))
    assert sorted(receiver.told) == ["incident.new", "report.new"]
    listed = json.loads(RUN.invoke(app, ["hooks", "list", "--json"]).stdout)
    assert (listed["waiting"], listed["done"], listed["failed"]) == (0, 2, 0)
    assert listed["filter"] == {"event": "impact"}
    assert "a key" not in json.dumps(listed)
    table = RUN.invoke(app, ["hooks", "list"]).stdout
    assert "status 204" in table
    assert "a key" not in table
    store.close()


def test_without_webhooks_it_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEGEDLY_CONFIG", str(tmp_path / "none.toml"))
    assert "docs/api.md" in RUN.invoke(app, ["hooks", "list"]).stdout
    with telling(str(tmp_path / "desk.db")):
        assert not (tmp_path / "desk.db").exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('secret = "short"', "too short"),
        ('secret = "whsec_!!"', "not base64"),
        ('secret = "whsec_c2hvcnQ="', "too short"),
        ('secret = "a key of at least 24 bytes"\nkinds = ["all"]', "kinds"),
        ('secret = "a key of at least 24 bytes"\nfilter = {colour = "red"}', "colour"),
        ('secret = "a key of at least 24 bytes"\nfilter = {status = "true"}', "status"),
    ],
)
def test_what_is_wrong_in_the_settings_is_told_without_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, told: str
) -> None:
    path = tmp_path / "allegedly.toml"
    path.write_text(f'[[webhooks]]\nname = "room"\nurl = "https://room.example/in"\n{line}\n')
    monkeypatch.setenv("ALLEGEDLY_CONFIG", str(path))
    with pytest.raises(InputMissing) as caught:
        read_settings()
    assert told in str(caught.value)
    assert "a key" not in str(caught.value)


def test_names_are_given_once(setting: Path) -> None:
    setting.write_text(setting.read_text() + setting.read_text().partition("\n")[2])
    with pytest.raises(InputMissing, match="several have the name 'room'"):
        hooks_of(read_settings())


def test_keys_are_read_as_the_specification_has_them(setting: Path) -> None:
    setting.write_text(
        setting.read_text().replace("a key of at least 24 bytes", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    )
    assert len(hooks_of(read_settings())[0].key) == 24
