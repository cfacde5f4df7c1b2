"""The desk in a real Chromium: what a person does on each page, wide, narrow, and without script."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, Request

from allegedly.model import Assessment, Incident
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from tests.publish.build import HandDesk
from tests.publish.test_layout import wide
from tests.publish.web.chromium import NEEDED
from tests.publish.web.server import serving

PAGES = ["/", "/incident/i-0123", "/incident/i-0123/brief", "/report/kanal-1", "/rejected", "/method",
         "/review", "/track", "/track?voice=office", "/incident/i-0123/changes"]  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    NEEDED,
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(create_app(Given(HandDesk(), Clock(), {"test.rule": "A rule for tests."}))) as where:
        yield where


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 860})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_anything_of_another_host_or_fails_in_the_console(page: Page, address: str, path: str) -> None:
    asked: list[str] = []
    said: list[str] = []

    def ask(request: Request) -> None:
        asked.append(request.url)

    page.on("request", ask)
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.goto(path)
    assert asked
    assert all(url.startswith(address) for url in asked)
    assert said == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [390, 900, 1280])
def test_no_page_scrolls_sideways(browser: Browser, address: str, path: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    narrow = context.new_page()
    narrow.goto(path)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_cell_in_focus_shows_its_exact_words(page: Page) -> None:
    page.goto("/incident/i-0123")
    page.locator("a.c", has_text="affirms, hedged").focus()
    assert page.locator("#said q").inner_text() == "склад горит"


def test_enter_on_a_cell_leads_to_the_words_and_their_frame(page: Page) -> None:
    page.goto("/incident/i-0123")
    page.locator("a.c", has_text="affirms, hedged").click()
    page.locator(".frames details[open]").wait_for()
    assert page.locator(".frames details[open] code").inner_text() == "test.rule"
    assert page.locator(".read .on.ct").inner_text() == "склад горит"


def test_choosing_a_number_opens_that_claim_alone(page: Page) -> None:
    page.goto("/report/kanal-1")
    page.locator(".read a.no", has_text="2").click()
    page.locator("#c3[open]").wait_for()
    assert page.locator(".frames details[open]").count() == 1


def test_letting_go_of_the_slider_shows_what_was_known_then(page: Page) -> None:
    page.goto("/incident/i-0123")
    page.locator("#at").fill("60")
    page.wait_for_url("**/incident/i-0123?m=60&by=published")
    assert page.locator("#ato").inner_text() == "11 Mar 2025, 18:00"


def test_contested_only_hides_the_rest(page: Page) -> None:
    page.goto("/incident/i-0123")
    assert page.locator(".mx tr[data-st]:visible").count() == 2
    page.locator("#only").check()
    assert page.locator(".mx tr[data-st]:visible").count() == 1


def test_the_theme_is_kept(page: Page) -> None:
    page.goto("/")
    page.locator("#theme").click()
    page.locator("#theme").click()
    page.goto("/report/kanal-1")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_everything_reads_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/incident/i-0123")
    plain.locator("#at").focus()
    for _ in range(40):
        plain.keyboard.press("ArrowLeft")
    plain.locator(".asof button", has_text="Show").click()
    plain.wait_for_url("**/incident/i-0123?m=0&by=published")
    plain.goto("/report/kanal-1")
    plain.locator(".frames summary").first.click()
    assert plain.locator(".frames details[open] dd").first.is_visible()
    context.close()


class WideDesk(HandDesk):
    """The same incident told by twenty voices."""

    def assess(self, incident: Incident, as_of: datetime | None = None, known_by: KnownBy = "published") -> Assessment:
        return wide(12, 20)


@pytest.mark.parametrize("width", [390, 900, 1280])
@pytest.mark.parametrize("query", ["", "?columns=all"])
def test_twenty_voices_do_not_widen_the_page(browser: Browser, width: int, query: str) -> None:
    with serving(create_app(Given(WideDesk()))) as where:
        context = browser.new_context(base_url=where, viewport={"width": width, "height": 800})
        many = context.new_page()
        many.goto(f"/incident/i-0123{query}")
        assert many.evaluate("document.documentElement.scrollWidth") <= width
        assert many.locator(".mx thead .org th").count() == (21 if query else 8), "six voices and one fold, or all"
        context.close()


def test_a_slide_of_the_moment_copies_no_style_that_the_policy_forbids(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text))
    page.goto("/incident/i-0123")
    page.evaluate("document.querySelectorAll('#known [id]').forEach(e => { e.style.minHeight = '1px'; })")
    with page.expect_response(lambda r: "m=" in r.url):
        page.locator("#at").evaluate("e => { e.value = e.min; e.dispatchEvent(new Event('input', {bubbles: true})); }")
    page.locator("#known [style]").first.wait_for(state="detached")
    assert said == []
