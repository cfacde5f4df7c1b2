"""The helper finds what is wrong, and nothing in what is right."""

import pytest

from tests.publish.web.axe import violations
from tests.publish.web.chromium import NEEDED, chromium

GOOD = '<!doctype html><html lang="en"><title>A</title><main><h1>A</h1><p>Words.</p></main></html>'
BAD = GOOD.replace("<p>Words.</p>", '<img src="x.png"><p style="color:#ddd;background:#fff">Pale.</p>')

pytestmark = [
    pytest.mark.browser,
    NEEDED,
]


def test_it_tells_what_is_wrong_and_where() -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(GOOD)
        assert violations(page) == []
        page.set_content(BAD)
        found = violations(page)
    assert [line.partition(" ")[0] for line in found] == ["color-contrast", "image-alt"]
    assert "img" in found[1]
