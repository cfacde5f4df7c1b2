"""Feeds as a reader of feeds sees them (feedparser), valid whatever the words."""

import json as plain_json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import pytest

from allegedly.publish.api.feeds import Entry, Feed, atom, json
from tests.publish.api.conftest import Running

AT = datetime(2024, 6, 1, 12, tzinfo=UTC)
FEED = Feed("tag:a,2024:x", "t", "/", "/feed.?q=a", "en", (Entry("tag:a,2024:y", "e", "/incident/i", AT, "words"),))


def read(desk: Running, path: str) -> feedparser.FeedParserDict:
    got = desk.client.get(path)
    assert got.status_code == 200
    assert got.headers["content-type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(got.content)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_the_list_is_a_feed_whose_entries_are_incidents(desk: Running) -> None:
    found = read(desk, "/feed.atom?lang=en")
    held = {i.id: i for i, _ in desk.store.view().incidents(limit=1000)}
    ids = [e.id for e in found.entries]
    assert {i.rpartition("/")[2] for i in ids} == set(held)
    assert all(i.startswith("tag:allegedly.desk,2024:") for i in [*ids, found.feed.id])
    assert len(set(ids)) == len(ids)
    moments = [e.updated for e in found.entries]
    assert moments == sorted(moments, reverse=True)
    assert found.feed.updated == moments[0]
    first = found.entries[0]
    assert desk.client.get(first.link).status_code == 200
    assert "Did it happen:" in first.content[0].value
    assert {e.title for e in found.entries} == {i.title for i in held.values()}


def test_filters_are_those_of_the_page(desk: Running) -> None:
    for query in ("status=contested", "place=Crimea", "q=missiles", "disputed=1", "event=fire"):
        page = desk.client.get(f"/?{query}").text
        found = read(desk, f"/feed.atom?{query}")
        shown = {e.id.rpartition("/")[2] for e in found.entries}
        assert shown, query
        assert all(f'/incident/{i}"' in page for i in shown), query
        assert len(shown) < len(read(desk, "/feed.atom").entries) or query == "disputed=1"
        assert query in found.feed.links[0].href
    assert read(desk, "/feed.atom?place=Atlantis").entries == []


def test_an_incident_is_a_feed_of_what_became_of_it(desk: Running) -> None:
    one = desk.store.view().incident("largest")
    found = read(desk, f"/incident/{one.id}/feed.atom?lang=en")
    held = desk.store.notices().of(one.id)
    assert [e.id.rpartition("/")[2] for e in found.entries] == [str(n.seq) for n in held]
    assert [e.title.partition(":")[0] for e in found.entries] == ["Changed", "New incident"]
    assert found.entries[0].content[0].value.count("\n") + 1 == len(held[0].changes)
    assert desk.client.get("/incident/none/feed.atom").status_code == 404
    assert desk.client.get("/feed.rss").status_code == 404


@pytest.mark.parametrize("path", ["/feed", "/incident/largest/feed"])
def test_the_json_feed_tells_the_same(desk: Running, path: str) -> None:
    got = desk.client.get(f"{path}.json?lang=en")
    assert got.headers["content-type"] == "application/feed+json; charset=utf-8"
    found, other = got.json(), read(desk, f"{path}.atom?lang=en")
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert desk.client.get(found["feed_url"]).json()["version"] == found["version"]
    assert [i["id"] for i in found["items"]] == [e.id for e in other.entries]
    assert [i["date_modified"] for i in found["items"]] == [e.updated for e in other.entries]
    assert [i["content_text"] for i in found["items"]] == [e.content[0].value for e in other.entries]


def test_feeds_speak_the_language_that_is_asked(desk: Running) -> None:
    texts = {
        lang: read(desk, f"/incident/largest/feed.atom?lang={lang}").entries[-1].title for lang in ("en", "uk", "ru")
    }
    assert len(set(texts.values())) == 3
    assert desk.client.get("/feed.atom?lang=fr").status_code == 422


def test_a_feed_that_is_held_is_not_sent_again(desk: Running) -> None:
    for path in ("/feed.atom", "/feed.json", "/incident/largest/feed.atom"):
        got = desk.client.get(path)
        again = desk.client.get(path, headers={"If-None-Match": got.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_pages_lead_to_their_feeds(desk: Running) -> None:
    assert 'href="/feed.atom?status=contested"' in desk.client.get("/?status=contested").text
    one = desk.store.view().incident("largest").id
    assert f'href="/incident/{one}/feed.atom"' in desk.client.get(f"/incident/{one}").text
    assert 'href="/feed.json"' in desk.client.get("/review").text


HOSTILE = ["<script>alert(1)</script>", "]]>", "&amp; &", "\x00\x0b\x1f", "\ufffe", '" onload="x', "\u202e", "🔥"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    entry = replace(FEED.entries[0], title=words, text=f"a {words} b")
    feed = replace(FEED, title=words, entries=(entry,))
    root = ElementTree.fromstring(atom(feed, "http://127.0.0.1:8017"))
    told = root.find("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}content")
    assert told is not None
    assert told.get("type") == "text"
    kept = "".join(c for c in words if c not in "\x00\x0b\x1f\ufffe")
    assert kept in (told.text or "").replace("\ufffd", "") or "\ufffd" in words
    assert plain_json.loads(json(feed, ""))["items"][0]["content_text"] == f"a {words} b"


def test_a_feed_knows_where_it_is() -> None:
    assert plain_json.loads(json(FEED, "http://h"))["feed_url"] == "http://h/feed.json?q=a"
    assert 'href="http://h/feed.atom?q=a"' in atom(FEED, "http://h")
    assert "<updated>1970-01-01T00:00:00Z</updated>" in atom(replace(FEED, entries=()), "")
