"""Now: the incidents, newest change first."""

from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import HTMLResponse, Response

from allegedly.model import Assessment, Incident
from allegedly.publish import marks
from allegedly.publish.told import open_conflicts, still_silent, voices
from allegedly.publish.web.incident_page import toll_line
from allegedly.publish.web.site import PAGE, Site
from allegedly.publish.web.slider import histogram

SPARK = (104, 24)


def routes(app: FastAPI, site: Site) -> None:
    """The list of incidents."""

    @app.get("/")
    def now(q: str = "", place: str = "", status: str = "", start: Annotated[int, Query(ge=0)] = 0) -> Response:
        return page(site, q, place, status, start)


def page(site: Site, q: str, place: str, status: str, start: int) -> HTMLResponse:
    """Some of the incidents that match."""
    found = list(site.desk.incidents(place=place, status=status, words=q))
    more = f"/?q={q}&place={place}&status={status}&start={start + PAGE}" if len(found) > start + PAGE else ""
    context = {
        "rows": [_row(site, i, a) for i, a in found[start : start + PAGE]],
        "tally": site.desk.tally(),
        "filters": {"q": q, "place": place, "status": status},
        "occurrences": marks.OCCURRENCE,
        "page": {"more": more},
    }
    return site.render("now.html", "now", context)


def _row(site: Site, incident: Incident, assessed: Assessment) -> dict[str, object]:
    held, clock = site.desk.extractions(incident.reports), site.clock
    moments = sorted(e.report.published for e in held.values() if e.report.published)
    extent = (moments[-1] - moments[0]).total_seconds() or 1.0 if moments else 1.0
    shares = [(m - moments[0]).total_seconds() / extent for m in moments]
    return {
        "incident": incident,
        "where": " · ".join(x for x in (clock.span(incident.start, incident.end), incident.place_name) if x),
        "occurrence": marks.OCCURRENCE[assessed.occurrence],
        "attribution": marks.ATTRIBUTION[assessed.attribution],
        "toll": toll_line(assessed),
        "voices": voices(assessed),
        "conflicts": open_conflicts(assessed),
        "silent": len(still_silent(assessed)),
        "bars": histogram(shares, 24, SPARK),
        "first": clock.both(moments[0]) if moments else clock.both(None),
        "last": clock.both(moments[-1]) if moments else clock.both(None),
    }
