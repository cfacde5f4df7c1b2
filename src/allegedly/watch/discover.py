"""What is at an address? A feed, a channel, a sitemap, a page of news, one page: found out by looking."""

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from allegedly.collect.manners import Polite
from allegedly.errors import InputMissing, SkipRecord
from allegedly.model import Snapshot, Watched
from allegedly.model.intake import WatchedKind
from allegedly.preserve import preserve
from allegedly.watch.look import address
from allegedly.watch.parse import Fences, items

CHANNEL = re.compile(r"(?:https?://)?t\.me/(?:s/)?([A-Za-z]\w{3,31})/?\Z|@([A-Za-z]\w{3,31})\Z")
LONGEST = 120  # letters of a source's name that its site gave
ENOUGH = 5  # links that look like articles, from which a page counts as a list of news


def discover(given: str, web: Polite, fences: Fences) -> list[Watched]:
    """The sources that an address leads to, the best first. Raises InputMissing where nothing can be watched there."""
    if channel := CHANNEL.match(given.strip()):
        return [_channel(channel[1] or channel[2], web)]
    if given.strip().startswith("@"):
        raise InputMissing(f"{given}: no channel's name; it has five to thirty-two letters, digits and low lines.")
    url = given.strip() if "://" in given else f"https://{given.strip()}"
    answer = web.get(url)
    if answer.capture is None:
        hint = "" if "://" in given else " Write http:// before it, if the site has no https."
        raise InputMissing(f"{url}: {answer.reason} ({answer.outcome}). Check the address.{hint}")
    snapshot = preserve(answer.capture)
    kinds: tuple[WatchedKind, ...] = ("telegram", "feed", "sitemap")
    for kind in kinds:
        if named := _is(kind, snapshot, fences):
            return [Watched(named, url, kind)]
    if feeds := list(_feeds(url, answer.capture.data)):
        return feeds
    listing: WatchedKind = "listing" if _many(snapshot, fences) else "page"
    return [Watched(urlsplit(url).hostname or url, url, listing)]


def _channel(name: str, web: Polite) -> Watched:
    one = Watched(f"@{name}", f"https://t.me/{name}", "telegram")
    answer = web.get(address(one))
    if answer.capture is None:
        raise InputMissing(f"{address(one)}: {answer.reason} ({answer.outcome}). Check the channel's name.")
    if answer.capture.http and "/s/" not in answer.capture.http.url:
        raise InputMissing(
            f"@{name}: has no public preview (private, renamed, or switched off). "
            "Export it from Telegram Desktop, or use the telegram extra."
        )
    return one


def _is(kind: WatchedKind, snapshot: Snapshot, fences: Fences) -> str:
    """A name for the source, if the bytes are a list of this kind."""
    from allegedly.read import feed

    if kind == "telegram" and b"tgme_" not in snapshot.data[:200_000]:
        return ""
    try:
        fences.run(items, kind, snapshot, None)
    except SkipRecord:
        return ""
    host = urlsplit(snapshot.origin).hostname or snapshot.origin
    if kind == "feed":
        title, _ = feed.entries(snapshot)  # it was read behind the fence a moment ago
        return _called(title) or host
    return host


def _feeds(url: str, page: bytes) -> Iterator[Watched]:
    """The feeds that a page announces; an address that is none is no feed."""
    for title, href in announced(page):
        with suppress(ValueError):
            at = urljoin(url, href)
            yield Watched(_called(title) or at[:LONGEST], at, "feed")


def _called(title: str) -> str:
    """A title as a name: on one line, without marks that a terminal obeys, and not longer than one can read."""
    return " ".join("".join(c if c.isprintable() else " " for c in title).split())[:LONGEST]


def _many(snapshot: Snapshot, fences: Fences) -> bool:
    try:
        found, _ = fences.run(items, "listing", snapshot, None)
    except SkipRecord:
        return False
    return len(found) >= ENOUGH


LINK = re.compile(rb"<link\b[^<>]*>", re.I)  # neither of these two begins anew inside of what it has looked at
ATTRIBUTE = re.compile(r"""(?<![a-z-])([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")


def announced(page: bytes) -> list[tuple[str, str]]:
    """The feeds that a page's head announces: title and address. Comment feeds are left out."""
    found: dict[str, str] = {}
    for link in LINK.findall(page[:300_000]):
        pairs = {a[0].lower(): a[1] or a[2] or a[3] for a in ATTRIBUTE.findall(link.decode("utf-8", "replace"))}
        kind, href = pairs.get("type", "").lower(), pairs.get("href", "")
        if "alternate" in pairs.get("rel", "").lower().split() and kind in FEEDS and href and "comment" not in href:
            found.setdefault(href, pairs.get("title") or href)
    return [(title, href) for href, title in found.items()]
