"""Saved web pages: main text, title, date, outlet."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml.etree import XPathError

from allegedly.errors import KnowledgeInvalid, Unreadable
from allegedly.model import Rejection, Report, Site, Snapshot, digest
from allegedly.read.build import Fields, build
from allegedly.read.decode import decode
from allegedly.read.markup import words
from allegedly.read.reader import Options, Reader

# Where pages write the instant of publication, best first.
DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='DC.date.issued']/@content",
    "//article//time[@pubdate]/@datetime",
    "//article//time/@datetime",
)
EDITS = ("//meta[@property='article:modified_time']/@content", "//meta[@itemprop='dateModified']/@content")
HOST = re.compile(r"https?://([^/?#]+)", re.I)
LD = "//script[@type='application/ld+json']/text()"
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def read_page(snapshot: Snapshot, options: Options) -> Iterator[Report | Rejection]:
    """The article of a page. Its text is normalised here, once; spans refer to that text.

    Raises Unreadable where the page holds no article. The language label of pages is often wrong, so it is not read.
    """
    import trafilatura

    html = decode(snapshot, declared=True)
    tree = trafilatura.load_html(html)
    # extensive_search would take any date on the page, the footer's year among them
    dates = {"extensive_search": False, "original_date": True, "max_date": f"{snapshot.fetched:%Y-%m-%d}"}
    found: Any = None
    if tree is not None:
        found = trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, date_extraction_params=dates
        )
    if found is None or not (found.text or "").strip():
        raise Unreadable(f"{snapshot.origin}: no article found in this page. Save its text as .txt and add that.")
    fields = _fields(found, tree, _address(snapshot.origin, found.url or ""))
    yield from build(snapshot, "whole page", _by_rule(fields, tree, snapshot.origin, options.sites), options)


def _address(origin: str, canonical: str) -> str:
    """The page's own word for its address, unless it was fetched from another host: nobody speaks for others."""
    here, there = HOST.match(origin), HOST.match(canonical)
    if here is None or (there is not None and here[1].lower() == there[1].lower()):
        return canonical
    return origin


def _by_rule(fields: Fields, tree: Any, origin: str, sites: tuple[Site, ...]) -> Fields:
    """What a rule for this host finds takes the place of what the general reader found."""
    host = HOST.match(origin)
    site = next((one for one in sites if host and one.host.lower() == host[1].lower().partition(":")[0]), None)
    if site is None:
        return fields
    found = {name: _at(tree, getattr(site, name)) for name in ("text", "title", "published")}
    fields.text = found["text"] or fields.text
    fields.title = found["title"] or fields.title
    fields.published = found["published"] or fields.published
    return fields


def _at(tree: Any, path: str) -> str:
    """The words at an XPath expression. Raises KnowledgeInvalid where it is none."""
    if not path:
        return ""
    try:
        found = tree.xpath(path)
    except XPathError as error:
        raise KnowledgeInvalid(f"{path!r}: not an XPath expression: {error}. Correct it in the sources.") from error
    rows = found if isinstance(found, list) else [found]
    return normal("\n\n".join(row.strip() if isinstance(row, str) else words(row) for row in rows))


def _fields(found: Any, tree: Any, url: str) -> Fields:
    title = normal(found.title or "")
    first, _, rest = normal(found.text).partition("\n")
    text = rest.lstrip("\n") if first == title and rest else f"{first}\n{rest}".rstrip("\n")
    return Fields(
        id=f"page-{digest(url or text, size=6)}",
        text=text,
        title=title,
        published=_first(tree, DATES) or _linked(tree, "datePublished") or found.date,
        source=found.sitename or found.hostname or "",
        url=url,
        edited=_first(tree, EDITS) or _linked(tree, "dateModified"),
    )


def normal(text: str) -> str:
    """Composed characters, plain spaces, no invisible marks, no space at line ends."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace("\u00a0", " ")
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def _first(tree: Any, paths: tuple[str, ...]) -> str | None:
    """The first value of the first path that has one."""
    return next((str(value) for path in paths for value in tree.xpath(path) if str(value).strip()), None)


def _linked(tree: Any, key: str) -> str | None:
    """A value of the page's JSON-LD (schema.org), at the top or inside its graph."""
    for script in tree.xpath(LD):
        try:
            data = json.loads(str(script))
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            if isinstance(value := item.get(key), str):
                return value
    return None


def _items(data: object) -> Iterator[dict[str, Any]]:
    rows = data if isinstance(data, list) else [data]
    for row in rows:
        if isinstance(row, dict):
            yield row
            graph = row.get("@graph")
            yield from (item for item in graph if isinstance(item, dict)) if isinstance(graph, list) else ()


def suits(head: bytes, suffix: str) -> int:
    """A doctype or an html element near the start; else the suffix."""
    start = head[:2048].lower()
    if b"<!doctype html" in start or b"<html" in start:
        return 90
    return 75 if suffix in {".html", ".htm", ".xhtml"} else 0


PAGE = Reader(suits, read_page, fenced=True)
