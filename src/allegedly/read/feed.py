"""Feeds: RSS, RDF, Atom and JSON Feed 1.1. One report an item.

An item's identity is what its feed calls it (guid, id), inside that feed; else its link. Two items of one document
that share an id and have other links are two items, not versions of one.
"""

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from allegedly.errors import Unreadable
from allegedly.model import Listed, Rejection, Report, Snapshot, digest
from allegedly.read.build import STAGE, Fields, broken, build
from allegedly.read.dates import read_date
from allegedly.read.markup import plain
from allegedly.read.reader import Options, Reader

# A document type may define entities that swell without end, or name files of this machine: no feed needs one.
DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
NETSCAPE = re.compile(rb'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0\.91//EN"[^\[>]*>')
ROOT = re.compile(rb"<(?:rss|rdf:RDF|feed)[\s>]")
LARGEST = 5_000_000  # bytes of a feed
ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.:-]+)""")
DECLARATION = re.compile(r"<\?xml[^>]*\?>")
CLOSED = re.compile(rb"</\s*(?:rss|rdf:RDF|feed)\s*>")
JSON_FEED = b"jsonfeed.org/version"


def read_feed(snapshot: Snapshot, options: Options) -> Iterator[Report | Rejection]:
    """The items of a feed in its order. Raises Unreadable where it is none, too large, or defines entities."""
    title, items = entries(snapshot)
    yield from _reported(snapshot, title, items, options)


def _reported(
    snapshot: Snapshot, title: str, items: Sequence["Item"], options: Options
) -> Iterator[Report | Rejection]:
    for number, item in enumerate(items, 1):
        if not (item.text or item.title):
            reason = "an item without words" + (f" ({item.url[:300]})" if item.url else "")
            yield Rejection(f"{snapshot.origin}, item {number}", STAGE, reason, "Fetch its page: set pages = true.")
            continue
        yield from build(snapshot, f"item {number}", item.fields(title), options)


def listed(snapshot: Snapshot) -> list[Listed]:
    """What a feed names, with the pages of its items."""
    return _named(entries(snapshot)[1])


def both(snapshot: Snapshot, options: Options) -> tuple[list[Listed], list[Report | Rejection]]:
    """What `listed` and `read_feed` give, of one parsing: that is most of what a look at a feed costs."""
    title, items = entries(snapshot)
    return _named(items), list(_reported(snapshot, title, items, options))


def _named(items: Sequence["Item"]) -> list[Listed]:
    return [Listed(item.id, "" if broken(item.url) else item.url, _instant(item.published)) for item in items]


class Item:
    """One item, of whichever kind of feed."""

    __slots__ = ("author", "edited", "id", "media", "published", "text", "title", "url")

    def __init__(self, id: str, url: str, title: str, text: str) -> None:
        self.id, self.url, self.title, self.text = id, url, title, text
        self.published: str | None = None
        self.edited: str | None = None
        self.media: tuple[str, ...] = ()

    def fields(self, outlet: str) -> Fields:
        """As a report: the headline stands before the words, unless these begin with it."""
        body = self.text if self.text.startswith(self.title) else f"{self.title}\n\n{self.text}".strip()
        return Fields(
            id=self.id,
            text=body,
            title=self.title,
            published=self.published,
            edited=self.edited if self.edited != self.published else None,
            source=outlet,
            url=self.url,
            media=self.media,
        )


def entries(snapshot: Snapshot) -> tuple[str, list[Item]]:
    """The feed's title and its items. Raises Unreadable."""
    data = snapshot.data
    if len(data) > LARGEST:
        raise Unreadable(f"{snapshot.origin}: a feed of {len(data):,} bytes; more than {LARGEST:,} are not read.")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        title, found = _json_feed(snapshot)
    else:
        title, found = _xml_feed(snapshot)
    return title, list(_apart(snapshot, found))


def _apart(snapshot: Snapshot, items: list[Item]) -> Iterator[Item]:
    """Each item under an id that belongs to this feed and to it alone."""
    seen: dict[str, str] = {}
    feed = snapshot.origin.partition("#")[0]
    for item in items:
        own = item.id or item.url or item.title
        if seen.setdefault(own, item.url) != item.url:
            own = f"{own} {item.url}"
        item.id = f"feed-{digest(feed, own, size=8)}"
        yield item


