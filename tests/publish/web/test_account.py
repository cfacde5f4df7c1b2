"""Signing in and out, the account and the people pages, as browsers use them; with and without scripts."""

import html
import re
import threading
from base64 import b32decode
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
import segno
from playwright.sync_api import Browser

from allegedly.people import totp
from allegedly.publish.web import visiting
from allegedly.publish.web.account import browser as named
from tests.people.conftest import BOSS
from tests.publish.web.axe import violations
from tests.publish.web.desk_with_people import NAMES, PASSWORD, Shared, shared

NEW = "nine storks on a roof"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Shared]:
    with shared(tmp_path) as running:
        yield running


def session(browser: httpx.Client) -> str:
    return next((one.value or "" for one in browser.cookies.jar if one.name.startswith("session")), "")


def test_signing_in_leads_to_the_page_that_was_asked_for(desk: Shared) -> None:
    browser = desk.browser()
    asked = browser.get("/review?done=1")
    assert asked.headers["location"] == "/sign-in?to=/review%3Fdone%3D1"
    assert 'value="/review?done=1"' in browser.get(asked.headers["location"]).text
    answer = desk.sign_in(browser, "Rosa", to="/review?done=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?done=1")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert browser.get("/sign-in").status_code == 303


@pytest.mark.parametrize(
    "to",
    ["https://evil.example", "//evil.example/x", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
     "/x\r\nSet-Cookie: a=b",
     "javascript:alert(1)", "evil.example", "", "/sign-in", "/sign-out", "http:evil.example"],
)  # fmt: skip
def test_signing_in_never_leads_to_another_site(desk: Shared, to: str) -> None:
    answer = desk.sign_in(desk.browser(), "Rosa", to=to)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_wrong_password_and_an_unknown_name_are_told_alike(desk: Shared) -> None:
    pages = []
    for name in ("Rosa", "Nobody"):
        answer = desk.sign_in(desk.browser(), name, "not that one")
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
        pages.append(answer.text.replace(name, "NAME"))
        assert "not that one" not in answer.text
    assert pages[0] == pages[1]


def test_a_pause_is_told_with_its_length(desk: Shared) -> None:
    browser = desk.browser()
    answers = [desk.sign_in(browser, "Rosa", "not that one") for _ in range(6)]
    assert [one.status_code for one in answers] == [403] * 5 + [429]
    assert answers[-1].headers["retry-after"] == "2"
    assert "Wait 2 seconds" in answers[-1].text


def test_a_cookie_that_was_planted_before_is_not_the_session_afterwards(desk: Shared) -> None:
    browser = desk.browser()
    port = desk.address.rpartition(":")[2]
    browser.cookies.set(f"session-{port}", "planted", domain="127.0.0.1")
    answer = desk.sign_in(browser, "Rosa")
    assert "planted" not in answer.headers["set-cookie"]
    planted = desk.browser(cookies={f"session-{port}": "planted"})
    assert planted.get("/account").status_code == 303


def test_signing_out_ends_the_session_also_for_who_kept_the_cookie(desk: Shared) -> None:
    browser = desk.browser("reader")
    kept = session(browser)
    answer = desk.post(browser, "/sign-out")
    assert answer.headers["clear-site-data"] == '"cache"'
    port = desk.address.rpartition(":")[2]
    assert desk.browser(cookies={f"session-{port}": kept}).get("/account").status_code == 303
    assert browser.get("/account").status_code == 303


def test_changing_the_password_rotates_this_session_and_ends_the_others(desk: Shared) -> None:
    here, there = desk.browser("reader"), desk.browser("reader")
    before = session(here)
    wrong = desk.post(here, "/account/password", old="not that one", password=NEW, again=NEW)
    assert (wrong.status_code, "another one" in wrong.text) == (403, True)
    assert desk.post(here, "/account/password", old=PASSWORD, password=NEW, again=NEW + "!").status_code == 422
    weak = desk.post(here, "/account/password", old=PASSWORD, password="rosa rosa rosa", again="rosa rosa rosa")
    assert (weak.status_code, "too easy" in weak.text) == (422, True)
    assert there.get("/account").status_code == 200
    assert desk.post(here, "/account/password", old=PASSWORD, password=NEW, again=NEW).status_code == 303
    assert session(here) != before
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 303)


def test_other_sessions_are_listed_and_ended(desk: Shared) -> None:
    here, there = (
        desk.browser("reader"),
        desk.browser("reader", headers={"User-Agent": "Mozilla/5.0 (Windows) Firefox/128"}),
    )
    page = here.get("/account").text
    assert "Firefox, Windows" in page
    ends = re.findall(r"/account/session/[0-9a-f]{16}/end", page)
    assert len(ends) == 1
    assert session(there) not in page
    other = desk.browser("editor")
    desk.post(other, ends[0])
    assert there.get("/account").status_code == 200, "another's"
    desk.post(here, ends[0])
    assert there.get("/account").status_code == 303


