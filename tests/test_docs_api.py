"""The examples of docs/api.md are asked of a running desk, as they stand there."""

import hmac
import re
import shlex
import tomllib
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from allegedly.hooks import signature
from allegedly.pipeline import add
from allegedly.publish.web.app import create_app
from allegedly.settings import Webhook
from allegedly.stages import Choice
from allegedly.store import Store
from tests.publish.api.conftest import PACK, given
from tests.publish.web.server import serving

TEXT = (Path(__file__).parents[1] / "docs" / "api.md").read_text("utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
LINES = [line for kind, block in BLOCK.findall(TEXT) if kind == "sh" for line in block.splitlines()]
HERE = "http://127.0.0.1:8017"


def asked(line: str, address: str) -> httpx.Response:
    """What a line of curl asks, of the desk at an address."""
    words = shlex.split(line)
    assert words[0] == "curl"
    method, headers, body, url = "GET", {}, None, ""
    rest = iter(words[1:])
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value.replace(HERE, address)
        elif word == "-d":
            body = next(rest).encode()
        elif word != "-N":
            url = word
    assert url.startswith(HERE)
    return httpx.request(method, url.replace(HERE, address), headers=headers, content=body, timeout=60)


def test_every_example_is_answered(tmp_path: Path) -> None:
    assert len(LINES) > 20
    store = Store.open(tmp_path / "desk.db", create=True)
    add([str(PACK)], store, Choice(extractor="fast", jobs=1))
    with serving(create_app(given(store))) as address:
        for line in LINES:
            got = asked(line, address)
            assert got.status_code == (201 if "-X POST" in line else 200), f"{line}\n{got.text[:300]}"
            if "/api/" in line and got.headers["content-type"] == "application/json" and "rejections" not in line:
                assert got.json().get("items", [1]), f"{line} finds nothing"
    store.close()


def test_the_settings_are_taken_and_the_signature_is_checked_as_told() -> None:
    block = next(block for kind, block in BLOCK.findall(TEXT) if kind == "toml")
    hook = Webhook.model_validate(tomllib.loads(block)["webhooks"][0])
    assert hook.filter.place == "Crimea"
    key, body = hook.key, b'{"type": "incident.changed"}'
    assert key == b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    headers = {"webhook-id": "msg_1", "webhook-timestamp": "1717243200"}
    headers["webhook-signature"] = signature(key, "msg_1", "1717243200", body)
    told = next(block for kind, block in BLOCK.findall(TEXT) if kind == "python")
    names = {"headers": headers, "body": body, "key": key, "hmac": hmac, "b64encode": b64encode, "sha256": sha256}
    exec(told, names)  # the lines of the page themselves
    assert names["fits"] is True


PARTS = ["incidents", "claims", "reports", "voices", "sources", "rejections", "judgements", "notices", "events"]
PARTS += ["feed.atom", "feed.json", "brief", "matrix", "changes"]


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_an_example(name: str) -> None:
    assert any(name in line for line in LINES)
