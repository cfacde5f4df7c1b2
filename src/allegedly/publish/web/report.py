"""A report with its spans."""

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response

from allegedly.publish.web import report_page
from allegedly.publish.web.site import Site


def routes(app: FastAPI, site: Site) -> None:
    """The page of one report."""

    @app.get("/report/{key:path}")
    def report(key: str) -> Response:
        return page(site, key)


def page(site: Site, key: str) -> HTMLResponse:
    """A report, or 404."""
    found = site.desk.extractions([key]).get(key)
    if found is None:
        raise HTTPException(404, f"No report has the id {key!r}.")
    context = report_page.context(found, site.desk.of_report(key), site.rules, site.clock)
    return site.render("report.html", "report", context)
