"""An incident, its brief, and what changed in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import HTMLResponse, Response

from allegedly.model import Incident
from allegedly.model.vocabulary import KnownBy, Lang
from allegedly.publish.brief import brief
from allegedly.publish.told import told
from allegedly.publish.web import desk_pages
from allegedly.publish.web.history import history
from allegedly.publish.web.incident_page import IncidentPage
from allegedly.publish.web.site import PAGE, Site, instant
from allegedly.publish.web.slider import clock_of, moment


@dataclass(frozen=True, slots=True)
class Known:
    """As known at which moment: an instant, or minutes on the slider; by which clock."""

    at: datetime | None = None
    minutes: int | None = None
    by: KnownBy = "published"


def routes(app: FastAPI, site: Site) -> None:
    """Pages about one incident."""

    @app.get("/incident/{key}")
    def incident(
        key: str,
        known: Annotated[Known, Depends(_known)],
        columns: str = "",
        done: str = "",
        over: str = "",
    ) -> Response:
        return one(site, key, known, columns == "all", (done, over))

    @app.get("/incident/{key}/brief")
    def incident_brief(key: str, lang: Lang = "en") -> Response:
        return briefed(site, key, lang)

    @app.get("/incident/{key}/changes")
    def changes(key: str, since: str = "", until: str = "", by: KnownBy = "published") -> Response:
        return changed(site, key, (instant(since), instant(until)), by)


def _known(at: datetime | None = None, m: int | None = None, by: KnownBy = "published") -> Known:
    """As known at which moment, as an address tells it."""
    return Known(at, m, by)


def one(site: Site, key: str, known: Known, whole: bool, decided: tuple[str, str]) -> HTMLResponse:
    """An incident as known at a moment; `decided` is a decision just taken, and those that it overrules."""
    incident = site.incident(key)
    held = site.desk.extractions(incident.reports)
    at = site.local(known.at)
    if at is None and known.minutes is not None:
        at = moment(sorted(t for e in held.values() if (t := clock_of(e.report, known.by))), known.minutes)
    assessed = site.desk.assess(incident, at, known.by)
    page = IncidentPage(incident, assessed, held, _titles(site, incident), site.clock, whole)
    context = {
        **page.context(),
        **history(site.desk.judgements(incident), site.clock, *decided),
        "by_clock": known.by,
        "others": _others(site, incident) if site.writing.open else [],
    }
    return site.render("incident.html", "incident", context)


def _others(site: Site, incident: Incident) -> list[Incident]:
    """Incidents that a person may want to merge this one with: those that may be one with it, then the newest."""
    near = [x for p in site.desk.doubtful() if incident.id in (p.a.id, p.b.id) for x in (p.a, p.b)]
    newest = [i for i, _ in site.desk.incidents(limit=PAGE)]
    return list({i.id: i for i in (*near, *newest) if i.id != incident.id}.values())


def _titles(site: Site, incident: Incident) -> dict[str, str]:
    found = {}
    for b in incident.background:
        try:
            found[b.incident] = site.desk.incident(b.incident).title
        except KeyError:
            continue  # an incident that a later run dissolved; the page shows its id
    return found


def changed(site: Site, key: str, between: tuple[datetime | None, datetime | None], by: KnownBy) -> HTMLResponse:
    """What became different in an incident between two moments."""
    incident = site.incident(key)
    held = site.desk.extractions(incident.reports)
    moments = sorted(t for e in held.values() if (t := clock_of(e.report, by)))
    start, end = site.local(between[0]) or desk_pages.before(moments), site.local(between[1])
    found = site.desk.changes(incident, start, end, by) if start else ()
    now = site.desk.assess(incident, end, by)
    context = desk_pages.changes(found, now, told(incident, held), site.clock)
    asked = {"since": desk_pages.field(start, site.clock), "until": desk_pages.field(end, site.clock), "by": by}
    return site.render("changes.html", "incident", {"i": incident, "asked": asked, **context})


def briefed(site: Site, key: str, lang: Lang) -> HTMLResponse:
    """The brief of an incident."""
    incident = site.incident(key)
    held = site.desk.extractions(incident.reports)
    text = brief(incident, site.desk.assess(incident), held, lang, site.clock)
    lines = [line.lstrip("# ") for line in text.splitlines()[2:] if line.strip()]
    return site.render("brief.html", "brief", {"i": incident, "lang": lang, "lines": lines})