def test_a_token_is_shown_once_and_ended(desk: Shared) -> None:
    browser = desk.browser("reporter")
    made = desk.post(browser, "/account/token", label="<b>map</b>", power=["read", "decide"], days="30").text
    secret = re.search(r"alg_[\w-]{43}", made)
    assert secret
    assert "<b>map</b>" not in made
    page = browser.get("/account").text
    assert secret[0] not in page
    headers = {"Authorization": f"Bearer {secret[0]}"}
    assert desk.browser().get("/api/v1/incidents", headers=headers).status_code == 200
    desk.post(browser, re.findall(r"/account/token/[0-9a-f]{16}/end", page)[0])
    assert desk.browser().get("/api/v1/incidents", headers=headers).status_code == 401
    assert desk.post(desk.browser("reader"), "/account/token", label="x", power="decide", days="30").status_code == 422
    for days in ("0", "9999", "-1", "x"):
        assert desk.post(browser, "/account/token", label="x", power="read", days=days).status_code == 422


def test_an_admin_adds_invites_changes_and_ends(desk: Shared) -> None:
    admin, fresh = desk.browser("admin"), desk.browser()
    page = html.unescape(desk.post(admin, "/people/add", name="Ihor <i>", role="reporter").text)
    code = re.search(r'class="code">([\w-]{43})<', page)
    assert code
    assert code[1] not in admin.get("/people").text
    assert "Ihor &lt;i&gt;" in admin.get("/people").text
    form = {"name": "ihor <i>", "code": code[1], "password": NEW, "again": NEW}
    assert desk.post(fresh, "/sign-in/invitation", **{**form, "again": "x"}).status_code == 422
    assert desk.post(fresh, "/sign-in/invitation", **form).status_code == 303
    assert desk.post(desk.browser(), "/sign-in/invitation", **form).status_code == 403, "a second time"
    desk.post(admin, "/people/role", name="Ihor <i>", role="reader")
    assert desk.post(fresh, "/judge", kind="merge").status_code == 403
    assert desk.post(admin, "/people/role", name="Olha", role="reader").status_code == 422, "the last admin"
    assert desk.post(admin, "/people/end", name="Olha").status_code == 422
    assert desk.post(admin, "/people/role", name="Rosa", role="god").status_code == 422
    assert desk.post(admin, "/people/add", name="OLHA", role="reader").status_code == 422
    assert desk.post(admin, "/people/end", name="Ihor <i>").status_code == 303
    assert fresh.get("/account").status_code == 303


def test_pages_of_signed_in_people_are_not_kept_by_browsers(desk: Shared) -> None:
    admin = desk.browser("admin")
    for path in ("/account", "/people", "/review", "/track"):
        assert admin.get(path).headers["cache-control"] == "no-store", path
    assert admin.get("/sign-in/invitation").headers["cache-control"] == "no-store"


def test_a_stream_ends_with_the_session_and_with_the_role(desk: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "LOOK", 0.0)
    monkeypatch.setattr("allegedly.publish.web.now.EventSourceResponse", _often)
    reader, ended = desk.browser("reader"), threading.Event()

    def follow() -> None:
        with reader.stream("GET", "/live?seq=0", timeout=30) as answer:
            assert answer.status_code == 200
            for _part in answer.iter_raw():
                pass
        ended.set()

    following = threading.Thread(target=follow, daemon=True)
    following.start()
    assert not ended.wait(2)
    desk.keeper.set_role("Rosa", "reporter", BOSS)
    assert ended.wait(20)


def _often(body: object, **given: object) -> object:
    from sse_starlette import EventSourceResponse

    return EventSourceResponse(body, ping=1)  # type: ignore[arg-type]


def test_browsers_are_called_by_two_words() -> None:
    assert (
        named("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36")
        == "Chrome, Linux"
    )
    assert named("curl/8") == "curl/8"
    assert named("") == "unknown browser"


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_signs_in_invites_and_reads_on_a_phone(browser: Browser, desk: Shared, scripts: bool) -> None:
    with browser.new_context(
        base_url=desk.address, viewport={"width": 390, "height": 800}, java_script_enabled=scripts
    ) as context:
        page = context.new_page()
        page.goto("/people")
        page.fill("[name=name]", "Olha")
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/people")
        page.fill("section [name=name]", "Ihor")
        page.click("section button")
        page.wait_for_selector(".code")
        code = page.inner_text(".code")
        for path in ("/account", "/people", "/sign-in/invitation"):
            page.goto(path)
            if scripts:
                assert violations(page) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.goto("/account/second")
        page.fill("[name=password]", PASSWORD)
        page.click("section button")
        page.wait_for_selector("[name=code]")
        fits = [violations(page), page.evaluate("document.documentElement.scrollWidth")] if scripts else []
        page.fill("[name=code]", code_of(app_of(page.content()), desk.now.now))
        page.click("section button")
        page.wait_for_selector("ul.code li")
        if scripts:
            fits += [violations(page), page.evaluate("document.documentElement.scrollWidth")]
            assert fits == [[], 390, [], 390]
            page.goto("about:blank")
            page.goto(f"/sign-in/invitation#{code}")
            assert page.input_value("[name=code]") == code
            assert "#" not in page.url


