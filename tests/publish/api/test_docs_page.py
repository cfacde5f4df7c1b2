"""The page of the API in a browser: readable on a phone, by everybody, without anything from outside."""

import pytest

from tests.publish.api.conftest import Running
from tests.publish.web.axe import violations
from tests.publish.web.chromium import NEEDED, chromium

pytestmark = [
    pytest.mark.browser,
    NEEDED,
]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_of_the_api_suits_everybody(desk: Running, width: int, scheme: str) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{desk.address}/api/v1/docs")
        page.wait_for_selector("#streamEvents")
        found = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
    assert found == []
    assert wide <= width
    assert all(url.startswith(desk.address) for url in asked)
