"""The pages. Read-only: every answer is a GET; the policy allows this server's own files and nothing else."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from importlib.resources import files
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader, StrictUndefined

from allegedly.model import Assessment, Incident
from allegedly.model.vocabulary import Lang
from allegedly.publish import marks
from allegedly.publish.brief import brief
from allegedly.publish.clock import Clock
from allegedly.publish.desk import Desk
from allegedly.publish.told import open_conflicts, still_silent, voices
from allegedly.publish.web import report_page
from allegedly.publish.web.incident_page import IncidentPage, toll_line
from allegedly.publish.web.slider import histogram, moment

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PAGE = 50  # incidents on one page
SPARK = (104, 24)


class Pages:
    """Templates filled from a desk."""

    def __init__(self, desk: Desk, clock: Clock, rules: Mapping[str, str]) -> None:
        self.desk, self.clock, self.rules = desk, clock, rules
        self.templates = Environment(
            loader=PackageLoader("allegedly.publish.web"), autoescape=True, undefined=StrictUndefined
        )

    def render(self, template: str, here: str, context: Mapping[str, object], status: int = 200) -> HTMLResponse:
        """One page."""
        page = self.templates.get_template(template)
        return HTMLResponse(page.render(here=here, clock=self.clock, **context), status)

    def incident(self, key: str) -> Incident:
        """The incident, or 404."""
        try:
            return self.desk.incident(key)
        except KeyError as error:
            raise HTTPException(404, f"No incident has the id {key!r}.") from error

    def now(self, q: str, place: str, status: str, start: int) -> HTMLResponse:
        """The list of incidents."""
        found = list(self.desk.incidents(place=place, status=status, words=q))
        more = f"/?q={q}&place={place}&status={status}&start={start + PAGE}" if len(found) > start + PAGE else ""
        context = {
            "rows": [self._row(i, a) for i, a in found[start : start + PAGE]],
            "tally": self.desk.tally(),
            "filters": {"q": q, "place": place, "status": status},
            "occurrences": marks.OCCURRENCE,
            "page": {"more": more},
        }
        return self.render("now.html", "now", context)

    def _row(self, incident: Incident, assessed: Assessment) -> dict[str, object]:
        held = self.desk.extractions(incident.reports)
        moments = sorted(e.report.published for e in held.values() if e.report.published)
        extent = (moments[-1] - moments[0]).total_seconds() or 1.0 if moments else 1.0
        shares = [(m - moments[0]).total_seconds() / extent for m in moments]
        return {
            "incident": incident,
            "where": " · ".join(x for x in (self.clock.span(incident.start, incident.end), incident.place_name) if x),
            "occurrence": marks.OCCURRENCE[assessed.occurrence],
            "attribution": marks.ATTRIBUTION[assessed.attribution],
            "toll": toll_line(assessed),
            "voices": voices(assessed),
            "conflicts": open_conflicts(assessed),
            "silent": len(still_silent(assessed)),
            "bars": histogram(shares, 24, SPARK),
            "first": self.clock.both(moments[0]) if moments else "no date",
            "last": self.clock.both(moments[-1]) if moments else "no date",
        }

    def one(self, key: str, at: datetime | None, minutes: int | None, whole: bool) -> HTMLResponse:
        """An incident as known at a moment."""
        incident = self.incident(key)
        held = self.desk.extractions(incident.reports)
        if at is None and minutes is not None:
            at = moment(sorted(e.report.published for e in held.values() if e.report.published), minutes)
        assessed = self.desk.assess(incident, at)
        titles = self._titles(incident)
        page = IncidentPage(incident, assessed, held, titles, self.clock, whole)
        return self.render("incident.html", "incident", page.context())

    def _titles(self, incident: Incident) -> dict[str, str]:
        found = {}
        for b in incident.background:
            try:
                found[b.incident] = self.desk.incident(b.incident).title
            except KeyError:
                continue  # an incident that a later run dissolved; the page shows its id
        return found

    def report(self, key: str) -> HTMLResponse:
        """A report with its spans."""
        found = self.desk.extractions([key]).get(key)
        if found is None:
            raise HTTPException(404, f"No report has the id {key!r}.")
        incidents = self.desk.of_report(key)
        return self.render("report.html", "report", report_page.context(found, incidents, self.rules, self.clock))

    def brief(self, key: str, lang: Lang) -> HTMLResponse:
        """The brief of an incident."""
        incident = self.incident(key)
        held = self.desk.extractions(incident.reports)
        text = brief(incident, self.desk.assess(incident), held, lang, self.clock)
        lines = [line.lstrip("# ") for line in text.splitlines()[2:] if line.strip()]
        return self.render("brief.html", "brief", {"i": incident, "lang": lang, "lines": lines})


def create_app(desk: Desk, clock: Clock | None = None, rules: Mapping[str, str] | None = None) -> FastAPI:
    """The web desk over a desk that can be read; `rules` maps a rule's name to the sentence that explains it."""
    app = FastAPI(title="allegedly", docs_url=None, redoc_url=None, openapi_url=None)
    pages = Pages(desk, clock or Clock(), rules or {})
    app.mount("/static", StaticFiles(directory=str(files("allegedly.publish.web") / "static")), name="static")

    @app.middleware("http")
    async def policy(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: HTTPException) -> Response:
        return pages.render("missing.html", "missing", {"what": error.detail}, error.status_code)

    @app.get("/")
    def now(q: str = "", place: str = "", status: str = "", start: Annotated[int, Query(ge=0)] = 0) -> Response:
        return pages.now(q, place, status, start)

    @app.get("/incident/{key}")
    def incident(key: str, at: datetime | None = None, m: int | None = None, columns: str = "") -> Response:
        return pages.one(key, at, m, columns == "all")

    @app.get("/incident/{key}/brief")
    def incident_brief(key: str, lang: Lang = "en") -> Response:
        return pages.brief(key, lang)

    @app.get("/report/{key:path}")
    def report(key: str) -> Response:
        return pages.report(key)

    @app.get("/rejected")
    def rejected() -> Response:
        return pages.render("rejected.html", "rejected", {"rows": desk.rejections()})

    @app.get("/method")
    def method() -> Response:
        return pages.render("method.html", "method", {"rules": sorted(pages.rules.items())})

    @app.get("/healthz")
    def healthz() -> Response:
        return PlainTextResponse("ok\n")

    return app
