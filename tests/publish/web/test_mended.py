"""What a first reader of the pages stumbled over, each as a test that fails where it comes back."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext

from allegedly.errors import StoreFailed
from allegedly.model import Assessment, Incident
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given, vendored
from tests.publish.build import INCIDENT, HandDesk, assessment
from tests.publish.web.chromium import NEEDED
from tests.publish.web.records import HASH, HandRecords
from tests.publish.web.server import serving
from tests.publish.web.test_browser import PAGES
from tests.publish.web.test_pages import Noted

pytestmark = [
    pytest.mark.browser,
    NEEDED,
]


@pytest.fixture(scope="module")
def noted() -> Noted:
    return Noted()


@pytest.fixture(scope="module")
def address(noted: Noted) -> Iterator[str]:
    with serving(
        create_app(Given(HandDesk(), Clock(), {}, noted, "O. Editor", HandRecords({HASH: (b"x", "text/plain")})))
    ) as where:
        yield where


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=address, viewport={"width": 1280, "height": 860})
    yield made
    made.close()


def test_no_link_of_a_page_leads_nowhere(address: str) -> None:
    seen: dict[str, int] = {}
    for path in PAGES:
        text = httpx.get(address + path).text
        ids = set(re.findall(r'\bid="([^"]+)"', text))
        for href in set(re.findall(r'<a[^>]+href="([^"]+)"', text)):
            if href.startswith("#"):
                assert href[1:] in ids, f"{path}: {href}"
                continue
            to = urljoin(address + path, href.replace("&amp;", "&").partition("#")[0])
            if urlsplit(to).netloc == urlsplit(address).netloc and not re.search("feed|/api/|/track[?]|i-0456", to):
                seen[to] = seen.get(to) or httpx.get(to).status_code
                assert seen[to] < 400, f"{path}: {href}"


class Many(HandDesk):
    """A desk whose incident has counts of four digits."""

    def assess(self, incident: Incident, as_of: object = None, known_by: KnownBy = "published") -> Assessment:
        held = assessment()
        many = [replace(held.origins[0], key=f"o{n}", name=f"Office {n}") for n in range(1204)]
        columns = tuple(o.key for o in many)
        return replace(held, origins=tuple(many), matrix=replace(held.matrix, columns=columns), publishers=1204)


def test_counts_of_many_digits_stand_in_one_line(browser: Browser) -> None:
    with serving(create_app(Given(Many(), Clock()))) as where:
        for width in (1280, 390):
            page = browser.new_page(viewport={"width": width, "height": 860})
            page.goto(f"{where}/incident/{INCIDENT.id}")
            counts = page.locator(".tally dd")
            assert "1204" in counts.all_inner_texts()
            for n in range(counts.count()):
                box = counts.nth(n).bounding_box()
                assert box
                assert box["height"] < 30, f"{width}: {counts.nth(n).inner_text()}"
            page.close()


def test_on_a_phone_the_list_begins_on_the_first_screen_and_the_head_is_whole(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address, viewport={"width": 390, "height": 844})
    page.goto("/")
    first = page.locator("#list a.t").first.bounding_box()
    glyph = page.locator(".brand .g").bounding_box()
    assert first
    assert first["y"] < 600
    assert glyph
    assert glyph["y"] >= 4, "nothing is cut off at the top"
    assert page.locator("select[name=status]").is_hidden()
    page.get_by_label("More filters").check()
    assert page.locator("select[name=status]").is_visible()
    page.goto("/?status=contested")
    assert page.locator("select[name=status]").is_visible(), "a filter that is set is in sight"
    page.close()


def test_the_keyboard_goes_straight_to_the_matrix(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"/incident/{INCIDENT.id}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to who claims what"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#matrix')")


def test_a_key_of_review_never_decides_unseen_and_goes_on_from_pair_to_pair(
    context: BrowserContext, noted: Noted
) -> None:
    page = context.new_page()
    page.goto("/review")
    page.keyboard.press("n")
    assert noted.wishes == []
    assert page.locator("#keyed").inner_text() == "The first pair is chosen. Press the key again to decide it."
    assert page.evaluate("document.activeElement.matches('#queue article')")
    page.keyboard.press("n")
    page.wait_for_url("**/review?*")
    page.locator("#queue article:focus").wait_for()
    assert [w.kind for w in noted.wishes] == ["apart"]
    assert page.evaluate("document.activeElement.matches('#queue article')"), "the next pair is in focus"


@pytest.mark.parametrize(("lang", "words"), [("uk", "з натиснутою клавішею Ctrl"), ("ru", "с нажатой клавишей Ctrl")])
def test_the_maps_own_words_are_in_the_language_of_the_page(address: str, lang: str, words: str) -> None:
    if vendored("maplibre-gl-csp.js"):
        text = httpx.get(f"{address}/", headers={"Accept-Language": lang}).text
        own = json.loads(unescape(text.partition('data-words="')[2].partition('"')[0]))
        assert words in own["CooperativeGesturesHandler.WindowsHelpText"]


def test_no_path_of_the_machine_is_shown(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = HandRecords.provenance

    def local(self: HandRecords, report: str) -> object:
        way = told(self, report)
        return replace(way, custody=(replace(way.custody[0], origin="/srv/somebody/secret/wire.jsonl"),))

    monkeypatch.setattr(HandRecords, "provenance", local)
    for path in ("/report/wire-1", "/api/v1/reports/wire-1/provenance"):
        text = httpx.get(address + path).text
        assert "wire.jsonl" in text, path
        assert "somebody" not in text, path


def test_a_store_that_is_gone_is_told_as_a_page() -> None:
    class Gone(HandDesk):
        def incident(self, key: str) -> Incident:
            raise StoreFailed("desk.db: no store here any more.")

    with serving(create_app(Given(Gone(), Clock()))) as where:
        answer = httpx.get(f"{where}/incident/{INCIDENT.id}")
    assert answer.status_code == 503
    assert "no store here any more" in answer.text
    assert "<html" in answer.text


class Quarrels(HandDesk):
    """A desk whose incident holds three hundred conflicts, most of which are updates."""

    def assess(self, incident: Incident, as_of: object = None, known_by: KnownBy = "published") -> Assessment:
        held = assessment()
        settled = replace(held.conflicts[0], settled="update")
        return replace(held, conflicts=(*[settled] * 280, *[held.conflicts[0]] * 20))


def test_an_incident_of_many_conflicts_shows_the_open_ones_and_the_rest_in_lines() -> None:
    with serving(create_app(Given(Quarrels(), Clock()))) as where:
        page = httpx.get(f"{where}/incident/{INCIDENT.id}").text
        whole = httpx.get(f"{where}/incident/{INCIDENT.id}?rows=all").text
    assert page.count('class="cf"') == 8, "those that stand come first"
    assert page.count('class="cf upd"') == 0
    assert "292 more, in a line each" in page
    assert len(page) < 150_000
    assert (whole.count('class="cf"'), whole.count('class="cf upd"')) == (20, 280)
