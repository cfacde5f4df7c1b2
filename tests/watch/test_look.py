"""One look at one source, against a real server on loopback."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from allegedly.model import Cursor, Listed, Snapshot, Watched
from allegedly.read import Options
from allegedly.watch import Tools, look
from allegedly.watch.parse import both, items, reports
from tests.collect.host import Host
from tests.watch.pages import article, day, post, preview, rss

FIRE = "Police said two workers were killed in a warehouse fire in Lviv."


def everything(items: object) -> list[Listed]:
    return list(items)  # type: ignore[call-overload, no-any-return]


def nothing(items: object) -> list[Listed]:
    return []


def test_a_feed_brings_its_items_and_the_next_look_asks_whether_it_changed(web: Host, tools: Tools) -> None:
    url = web.page("/feed", rss(("a", FIRE, day(1)), ("b", "A ferry was late.", day(2))), ETag='"1"')
    one = Watched("Gazette", url, "feed")
    found = look(one, Cursor("Gazette"), everything, tools)
    assert (found.outcome, found.items, found.fresh) == ("new", 2, 2)
    assert [r.text.splitlines()[-1] for r in found.reports] == [FIRE, "A ferry was late."]
    assert {r.source for r in found.reports} == {"Harbour Gazette"}
    assert found.cursor is not None
    assert found.cursor.etag == '"1"'
    again = look(one, found.cursor, nothing, tools)
    assert again.outcome == "same"
    assert web.headers[-1]["If-None-Match"] == '"1"'
    assert again.reports == []


def test_the_outlet_that_the_user_names_signs_the_reports(web: Host, tools: Tools) -> None:
    one = Watched("g", web.page("/feed", rss(("a", FIRE, day(1)))), "feed", outlet="The Gazette")
    assert look(one, Cursor("g"), everything, tools).reports[0].source == "The Gazette"


@pytest.mark.parametrize(
    ("status", "outcome"), [(403, "refused"), (404, "gone"), (429, "limited"), (500, "broken"), (304, "same")]
)
def test_a_failure_is_no_empty_feed(web: Host, tools: Tools, status: int, outcome: str) -> None:
    found = look(Watched("g", web.page("/feed", b"", status=status), "feed"), Cursor("g"), everything, tools)
    assert found.outcome == outcome
    assert found.listed is None
    assert found.cursor is not None
    assert found.cursor.failures == (0 if status == 304 else 1)


def test_an_empty_feed_is_empty(web: Host, tools: Tools) -> None:
    found = look(Watched("g", web.page("/feed", rss()), "feed"), Cursor("g"), everything, tools)
    assert found.outcome == "empty"
    assert found.listed == []


@pytest.mark.parametrize("format", ["", "plain"])
@pytest.mark.parametrize(
    "body",
    [
        rss(("a", FIRE, day(1)), ("a", "A ferry was late.", "no date"), ("c", "", "")),
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "content_text": "Rain."}, {"id": 2}]}',
    ],
)
def test_a_feed_that_is_parsed_once_names_and_holds_what_two_parsings_do(body: bytes, format: str) -> None:
    snapshot = Snapshot(sha256(body).hexdigest(), "https://a.example/feed", body, "", datetime(2026, 3, 1, tzinfo=UTC))
    options = Options(format=format)
    assert both(snapshot, options, "G") == (items("feed", snapshot, None)[0], reports(snapshot, options, "G"))


@pytest.mark.parametrize("body", [b"<html><body>Please log in</body></html>", b"", b"\x00\x01", b"{}", b"not a feed"])
def test_something_else_than_a_feed_is_unreadable(web: Host, tools: Tools, body: bytes) -> None:
    found = look(Watched("g", web.page("/feed", body), "feed"), Cursor("g"), everything, tools)
    assert found.outcome == "unreadable"
    assert found.snapshots  # its bytes are kept all the same


def test_the_pages_of_new_items_are_fetched_and_each_failure_is_told(web: Host, tools: Tools) -> None:
    feed = rss(("a", "x", day(1)), ("b", "y", day(2)), ("c", "z", day(3)), link=web.url(""))
    web.page("/a-a-long-story", article("Fire", FIRE))
    web.page("/b-a-long-story", b"", status=503)
    one = Watched("g", web.page("/feed", feed), "feed", pages=True)
    found = look(one, Cursor("g"), everything, tools)
    assert [r.text for r in found.reports] == [FIRE]
    assert found.listed is not None
    assert len(found.listed) == 2  # the one that failed for the moment is not noted as seen
    assert sorted(r.reason.split(":")[0] for r in found.dropped) == ["broken", "gone"]
    assert found.cursor is not None
    assert found.cursor.etag == ""
    assert found.cursor.snapshot == ""  # so that the same list is read again


def test_a_listing_page_leads_to_its_articles(web: Host, tools: Tools) -> None:
    web.page("/2026/fire-in-a-warehouse", article("Fire", FIRE))
    page = '<a href="/">Home</a><a href="/news">News</a><a href="/2026/fire-in-a-warehouse#x">Fire</a><a href="https://other.example/a-b-c-d">x</a>'
    found = look(Watched("g", web.page("/news", page), "listing"), Cursor("g"), everything, tools)
    assert [r.text for r in found.reports] == [FIRE]
    assert found.reports[0].url in {None, web.url("/2026/fire-in-a-warehouse")}


def test_a_sitemap_leads_on(web: Host, tools: Tools) -> None:
    web.page("/2026/fire-in-a-warehouse", article("Fire", FIRE))
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    web.page("/part.xml", f"<urlset {space}><url><loc>{web.url('/2026/fire-in-a-warehouse')}</loc></url></urlset>")
    index = f"<sitemapindex {space}><sitemap><loc>{web.url('/part.xml')}</loc></sitemap></sitemapindex>"
    found = look(Watched("g", web.page("/sitemap.xml", index), "sitemap"), Cursor("g"), everything, tools)
    assert [r.text for r in found.reports] == [FIRE]


def test_a_page_is_watched_for_changes(web: Host, tools: Tools) -> None:
    one = Watched("g", web.page("/status", article("State", FIRE)), "page")
    found = look(one, Cursor("g"), everything, tools)
    assert found.outcome == "new"
    assert found.cursor is not None
    assert look(one, found.cursor, nothing, tools).outcome == "same"
    web.page("/status", article("State", FIRE.replace("two", "three")))
    assert look(one, found.cursor, nothing, tools).outcome == "new"


def channel(web: Host, numbers: range) -> None:
    web.page("/s/chan", preview("Канал", [post("chan", n, f"Пост {n}", n) for n in numbers]))


def test_a_channel_is_read_by_its_preview(web: Host, tools: Tools) -> None:
    channel(web, range(1, 4))
    found = look(Watched("chan", web.url("/chan"), "telegram"), Cursor("chan"), nothing, tools)
    assert [r.id for r in found.reports] == ["tg:chan/1", "tg:chan/2", "tg:chan/3"]
    assert found.reports[0].source == "Канал"


def test_posts_missed_between_two_looks_are_found_by_turning_back(web: Host, tools: Tools) -> None:
    channel(web, range(21, 31))
    web.page("/s/chan?before=21", preview("Канал", [post("chan", n, f"Пост {n}", n) for n in range(11, 21)]))
    found = look(
        Watched("chan", web.url("/chan"), "telegram"),
        Cursor("chan", datetime(2026, 1, 1, tzinfo=UTC)),
        lambda items: [one for one in items if int(one.id.rpartition("/")[2]) > 15],
        tools,
    )
    assert found.fresh == 15
    assert {int(r.id.rpartition("/")[2]) for r in found.reports} >= set(range(16, 31))


def test_a_channel_without_preview_refuses(web: Host, tools: Tools) -> None:
    web.page("/s/chan", b"", status=302, Location="/chan")
    web.page("/chan", "<html>Join</html>")
    found = look(Watched("chan", web.url("/chan"), "telegram"), Cursor("chan"), nothing, tools)
    assert found.outcome == "refused"
    assert "preview" in found.reason


def test_files_dropped_into_a_folder_are_read_when_they_appear_or_change(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "a.txt").write_text(FIRE)
    one = Watched("drop", str(tmp_path), "folder")
    found = look(one, Cursor("drop"), everything, tools)
    assert [r.text.strip() for r in found.reports] == [FIRE]
    assert found.listed is not None
    first = {item.id for item in found.listed}
    (tmp_path / "a.txt").write_text(FIRE + " A third died later.")
    changed = look(one, Cursor("drop"), lambda items: [i for i in items if i.id not in first], tools)
    assert len(changed.reports) == 1
    assert look(Watched("x", str(tmp_path / "no"), "folder"), Cursor("x"), everything, tools).outcome == "gone"


def test_a_broken_article_costs_only_itself(web: Host, tools: Tools) -> None:
    deep = b"<!doctype html><html><body>" + b"<div>" * 200_000 + b"x"
    web.page("/a-a-long-story", deep)
    web.page("/b-a-long-story", article("Fire", FIRE))
    feed = rss(("a", "x", day(1)), ("b", "y", day(2)), link=web.url(""))
    found = look(Watched("g", web.page("/feed", feed), "feed", pages=True), Cursor("g"), everything, tools)
    assert [r.text for r in found.reports] == [FIRE]
    assert found.dropped
