"""The helper finds what is wrong, and nothing in what is right."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.publish.web.axe import violations
from tests.publish.web.test_browser import FLAGS

CHROMIUM = shutil.which("chromium")
GOOD = '<!doctype html><html lang="en"><title>A</title><main><h1>A</h1><p>Words.</p></main></html>'
BAD = GOOD.replace("<p>Words.</p>", '<img src="x.png"><p style="color:#ddd;background:#fff">Pale.</p>')

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: install Debian's package chromium"),
]


def test_it_tells_what_is_wrong_and_where() -> None:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.set_content(GOOD)
        assert violations(page) == []
        page.set_content(BAD)
        found = violations(page)
        browser.close()
    assert [line.partition(" ")[0] for line in found] == ["color-contrast", "image-alt"]
    assert "img" in found[1]
