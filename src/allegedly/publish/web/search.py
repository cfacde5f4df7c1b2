"""Search: reports that hold the words, with the words around them and what the hits share."""

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Query
from fastapi.responses import HTMLResponse, Response

from allegedly.knowledge.phrases import phrases
from allegedly.model.search import Facet, Hit, Sought
from allegedly.publish.excerpt import excerpt
from allegedly.publish.labels import retitled
from allegedly.publish.tongue import LANGS, _, later, spoken
from allegedly.publish.web.links import report_href
from allegedly.publish.web.site import Site, instant

PAGE = 20  # hits on one page
FACETS = {"source": later("Outlets"), "lang": later("Languages"), "event": later("What is said to have happened")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its form holds it."""

    q: str = ""
    source: str = ""
    lang: str = ""
    event: str = ""
    since: str = ""
    until: str = ""

    def fields(self) -> dict[str, str]:
        """What is not empty, as an address holds it."""
        every = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in every.items() if value}

    def href(self, **changed: str) -> str:
        """The address of this search with some fields changed."""
        return "/search?" + urlencode(replace(self, **changed).fields())


def _asked(q: str = "", source: str = "", lang: str = "", event: str = "", since: str = "", until: str = "") -> Asked:
    return Asked(q.strip(), source, lang, event, since, until)


def routes(app: FastAPI, site: Site) -> None:
    """The page of searching."""

    @app.get("/search")
    def search(asked: Annotated[Asked, Depends(_asked)], start: Annotated[int, Query(ge=0, le=2000)] = 0) -> Response:
        return page(site, asked, start)


def page(site: Site, asked: Asked, start: int) -> HTMLResponse:
    """One page of hits; an empty form where nothing is asked."""
    context: dict[str, object] = {
        "asked": asked,
        "rows": [],
        "facets": [],
        "total": 0,
        "more": "",
        "langs_named": LANGS,
    }
    if asked.fields():
        since, until = site.local(instant(asked.since)), site.local(instant(asked.until))
        sought = Sought(lang=asked.lang, source=asked.source, event=asked.event, since=since, until=until)
        found = site.desk.search(asked.q, sought, start, PAGE)
        context |= {
            "rows": [_row(site, hit) for hit in found.hits],
            "facets": [_facet(one, asked) for one in found.facets],
            "total": found.total,
            "beyond": found.more,
            "counted": found.counted,
            "more": f"{asked.href()}&start={start + PAGE}" if start + PAGE < found.total else "",
        }
    return site.render("search.html", "search", context)


def _row(site: Site, hit: Hit) -> dict[str, object]:
    r = hit.report
    return {
        "href": report_href(r.id),
        "title": r.title or r.source or r.id,  # its words stand below anyhow
        "source": (r.source or r.id) if r.title else "",
        "at": site.clock.both(r.published, r.published_precision),
        "lang": hit.lang,
        "pieces": excerpt(r.text, hit.spans),
        "claims": hit.claims,
        "incident": hit.incident,
        "incident_title": retitled(hit.title, spoken()),
    }


def _facet(facet: Facet, asked: Asked) -> dict[str, object]:
    """One list of values, each a link that narrows the search, or widens it again where it is chosen."""
    chosen = getattr(asked, facet.name)
    values = [
        {
            "name": _value(facet.name, value),
            "count": count,
            "chosen": value == chosen,
            "href": asked.href(**{facet.name: "" if value == chosen else value}),
        }
        for value, count in facet.values
    ]
    return {"name": _(FACETS[facet.name]), "values": values}


def _value(name: str, value: str) -> str:
    if name == "lang":
        return next((shown for lang, shown in LANGS.items() if lang == value), value)
    if name == "event":
        return phrases(spoken()).events.get(value, value)
    return value
