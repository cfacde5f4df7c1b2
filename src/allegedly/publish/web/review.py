"""What waits for a decision, and what was decided."""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from allegedly.publish.web import desk_pages
from allegedly.publish.web.history import history
from allegedly.publish.web.site import Site


def routes(app: FastAPI, site: Site) -> None:
    """The queue of open pairs."""

    @app.get("/review")
    def review(done: str = "", over: str = "") -> Response:
        return page(site, done, over)


def page(site: Site, done: str = "", over: str = "") -> HTMLResponse:
    """Incidents that may be one, and what was decided about such."""
    pairs = [desk_pages.pair(p, site.rules, site.clock) for p in site.desk.doubtful()]
    context = history(site.desk.decisions(), site.clock, done, over)
    return site.render("review.html", "review", {"pairs": pairs, **context})
