"""An incident, its places, its brief, and what changed in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from allegedly.model import Extraction
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.changes import moves
from allegedly.publish.labels import retitled, titled
from allegedly.publish.told import known_at, told
from allegedly.publish.tongue import spoken
from allegedly.publish.web import brief_page, changes_page, lately
from allegedly.publish.web.address import Asked
from allegedly.publish.web.doors import MOST_SEEN
from allegedly.publish.web.history import history
from allegedly.publish.web.incident_page import IncidentPage
from allegedly.publish.web.site import Site, instant
from allegedly.publish.web.slider import moment
from allegedly.publish.web.spots import features
from allegedly.publish.web.telling import Teller


@dataclass(frozen=True, slots=True)
class Known:
    """As known at which moment: an instant, or minutes on the slider; by which clock."""

    at: datetime | None = None
    minutes: int | None = None
    by: KnownBy = "published"


@dataclass(frozen=True, slots=True)
class Folds:
    """What of a page is unfolded, and since when changes are told."""

    columns: str = ""
    opened: tuple[str, ...] = ()
    rows: str = ""
    news: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision just taken, those that it overrules, and the incidents that it is seen in, as an address has them."""

    done: str = ""
    over: str = ""
    seen: str = ""


def routes(app: FastAPI, site: Site) -> None:
    """Pages about one incident."""

    @app.get("/incident/{key}")
    def incident(
        request: Request,
        key: str,
        known: Annotated[Known, Depends(_known)],
        folds: Annotated[Folds, Depends(_folds)],
        decided: Annotated[Decided, Depends()],
    ) -> Response:
        return _Page(site, key, known, folds).answer(request.cookies.get(lately.COOKIE, ""), decided)

    @app.get("/incident/{key}/places.json")
    def places(key: str, known: Annotated[Known, Depends(_known)]) -> Response:
        page = _Page(site, key, known, Folds())
        found = features(page.teller, page.asked.path)
        return JSONResponse(found, media_type="application/geo+json")

    @app.get("/incident/{key}/changes")
    def changes(key: str, since: str = "", until: str = "", by: KnownBy = "published") -> Response:
        return changed(site, key, (instant(since), instant(until)), by)

    brief_page.routes(app, site)


def _known(at: datetime | None = None, m: int | None = None, by: KnownBy = "published") -> Known:
    """As known at which moment, as an address tells it."""
    return Known(at, m, by)


def _folds(columns: str = "", open: str = "", rows: str = "", news: str = "") -> Folds:
    """What is unfolded, as an address tells it."""
    return Folds(columns, tuple(x for x in open.split(",") if x), rows, news)


