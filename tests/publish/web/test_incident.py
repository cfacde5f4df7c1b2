"""The incident page, what changed in it, and its brief: wide, narrow, in three languages, with and without script."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from html import unescape

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from allegedly.model import Assessment, Change, Incident, Place
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.lately import SITTING, Visits
from allegedly.publish.web.site import Given, vendored
from tests.publish.build import EXTRACTIONS, INCIDENT, HandDesk, assessment, at, words
from tests.publish.test_layout import wide
from tests.publish.web.axe import violations
from tests.publish.web.chromium import NEEDED
from tests.publish.web.server import serving

PAGE = f"/incident/{INCIDENT.id}"
SHOWN = "{page} .mx tbody tr[data-st]:visible"


class Novoport(HandDesk):
    """The hand-made desk: a place is named, and what was known grows by the hour."""

    def __init__(self) -> None:
        super().__init__()
        kanal = self.held["kanal-1"]
        spot = words(kanal.report.text, "склад")
        place = Place(spot.text, spot.span, "place:novoport", "Novoport", 46.1, 31.2, "settlement")
        claims = tuple(replace(c, places=(place,)) for c in kanal.claims)
        self.held["kanal-1"] = replace(kanal, claims=claims)

    def assess(self, incident: Incident, as_of: datetime | None = None, known_by: KnownBy = "published") -> Assessment:
        held = replace(assessment(as_of), known_by=known_by, publishers=1)
        early = as_of is not None and as_of < at(18)
        return replace(held, occurrence="single_origin", conflicts=()) if early else held

    def changes(
        self, incident: Incident, since: datetime, until: datetime | None = None, known_by: KnownBy = "published"
    ) -> Sequence[Change]:
        found = [
            Change("occurrence", incident.id, "single_origin", "contested", ("c2",)),
            Change("stance", "p2", "query", "affirm", ("c3",), "residents"),
            Change("toll", "injured", None, "2 or more", ("c3",)),
            Change("silence", "coastguard", "silent", "ended", ("c4",)),
            Change("voice", "residents", None, "Residents", ("c2", "c3")),
        ]
        times = {"c2": at(18), "c3": at(18), "c4": at(19)}
        return [c for c in found if since < max(times[x] for x in c.claims) <= (until or at(23))]


class Wide(Novoport):
    """Sixty propositions by thirty voices; one row is contested."""

    def assess(self, incident: Incident, as_of: datetime | None = None, known_by: KnownBy = "published") -> Assessment:
        held = wide(60, 30)
        kinds = ("official", "witness", "outlet")
        return replace(held, origins=tuple(replace(o, kind=kinds[n % 3]) for n, o in enumerate(held.origins)))


@dataclass
class Watch:
    """A clock that a test sets."""

    now: datetime = datetime(2025, 3, 11, 18, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


@pytest.fixture(scope="module")
def address(watch: Watch) -> Iterator[str]:
    with serving(
        create_app(Given(Novoport(), Clock(), {"conflict.polarity": "One says what another denies."}, now=watch))
    ) as where:
        yield where


@pytest.fixture(scope="module")
def many() -> Iterator[str]:
    with serving(create_app(Given(Wide()))) as where:
        yield where


@pytest.fixture
def web(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address) as client:
        yield client


@contextmanager
def browsed(browser: Browser, address: str, script: bool = True, width: int = 1280, **more: object) -> Iterator[Page]:
    size = ViewportSize(width=width, height=860)
    context: BrowserContext = browser.new_context(
        base_url=address,
        java_script_enabled=script,
        viewport=size,
        **more,  # type: ignore[arg-type]
    )
    yield context.new_page()
    context.close()


def seen(page: str) -> str:
    """What a reader sees of a page's source."""
    body = re.sub(r"(?s)<(head|svg|script).*?</\1>", " ", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


# What changed lately


def test_a_first_look_tells_of_the_last_hour_of_reports(web: httpx.Client) -> None:
    got = web.get(PAGE)
    told = seen(got.text)
    assert "Last hour of reports, 11 Mar 2025, 18:00 to 19:00" in told
    assert "Did it happen Single origin → Contested" in told
    assert "Toll injured · 2 or more" in told
    assert "Silence coastguard" not in told, "names, not keys"
    assert "Silence Coast guard · silent → has ended" in told
    cookie = got.headers["set-cookie"]
    assert f"Path={PAGE}" in cookie, "no other page sees when this one was looked at"
    assert "HttpOnly" in cookie


def test_other_stretches_are_links_and_words_lead_to_spans(web: httpx.Client) -> None:
    page = web.get(f"{PAGE}?news=6&m=60").text
    assert "Last 6 hours of reports, 11 Mar 2025, 12:00 to 18:00" in seen(page)
    assert f'href="{PAGE}?m=60&amp;news=24#news"' in page, "the moment stays as it was asked for"
    assert 'href="/report/kanal-1#c3"' in page.partition('id="news"')[2].partition("</section>")[0]


def test_of_an_incident_of_many_claims_changes_are_told_on_request(
    web: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allegedly.publish.web.lately.MANY", 3)
    page = web.get(PAGE).text
    assert f'<a href="{PAGE}?news=1#news">Show what changed</a>' in page
    assert "Did it happen" in seen(web.get(f"{PAGE}?news=1").text)


def test_a_visit_begins_when_the_last_look_is_long_ago(watch: Watch, address: str) -> None:
    with httpx.Client(base_url=address) as reader:
        watch.now = at(18, 30)
        reader.get(PAGE)
        watch.now = at(18, 45)
        assert "Since your last visit" not in reader.get(PAGE).text
        watch.now = at(20)
        page = seen(reader.get(PAGE).text)
        assert "Since your last visit, 11 Mar 2025, 18:45" in page
        assert "has ended" in page
        assert "Residents: " not in page.partition("As known at")[0], "what it said at 18:00 is no news"
        watch.now = at(20, 10)
        assert "Since your last visit, 11 Mar 2025, 18:45" in seen(reader.get(PAGE).text), "a reload takes nothing away"
        watch.now = at(22)
        page = seen(reader.get(PAGE).text)
        assert "Since your last visit, 11 Mar 2025, 20:10" in page
        assert "No grade, figure, stance, voice, conflict or silence became different." in page


@given(st.text(max_size=40))
def test_no_cookie_breaks_the_page(cookie: str) -> None:
    assert isinstance(Visits.read(cookie), Visits)


@given(st.datetimes(datetime(2001, 1, 1), datetime(2100, 1, 1)), st.timedeltas(timedelta(), timedelta(days=400)))
def test_a_cookie_says_what_was_written(now: datetime, gap: timedelta) -> None:
    first = Visits().looked(now.replace(tzinfo=UTC, microsecond=0))
    again = Visits.read(first.written()).looked(now.replace(tzinfo=UTC, microsecond=0) + gap)
    assert again.before == (first.last if gap > SITTING else None)


def test_at_a_moment_only_what_was_known_by_then_is_told(web: httpx.Client) -> None:
    page = web.get(f"{PAGE}?m=60").text
    told = seen(page)
    assert "2 reports in all" in told
    assert "Причал новини" not in told
    assert "No claim found of who did it." in told
    assert 'max="125"' in page, "the slider still reaches to now"
    assert "Back to now" in told


# The matrix


def heads(page: str) -> list[str]:
    return [seen(x) for x in re.findall(r'(?s)<tr class="org".*?</tr>', page)[0].split("</th>")[1:-1]]


def test_beyond_ten_voices_families_fold_and_open_in_place(many: str) -> None:
    page = httpx.get(many + PAGE).text
    assert [h.split()[0] for h in heads(page)[:6]] == ["Voice"] * 6
    assert [h.partition(" (")[0] for h in heads(page)[6:]] == ["Offices", "People and groups", "Outlets and channels"]
    assert "In a conflict (6 of 30)" in seen(page)
    assert "The others, folded by kind (24)" in seen(page)
    opened = httpx.get(f"{many}{PAGE}?open=people").text
    assert len(heads(opened)) == 8 + int(re.findall(r"People and groups \((\d+)\)", seen(page))[0])
    assert "fold" in seen(opened)
    every = httpx.get(f"{many}{PAGE}?columns=all").text
    assert len(heads(every)) == 30
    assert "Fewer columns" in every


def test_beyond_24_propositions_only_the_contested_stand(many: str) -> None:
    page = httpx.get(many + PAGE).text
    first, _, folded = page.partition('class="fold"')
    assert first.count('<tr role="row" data-st=') == 1
    assert 'data-st="contested"' in first
    assert folded.count('<tr role="row" data-st=') == 59
    assert "59 more without conflict Single origin: 59" in seen(page)


def test_cells_hold_words_hedges_evidence_and_what_was_said_before(web: httpx.Client) -> None:
    page = web.get(PAGE).text
    rows = seen(page.partition('id="p0"')[2].partition("</table>")[0])
    assert "denies none offered" in rows
    assert "affirms, hedged “пишут” witness, mentioned" in rows
    assert "was asks affirms 2" in rows
    assert "Admiralty 2" in rows
    assert 'data-words="склад горит" data-lang="ru"' in page


def test_carriers_lead_to_the_words_that_they_repeat(web: httpx.Client) -> None:
    page = web.get(PAGE).text
    assert (
        '<summary>1 carrier<span class="sr">: Harbour office</span></summary><ul><li><a href="/report/novyny-1#c4"'
        in page
    )
    assert "single publisher" in page


def test_conflicts_say_kind_rule_and_exact_words_in_the_readers_language(web: httpx.Client) -> None:
    page = web.get(PAGE, headers={"Accept-Language": "uk"}).text
    part = page.partition('id="conflicts"')[2].partition("</section>")[0]
    assert "Так чи ні" in part
    assert '<h3 lang="en">A fire is affirmed, a hit denied</h3>' in part, "what has no translation is told as English"
    assert '<blockquote lang="ru">склад горит</blockquote>' in part
    assert '<blockquote lang="en">no store was hit</blockquote>' in part


def test_who_sides_with_whom_names_the_rows(web: httpx.Client) -> None:
    part = web.get(PAGE).text.partition('id="sides"')[2].partition("</section>")[0]
    assert "Harbour office – Residents Hit: Novoport –" in seen(part)


def test_reasons_unfold_to_rules_and_spans_row_by_row(web: httpx.Client) -> None:
    page = web.get(PAGE).text
    assert '<details id="why-p0">' in page
    part = page.partition('id="why"')[2]
    assert "occurrence.contested" in part
    assert 'href="/report/kanal-1#c2"' in part


def test_places_are_a_list_and_geojson_with_their_precision(web: httpx.Client) -> None:
    assert "Novoport 2 claims settlement ~5 km склад" in seen(web.get(PAGE).text)
    got = web.get(f"{PAGE}/places.json")
    assert got.headers["content-type"] == "application/geo+json"
    (feature,) = got.json()["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [31.2, 46.1]}
    assert feature["properties"] == {
        "name": "Novoport",
        "precision": "settlement",
        "radius_km": 5.0,
        "href": f"{PAGE}#place-0",
        "label": "Novoport: settlement, 2 claims",
    }


@pytest.mark.parametrize(("lang", "words"), [("uk", "Хто що стверджує"), ("ru", "Кто что утверждает")])
def test_nothing_on_the_pages_stays_english(web: httpx.Client, lang: str, words: str) -> None:
    page = seen(web.get(PAGE, headers={"Accept-Language": lang}).text)
    assert words in page
    own = {"Novoport", "Fire", "Harbour", "Wire", "UTC", "Residents", "Coast", "Editor", "Enter"}
    for path in (PAGE, f"{PAGE}/changes?since=2025-03-11T17:30", f"{PAGE}/brief?lang={lang}"):
        main = web.get(path, headers={"Accept-Language": lang}).text.partition("<main")[2].partition("</main>")[0]
        plain = seen(re.sub(r'<(\w+)[^>]* (?:lang="en"|class="mono")[^>]*>.*?</\1>|<code>.*?</code>', " ", main))
        assert set(re.findall(r"\b[A-Z][a-z]{3,}\b", plain)) - own <= {"Markdown", "Back"}


# What changed


def test_changes_stand_under_their_hour_newest_first(web: httpx.Client) -> None:
    page = web.get(f"{PAGE}/changes?since=2025-03-11T17:30").text
    spans = re.findall(r'(?s)<section class="hour"><h2><time datetime="([^"]+)"', page)
    assert spans == ["2025-03-11T19:00:00+00:00", "2025-03-11T18:00:00+00:00"]
    told = seen(page)
    assert "Said otherwise Residents: Injured: Novoport asks → then affirms" in told
    assert "«" not in told
    assert "двое пострадавших" in told
    assert "since the first report" in told


def test_the_page_opens_with_the_worst_dispute_and_leads_to_its_words(web: httpx.Client) -> None:
    text = web.get(f"{PAGE}?lang=en").text
    (line,) = re.findall(r'<section class="news disp".+?</section>', text, re.DOTALL)
    (at,) = re.findall(r'href="#(c\d+)"', line)
    card = text.partition(f'<article id="{at}"')[2].partition("</article>")[0]
    said = re.sub("<[^>]+>", "", line.partition(f'href="#{at}"')[2].partition(">")[2].partition("</a>")[0])
    assert said
    assert said in re.sub("<[^>]+>", "", card)
    assert text.index(line) < text.index('id="matrix"')


# The brief


def fields(page: str) -> dict[str, str]:
    """A form's fields as a browser would send them."""
    found = dict(re.findall(r'<input type="(?:hidden|number|checkbox)" name="([^"]+)" value="([^"]*)"', page))
    found |= re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', page)
    return {name: unescape(value) for name, value in found.items()}


@pytest.mark.parametrize(("form", "kind"), [("md", "text/markdown"), ("html", "text/html"), ("txt", "text/plain")])
def test_a_brief_is_a_file_whose_sentences_keep_their_references(web: httpx.Client, form: str, kind: str) -> None:
    got = web.get(f"{PAGE}/brief?lang=en&form={form}")
    assert got.headers["content-type"] == f"{kind}; charset=utf-8"
    assert f'filename="brief-i-0123-en.{form}"' in got.headers["content-disposition"]
    sentence = next(line for line in got.text.splitlines() if "Whether it happened" in line)
    if form == "txt":
        assert re.search(r"\[1\]\[2\]\[3\]\.$", sentence)
    else:
        assert f"{str(web.base_url).rstrip('/')}/report/wire-1#c1" in sentence


def test_a_person_rewords_reorders_and_leaves_out(web: httpx.Client) -> None:
    given = fields(web.get(f"{PAGE}/brief?lang=en").text)
    given["text-0"] = "Editors *cannot* tell <yet> [99]."
    given["place-0"] = "99"
    del given["keep-1"]
    headers = {"Origin": str(web.base_url).rstrip("/")}
    got = web.post(f"{PAGE}/brief", data={**given, "form": "txt"}, headers=headers).text
    lines = [line for line in got.splitlines() if re.search(r"\]( \(.+\))?\.$", line)]
    assert lines[-1].startswith("Editors *cannot* tell <yet> [")
    assert lines[-1].endswith("] (reworded by the reader, not the desk’s words).")
    assert "[99]" not in got, "a typed number is no reference"
    assert got.count("(reworded by the reader") == 1
    assert given["text-1"] not in got
    assert re.findall(r"\[(\d+)\]", lines[0])[0] == "1", "references are numbered anew"
    mine = re.findall(r"\[(\d+)\]", lines[-1])
    assert {x.split(" ")[0] for x in got.splitlines() if x.startswith("[")} >= {f"[{n}]" for n in mine}
    md = web.post(f"{PAGE}/brief", data={**given, "form": "md"}, headers=headers).text
    assert r"Editors \*cannot\* tell \<yet\> [" in md
    html = web.post(f"{PAGE}/brief", data={**given, "form": "html"}, headers=headers).text
    assert "tell &lt;yet&gt; <a href=" in html
    shown = web.post(f"{PAGE}/brief", data={**given, "form": "show"}, headers=headers).text
    assert "tell &lt;yet&gt;</textarea>" in shown
    assert shown.count("reworded by the reader") - shown.count('reworded" hidden') == 1, "on the page as well"


def test_a_sentence_without_a_held_claim_cannot_be_slipped_in(web: httpx.Client) -> None:
    headers = {"Origin": str(web.base_url).rstrip("/")}
    forged = {"lang": "en", "form": "txt", "text-0": "It is so", "keep-0": "1", "rests-0": "zz", "place-0": "1"}
    assert "It is so" not in web.post(f"{PAGE}/brief", data=forged, headers=headers).text
    held = web.post(f"{PAGE}/brief", data={**forged, "rests-0": "c2"}, headers=headers).text
    assert "It is so [1] (reworded by the reader, not the desk’s words)." in held
    assert web.post(f"{PAGE}/brief", data=forged).status_code == 403
    assert web.post(f"{PAGE}/brief", data={"text-0": "x" * 2**21}, headers=headers).status_code == 413


# In a browser


@NEEDED
@pytest.mark.browser
def test_below_48_rem_a_proposition_is_a_card_of_the_voices_that_speak(browser: Browser, address: str) -> None:
    with browsed(browser, address, width=390) as page:
        page.goto(PAGE)
        assert not page.locator(".mx thead").is_visible()
        row = page.locator("#p1")
        cells = row.locator("td:visible")
        assert cells.count() == 1, "who says nothing takes no line"
        assert cells.evaluate("e => getComputedStyle(e, '::before').content") == '"Residents"'
        assert row.bounding_box()["width"] > 340  # type: ignore[index]
        page.locator(".carm summary").click()
        assert page.locator(".carm a").inner_text() == "Причал новини"


@NEEDED
@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_folds_open_with_and_without_script(browser: Browser, many: str, script: bool) -> None:
    with browsed(browser, many, script) as page:
        page.goto(PAGE)
        rows = page.locator(".mx tbody tr[data-st]:visible")
        assert rows.count() == 1
        page.locator(".unfold").check()
        assert rows.count() == 60
        page.locator(".mx .org a", has_text="People and groups").click()
        page.wait_for_url("**open=people**")
        assert page.locator(".mx .org th").count() > 8


@NEEDED
@pytest.mark.browser
@pytest.mark.parametrize("htmx", [True, False])
def test_the_slider_obeys_keys_and_keeps_the_focus(browser: Browser, address: str, htmx: bool) -> None:
    if htmx and not vendored("htmx.js"):
        pytest.skip("htmx is not here: make setup fetches it")
    with browsed(browser, address) as page:
        if not htmx:
            page.route("**/vendor/htmx.js", lambda route: route.abort())
        page.goto(PAGE)
        page.locator("#at").focus()
        page.evaluate("window.before = true")
        shown = page.locator("#ato")
        for _ in range(20):  # a busy machine may swap the page between two keys, which costs one
            if shown.inner_text() != "11 Mar 2025, 17:55":
                page.keyboard.press("ArrowLeft")
        assert shown.inner_text() == "11 Mar 2025, 17:55"
        page.wait_for_url(f"**{PAGE}?*m=55*")
        page.locator(".axes", has_text="Single origin").wait_for()
        assert page.locator("#at").evaluate("e => e === document.activeElement")
        assert page.evaluate("window.before === true") == htmx, "in place with htmx, a new page without"
        page.keyboard.press("End")
        page.locator(".axes .v", has_text="Contested").wait_for()
        assert page.locator("#ato").inner_text() == "now: all that is held"


@NEEDED
@pytest.mark.browser
def test_without_script_a_visit_is_known_too(browser: Browser, address: str, watch: Watch) -> None:
    with browsed(browser, address, script=False) as page:
        watch.now = at(18, 30)
        page.goto(PAGE)
        watch.now = at(21)
        page.goto(PAGE)
        assert page.locator("#news h2").inner_text() == "Since your last visit, 11 Mar 2025, 18:30"
        page.locator("#news a", has_text="6 h").click()
        page.wait_for_url("**news=6**")
        assert "Last 6 hours" in page.locator("#news h2").inner_text()


@NEEDED
@pytest.mark.browser
def test_a_link_to_a_reason_opens_it_and_a_link_to_a_folded_row_unfolds_it(browser: Browser, many: str) -> None:
    with browsed(browser, many) as page:
        page.goto(PAGE)
        page.locator(".mx .stat a:visible").first.click()
        page.locator(".graded details[open]").wait_for()
        assert page.locator(".graded details[open]").count() == 1
        page.goto(f"{PAGE}#p3")
        page.locator("#p3:visible").wait_for()
        assert page.locator("#p3").is_visible()


@NEEDED
@pytest.mark.browser
def test_a_brief_is_moved_left_out_copied_and_kept_as_a_draft(browser: Browser, address: str) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    with browsed(browser, address, permissions=allowed) as page:
        page.goto(f"{PAGE}/brief?lang=en")
        rows = page.locator(".sents li")
        first = rows.nth(0).locator("textarea").input_value()
        rows.nth(0).get_by_role("button", name="down").click()
        assert rows.nth(1).locator("textarea").input_value() == first
        rows.nth(0).locator("[type=checkbox]").uncheck()
        gone = rows.nth(0).locator("textarea").input_value()
        marks = page.locator(".reworded:visible")
        assert marks.count() == 0, "to move or to leave out is no rewording"
        rows.nth(1).locator("textarea").fill("Nobody agrees")
        assert marks.all_inner_texts() == ["reworded by the reader, not the desk’s words"]
        for kind, wanted in (
            ("md", "Nobody agrees [\\[1\\]"),
            ("txt", "Nobody agrees [1]"),
            ("html", "Nobody agrees [1]"),
        ):
            page.locator("#copied").evaluate("e => { e.textContent = ''; }")
            page.locator(f"[data-copy={kind}]").click()
            page.locator("#copied", has_text="Copied.").wait_for()
            copied = page.evaluate("navigator.clipboard.readText()")
            assert wanted in copied
            assert gone not in copied
            assert copied.count("(reworded by the reader, not the desk’s words)") == 1
        page.reload()
        assert marks.count() == 1
        assert rows.nth(1).locator("textarea").input_value() == "Nobody agrees"
        assert rows.nth(1).locator(".refs a").count() == 3, "references went along"
        page.locator("#again").click()
        page.wait_for_load_state()
        assert rows.nth(0).locator("textarea").input_value() == first


@NEEDED
@pytest.mark.browser
def test_a_brief_is_reworded_without_script(browser: Browser, address: str) -> None:
    with browsed(browser, address, script=False) as page:
        page.goto(f"{PAGE}/brief?lang=en")
        page.locator("[name=text-0]").fill("Nobody agrees")
        page.locator("[name=place-0]").fill("3.5")
        page.get_by_role("button", name="Apply order and choice").click()
        page.locator("[name=text-2]").wait_for()
        assert page.locator("[name=text-2]").input_value() == "Nobody agrees"
        with page.expect_download() as download:
            page.get_by_role("button", name="Markdown").click()
        page.locator(".reworded:visible").wait_for()
        assert "Nobody agrees [" in download.value.path().read_text("utf-8")


@NEEDED
@pytest.mark.browser
def test_the_map_draws_the_places_of_the_list(browser: Browser, address: str) -> None:
    if not vendored("maplibre-gl-csp.js"):
        pytest.skip("the map is not here: make setup fetches it")
    with browsed(browser, address) as page:
        asked: list[str] = []
        page.on("request", lambda r: asked.append(r.url))
        page.goto(f"{PAGE}#places")
        page.locator('.map[data-points="1"]').wait_for(timeout=30_000)
        point = page.locator(".map a.pt")
        assert point.get_attribute("aria-label") == "Novoport: settlement, 2 claims"
        assert point.get_attribute("href") == f"{PAGE}#place-0"
        assert all(url.startswith((address, "blob:")) for url in asked)
    with browsed(browser, address, script=False) as page:
        page.goto(PAGE)
        assert not page.locator(".map").is_visible(), "without script there is the list alone"
        assert page.locator("#place-0").is_visible()


@NEEDED
@pytest.mark.browser
def test_print_unfolds_everything(browser: Browser, many: str) -> None:
    with browsed(browser, many) as page:
        page.goto(PAGE)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.locator(".mx tbody tr[data-st]:visible").count() == 60
        assert page.locator("main details:not([open])").count() == 0
        assert not page.locator(".asof input").is_visible()


@NEEDED
@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme", "lang"), [(1280, "dark", "uk"), (390, "light", "ru"), (900, "light", "en")]
)
def test_axe_finds_nothing(browser: Browser, address: str, many: str, width: int, scheme: str, lang: str) -> None:
    for where, paths in ((address, (PAGE, f"{PAGE}/changes?since=2025-03-11T17:00", f"{PAGE}/brief")), (many, (PAGE,))):
        with browsed(browser, where, width=width, color_scheme=scheme, locale=lang) as page:
            for path in paths:
                page.goto(path)
                assert violations(page) == [], path
                assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_hand_made_reports_are_as_the_tests_take_them() -> None:
    assert EXTRACTIONS["kanal-1"].claims[0].places == (), "a place is named on this desk only"


def test_a_past_moment_goes_along_to_brief_changes_and_exports(address: str) -> None:
    one = httpx.get(f"{address}/incident/i-0123?at=2025-03-11T18:30:00%2B00:00&by=seen").text
    then = "at=2025-03-11T18%3A30%3A00%2B00%3A00&amp;by=seen"
    for page in ("brief?", "export?"):
        assert f'href="/incident/i-0123/{page}{then}"' in one
    assert f'href="/incident/i-0123/changes?{then.replace("at=", "until=")}"' in one
    known = "As known at 11 Mar 2025, 18:30"
    asked = then.replace("&amp;", "&")
    brief = httpx.get(f"{address}/incident/i-0123/brief?{asked}").text
    assert known in brief
    assert f'href="/incident/i-0123?{then}"' in brief
    assert f'href="?{then}&amp;lang=uk"' in brief.replace("&lang", "&amp;lang")
    file = httpx.post(
        f"{address}/incident/i-0123/brief",
        data={"lang": "en", "at": "2025-03-11T18:30:00+00:00", "by": "seen", "form": "md"},
        headers={"Origin": address},
    )
    assert known in file.text
    export = httpx.get(f"{address}/incident/i-0123/export?{asked}").text
    assert known in export
    assert f'href="/incident/i-0123/export/csv?{then}"' in export
    now = httpx.get(f"{address}/incident/i-0123").text
    assert 'href="/incident/i-0123/brief"' in now
    assert "As known at 11" not in httpx.get(f"{address}/incident/i-0123/brief").text


def test_reports_stand_by_the_instant_at_which_they_came_whatever_their_zone() -> None:
    desk = Novoport()
    first = min(desk.held.values(), key=lambda held: held.report.published or at(23))
    ahead = (first.report.published or at(0)).astimezone(timezone(timedelta(hours=14)))
    desk.held[first.report.id] = replace(first, report=replace(first.report, published=ahead))
    with serving(create_app(Given(desk, Clock()))) as where:
        reports = httpx.get(where + PAGE).text.partition('id="reports"')[2]
    found = re.findall(r'href="/report/([\w-]+)"', reports)
    assert found == sorted(desk.held, key=lambda id: desk.held[id].report.published or at(23))
    assert found[0] == first.report.id