def app_of(text: str) -> str:
    """The secret that the page shows, as an app takes it."""
    found = re.search(r"otpauth://totp/[^\"]*?secret=([A-Z2-7]+)", text)
    assert found, text
    return found.group(1)


def address_in(text: str) -> str:
    found = re.search(r'href="(otpauth:[^"]+)"', text)
    assert found
    return found.group(1)


def picture_in(text: str) -> list[list[int]]:
    """The dark squares of the QR code, row by row: strokes one square wide, each from where the last one ended."""
    found = re.search(r'<svg width="(\d+)"[^>]*>.*?stroke="#000" d="([^"]+)"', text, re.DOTALL)
    assert found
    size, x, y = int(found.group(1)) // 4 - 8, 0.0, 0.0
    rows = [[0] * size for _ in range(size)]
    for kind, given in re.findall(r"([Mmh])([-\d. ]+)", found.group(2)):
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", given)]
        if kind == "h":
            for column in range(int(x) - 4, int(x + numbers[0]) - 4):
                rows[int(y) - 4][column] = 1
            x += numbers[0]
        else:
            x, y = (numbers[0], numbers[1]) if kind == "M" else (x + numbers[0], y + numbers[1])
    return rows


def code_of(secret: str, now: datetime) -> str:
    return totp.code(b32decode(secret), totp.step(now))


def test_a_second_factor_is_set_up_used_and_taken_off_without_script(desk: Shared) -> None:
    browser = desk.browser("reporter")
    assert 'href="/account/second"' in browser.get("/account").text
    assert desk.post(browser, "/account/second/begin", password="wrong").status_code == 403
    page = desk.post(browser, "/account/second/begin", password=PASSWORD)
    secret = app_of(page.text)
    assert f'<code class="code">{secret}</code>' in page.text, "to be typed in"
    assert picture_in(page.text) == [*map(list, segno.make(html.unescape(address_in(page.text)), error="m").matrix)]
    wrong = desk.post(browser, "/account/second/confirm", code="000000")
    assert (wrong.status_code, app_of(wrong.text)) == (422, secret)
    done = desk.post(browser, "/account/second/confirm", code=code_of(secret, desk.now.now))
    spares = re.findall(r'<li class="mono">([A-Z2-7-]+)</li>', done.text)
    assert len(spares) == totp.SPARE
    assert "10 recovery codes are left" in browser.get("/account/second").text, "the browser stays signed in"
    other = desk.browser()
    asked = desk.post(other, "/sign-in", name=NAMES["reporter"], password=PASSWORD, to="/search")
    assert (asked.status_code, other.cookies.get("session")) == (200, None)
    assert other.get("/account").status_code == 303, "the password alone opens nothing"
    desk.now.pass_(seconds=totp.STEP)
    failed = desk.post(other, "/sign-in/code", errand=errand_in(asked.text), to="/search", code="000000")
    assert (failed.status_code, 'role="alert"' in failed.text) == (403, True)
    code = code_of(secret, desk.now.now)
    entered = desk.post(other, "/sign-in/code", errand=errand_in(failed.text), to="/search", code=code)
    assert (entered.status_code, entered.headers["location"]) == (303, "/search")
    assert other.get("/account").status_code == 200
    again = desk.post(desk.browser(), "/sign-in/code", errand=errand_in(failed.text), to="/", code=code)
    assert (again.status_code, 'name="password"' in again.text) == (403, True), "the errand is over: from the start"
    off = desk.post(other, "/account/second/off", password=PASSWORD, code=spares[0])
    assert (off.status_code, off.headers["location"]) == (303, "/account/second")
    assert desk.sign_in(desk.browser(), NAMES["reporter"]).status_code == 303


def errand_in(text: str) -> str:
    found = re.search(r'name="errand" value="([^"]+)"', text)
    assert found, text
    return found.group(1)


def test_who_must_have_one_gets_to_no_other_page(desk: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.keeper.second, "_least", "admin")
    browser = desk.browser("admin")
    for path in ("/", "/account", "/people", "/search"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers.get("location")) == (303, "/account/second"), path
    assert browser.get("/api/v1/incidents").status_code == 403
    assert desk.post(browser, "/people/add", name="Mallory", role="admin").status_code == 403
    assert "Your role needs a second factor" in browser.get("/account/second").text
    assert desk.browser("editor").get("/account").status_code == 200
    page = desk.post(browser, "/account/second/begin", password=PASSWORD)
    done = desk.post(browser, "/account/second/confirm", code=code_of(app_of(page.text), desk.now.now))
    assert done.status_code == 200
    assert browser.get("/people").text.count('<p class="meta">Second factor</p>') == 1
    assert desk.keeper.second.drop(NAMES["admin"], BOSS)