class _Page:
    """One incident as known at a moment."""

    def __init__(self, site: Site, key: str, known: Known, folds: Folds) -> None:
        self.site, self.incident = site, site.incident(key)
        self.held = site.desk.extractions(self.incident.reports)
        self.moments = sorted(t for e in self.held.values() if (t := known_at(e.report, known.by)))
        at = site.local(known.at)
        if at is None and known.minutes is not None:
            at = moment(self.moments, known.minutes)
        asked = Asked(self.incident.id, known.at.isoformat() if known.at else "", known.minutes, known.by)
        self.asked = replace(asked, columns=folds.columns, opened=folds.opened, rows=folds.rows, news=folds.news)
        assessed = site.desk.assess(self.incident, at, known.by)
        known_by_then = {r: e for r, e in self.held.items() if at is None or (_when(e, known.by) or at) <= at}
        self.teller = Teller(assessed, known_by_then, told(self.incident, known_by_then), site.clock)

    def answer(self, cookie: str, decided: Decided) -> HTMLResponse:
        """The page; the browser is asked to remember when it looked."""
        site, now = self.site, self.site.given.now()
        visits = lately.Visits.read(cookie).looked(now)
        page = IncidentPage(self.incident, self.teller, self._titles(), self.asked, site.rules, self.moments)
        context = {
            **page.context(),
            **history(site.desk.judgements(self.incident), site.clock, decided.done, decided.over),
            "news": self._news(visits),
            "also": self._also(decided.seen.split(",")[:MOST_SEEN]),
            "others": self._others() if site.writing.open else [],
        }
        answer = site.render("incident.html", "incident", context)
        kept = int(lately.KEPT.total_seconds())
        answer.set_cookie(
            lately.COOKIE, visits.written(), max_age=kept, path=self.asked.path, httponly=True, samesite="lax"
        )
        return answer

    def _also(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """Other incidents that a decision touched: what is left of one may have another id, as its first report has."""
        titles = self.site.desk.lists().titles([id for id in ids if id and id != self.incident.id])
        return [{"id": id, "title": retitled(title, spoken())} for id, title in titles.items()]

    def _news(self, visits: lately.Visits) -> dict[str, object]:
        """What changed since the last visit, or lately."""
        assessed, clock = self.teller.assessed, self.site.clock
        one = lately.stretch(self.asked, visits, self.moments, assessed.as_of)
        if one is None:
            return {}
        by_visit = [t for e in self.held.values() if (t := known_at(e.report, one.by))]
        told = {"heading": lately.heading(one, self.moments, clock), "links": lately.links(self.asked, one, visits)}
        if not self.asked.news and len(self.incident.claims) > lately.MANY and not lately.nothing_came(one, by_visit):
            # To compare takes as long as to assess it anew: asked for once the page stands.
            return {**told, "lines": [], "later": self.asked.since(str(one.hours) if one.hours else "visit")}
        moved = []
        if not lately.nothing_came(one, by_visit):
            found = self.site.desk.changes(self.incident, one.since, one.until, one.by)
            moved = moves(found, assessed, self.teller.claims, one.since, one.by)
        return {
            **told,
            "later": "",
            "lines": lately.lines(moved, self.teller),
            "count": len(moved),
            "all": lately.all_changes(self.asked, one, clock),
        }

    def _others(self) -> list[dict[str, str]]:
        """Incidents that a person may want to merge this one with: those that may be one with it."""
        near = [x for p in self.site.desk.lists().doubtful(self.incident) for x in (p.a, p.b)]
        others = {i.id: i for i in near if i.id != self.incident.id}
        return [{"id": i.id, "title": titled(i, spoken())} for i in others.values()]

    def _titles(self) -> dict[str, str]:
        found = {}
        for b in self.incident.background:
            try:
                found[b.incident] = titled(self.site.desk.incident(b.incident), spoken())
            except KeyError:
                continue  # an incident that a later run dissolved; the page shows its id
        return found


def _when(held: Extraction, by: KnownBy) -> datetime | None:
    return known_at(held.report, by)


def changed(site: Site, key: str, between: tuple[datetime | None, datetime | None], by: KnownBy) -> HTMLResponse:
    """What became different in an incident between two moments."""
    incident = site.incident(key)
    held = site.desk.extractions(incident.reports)
    moments = sorted(t for e in held.values() if (t := known_at(e.report, by)))
    start, end = site.local(between[0]) or changes_page.before(moments), site.local(between[1])
    found = site.desk.changes(incident, start, end, by) if start else ()
    teller = Teller(site.desk.assess(incident, end, by), held, told(incident, held), site.clock)
    moved = moves(found, teller.assessed, teller.claims, start, by) if start else []
    path = f"{Asked(incident.id).path}/changes"
    context = {
        "i": incident,
        "title": titled(incident, spoken()),
        "asked": {
            "since": changes_page.field(start, site.clock),
            "until": changes_page.field(end, site.clock),
            "by": by,
        },
        "stretches": changes_page.stretches(path, moments, site.clock),
        "hours": changes_page.hours(moved, teller),
        "count": len(moved),
    }
    return site.render("changes.html", "incident", context)
