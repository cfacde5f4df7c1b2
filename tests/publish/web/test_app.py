import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import httpx
import pytest

from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from tests.publish.build import EXTRACTIONS, INCIDENT, HandDesk
from tests.publish.web.server import serving


@pytest.fixture(scope="module")
def web() -> Iterator[httpx.Client]:
    with (
        serving(create_app(Given(HandDesk(), Clock(), {"test.rule": "A rule for tests."}))) as address,
        httpx.Client(base_url=address) as client,
    ):
        yield client


PAGES = ["/", "/incident/i-0123", "/incident/i-0123/brief?lang=uk", "/report/kanal-1", "/rejected", "/method",
         "/review", "/track", "/track?voice=office", "/incident/i-0123/changes"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_pages_answer_under_a_strict_policy(web: httpx.Client, page: str) -> None:
    got = web.get(page)
    assert got.status_code == 200
    policy = got.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


class Loads(HTMLParser):
    """Addresses that a page makes the browser load, inline handlers, and inline scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "img", "iframe", "source", "video"}:
            self.loads.append(given.get("src") or "")
        if tag == "link" and given.get("rel") != "alternate":
            self.loads.append(given.get("href") or "")
        self.inline += [name for name in given if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_load_nothing_from_outside_and_hold_no_inline_code(web: httpx.Client, page: str) -> None:
    parser = Loads()
    parser.feed(web.get(page).text)
    assert parser.loads
    assert all(address.startswith("/static/") for address in parser.loads)
    assert parser.inline == []


def test_an_unknown_incident_is_a_page_that_says_so(web: httpx.Client) -> None:
    got = web.get("/incident/nothing")
    assert got.status_code == 404
    assert "No incident has the id" in got.text
    for lang, told in (("uk", "Немає події з ідентифікатором"), ("ru", "Нет события с идентификатором")):
        assert told in web.get("/incident/nothing", headers={"Accept-Language": lang}).text


def test_a_note_about_a_report_that_is_used_does_not_pass_for_a_loss(web: httpx.Client) -> None:
    rows = re.findall(r"<tr><th scope=\"row\".*?</tr>", web.get("/rejected").text)
    assert [("not JSON" in row, "Yes, except: published" in row) for row in rows] == [(True, False), (False, True)]


def test_every_cell_links_to_its_claim_in_a_report(web: httpx.Client) -> None:
    page = web.get("/incident/i-0123").text
    for claim in ("c4", "c2", "c3"):
        report = next(e.report.id for e in EXTRACTIONS.values() if any(c.id == claim for c in e.claims))
        assert f'href="/report/{report}#{claim}"' in page


def test_a_claim_on_the_report_page_shows_rule_and_reason(web: httpx.Client) -> None:
    page = web.get("/report/kanal-1").text
    assert 'id="c2"' in page
    assert "A rule for tests." in page


def test_the_slider_asks_the_server(web: httpx.Client) -> None:
    page = web.get("/incident/i-0123?m=60").text
    assert "As known at (UTC)" in page
    assert "11 Mar 2025, 18:00" in page


def test_spans_on_the_page_are_the_text_itself(web: httpx.Client) -> None:
    class Text(HTMLParser):
        inside, depth, got = False, 0, ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.inside |= tag == "article"
            self.depth += self.inside and tag == "a"

        def handle_endtag(self, tag: str) -> None:
            self.inside &= tag != "article"
            self.depth -= self.inside and tag == "a"

        def handle_data(self, data: str) -> None:
            if self.inside and not self.depth:
                self.got += data

    parser = Text()
    parser.feed(web.get("/report/kanal-1").text)
    assert parser.got.strip() == EXTRACTIONS["kanal-1"].report.text


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"])
def test_hostile_text_stays_text(hostile: str) -> None:
    held = {
        k: replace(
            e, report=replace(e.report, text=e.report.text + hostile, title=hostile, source=hostile, url=hostile)
        )
        for k, e in EXTRACTIONS.items()
    }
    with serving(create_app(Given(HandDesk(held)))) as address:
        for page in (f"/incident/{INCIDENT.id}", "/report/kanal-1"):
            text = httpx.get(address + page).text
            assert "<script>alert" not in text
            assert "<img" not in text
            assert "49" not in text


def test_empty_filters_say_what_to_drop(web: httpx.Client) -> None:
    assert "Nothing matches" in web.get("/?place=Atlantis").text


def test_changes_since_a_moment_with_the_words_that_brought_them(web: httpx.Client) -> None:
    page = web.get("/incident/i-0123/changes?since=2025-03-11T17:30").text
    assert "no store was hit" in page
    words = re.sub(r"<[^>]+>", "", page)
    assert "Single origin →then Contested" in words
    assert "18:00 to" not in words
    assert "11 Mar 2025, 17:00 to 18:00" in words, "changes stand under their hour"
    assert "Nothing changed" in web.get("/incident/i-0123/changes?since=2025-03-11T18:30").text
    assert web.get("/incident/i-0123/changes?since=yesterday").status_code == 422


def test_a_track_record_has_counts_intervals_and_letters(web: httpx.Client) -> None:
    page = web.get("/track").text
    assert "(6%-79%)" in page
    assert "reliability B" in page
    assert "late but careful" in web.get("/track?voice=office").text
    assert web.get("/track?voice=nobody").status_code == 404


def test_the_incident_links_to_changes_and_to_each_voice(web: httpx.Client) -> None:
    page = web.get("/incident/i-0123").text
    assert 'href="/incident/i-0123/changes"' in page
    assert 'href="/track?voice=office"' in page
    assert 'href="/incident/i-0123/changes"' in web.get("/incident/i-0123/brief").text


def test_history_is_shown_and_without_a_decider_no_form_is(web: httpx.Client) -> None:
    page = web.get("/incident/i-0123").text
    assert "undone by P. Editor" in page
    assert "<s>belongs to no incident of others: kanal-1</s>" in page
    assert 'action="/judge' not in "".join(web.get(p).text for p in PAGES)


def test_as_known_by_first_seen_is_asked_of_the_desk(web: httpx.Client) -> None:
    page = web.get("/incident/i-0123?m=60&by=seen").text
    assert '<option value="seen" selected>' in page
    assert web.get("/incident/i-0123?by=hearsay").status_code == 422
