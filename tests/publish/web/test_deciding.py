"""Decisions over the wire: who may take them, what programs get back, and what a person does without any script."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from allegedly.desk.stored import StoredDesk
from allegedly.judging import Judging
from allegedly.model import Done, Terms
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from allegedly.relink import relink
from allegedly.store import Match, Store
from tests.assess.build import claim, report
from tests.publish.web.chromium import NEEDED
from tests.publish.web.server import serving

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


@dataclass
class Web:
    """A running desk, its store, and its address."""

    address: str
    store: Store

    @property
    def groups(self) -> list[tuple[str, ...]]:
        return sorted(i.reports for i, _ in self.store.view().incidents(Match(stories=True), limit=100))

    def post(self, path: str, origin: str | None = "own", **more: object) -> httpx.Response:
        headers = {} if origin is None else {"Origin": self.address if origin == "own" else origin}
        given = more.pop("headers", {})
        assert isinstance(given, dict)
        return httpx.post(self.address + path, headers={**headers, **given}, **more)  # type: ignore[arg-type]


def reports() -> list[Done]:
    """Two of one hit, one of a hit days later, and two blasts that linking leaves open."""
    made = [
        report("r1", claim("impact"), source="Gull"),
        report("r2", claim("impact"), hours=1, source="Tern"),
        report("r3", claim("impact"), hours=60, source="Heron"),
    ]
    words = {"p1": "oak elm ash fir yew box", "p2": "oak elm sea bay tin ice gas oat dot cot rug jam wax mud"}
    words |= {f"q{n}": f"ink{n} cap{n}" for n in range(1, 6)}
    for n, (name, told) in enumerate(words.items()):
        one = report(name, claim("explosion", places=()), hours=200 + (n if n < 2 else 90 * n))
        made.append(type(one)(one.report, one.lang, one.attributions, one.claims, (), Terms(tuple(told.split()))))
    return [Done(e.report, e) for e in made]


@contextmanager
def running(writes: bool = True) -> Iterator[Web]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "desk.db", create=True)
        store.writer().extracted(reports(), "extract", 1)
        relink(store)
        decider = Judging(store, lambda: NOW) if writes else None
        app = create_app(Given(StoredDesk(store.view()), Clock(), {}, decider, "O. Editor"))
        with serving(app) as address:
            yield Web(address, store)
        store.close()


@pytest.fixture
def web() -> Iterator[Web]:
    with running() as one:
        yield one


WISH = {"kind": "merge", "target": ["r1", "r3"], "by": "O. Editor", "reason": "one street"}


def test_a_program_decides_and_undoes(web: Web) -> None:
    got = web.post("/api/v1/judgements", json=WISH)
    assert got.status_code == 201
    key = got.json()["judgement"]["id"]
    assert ("r1", "r2", "r3") in web.groups
    other = web.post("/api/v1/judgements", json={**WISH, "kind": "split", "target": ["r3"]}).json()
    assert [one["id"] for one in other["overrules"]] == [key]
    undone = web.post(f"/api/v1/judgements/{other['judgement']['id'][:6]}/undo", json={"by": "P. Editor"})
    assert undone.status_code == 200
    assert undone.json()["judgement"]["undone_by"] == "P. Editor"
    assert ("r1", "r2", "r3") in web.groups
    listed = httpx.get(web.address + "/api/v1/judgements").json()["items"]
    assert [(one["kind"], bool(one["undone"])) for one in listed] == [("split", True), ("merge", False)]


@pytest.mark.parametrize("path", ["/api/v1/judgements", "/api/v1/judgements/ff/undo", "/judge", "/judge/ff/undo"])
@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "http://127.0.0.1:1", "https://localhost", "http://localhost.evil.example"],
)
def test_no_other_page_may_decide(web: Web, path: str, origin: str | None) -> None:
    before = web.groups
    kind = {"json": WISH} if path.startswith("/api") else {"data": {"kind": "reject", "target": "r1", "by": "x"}}
    got = web.post(path, origin, **kind)
    assert got.status_code == 403
    assert web.groups == before
    assert httpx.get(web.address + "/api/v1/judgements").json()["items"] == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.7:8017", "", "[::1"])
def test_under_another_name_nothing_is_answered(web: Web, host: str) -> None:
    for path in ("/", "/api/v1/judgements", "/incident/largest"):
        got = httpx.get(web.address + path, headers={"Host": host})
        assert got.status_code in (400, 421), "uvicorn itself refuses what is no name"
        assert "r1" not in got.text
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert web.post("/api/v1/judgements", None, json=WISH, headers=headers).status_code in (400, 421)
    assert ("r1", "r2") in web.groups


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({**WISH, "target": ["r1", "zz"]}, 422, "nothing has this id"),
        ({**WISH, "kind": "forget"}, 422, "is none of merge"),
        ({**WISH, "by": " "}, 422, "Who decides"),
        ({**WISH, "target": "r1"}, 422, "target: Expected `array`"),
        ({"kind": "merge"}, 422, "target: Object missing required field"),
        ({**WISH, "reason": "x" * 70_000}, 413, "65,536 bytes"),
        ({**WISH, "reason": "x" * 3_000}, 422, "a reason 2000"),
    ],
)
def test_errors_are_problems_that_say_what_to_do(web: Web, body: object, status: int, told: str) -> None:
    got = web.post("/api/v1/judgements", json=body)
    assert got.status_code == status
    assert got.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "errors"} == set(got.json())
    assert told in got.json()["detail"]


def test_what_is_no_json_and_no_form_is_told(web: Web) -> None:
    assert web.post("/api/v1/judgements", data={"kind": "merge"}).status_code == 415
    assert web.post("/api/v1/judgements", content=b"{", headers={"Content-Type": "application/json"}).status_code == 400
    assert web.post("/judge", json=WISH).status_code == 415
    page = web.post("/judge", data={"kind": "reject", "target": "zz", "by": "x"})
    assert page.status_code == 422
    assert "Nothing was changed" in page.text


def test_programs_of_an_earlier_desk_are_led_on(web: Web) -> None:
    got = web.post("/api/judgements", json=WISH, follow_redirects=True)
    assert got.status_code == 201
    key = got.json()["judgement"]["id"]
    undone = web.post(f"/api/judgements/{key}/undo", json={"by": "P. Editor"}, follow_redirects=True)
    assert undone.json()["judgement"]["undone_by"] == "P. Editor"


def test_a_desk_that_is_read_only_says_so() -> None:
    with running(writes=False) as web:
        got = web.post("/api/v1/judgements", json=WISH)
        assert got.status_code == 403
        assert "--read-only" in got.json()["detail"]
        assert 'method="post"' not in httpx.get(web.address + "/incident/largest").text


def test_hostile_words_of_a_decision_stay_words(web: Web) -> None:
    hostile = "<script>alert(1)</script>"
    web.post("/api/v1/judgements", json={**WISH, "by": hostile, "reason": hostile})
    for path in ("/incident/largest", "/review"):
        page = httpx.get(web.address + path).text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page


@pytest.mark.parametrize("back", ["http://evil.example/review", "//evil.example/review", "/incident/x", "javascript:1"])
def test_a_form_leads_back_to_pages_of_the_desk_only(web: Web, back: str) -> None:
    got = web.post("/judge", data={"kind": "reject", "target": "r1", "by": "x", "back": back}, follow_redirects=False)
    assert got.status_code == 303
    assert got.headers["location"].startswith("/incident/")


@contextmanager
def plain(browser: Browser, web: Web, script: bool = False) -> Iterator[Page]:
    context = browser.new_context(base_url=web.address, java_script_enabled=script)
    yield context.new_page()
    context.close()


@pytest.mark.browser
@NEEDED
@pytest.mark.parametrize("script", [False, True])
def test_a_person_rejects_a_report_and_undoes_it(browser: Browser, web: Web, script: bool) -> None:
    (home,) = web.store.view().of_report("r2")
    with plain(browser, web, script) as page:
        page.goto(f"/incident/{home.id}")
        form = page.locator(".lnk li", has_text="r2").locator("details.decide")
        form.locator("summary").click()
        form.locator("input[name=reason]").fill("an old film")
        form.locator("button[value=reject]").click()
        page.locator(".told").wait_for()
        assert "belongs to no incident of others: r2" in page.locator(".told").inner_text()
        assert ("r2",) in web.groups
        expect(page.locator(".told")).to_be_in_viewport()
        assert "an old film" in page.locator("#history").inner_text()
        page.locator("#history details.decide summary").click()
        page.locator("#history details.decide input[name=by]").fill("P. Editor")
        page.locator("#history details.decide button").click()
        page.locator(".told", has_text="Undone").wait_for()
        assert ("r1", "r2") in web.groups
        assert page.locator("#history li.undone").count() == 1
        assert "undone by P. Editor" in page.locator("#history").inner_text()


@pytest.mark.browser
@NEEDED
def test_a_person_merges_moves_and_is_told_what_is_overruled(browser: Browser, web: Web) -> None:
    (one,), (other,) = (web.store.view().of_report(r) for r in ("r1", "r3"))
    with plain(browser, web) as page:
        page.goto(f"/incident/{one.id}")
        decide = page.get_by_role("form", name="Decide about this incident")
        decide.locator("input[name=to]").fill(other.id[:8])
        decide.locator("button[value=merge]").click()
        page.locator(".told").wait_for()
        assert ("r1", "r2", "r3") in web.groups
        row = page.locator(".lnk li", has_text="r3").locator("details.decide")
        row.locator("summary").click()
        row.locator("button[value=reject]").click()
        page.locator(".told", has_text="It overrules").wait_for()
        assert "the newest wins" in page.locator(".told").inner_text()
        assert ("r3",) in web.groups
        page.goto(f"/incident/{one.id}")
        row = page.locator(".lnk li", has_text="r2").locator("details.decide")
        row.locator("summary").click()
        row.locator("input[name=to]").fill("r3")
        row.locator("button[value=move]").click()
        page.locator(".told").wait_for()
        assert ("r2", "r3") in web.groups


@pytest.mark.browser
@NEEDED
@pytest.mark.parametrize(("button", "wanted"), [("merge", [("p1", "p2")]), ("apart", [("p1",), ("p2",)])])
def test_a_person_accepts_or_declines_a_pair(
    browser: Browser, web: Web, button: str, wanted: list[tuple[str, ...]]
) -> None:
    with plain(browser, web) as page:
        page.goto("/review")
        assert page.locator(".cf").count() == 1
        page.locator(f".cf button[value={button}]").click()
        page.locator(".told").wait_for()
        assert page.url.startswith(f"{web.address}/review?")
        assert page.locator(".cf").count() == 0
        assert [g for g in web.groups if g[0][0] == "p"] == wanted


@pytest.mark.browser
@NEEDED
def test_a_person_sets_a_letter_and_sees_it_beside_the_voice(browser: Browser, web: Web) -> None:
    (one,) = web.store.view().of_report("r1")
    with plain(browser, web) as page:
        page.goto(f"/incident/{one.id}")
        page.locator(".mx .org a", has_text="Gull").click()
        page.locator("select[name=value]").select_option("C")
        page.locator("#history form input[name=reason]").last.fill("revised twice")
        page.get_by_role("button", name="Set letter").click()
        page.locator(".told").wait_for()
        assert "/track?voice=outlet" in page.url
        page.goto(f"/incident/{one.id}")
        assert "reliability C" in page.locator(".mx .org").inner_text()


def form(web: Web, lang: str = "en", **given: object) -> httpx.Response:
    headers = {"Origin": web.address, "Accept-Language": lang}
    return httpx.post(f"{web.address}/judge", data=given, headers=headers, follow_redirects=True)


def test_who_takes_out_the_first_report_is_led_on_to_what_is_left(web: Web) -> None:
    """An incident has its first report's name: without it, what is left has another."""
    before = web.store.view().of_report("r1")[0].id
    page = form(web, kind="reject", target="r1", by="An editor", reason="another night")
    assert page.status_code == 200
    assert web.store.view().of_report("r1")[0].id == before
    left = web.store.view().of_report("r2")[0].id
    assert left != before
    assert f'Now see: <a href="/incident/{left}">' in page.text
    assert "Now see" not in httpx.get(f"{web.address}/incident/{before}").text


@pytest.mark.parametrize(
    ("lang", "given", "told"),
    [
        ("uk", {"kind": "merge", "target": "r1"}, "Назвіть іншу подію або повідомлення з неї."),
        ("ru", {"kind": "merge", "target": "r1", "to": "zz"}, "«zz»: такого идентификатора ни у чего нет."),
        ("en", {"kind": "merge", "target": "r1", "to": "zz"}, "“zz”: nothing has this id."),
        ("uk", {"kind": "discount", "target": "r1"}, "Назвіть одну подію."),
    ],
)
def test_a_page_refuses_in_its_language_and_without_a_terminals_words(
    web: Web, lang: str, given: dict[str, str], told: str
) -> None:
    page = form(web, lang, by="An editor", **given)
    assert page.status_code == 422
    assert told in page.text
    assert "allegedly incidents" not in page.text
