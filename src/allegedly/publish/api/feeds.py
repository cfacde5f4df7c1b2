"""Feeds: the list of incidents with the filters of the page, and what became of one incident (RFC 4287, JSON Feed 1.1).

An entry keeps its id for good (tag URIs, RFC 4151) and moves up when the desk changed what it tells of.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as Xml

from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response

from allegedly.model import Incident, Notice
from allegedly.model.glance import Glance
from allegedly.model.vocabulary import Lang
from allegedly.publish import labels, marks
from allegedly.publish.api.answers import Answer, answered, encode
from allegedly.publish.changes import WORDS, moves
from allegedly.publish.pages import Pages
from allegedly.publish.told import told
from allegedly.publish.tongue import _, later, n_, speaking, spoken
from allegedly.publish.web.now import Asked
from allegedly.publish.web.site import PAGE, Site

ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a feed that tells of nothing yet
# What XML 1.0 cannot hold, whatever the escaping.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WHAT = {"new": later("New incident"), "changed": later("Changed"), "gone": later("Dissolved or merged into another")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a feed tells of. `address` is a path of the desk."""

    id: str
    title: str
    address: str
    updated: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; `address` is the page that shows the same, `own` where the feed itself is, without its ending."""

    id: str
    title: str
    address: str
    own: str
    lang: Lang
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When anything in it last changed."""
        return max((one.updated for one in self.entries), default=NEVER)


def routes(app: FastAPI, site: Site) -> None:
    """Both feeds in both forms; a desk that keeps no news has none."""
    if site.given.pages is None:
        return

    @app.get("/feed.{form}")
    def incidents(
        form: str, request: Request, asked: Annotated[Asked, Depends()], lang: Lang | None = None
    ) -> Response:
        with speaking(lang or spoken()):
            return _answer(request, form, list_feed(site, pages_of(site), asked))

    @app.get("/incident/{key}/feed.{form}")
    def incident(form: str, key: str, request: Request, lang: Lang | None = None) -> Response:
        one = site.incident(key)
        with speaking(lang or spoken()):
            return _answer(request, form, incident_feed(site, pages_of(site), one))


def pages_of(site: Site) -> Pages:
    """The lists as whoever asks now may see them."""
    pages = site.edition.pages
    assert pages is not None  # a desk that has lists has them in every edition
    return pages


def _answer(request: Request, form: str, feed: Feed) -> Response:
    base = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if form == "atom":
        answer = answered(request, Answer(atom(feed, base), ATOM), 200)
    elif form == "json":
        answer = answered(request, Answer(json(feed, base), JSON_FEED), 200)
    else:
        return Response(_("No such feed.") + "\n", 404, media_type="text/plain")
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return answer


def list_feed(site: Site, pages: Pages, asked: Asked) -> Feed:
    """Incidents that match, those that changed last first."""
    wanted = replace(asked.wanted(site.given.now()), order="newest")
    rows = site.desk.lists().glances(wanted, "", PAGE).rows
    changed = pages.changed(one.id for one in rows)
    entries = [_row(site, pages, one, changed.get(one.id) or one.latest or NEVER) for one in rows]
    entries.sort(key=lambda one: (one.updated, one.id), reverse=True)
    query = urlencode(asked.set())
    named = ", ".join(asked.set().values())
    title = f"allegedly: {named}" if named else f"allegedly: {_('Now')}"
    address, own = (f"/?{query}", f"/feed.?{query}") if query else ("/", "/feed.")
    return Feed(tag(pages, "list", query), title, address, own, spoken(), tuple(entries))


def _row(site: Site, pages: Pages, one: Glance, updated: datetime) -> Entry:
    grades = [
        f"{_(WORDS['occurrence'])}: {_(marks.OCCURRENCE[one.occurrence].word)}",
        f"{_(WORDS['attribution'])}: {_(marks.ATTRIBUTION[one.attribution].word)}",
        labels.toll_line(one),
    ]
    counts = [n_("{n} voice", "{n} voices", one.voices), n_("{n} report", "{n} reports", one.reports)]
    numbers = (one.voices, one.reports)
    known = ", ".join(text.format(n=n) for text, n in zip(counts, numbers, strict=True))
    if one.conflicts:
        known += ", " + n_("{n} open conflict", "{n} open conflicts", one.conflicts).format(n=one.conflicts)
    where = ", ".join(x for x in (one.place_name, site.clock.span(one.start, one.end)) if x)
    text = "\n".join(x for x in (*grades, known, where) if x)
    return Entry(tag(pages, "incident", one.id), labels.titled(one, spoken()), f"/incident/{one.id}", updated, text)


def incident_feed(site: Site, pages: Pages, one: Incident) -> Feed:
    """What became of one incident at this desk, the newest first."""
    found = pages.notices_of(one.id, PAGE)
    address = f"/incident/{one.id}"
    entries = tuple(_news(site, pages, one, notice) for notice in found)
    title = labels.titled(one, spoken())
    return Feed(tag(pages, "changes", one.id), title, address, f"{address}/feed.", spoken(), entries)


def _news(site: Site, pages: Pages, one: Incident, notice: Notice) -> Entry:
    what = _(WHAT[notice.what])
    lines = []
    if notice.changes:
        claims = told(one, site.desk.extractions(one.reports))
        for moved in moves(notice.changes, site.desk.assess(one), claims, NEVER):
            way = " → ".join(x for x in (moved.before, moved.after) if x)
            lines.append(": ".join(x for x in (moved.name, moved.about, way) if x))
    text = "\n".join(lines) or what
    title = f"{what}: {lines[0]}" if lines else what
    return Entry(tag(pages, "notice", str(notice.seq)), title, f"/incident/{one.id}", notice.at, text)


def tag(pages: Pages, kind: str, key: str) -> str:
    """An id that no other desk and no other time gives to anything else. The desk's name is that of its log."""
    _desk, _slash, own = pages.name().rpartition("/")
    return f"tag:allegedly.desk,2024:{own or 'desk'}/{kind}/{quote(key, safe='')}"


def atom(feed: Feed, base: str) -> str:
    """The feed as Atom; `base` is where the desk is asked."""
    root = Xml.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.lang})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _instant(feed.updated))
    Xml.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": base + _own(feed, "atom")})
    Xml.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": base + feed.address})
    _add(Xml.SubElement(root, "author"), "name", "allegedly")
    for one in feed.entries:
        entry = Xml.SubElement(root, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "updated", _instant(one.updated))
        Xml.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": base + one.address})
        _add(entry, "content", one.text).set("type", "text")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def json(feed: Feed, base: str) -> str:
    """The feed as JSON Feed."""
    items = [
        {
            "id": one.id,
            "url": base + one.address,
            "title": one.title,
            "content_text": one.text,
            "date_modified": _instant(one.updated),
        }
        for one in feed.entries
    ]
    return encode({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": base + feed.address,
        "feed_url": base + _own(feed, "json"),
        "language": feed.lang,
        "authors": [{"name": "allegedly"}],
        "items": items,
    }).decode()  # fmt: skip


def _own(feed: Feed, form: str) -> str:
    path, _mark, query = feed.own.partition("?")
    return f"{path}{form}" + (f"?{query}" if query else "")


def _add(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    one = Xml.SubElement(parent, name)
    one.text = UNWRITABLE.sub("\ufffd", text)
    return one


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
