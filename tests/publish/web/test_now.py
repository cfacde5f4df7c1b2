"""Now: what an editor does on it, in a real Chromium, while reports come in."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from allegedly.desk.stored import StoredDesk
from allegedly.model import Assessment, Done, Incident
from allegedly.model.glance import BINS, glance
from allegedly.publish import labels
from allegedly.publish.tongue import speaking
from allegedly.publish.web import now, site
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from allegedly.store import Store
from tests.publish.build import EXTRACTIONS, INCIDENT, assessment, at
from tests.publish.web.axe import violations
from tests.publish.web.chromium import NEEDED, chromium
from tests.publish.web.server import serving

SOFTWARE = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
FETCHED = site.vendored("htmx.js")
TOWNS = (("Novoport", 46.0, 30.5), ("Lymany", 46.6, 31.5), ("Старий Мис", 45.3, 32.5))

browser_test = [
    pytest.mark.browser,
    NEEDED,
]
fetched = pytest.mark.skipif(not FETCHED, reason="no htmx or map: make setup fetches them by npm")


def happening(number: int, **more: object) -> tuple[Incident, Assessment]:
    """The hand-built incident under another name, in one of three towns."""
    town, lat, lon = TOWNS[number % 3]
    made = replace(INCIDENT, id=f"i-{number:04}", title=f"Fire at store {number}", place_name=town, lat=lat, lon=lon,
                   precision="settlement" if number % 3 else "region")  # fmt: skip
    return made, replace(assessment(), incident=made.id, **more)  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    """Sixty incidents told by the same three reports; every fifth is corroborated and quiet."""
    store = Store.open(tmp_path / "desk.db", create=True)
    store.writer().extracted([Done(e.report, e) for e in EXTRACTIONS.values()], "extract", 1)
    store.writer().index()
    calm = {"occurrence": "corroborated", "conflicts": (), "silences": ()}
    with store.writer().blocks() as blocks:
        blocks.write([happening(n, **(calm if n % 5 == 0 else {})) for n in range(60)], [])
    yield store
    store.close()


@pytest.fixture
def address(desk: Store) -> Iterator[str]:
    with serving(create_app(Given(StoredDesk(desk.view()), now=lambda: at(20)))) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(*SOFTWARE) as running:
        yield running


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=address, viewport={"width": 1280, "height": 860})
    yield made
    made.close()


def titles(page: Page) -> list[str]:
    return page.locator("#list a.t").all_inner_texts()


def test_htmx_gets_the_list_alone_and_a_browser_the_page(address: str) -> None:
    whole = httpx.get(f"{address}/")
    part = httpx.get(f"{address}/?seen=0&looked=10:00", headers={"HX-Request": "true"})
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert whole.headers["vary"] == part.headers["vary"] == "HX-Request"
    assert "60 incidents are new or changed since 10:00." in part.text


def test_pages_go_on_where_the_last_one_ended(address: str) -> None:
    first = httpx.get(f"{address}/").text
    more = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = httpx.get(f"{address}{more}").text
    assert (first.count('class="t"'), second.count('class="t"')) == (50, 10)
    assert 'rel="next"' not in second
    assert httpx.get(f"{address}/?after=nowhere").status_code == 422


def test_a_list_with_nothing_names_the_filter_to_drop(address: str) -> None:
    text = httpx.get(f"{address}/?place=Lymany&status=withdrawn").text
    assert "Nothing matches" in text
    assert "Drop “Withdrawn”</a>: 20 incidents" in text
    assert "Drop “Lymany”" not in text  # nothing would be found without it either


def test_the_first_run_says_how_to_begin(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "new.db", create=True)
    with serving(create_app(Given(StoredDesk(store.view())))) as where:
        text = httpx.get(f"{where}/").text
    store.close()
    assert "No reports yet" in text
    assert "allegedly add FILE" in text


def test_the_headline_counts_along_with_the_list(address: str) -> None:
    part = httpx.get(f"{address}/", headers={"HX-Request": "true"}).text
    whole = httpx.get(f"{address}/").text
    headline = re.search(r'<span id="tally">(.+? reports?\.)', whole)
    assert headline
    assert f'<span id="tally" hx-swap-oob="innerHTML">{headline[1]}' in part


def test_sides_are_told_only_where_something_is_contested() -> None:
    one = glance(INCIDENT, assessment(), [])
    assert labels.sides(one) == "1 voice affirms something, 1 denies something"
    assert labels.sides(replace(one, occurrence="corroborated")) == ""


def test_a_line_says_why_its_voices_do_not_add_up() -> None:
    alone = replace(glance(INCIDENT, assessment(), []), occurrence="single_origin", voices=1)
    assert labels.sides(alone) == ""
    assert labels.sides(replace(alone, voices=2)) == "no two tell the same"
    assert "publisher" in labels.sides(replace(alone, voices=0))
    assert "alert" in labels.sides(replace(alone, voices=0, occurrence="unassessed", events=("alert", "closure")))


@pytest.mark.parametrize(
    ("lang", "minutes", "said"),
    [
        ("en", 12, "12 min. ago"),
        ("uk", 12, "12 хв тому"),
        ("ru", 60 * 24 * 3, "3 дня назад"),
        ("en", -5, "1 min. ago"),
        ("en", 119, "119 min. ago"),
        ("en", 179, "2 hr. ago"),
        ("en", 60 * 24 * (365 * 2 + 192), "2 yr. ago"),  # two and a half years are no three
        ("en", 60 * 24 * 364, "12 mo. ago"),
    ],
)
def test_ages_are_told_in_the_language_of_the_page(lang: str, minutes: int, said: str) -> None:
    moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    with speaking(lang):  # type: ignore[arg-type]
        told = now.age(moment - timedelta(minutes=minutes), moment)
    assert told.replace("\xa0", " ").replace("дн. назад", "дня назад") == said


def test_the_sparkline_has_a_bar_for_each_stretch_with_reports(address: str) -> None:
    text = httpx.get(f"{address}/").text
    row = text.partition('class="spark"')[2].partition("</svg>")[0]
    assert row.partition('<path d="')[2].partition('"')[0].count("M") == 3 <= BINS


@pytest.mark.browser
@NEEDED
class TestInBrowser:
    def test_filters_narrow_the_list(self, context: BrowserContext) -> None:
        page = context.new_page()
        page.goto("/")
        page.get_by_label("Place").fill("мис")
        page.get_by_label("Occurrence").select_option("corroborated")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**place=*")
        assert titles(page) == [f"Fire at store {n}" for n in (50, 35, 20, 5)]
        assert page.get_by_label("Place").input_value() == "мис"
        page.goto("/?disputed=1&sort=contested&q=склад")
        assert page.get_by_text("48 incidents match.").is_visible()
        page.get_by_role("link", name="Drop all filters").click()
        assert page.get_by_text("60 incidents match.").is_visible()

    @pytest.mark.parametrize("days", [1022, 720, 400, 45, 13, 1.9, 0.3])  # not yet 3 years, not yet 2, ...
    def test_the_script_tells_the_same_age_as_the_server(
        self, context: BrowserContext, address: str, days: float
    ) -> None:
        (first, *_) = re.findall(r'<time datetime="([^"]+)"', httpx.get(f"{address}/").text)
        later = datetime.fromisoformat(first) + timedelta(days=days)
        page = context.new_page()
        page.clock.set_fixed_time(later)
        page.goto("/")
        expect(page.locator("#list .age").first).to_have_text(now.age(datetime.fromisoformat(first), later))

    def test_the_next_page_has_the_rest(self, context: BrowserContext) -> None:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("link", name="Next page").click()
        page.wait_for_url("**after=*")
        assert titles(page) == [f"Fire at store {n}" for n in range(9, -1, -1)]
        page.get_by_role("link", name="First page").click()
        assert titles(page)[0] == "Fire at store 59"

    @fetched
    def test_a_change_arrives_and_neither_focus_nor_place_is_lost(self, context: BrowserContext, desk: Store) -> None:
        page = context.new_page()
        with page.expect_response("**/live?*"):
            page.goto("/")
        page.locator("#i-i-0040").focus()
        page.evaluate("scrollTo(0, 700)")
        with desk.writer().blocks() as blocks:
            blocks.write([happening(61)], [])
        page.locator("#list a.t", has_text="Fire at store 61").wait_for()
        assert page.evaluate("document.activeElement.id") == "i-i-0040"
        assert abs(page.evaluate("scrollY") - 700) < 200
        assert page.locator("#fresh").inner_text().startswith("1 incident is new or changed since")
        assert page.locator("tr", has=page.locator(".new")).count() == 1
        page.get_by_role("link", name="Mark as seen").click()
        page.wait_for_url("**seen=*")
        assert page.locator("#fresh").inner_text() == ""

    @fetched
    def test_paused_the_list_waits(self, context: BrowserContext, desk: Store) -> None:
        page = context.new_page()
        with page.expect_response("**/live?*"):
            page.goto("/")
        page.get_by_role("button", name="Pause updates").click()
        with desk.writer().blocks() as blocks:
            blocks.write([happening(61)], [])
        page.wait_for_timeout(1000 * now.BEAT + 800)
        assert page.locator("#list a.t", has_text="Fire at store 61").count() == 0
        page.get_by_role("button", name="Pause updates").click()
        page.locator("#list a.t", has_text="Fire at store 61").wait_for()

    @fetched
    def test_a_lost_connection_says_as_known_when(self, context: BrowserContext) -> None:
        page = context.new_page()
        page.route("**/live?*", lambda route: route.abort())
        page.goto("/")
        page.locator("#lost").wait_for()
        assert "as known at 11 Mar 2025, 20:00" in page.locator("#lost").inner_text()

    @fetched
    def test_the_map_has_the_items_of_the_list(self, context: BrowserContext) -> None:
        page = context.new_page()
        page.goto("/?status=corroborated")
        page.locator("#map[data-points='3'] canvas").wait_for(timeout=30_000)
        points = page.locator("#map a.pt")
        assert sorted(points.all_inner_texts()) == ["4", "4", "4"]
        page.locator("#map a.pt[title*='Lymany']").click()
        page.wait_for_url("**place=Lymany*")
        assert len(titles(page)) == 4

    @fetched
    def test_one_incident_at_a_place_is_a_link_to_it(self, context: BrowserContext, desk: Store) -> None:
        with desk.writer().blocks() as blocks:
            made, grade = happening(70, occurrence="withdrawn")
            blocks.write([(replace(made, lat=50.0, lon=36.0), grade)], [])
        page = context.new_page()
        page.goto("/?status=withdrawn")
        point = page.locator("#map a.pt")
        point.wait_for(timeout=30_000)
        assert point.get_attribute("href") == "/incident/i-0070"
        assert "Fire at store 70" in (point.get_attribute("aria-label") or "")

    def test_it_reads_without_script(self, browser: Browser, address: str) -> None:
        context = browser.new_context(base_url=address, java_script_enabled=False)
        page = context.new_page()
        page.goto("/?place=Lymany")
        assert len(titles(page)) == 20
        assert not page.locator("#where, #pause, #lost").locator("visible=true").count()
        page.locator("#refresh").click()
        page.wait_for_url("**seen=*")
        assert len(titles(page)) == 20
        context.close()

    @pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (900, "light"), (390, "dark")])
    def test_axe_finds_nothing(self, browser: Browser, address: str, width: int, scheme: str) -> None:
        context = browser.new_context(base_url=address, viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/?status=corroborated&seen=0&looked=10:00")
        if FETCHED:
            page.locator("#map[data-points]").wait_for(timeout=30_000)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto("/?place=Nowhere&silent=1")
        assert violations(page) == []
        context.close()

    def test_nothing_is_asked_of_another_host(self, context: BrowserContext, address: str) -> None:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda r: asked.append(r.url))
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.goto("/")
        if FETCHED:
            page.locator("#map[data-points] canvas").wait_for(timeout=30_000)
            assert any("land-50m.json" in url for url in asked)
        assert [url for url in asked if not url.startswith((address, f"blob:{address}", "data:"))] == []
        assert said == []

    def test_three_languages(self, context: BrowserContext) -> None:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("link", name="Українська").click()
        expect(page.locator("h1")).to_have_text("Зараз")
        page.get_by_role("link", name="Русский").click()
        expect(page.get_by_text("Найдено 60 событий.")).to_be_visible()
