"""Signing in by an OpenID provider: a real one on this machine, and one that lies."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey

from allegedly.people.openid import Issuer, OpenId
from tests.people.provider import CLIENT, SECRET, Provider, running
from tests.publish.web.desk_with_people import Shared, shared

ROLES = {"/desk/editors": "editor", "/desk/all": "reader"}


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as one:
        one.user = {"sub": "u-7", "name": "Taras Ko", "groups": ["/other", "/desk/all", "/desk/editors"]}
        yield one


@pytest.fixture
def desk(provider: Provider, tmp_path: Path) -> Iterator[Shared]:
    with shared(tmp_path) as one:
        provider.now = lambda: one.now().timestamp()
        issuer = Issuer(provider.address, CLIENT, SECRET, "Newsroom", roles=ROLES)  # type: ignore[arg-type]
        one.keeper.provider = OpenId(issuer, one.keeper, provider.now)
        yield one


def gone_and_back(desk: Shared, browser: httpx.Client, to: str = "/review") -> httpx.Response:
    """What a browser gets that goes to the provider and comes back."""
    away = browser.get("/sign-in/provider", params={"to": to})
    assert away.status_code == 303, away.text
    back = httpx.get(away.headers["location"], trust_env=False)
    return browser.get(back.headers["location"])


def test_who_the_provider_knows_is_let_in_with_the_highest_role_that_it_says(desk: Shared, provider: Provider) -> None:
    browser = desk.browser()
    assert "Sign in with Newsroom" in browser.get("/sign-in").text
    answer = gone_and_back(desk, browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    page = browser.get("/account").text
    assert "Taras Ko" in page
    assert "editor" in page
    assert 'name="old"' not in page, "there is no password to change"
    asked = provider.asked[0][1]
    assert (asked["code_challenge_method"], asked["response_type"], asked["scope"]) == (
        "S256",
        "code",
        "openid profile",
    )
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    provider.user["groups"] = "/desk/all"
    gone_and_back(desk, browser)
    assert [p.role for p in desk.keeper.every() if p.name == "Taras Ko"] == ["reader"]


def refused(desk: Shared, browser: httpx.Client | None = None) -> str:
    """The page of somebody who comes back from the provider and is not let in."""
    one = browser or desk.browser()
    answer = gone_and_back(desk, one)
    assert answer.status_code == 403
    assert not any(name.startswith("session") for name in one.cookies)
    return answer.text


@pytest.mark.parametrize(
    "twist",
    [
        {"iss": "https://other.example"}, {"aud": "another-client"}, {"aud": [CLIENT, "another-client"]},
        {"azp": "another-client"}, {"nonce": "another"}, {"nonce": None}, {"exp": 1}, {"exp": None}, {"sub": ""},
        {"sub": None}, {"iss": None}, {"aud": None}, {"iat": None},
    ],
)  # fmt: skip
def test_a_token_that_is_not_for_this_desk_now_lets_nobody_in(
    desk: Shared, provider: Provider, twist: dict[str, Any]
) -> None:
    provider.twist = lambda claims: {k: v for k, v in {**claims, **twist}.items() if v is not None}
    assert "cannot be trusted" in refused(desk)
    assert not any(p.name == "Taras Ko" for p in desk.keeper.every())


def test_a_token_that_another_key_has_signed_lets_nobody_in(desk: Shared, provider: Provider) -> None:
    provider.signs = RSAKey.generate_key(2048, {"kid": "k1"})
    assert "cannot be trusted" in refused(desk)
    provider.key, provider.signs = provider.signs, None  # the provider has changed its key: it is asked for anew
    assert gone_and_back(desk, desk.browser()).status_code == 303


def test_a_token_without_a_signature_lets_nobody_in(desk: Shared, provider: Provider) -> None:
    import base64
    import json

    def bare(form: dict[str, str], _who: str) -> dict[str, str]:
        asked, at = provider.codes.pop(form["code"]), int(provider.now())
        claims = {
            "iss": provider.address,
            "aud": CLIENT,
            "nonce": asked["nonce"],
            "iat": at,
            "exp": at + 300,
            **provider.user,
        }
        parts = [
            base64.urlsafe_b64encode(json.dumps(x).encode()).rstrip(b"=").decode() for x in ({"alg": "none"}, claims)
        ]
        return {"id_token": ".".join([*parts, ""])}

    provider.token = bare  # type: ignore[method-assign, assignment]
    assert "cannot be trusted" in refused(desk)


def test_an_answer_is_good_once_for_the_browser_that_was_sent(desk: Shared) -> None:
    victim, attacker = desk.browser(), desk.browser()
    away = attacker.get("/sign-in/provider")
    back = httpx.get(away.headers["location"], trust_env=False).headers["location"]
    assert victim.get(back).status_code == 403, "the attacker's answer in another browser"
    assert attacker.get(back).status_code == 303
    assert attacker.get(back).status_code == 403, "a second time"


def test_a_changed_state_or_one_too_late_lets_nobody_in(desk: Shared) -> None:
    browser = desk.browser()
    back = httpx.get(browser.get("/sign-in/provider").headers["location"], trust_env=False).headers["location"]
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert browser.get(back.replace(state, "0" * 64)).status_code == 403
    back = httpx.get(browser.get("/sign-in/provider").headers["location"], trust_env=False).headers["location"]
    desk.now.pass_(minutes=10)
    assert browser.get(back).status_code == 403
    assert browser.get("/sign-in/provider/back", params={"error": "access_denied", "state": state}).status_code == 403


def test_an_answer_of_another_provider_is_refused(desk: Shared, provider: Provider) -> None:
    browser = desk.browser()
    back = httpx.get(browser.get("/sign-in/provider").headers["location"], trust_env=False).headers["location"]
    parts = urlsplit(back)
    given = {**{k: v[0] for k, v in parse_qs(parts.query).items()}, "iss": "https://other.example"}
    assert browser.get(parts.path, params=given).status_code == 403


@pytest.mark.parametrize("groups", [[], None, "/other", ["/desk/EDITORS"], [["/desk/editors"]], {"/desk/editors": 1}])
def test_without_a_role_nobody_is_let_in(desk: Shared, provider: Provider, groups: object) -> None:
    provider.user["groups"] = groups
    assert "no role" in refused(desk)


def test_who_loses_the_role_loses_the_sessions(desk: Shared, provider: Provider) -> None:
    browser = desk.browser()
    gone_and_back(desk, browser)
    provider.user["groups"] = []
    gone_and_back(desk, desk.browser())
    assert browser.get("/account").status_code == 303


def test_nobody_takes_over_an_account_by_its_name(desk: Shared, provider: Provider) -> None:
    provider.user["name"] = "OLHA"
    assert "taken" in refused(desk)
    provider.user["name"] = "Ol\u202eha"
    assert "cannot be seen" in refused(desk)


def test_an_account_that_has_ended_stays_so(desk: Shared, provider: Provider) -> None:
    from tests.people.conftest import BOSS

    gone_and_back(desk, desk.browser())
    desk.keeper.end("Taras Ko", BOSS)
    assert "has ended" in refused(desk)


def test_a_provider_that_is_away_or_names_other_addresses_is_told(desk: Shared, provider: Provider) -> None:
    provider.metadata = {"token_endpoint": "http://127.0.0.9:1/token"}
    assert "cannot be reached" in refused(desk)
    provider.metadata = {"issuer": "https://other.example"}
    assert isinstance(desk.keeper.provider, OpenId)
    desk.keeper.provider._held.clear()
    assert desk.browser().get("/sign-in/provider").status_code == 403


@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/sign-in?to=x"]
)
def test_nobody_is_led_to_another_site_afterwards(desk: Shared, to: str) -> None:
    assert gone_and_back(desk, desk.browser(), to).headers["location"] == "/"


def test_no_secret_is_in_an_address(desk: Shared) -> None:
    browser = desk.browser()
    away = browser.get("/sign-in/provider")
    secret = away.headers["set-cookie"].split("=", 1)[1].split(";")[0]
    assert len(secret) >= 43
    assert secret not in away.headers["location"]
    assert SECRET not in away.headers["location"]
    assert SECRET not in repr(Issuer("", CLIENT, SECRET))
