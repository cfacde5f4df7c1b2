"""The page of the API in a browser: readable on a phone, by everybody, without anything from outside."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.publish.api.conftest import Running
from tests.publish.web.axe import violations
from tests.publish.web.test_browser import FLAGS

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: install Debian's package chromium"),
]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_of_the_api_suits_everybody(desk: Running, width: int, scheme: str) -> None:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{desk.address}/api/v1/docs")
        page.wait_for_selector("#streamEvents")
        found = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert found == []
    assert wide <= width
    assert all(url.startswith(desk.address) for url in asked)
