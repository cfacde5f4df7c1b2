# ruff: noqa: E501 - a case a line
"""Promise 23: feeds and channel pages as they come. Each case is an input and what a desk must make of it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from allegedly.errors import Unreadable
from allegedly.model import Rejection, Report, Snapshot
from allegedly.read import Options, settle
from allegedly.read.feed import listed, read_feed
from allegedly.read.preview import read_preview

Check = Callable[[list[Report], list[Rejection]], bool]
NOW = datetime(2026, 3, 10, tzinfo=UTC)
HEAD = "<?xml version='1.0' encoding='utf-8'?>"


def snapshot(data: str | bytes, origin: str = "https://g.example/feed") -> Snapshot:
    return Snapshot("0" * 64, origin, data.encode() if isinstance(data, str) else data, "", NOW)


def rss(items: str, channel: str = "<title>Gazette</title>", head: str = HEAD) -> str:
    return f"{head}<rss version='2.0'><channel>{channel}{items}</channel></rss>"


def item(inner: str) -> str:
    return f"<item>{inner}</item>"


def atom(entries: str) -> str:
    return f"{HEAD}<feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette</title>{entries}</feed>"


def one(wanted: str) -> Check:
    return lambda reports, dropped: [r.text for r in reports] == [wanted]


def dated(iso: str) -> Check:
    return lambda reports, dropped: reports[0].published == datetime.fromisoformat(iso)


def count(number: int) -> Check:
    return lambda reports, dropped: len(reports) == number


WHEN = "<pubDate>Sun, 01 Mar 2026 10:00:00 +0200</pubDate>"
FEEDS: dict[str, tuple[str | bytes, Check]] = {
    "plain": (rss(item(f"<description>Words</description>{WHEN}")), one("Words")),
    "title before words": (rss(item(f"<title>Head</title><description>Words</description>{WHEN}")), one("Head\n\nWords")),
    "title repeated": (rss(item(f"<title>Head</title><description>Head and more</description>{WHEN}")), one("Head and more")),
    "title only": (rss(item(f"<title>Head</title>{WHEN}")), one("Head")),
    "no words at all": (rss(item(WHEN)), lambda r, d: not r and "without words" in d[0].reason),
    "markup escaped": (rss(item(f"<description>&lt;p&gt;A&lt;br/&gt;B&lt;/p&gt;&lt;p&gt;C&lt;/p&gt;</description>{WHEN}")), one("A\nB\n\nC")),
    "markup in cdata": (rss(item(f"<description><![CDATA[<b>A</b> &amp; B]]></description>{WHEN}")), one("A & B")),
    "script dropped": (rss(item(f"<description><![CDATA[A<script>alert(1)</script><style>x</style>]]></description>{WHEN}")), one("A")),
    "whole text preferred": (rss(item(f"<description>Short</description><content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>The whole text</content:encoded>{WHEN}")), one("The whole text")),
    "guid is identity": (rss(item(f"<guid>7</guid><link>https://g.example/a</link><description>A</description>{WHEN}")), lambda r, d: r[0].url == "https://g.example/a"),
    "same guid, other links": (rss(item(f"<guid>7</guid><link>https://g.example/a</link><description>A</description>{WHEN}") + item(f"<guid>7</guid><link>https://g.example/b</link><description>B</description>{WHEN}")), lambda r, d: len({x.id for x in r}) == 2),
    "no guid, links": (rss(item(f"<link>https://g.example/a</link><description>A</description>{WHEN}") + item(f"<link>https://g.example/b</link><description>A</description>{WHEN}")), lambda r, d: len({x.id for x in r}) == 2),
    "no guid, no link": (rss(item(f"<title>A</title>{WHEN}") + item(f"<title>B</title>{WHEN}")), lambda r, d: len({x.id for x in r}) == 2),
    "date RFC 5322": (rss(item(f"<title>A</title>{WHEN}")), dated("2026-03-01T10:00:00+02:00")),
    "date with a zone's name": (rss(item("<title>A</title><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>")), dated("2026-03-01T10:00:00+00:00")),
    "date without seconds": (rss(item("<title>A</title><pubDate>Sun, 01 Mar 2026 10:00 +0000</pubDate>")), dated("2026-03-01T10:00:00+00:00")),
    "date in ISO 8601": (rss(item("<title>A</title><dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2026-03-01T10:00:00Z</dc:date>")), dated("2026-03-01T10:00:00+00:00")),
    "wrong weekday": (rss(item("<title>A</title><pubDate>Fri, 01 Mar 2026 10:00:00 +0000</pubDate>")), dated("2026-03-01T10:00:00+00:00")),
    "no date": (rss(item("<title>A</title>")), lambda r, d: r[0].published is None and d[0].part == "published"),
    "date in words": (rss(item("<title>A</title><pubDate>yesterday</pubDate>")), lambda r, d: r[0].published is None and d[0].part == "published"),
    "date in 1970": (rss(item("<title>A</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>")), lambda r, d: r[0].published is None and "1971" in d[0].reason),
    "date in 2099": (rss(item("<title>A</title><pubDate>Thu, 01 Jan 2099 00:00:00 GMT</pubDate>")), lambda r, d: r[0].published is None and "after the day" in d[0].reason),
    "Cyrillic in utf-8": (rss(item(f"<title>Вода піднялася</title>{WHEN}")), one("Вода піднялася")),
    "Cyrillic in Windows-1251": (rss(item(f"<title>Вода поднялась</title>{WHEN}"), head="<?xml version='1.0' encoding='windows-1251'?>").encode("cp1251"), one("Вода поднялась")),
    "Cyrillic in KOI8-R": (rss(item(f"<title>Вода поднялась</title>{WHEN}"), head="<?xml version='1.0' encoding='koi8-r'?>").encode("koi8-r"), one("Вода поднялась")),
    "utf-16": (rss(item(f"<title>Вода</title>{WHEN}"), head="<?xml version='1.0' encoding='utf-16'?>").encode("utf-16"), one("Вода")),
    "byte-order mark": (b"\xef\xbb\xbf" + rss(item(f"<title>A</title>{WHEN}")).encode(), one("A")),
    "blank lines before": ("\n\n " + rss(item(f"<title>A</title>{WHEN}"), head=""), one("A")),
    "named characters": (rss(item(f"<title>A &amp; B &#8212; C</title>{WHEN}")), one("A & B \u2014 C")),
    "unescaped ampersand": (rss(item(f"<title>A & B</title>{WHEN}")), one("A & B")),
    "atom": (atom("<entry><id>x</id><title>A</title><summary>Words</summary><updated>2026-03-01T10:00:00Z</updated></entry>"), one("A\n\nWords")),
    "atom edited later": (atom("<entry><id>x</id><title>A</title><published>2026-03-01T10:00:00Z</published><updated>2026-03-02T10:00:00Z</updated></entry>"), lambda r, d: r[0].edited is not None and r[0].published is not None and r[0].edited > r[0].published),
    "atom of xhtml": (atom("<entry><id>x</id><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>A</p><p>B</p></div></content><updated>2026-03-01T10:00:00Z</updated></entry>"), one("A\n\nB")),
    "atom link relations": (atom("<entry><id>x</id><title>A</title><link rel='edit' href='https://g.example/e'/><link rel='alternate' href='https://g.example/a'/><updated>2026-03-01T10:00:00Z</updated></entry>"), lambda r, d: r[0].url == "https://g.example/a"),
    "rdf (RSS 1.0)": (f"{HEAD}<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>Gazette</title></channel><item rdf:about='https://g.example/a'><title>A</title></item></rdf:RDF>", one("A")),
    "RSS 0.91 with its old doctype": ('<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">' + rss(item(f"<title>A</title>{WHEN}"), head=""), one("A")),
    "enclosure": (rss(item(f"<title>A</title><enclosure url='https://g.example/a.jpg' type='image/jpeg'/>{WHEN}")), lambda r, d: r[0].media == ("https://g.example/a.jpg",)),
    "outlet": (rss(item(f"<title>A</title>{WHEN}"), "<title>Gazette &amp; Post</title>"), lambda r, d: r[0].source == "Gazette & Post"),
    "no channel title": (rss(item(f"<title>A</title>{WHEN}"), ""), lambda r, d: r[0].source == ""),
    "empty": (rss(""), count(0)),
    "json feed": ('{"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": [{"id": "1", "content_text": "A", "date_published": "2026-03-01T10:00:00Z"}]}', one("A")),
    "json feed of html": ('{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_html": "<p>A</p><p>B</p>", "date_published": "2026-03-01T10:00:00Z"}]}', one("A\n\nB")),
    "json feed with odd items": ('{"version": "https://jsonfeed.org/version/1", "items": ["x", null, {"id": "1", "title": "A"}]}', one("A")),
    "hundreds": (rss("".join(item(f"<guid>{n}</guid><title>A{n}</title>{WHEN}") for n in range(300))), count(300)),
    "control characters": (rss(item(f"<title>A\x0bB</title>{WHEN}")), lambda r, d: len(r) + len(d) >= 1),
    "right to left marks": (rss(item(f"<title>\u202eA\u202c</title>{WHEN}")), lambda r, d: "A" in r[0].text),
}  # fmt: skip
UNREADABLE: dict[str, str | bytes] = {
    "entity bomb": f"{HEAD}<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" + rss(item("<title>&b;</title>"), head=""),
    "outer entity": f"{HEAD}<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + rss(item("<title>&a;</title>"), head=""),
    "outer doctype": f"{HEAD}<!DOCTYPE rss SYSTEM 'http://inner.example/x.dtd'>" + rss("", head=""),
    "a login page": "<!doctype html><html><body>Log in</body></html>",
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "other JSON": '{"error": "no"}',
    "broken JSON": '{"version": "https://jsonfeed.org/version/1", "items": [',
    "too large": b"<rss>" + b" " * 5_000_001,
    "utf-7": "<?xml version='1.0' encoding='utf-7'?>+ADw-!DOCTYPE x [+ADw-!ENTITY a 'b'>]>" + rss(item("<title>&a;</title>"), head=""),
    "cut in the middle": rss(item("<title>A</title>") + item("<title>B</title>"))[:-40],
    "cut before any item": rss("")[:-20],
    "other xml": "<?xml version='1.0'?><root><a/></root>",
}  # fmt: skip


def feed(**given: object) -> str:
    top = {"version": "https://jsonfeed.org/version/1.1", "title": "Gazette"}
    return json.dumps({**top, "items": [{"id": "1", "content_text": "Rain", "date_published": "2026-03-01", **given}]})


FEEDS |= {
    "half a letter in the words": (feed(content_text="a\ud800"), lambda r, d: not r and "half a character" in d[0].reason),
    "half a letter in the address": (feed(url="https://g.example/\ud800"), lambda r, d: r[0].url is None and "half a character" in d[0].reason),
    "half a letter in a picture": (feed(image="https://g.example/\ud800", attachments=[{"url": "https://g.example/a.png"}]), lambda r, d: r[0].media == ("https://g.example/a.png",) and "media" in d[0].reason),
    "half a letter in the title": (feed(title="\ud800"), lambda r, d: not r and "half a character" in d[0].reason),
    "half a letter in the outlet": (json.dumps(json.loads(feed()) | {"title": "\ud800"}), lambda r, d: r[0].source == "" and d[0].part == "source"),
    "half a letter in the id": (feed(id="\ud800"), one("Rain")),
    "an address without end": (feed(url="https://g.example/" + "x" * 100_000), lambda r, d: r[0].url is None and "100,018 characters" in d[0].reason),
    "an outlet without end": (json.dumps(json.loads(feed()) | {"title": "x" * 1_000_000}), lambda r, d: r[0].source == "" and len(str(d)) < 1000),
    "an id without end": (feed(id="x" * 100_000), one("Rain")),
    "a picture inside its address": (feed(image="data:image/png;base64," + "A" * 9999), lambda r, d: r[0].media == ()),
    "other things than words": (feed(id=["a"], url={"a": 1}, title=None, image=7, attachments={"a": 1}), lambda r, d: [x.text for x in r] == ["Rain"]),
    "a date beyond all numbers": (feed(date_published=10**400), lambda r, d: r[0].published is None),
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_as_they_come(name: str) -> None:
    data, check = FEEDS[name]
    found = list(read_feed(snapshot(data), Options()))
    assert all(str(one).encode() and one.url.encode() is not None for one in listed(snapshot(data)))
    reports = [r for r in found if isinstance(r, Report)]
    assert check(reports, [d for d in found if isinstance(d, Rejection)]), found


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_feed_says_so(name: str) -> None:
    with pytest.raises(Unreadable):
        list(read_feed(snapshot(UNREADABLE[name]), Options()))


def post(number: int, inner: str, when: str = "2026-03-01T10:00:00+00:00") -> str:
    return (
        f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="chan/{number}">{inner}'
        f'<a class="tgme_widget_message_date"><time datetime="{when}">x</time></a></div></div>'
    )


def words(text: str) -> str:
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'


REPLY = f'<a class="tgme_widget_message_reply" href="https://t.me/chan/3">{words("the older post")}</a>'
FORWARD = '<div class="tgme_widget_message_forwarded_from">From <a class="tgme_widget_message_forwarded_from_name" href="https://t.me/other/99"><span>Другий канал</span></a></div>'
PHOTO = '<a class="tgme_widget_message_photo_wrap x" style="width:1px;background-image:url(\'https://cdn.example/a.jpg\')"></a>'
POSTS: dict[str, tuple[str, Check]] = {
    "plain": (post(1, words("Слова")), one("Слова")),
    "lines": (post(1, words("А<br/><br/>Б")), one("А\n\nБ")),
    "emoji, links, bold": (post(1, words("<i class='emoji'><b>⚡️</b></i> <b>Удар</b> <a href='https://x.example'>тут</a>")), one("⚡️ Удар тут")),
    "spoiler": (post(1, words("А <tg-spoiler>Б</tg-spoiler>")), one("А Б")),
    "quotation": (post(1, words("<blockquote>Цитата</blockquote>Слова")), one("Цитата\nСлова")),
    "identity": (post(12, words("А")), lambda r, d: (r[0].id, r[0].url) == ("tg:chan/12", "https://t.me/chan/12")),
    "time": (post(1, words("А")), dated("2026-03-01T10:00:00+00:00")),
    "no time": (post(1, words("А"), ""), lambda r, d: r[0].published is None),
    "reply": (post(4, REPLY + words("Відповідь")), lambda r, d: (r[0].text, r[0].reply_to) == ("Відповідь", "tg:chan/3")),
    "forward": (post(4, FORWARD + words("А")), lambda r, d: r[0].forward is not None and (r[0].forward.source, r[0].forward.id) == ("Другий канал", "tg:other/99")),
    "photo": (post(4, PHOTO + words("А")), lambda r, d: r[0].media == ("https://cdn.example/a.jpg",)),
    "photo alone": (post(4, PHOTO), lambda r, d: not r and "no words" in d[0].reason),
    "several photos": (post(4, PHOTO + PHOTO.replace("a.jpg", "b.jpg") + words("А")), lambda r, d: len(r[0].media) == 2),
    "service": (post(1, "").replace('tgme_widget_message"', 'tgme_widget_message service_message"'), lambda r, d: not r and "service" in d[0].reason),
    "several posts": (post(1, words("А")) + post(2, words("Б")), count(2)),
    "signed by an owner": (post(1, '<a class="tgme_widget_message_owner_name"><span>Канал два</span></a>' + words("А")), lambda r, d: r[0].source == "Канал два"),
    "no number": (post(1, words("А")).replace("chan/1", "chan/one") + post(2, words("Б")), lambda r, d: [x.id for x in r] == ["tg:chan/2"] and "number" in d[0].reason),
    "a date beyond all": (post(1, words("А"), "Mon, 99999999999999999999 Jan 2020 10:00:00 GMT"), lambda r, d: r[0].published is None),
    "script in the words": (post(1, words("А<script>alert(1)</script>")), one("А")),
}  # fmt: skip


def preview(posts: str) -> str:
    return (
        '<!DOCTYPE html><html><body><div class="tgme_channel_info"><div class="tgme_channel_info_header_title">'
        f"<span>Канал</span></div></div>{posts}</body></html>"
    )


@pytest.mark.parametrize("name", POSTS)
def test_channel_pages_as_they_come(name: str) -> None:
    data, check = POSTS[name]
    found = list(read_preview(snapshot(preview(data), "https://t.me/s/chan"), Options()))
    reports = [r for r in found if isinstance(r, Report)]
    assert check(reports, [d for d in found if isinstance(d, Rejection)]), found


def test_a_channel_without_posts_is_empty_and_no_channel_is_unreadable() -> None:
    assert list(read_preview(snapshot(preview("")), Options())) == []
    with pytest.raises(Unreadable, match="no channel"):
        list(read_preview(snapshot("<html><body>Join</body></html>"), Options()))


def versions(*texts: str, sources: tuple[str, ...] = ()) -> list[str]:
    """The ids under which the same item's texts are kept."""
    found: list[Report] = []
    for n, text in enumerate(texts):
        title = sources[n] if sources else "Gazette"
        data = rss(item(f"<guid>7</guid><description>{text}</description>{WHEN}"), f"<title>{title}</title>")
        found += [r for r in read_feed(snapshot(data), Options()) if isinstance(r, Report)]
    return [one.id for one in settle(found) if isinstance(one, Report)]


def test_edits_become_versions_and_repeats_do_not() -> None:
    first, second = versions("Two cars burned", "Three cars burned", "Two cars burned")
    assert second == f"{first}@2"


def test_the_same_id_of_another_outlet_is_kept_apart() -> None:
    found = versions("Two cars burned", "Snow fell", sources=("Gazette", "Post"))
    assert len(found) == 2


def test_the_zoo_is_large_enough() -> None:
    assert len(FEEDS) + len(UNREADABLE) + len(POSTS) >= 60
