"""What axe-core finds wrong with a page: WCAG 2.2 AA and its best practice. Fetched by `make setup`."""

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

import allegedly

SOURCE = Path(allegedly.__file__).parents[2] / "assets/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations
    .map(v => `${v.id} (${v.impact}): ${v.help}: ` + v.nodes.slice(0, 5).map(n => n.target.join(" ")).join(" | ")))"""


def violations(page: Page) -> list[str]:
    """One line for each rule that the page as it is now breaks, with the first elements that break it."""
    # Through the debugger's door, which the page's content policy does not close.
    page.evaluate(_axe())
    found: list[str] = page.evaluate(RUN, RULES)
    return found


@cache
def _axe() -> str:
    if not SOURCE.is_file():
        pytest.skip("axe-core is not here: make setup fetches it by npm")
    return SOURCE.read_text("utf-8")
