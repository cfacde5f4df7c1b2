"""Search, report, sources, voices and review: what a reader gets, and what a hostile capture cannot do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import httpx
import pytest
from playwright.sync_api import Browser, Page

from allegedly.model import Judgement, Link, Taken, Wish
from allegedly.model.search import Found, Hit
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given, Site
from tests.publish import build
from tests.publish.build import INCIDENT, TRACKS, WIRE, HandDesk, at
from tests.publish.web.axe import violations
from tests.publish.web.records import HASH, HandRecords
from tests.publish.web.server import serving

EVIL = b"""<!doctype html><title>before</title><script>document.title = "ran"; fetch("/track")</script>
<img src="http://127.0.0.1:9/x.png" onerror="document.title = 'ran'"><a href="javascript:document.title='ran'">go</a>
<form action="/judge" method="post"><button>send</button></form>"""


@dataclass
class Noted:
    """A decider that notes what was wished."""

    wishes: list[Wish] = field(default_factory=list)

    def decide(self, wish: Wish) -> Taken:
        self.wishes.append(wish)
        return Taken(Judgement("d9", "merge", wish.target, wish.by, at(22)), (), ())

    def undo(self, key: str, by: str, reason: str = "") -> Taken:
        raise NotImplementedError


@pytest.fixture(scope="module")
def noted() -> Noted:
    return Noted()


@pytest.fixture(scope="module")
def address(noted: Noted) -> Iterator[str]:
    records = HandRecords({HASH: (EVIL, "text/html"), "12" * 32: (b"{}", "application/json")}, {"wire-1": OLD})
    machines = {"parrot": lambda text, source, target: f"{source} to {target}\n\n<b>{text[:7]}</b>"}
    given = Given(HandDesk(), Clock(), {}, noted, "O. Editor", records, machines)
    with serving(create_app(given)) as where:
        yield where


OLD = "The harbour office of Novoport said a store was hit."


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 860}) as context:
        yield context.new_page()


def get(address: str, path: str, lang: str = "en") -> str:
    answer = httpx.get(address + path, headers={"Accept-Language": lang})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_hits_show_the_words_marked_and_lead_to_report_and_narrower_searches(address: str) -> None:
    html = get(address, "/search?q=store")
    assert "<mark>store</mark>" in html
    assert 'href="/report/wire-1"' in html
    assert 'href="/search?q=store&amp;lang=en"' in html


def test_an_empty_search_and_one_without_hits_say_what_to_do(address: str) -> None:
    assert "What are you looking for?" in get(address, "/search")
    assert "Nothing found" in get(address, "/search?q=absent")
    assert "Нічого не знайдено" in get(address, "/search?q=absent", "uk")


def test_a_time_that_is_none_is_told(address: str) -> None:
    answer = httpx.get(address + "/search?q=x&since=yesterday")
    assert answer.status_code == 422
    assert "no time such as" in answer.text


def test_the_report_tells_versions_media_and_what_vouches_for_it(address: str) -> None:
    html = get(address, "/report/wire-1")
    changed = re.search(r'What it changed.*?<p class="words"[^>]*>(.*?)</p>', html, re.S)
    assert changed
    assert "<ins>no</ins>" in changed[1]
    assert "<del>a</del>" in changed[1]
    assert "6 bits of 256 differ" in html
    assert 'href="/report/kanal-1"' in html
    assert HASH in html
    assert f'href="/capture/{HASH}"' in html
    assert "entry 4, in the checkpoint over 8; proven" in html
    assert "missing since 11 Mar 2025, 20:00" in html


def test_a_translation_is_shown_as_a_machines_and_as_text(address: str) -> None:
    assert "Machine translation by parrot" in get(address, "/report/kanal-1")
    html = get(address, "/report/kanal-1?by=parrot")
    assert "ru to en" in html
    assert "&lt;b&gt;" in html
    assert "<b>Жит" not in html
    assert "Machine translation" not in get(address, "/report/wire-1"), "it is in the reader's language"
    assert httpx.get(address + "/report/kanal-1?by=nobody").status_code == 404


def test_sources_that_need_somebody_come_first_with_what_mends_them(address: str) -> None:
    html = get(address, "/sources")
    assert html.index("quay.example") < html.index("wire.example")
    assert "Ask the host." in html
    assert "refused" in html
    assert "(403)" in html
    assert "took more than 10 seconds" in html
    assert "не пускает" in get(address, "/sources", "ru")


def test_a_desk_without_records_has_no_provenance_and_no_captures() -> None:
    with serving(create_app(Given(HandDesk()))) as where:
        assert "Provenance" not in get(where, "/report/wire-1")
        assert "Nothing is watched" in get(where, "/sources")
        assert httpx.get(f"{where}/capture/{HASH}").status_code == 404


def test_captures_come_in_a_box_and_what_is_no_page_as_text(address: str) -> None:
    html = httpx.get(f"{address}/capture/{HASH}")
    assert html.content == EVIL
    assert html.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    plain = httpx.get(f"{address}/capture/{'12' * 32}")
    assert plain.headers["content-type"].startswith("text/plain")
    assert httpx.get(f"{address}/capture/{'99' * 32}").status_code == 404


@pytest.mark.browser
def test_a_hostile_capture_runs_nothing_and_asks_nothing(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("requestfinished", lambda r: asked.append(r.url))  # one that the policy stops is begun, but never sent
    page.goto(f"/capture/{HASH}")
    page.get_by_text("go").click()
    page.get_by_text("send").click()
    page.wait_for_timeout(300)
    assert page.title() == "before"
    assert [u for u in asked if not u.startswith((f"{address}/capture/", f"{address}/favicon"))] == []


@pytest.mark.browser
def test_review_by_keyboard_does_what_the_buttons_do(page: Page, noted: Noted) -> None:
    noted.wishes.clear()
    page.goto("/review")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.wait_for_url("**done=**")
    assert [(w.kind, w.by) for w in noted.wishes] == [("apart", "O. Editor")]
    page.goto("/review")
    page.keyboard.press("j")
    page.keyboard.press("1")
    page.wait_for_url("**/incident/i-0123")


@pytest.mark.browser
def test_keys_in_a_field_are_letters(page: Page, noted: Noted) -> None:
    noted.wishes.clear()
    page.goto("/review")
    field = page.locator("input[name=reason]").first
    field.fill("")
    field.press("m")
    assert field.input_value() == "m"
    assert noted.wishes == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/search?q=store", "/report/wire-1", "/sources", "/review", "/track", "/rejected"])
@pytest.mark.parametrize("lang", ["en", "uk", "ru"])
def test_pages_break_no_rule_of_accessibility_wide_narrow_light_and_dark(
    browser: Browser, address: str, path: str, lang: str
) -> None:
    for width, scheme in ((1280, "light"), (390, "dark")):
        with browser.new_context(
            base_url=address,
            locale=lang,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        ) as context:
            shown = context.new_page()
            shown.goto(path)
            assert shown.locator("html").get_attribute("lang") == lang
            assert violations(shown) == []
            assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_that_is_not_there_is_told_in_the_readers_language(address: str) -> None:
    answer = httpx.get(f"{address}/nothing", headers={"Accept-Language": "uk"})
    assert answer.status_code == 404
    assert "Такої сторінки тут немає." in answer.text
    assert httpx.delete(f"{address}/search").status_code == 405
    assert httpx.get(f"{address}/capture/zzz").status_code == 404


@pytest.mark.parametrize("path", ["/", "/search?q=store", "/report/wire-1", f"/capture/{HASH}"])
def test_head_gives_the_head_of_the_page(address: str, path: str) -> None:
    whole, head = httpx.get(address + path), httpx.head(address + path)
    assert head.status_code == whole.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.headers["content-security-policy"] == whole.headers["content-security-policy"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_is_too_long_for_a_report(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/report/wire-1")
    page.evaluate("""() => { for (const e of document.querySelectorAll("h1, .read p, .lede p, .words"))
        e.textContent = "ж".repeat(500); }""")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_an_address_asks_wrongly_is_told_as_a_page(address: str) -> None:
    answer = httpx.get(f"{address}/search?q=x&start=many", headers={"Accept-Language": "ru"})
    assert answer.status_code == 422
    assert "Не понято" in answer.text
    assert "start" in answer.text
    assert "Not understood" in httpx.get(f"{address}/search?q=x&since=yesterday").text


def test_a_stranger_cannot_turn_the_desks_words_around() -> None:
    text = Site(Given(HandDesk())).templates.from_string("{{ name }}, 4 Jan").render(name="\u202eetihw\u202a")
    assert text.startswith("\u2068")
    assert text.endswith("\u2069, 4 Jan")
    assert text.count("\u202c") == 2


def test_titles_and_voices_are_told_in_the_language_of_the_page_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    town = replace(INCIDENT, title="Fire, injuries: Zhytomyr, 11 March 2025", place="geonames:686967")
    town = replace(town, place_name="Zhytomyr")
    track = replace(TRACKS[0], origin="any:hospital", name="Hospital")
    monkeypatch.setattr(build, "INCIDENT", town)
    monkeypatch.setattr(build, "TRACKS", [track])
    monkeypatch.setattr(build, "PAIR", replace(build.PAIR, a=town))
    held = Hit(WIRE, (), "en", town.id, town.title)
    monkeypatch.setattr(HandDesk, "search", lambda *_asked, **_more: Found(1, (held,), (), 1))
    with serving(create_app(Given(HandDesk(), Clock()))) as where:
        asked = (
            "/search?q=store",
            "/report/wire-1",
            "/review",
            "/track?voice=any:hospital",
            f"/incident/{town.id}/export",
        )
        for path in (*asked, f"/incident/{town.id}"):
            text = httpx.get(where + path, headers={"Accept-Language": "uk"}).text
            assert "Пожежа або дим, постраждалі: Житомир, 11 березня 2025" in text, path
            assert "Zhytomyr" not in text.replace(town.title, ""), path
        assert "Больница" in httpx.get(f"{where}/track", headers={"Accept-Language": "ru"}).text


def test_a_search_that_many_reports_match_says_that_there_are_more(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Hit(WIRE, (), "en")
    monkeypatch.setattr(HandDesk, "search", lambda *_asked, **_more: Found(2000, (held,), (), 500, more=True))
    page = get(address, "/search?q=store")
    assert "More than 2000 reports" in page
    assert "Listed are the 2000 that came in last." in page
    assert "Counted over the newest 500 of them." in page
    assert "start=20" in page
    assert "Понад 2000 повідомлень" in get(address, "/search?q=store", "uk")
    assert "Более 2000 сообщений" in get(address, "/search?q=store", "ru")


def test_rules_and_what_linking_compared_are_told_in_the_language_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    alike = Link("a", "b", 0.27, "unsure", (("at_place", 0.6), ("same_event", 1.0)), "by_frames")
    monkeypatch.setattr(build, "PAIR", replace(build.PAIR, link=alike))
    rules = {"by_frames": "Two reports tell of one event.", "en.says-that": "A verb of saying."}
    with serving(create_app(Given(HandDesk(), Clock(), rules))) as where:
        for lang, own, parts in (
            ("uk", "Повідомлення говорять про подію", "Схожість від 0 до 1: місце 0.60, що сталося 1.00."),
            ("ru", "Сообщения говорят о событии", "Сходство от 0 до 1: место 0.60, что произошло 1.00."),
        ):
            method, review = get(where, "/method", lang), get(where, "/review", lang)
            assert own in method
            assert "Two reports tell" not in method + review
            assert 'lang="en">A verb of saying.' in method  # what nobody has translated is said in English, and marked
            assert own in review
            assert parts in review
        assert "How alike, from 0 to 1: place 0.60, what happened 1.00." in get(where, "/review")