def _xml_feed(snapshot: Snapshot) -> tuple[str, list[Item]]:
    import feedparser

    data = NETSCAPE.sub(b"", _in_ascii(snapshot))
    if DOCTYPE.search(data):
        raise Unreadable(f"{snapshot.origin}: the feed defines entities of its own (DOCTYPE); it is not read.")
    if not ROOT.search(data):
        raise Unreadable(f"{snapshot.origin}: no feed: neither rss, rdf nor feed is in it. Is this its address?")
    # the type says that the document's own declaration of its encoding counts
    if not CLOSED.search(data):
        # half an item would look like an edit, and no item like an empty list
        raise Unreadable(f"{snapshot.origin}: the feed breaks off before its end. Fetch it again.")
    found = feedparser.parse(BytesIO(data), response_headers={"content-type": "application/xml"})
    if not found.version and not found.entries:
        why = getattr(found, "bozo_exception", "it has no items")
        raise Unreadable(f"{snapshot.origin}: not a whole feed: {why}. Fetch it again.")
    return plain(found.feed.get("title", "")), [_entry(one) for one in found.entries]


def _in_ascii(snapshot: Snapshot) -> bytes:
    """The document in an encoding whose markup is ASCII, so that what is looked for in its bytes is not hidden.

    Raises Unreadable for UTF-7, which writes `<` in other letters.
    """
    data = snapshot.data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
        return DECLARATION.sub("", text, count=1).encode()
    declared = ENCODING.search(data[:200])
    if declared and declared[1].lower().replace(b"_", b"-").startswith((b"utf-7", b"utf7")):
        raise Unreadable(f"{snapshot.origin}: written in UTF-7, which hides markup; it is not read.")
    return data


def _entry(one: Any) -> Item:
    bodies = [body.get("value", "") for body in one.get("content", ())] + [one.get("summary", "")]
    text = max((plain(body) for body in bodies), key=len)
    item = Item(one.get("id", ""), one.get("link", ""), plain(one.get("title", "")).replace("\n", " "), text)
    item.published = _date(one, "published") or _date(one, "updated")
    item.edited = _date(one, "updated")
    item.media = tuple(
        dict.fromkeys(
            url
            for part in (*one.get("enclosures", ()), *one.get("media_content", ()))
            if (url := part.get("href") or part.get("url"))
        )
    )
    return item


def _date(one: Any, name: str) -> str | None:
    """The date as the feed writes it, where the desk reads such; else as the library understood it."""
    written = dict.get(one, name)  # the library's own look-up gives one date for the other, with a warning
    try:
        if written:
            read_date(written)
            return str(written)
    except (ValueError, TypeError, OverflowError, OSError):
        pass
    parsed = dict.get(one, f"{name}_parsed")
    if parsed:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
    return str(written) if written else None


def _json_feed(snapshot: Snapshot) -> tuple[str, list[Item]]:
    try:
        found = json.loads(snapshot.data.decode("utf-8-sig"))
    except RecursionError as error:
        raise Unreadable(f"{snapshot.origin}: not a JSON Feed: it is nested too deeply.") from error
    except ValueError as error:
        raise Unreadable(f"{snapshot.origin}: not a whole JSON Feed: {error}. Fetch it again.") from error
    rows = found.get("items")
    if not isinstance(rows, list):
        raise Unreadable(f"{snapshot.origin}: JSON without `items`: no JSON Feed. Is this its address?")
    return _text(found.get("title")), [_row(row) for row in rows if isinstance(row, dict)]


def _row(row: dict[str, Any]) -> Item:
    text = _text(row.get("content_text")) or plain(_text(row.get("content_html"))) or _text(row.get("summary"))
    item = Item(_text(row.get("id")), _text(row.get("url")) or _text(row.get("external_url")), "", text)
    item.title = _text(row.get("title"))
    item.published = _text(row.get("date_published")) or None
    item.edited = _text(row.get("date_modified")) or None
    attachments = row.get("attachments")
    files = [a.get("url") for a in attachments if isinstance(a, dict)] if isinstance(attachments, list) else []
    item.media = tuple(dict.fromkeys(_text(url) for url in (row.get("image"), *files) if url))
    return item


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def _instant(written: str | None) -> datetime | None:
    try:
        return read_date(written).when if written else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def suits(head: bytes, suffix: str) -> int:
    """The root element of a feed, or JSON Feed's own version line."""
    if ROOT.search(head[:4096]):
        return 95
    return 96 if JSON_FEED in head[:4096] and head.lstrip().startswith(b"{") else 0


FEED = Reader(suits, read_feed, fenced=True)
