"""The documentation site builds strictly, holds what its menu names, and loads nothing from elsewhere."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.publish.web.chromium import NEEDED, chromium

ROOT = Path(__file__).parents[1]
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data", "embed": "src"}

pytestmark = pytest.mark.skipif(find_spec("mkdocs") is None, reason="no mkdocs: install the extra `docs`")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


class Loaded(HTMLParser):
    """Addresses that a page loads by itself, not those that a reader may follow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag in LOADING:
            self.found.append(held.get(LOADING[tag]) or "")
        if tag == "link" and held.get("rel") in ("stylesheet", "icon", "preload", "prefetch", "preconnect", "manifest"):
            self.found.append(held.get("href") or "")


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        reader = Loaded()
        reader.feed(page.read_text("utf-8"))
        assert [a for a in reader.found if re.match(r"(https?:)?//", a)] == [], page.name
        assert any(a.endswith(".css") for a in reader.found)
    for style in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", style.read_text("utf-8")), style.name


def test_the_notebook_and_the_exports_are_pages(site: Path) -> None:
    assert "allegedly.open" in (site / "frames.html").read_text("utf-8")
    assert (site / "frames.ipynb").exists()
    assert 'href="frames.html"' in (site / "exports.html").read_text("utf-8")
    assert not (site / "site").exists()


def test_every_page_of_the_docs_is_in_the_menu(site: Path) -> None:
    menu = set(re.findall(r'href="([^"#]+\.html)" class="md-nav__link', (site / "index.html").read_text("utf-8")))
    pages = {p.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for p in (ROOT / "docs").rglob("*.md")}
    assert pages - menu == {"index.html"} - menu


@pytest.mark.browser
@NEEDED
def test_a_browser_asks_for_nothing_from_elsewhere(site: Path) -> None:

    with chromium() as browser:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for name in ("index", "exports", "frames"):
            page.goto((site / f"{name}.html").as_uri())
            assert page.locator("h1").first.inner_text()
    assert asked
    assert [a for a in asked if not a.startswith(("file:", "data:", "blob:"))] == []
