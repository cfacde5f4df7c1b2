"""Promise 27: more than 200 hostile texts go through ingestion into a desk; on no page and in no export does one run.

Chromium is told to ignore the desk's content policy, so that what is tested is the escaping itself; the policy, which
would stop such a script once more, has tests of its own.
"""

import json
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page

from allegedly import pipeline
from allegedly.cli.seeing import whole
from allegedly.desk.stored import StoredDesk
from allegedly.judging import Judging
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from allegedly.settings import read_settings
from allegedly.stages import Choice
from allegedly.store import Store
from tests.publish.web.chromium import NEEDED, chromium
from tests.publish.web.server import serving

CALL = "window.ran=(window.ran||0)+1"
SHAPES = (
    "<script>{c}</script>",
    "<img src=x onerror={c}>",
    "<svg onload={c}>",
    "<svg><script>{c}</script></svg>",
    "<body onload={c}>",
    "<iframe srcdoc='<script>parent.{c}</script>'></iframe>",
    "<a href=javascript:{c}>x</a>",
    "<details open ontoggle={c}>",
    "<input autofocus onfocus={c}>",
    "<math><mtext></mtext><img src=x onerror={c}></math>",
    "<template><img src=x onerror={c}></template><script>{c}</script>",
    "<video><source onerror={c}></video>",
    "<style>@import 'javascript:{c}'</style>",
    "<object data='javascript:{c}'></object>",
    "<form><button formaction=javascript:{c}>x</button></form>",
    "<marquee onstart={c}>",
    "{{{{constructor.constructor('{c}')()}}}}",
    "${{{c}}}",
    "'-({c})-'",
)
BREAKS = (
    "{p}",
    '">{p}',
    "'>{p}",
    "</title>{p}",
    "</textarea>{p}",
    "</script>{p}",
    "--></style>{p}",
    '" onmouseover={c} x="{p}',
    "\u2028{p}",
    "]]>{p}",
    "\x00{p}".replace("\x00", "\ufffd"),
)
PAYLOADS = [
    tail.format(p=shape.format(c=CALL), c=CALL)
    for shape, tail in islice(product(SHAPES, BREAKS), len(SHAPES) * len(BREAKS))
]
ADDRESSES = """["href", "src", "action", "formaction"].flatMap(name =>
    [...document.querySelectorAll(`[${name}]`)].map(e => e.getAttribute(name))
    .filter(a => /^\\s*javascript:/i.test(a)))"""
TELLING = "The harbour office said two people were injured when a warehouse caught fire in Odesa"
pytestmark = [
    pytest.mark.browser,
    NEEDED,
]


def row(number: int, payload: str) -> dict[str, str]:
    """A report with the text in every field that a stranger fills; a quarter of them say somebody quoted it."""
    said = f'{TELLING}. The office of {payload} denied "a hit on {payload}". {payload}'
    return {
        "id": f"r{number}{payload}" if number % 4 == 0 else f"r{number}",
        "source": f"Outlet {number} {payload}",
        "url": f"javascript:{CALL}//{number}" if number % 2 else f"https://quay.example/{number}?q={payload}",
        "title": f"{payload} {number}",
        "published": f"2025-03-{1 + number % 27:02d}T10:{number % 60:02d}:00Z",
        "text": said,
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "reports.jsonl"
    file.write_text("".join(json.dumps(row(n, p)) + "\n" for n, p in enumerate(PAYLOADS)), "utf-8")
    store = Store.open(folder / "desk.db", create=True)
    tally = pipeline.add([str(file)], store, Choice(jobs=1, extractor="fast"))
    assert tally.reports == len(PAYLOADS)
    records = whole(store, read_settings(store=str(store.path))).records
    given = Given(StoredDesk(store.view()), Clock(), {}, Judging(store), "<script>x</script>", records)
    with serving(create_app(given)) as where:
        yield where
    store.close()


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    with chromium() as running:
        made = running.new_context(base_url=address, bypass_csp=True).new_page()
        made.on("dialog", lambda d: d.dismiss())
        yield made


def shown(page: Page, path: str) -> Page:
    page.goto(path, wait_until="load")
    return page


def ran(page: Page) -> int:
    page.evaluate("""() => {
        for (const e of document.querySelectorAll("main *")) for (const kind of ["mouseover", "focus", "toggle"])
            e.dispatchEvent(new Event(kind, {bubbles: true}));
    }""")
    found: int = page.evaluate("window.ran || 0")
    assert page.evaluate(ADDRESSES) == []
    return found


def test_there_are_enough_of_them_and_they_would_run(page: Page) -> None:
    assert len(set(PAYLOADS)) >= 200
    shown(page, "/method")
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", SHAPES[1].format(c=CALL))
    page.wait_for_function("window.ran === 1")


@pytest.mark.parametrize(
    "path", ["/", "/?q=warehouse", "/?place=%3Cscript%3E", "/review", "/track", "/sources", "/rejected", "/method"]
)
def test_no_list_runs_one(page: Page, path: str) -> None:
    assert ran(shown(page, path)) == 0


def test_no_search_runs_what_is_asked_or_found(page: Page) -> None:
    for start in range(0, len(PAYLOADS), 60):
        assert ran(shown(page, f"/search?q=warehouse&start={start}")) == 0
    for payload in PAYLOADS[::15]:
        assert ran(shown(page, "/search?q=" + quote(payload, safe=""))) == 0


def test_no_report_runs_one(page: Page, address: str) -> None:
    seen = 0
    for number, payload in enumerate(PAYLOADS):
        key = row(number, payload)["id"]
        shown(page, "/report/" + quote(key, safe=""))
        seen += page.get_by_text("harbour office").count() > 0
        assert ran(page) == 0, payload
    assert seen == len(PAYLOADS)


def test_no_incident_brief_or_comparison_runs_one(page: Page, address: str) -> None:
    shown(page, "/")
    links = page.eval_on_selector_all(
        "a[href^='/incident/']", "all => [...new Set(all.map(a => a.getAttribute('href')))]"
    )
    assert links
    for link in links[:6]:
        for rest in ("", "/brief", "/changes", "?columns=all"):
            assert ran(shown(page, link.split("?")[0].split("#")[0] + rest)) == 0


def test_no_voice_runs_one(page: Page) -> None:
    shown(page, "/track")
    links = page.eval_on_selector_all("a[href^='/track?voice=']", "all => all.map(a => a.getAttribute('href'))")
    assert links
    for link in links[:20]:
        assert ran(shown(page, link)) == 0


def test_the_language_switch_leads_nowhere_else(address: str) -> None:
    for came in ("http://evil.example/x", f"{address}//evil.example", "javascript:1", f"{address}/\\evil.example"):
        answer = httpx.get(f"{address}/language/uk", headers={"Referer": came}, follow_redirects=False)
        assert answer.headers["location"].startswith("/")
        assert not answer.headers["location"].startswith(("//", "/\\"))


def test_hostile_files_are_where_the_reports_came_from(address: str, tmp_path: Path) -> None:
    html = httpx.get(f"{address}/report/r1").text
    assert CALL in html
    assert "<script>window" not in html
