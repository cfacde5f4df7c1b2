"""About the desk itself: what was not used, the method, the language of its pages, and whether it is well."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import FastAPI, Query, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from allegedly.knowledge.reasons import rule_words
from allegedly.model.vocabulary import Lang
from allegedly.publish.tongue import spoken
from allegedly.publish.visitor import visitor
from allegedly.publish.web.metrics import FIGURES
from allegedly.publish.web.site import Site

RECORDS = 200  # on one page
YEAR = 365 * 24 * 3600  # seconds that a browser keeps the choice of a language


def routes(app: FastAPI, site: Site) -> None:
    """Pages about the desk."""

    @app.get("/rejected")
    def rejected(start: Annotated[int, Query(ge=0)] = 0) -> Response:
        every = sorted(site.desk.rejections(), key=lambda one: one.part != "")  # what is lost comes first
        more = start + RECORDS if start + RECORDS < len(every) else 0
        context = {"rows": every[start : start + RECORDS], "total": len(every), "more": more}
        return site.render("rejected.html", "rejected", context)

    @app.get("/method")
    def method() -> Response:
        rows = [(name, rule_words(name, spoken()), text) for name, text in sorted(site.rules.items())]
        return site.render("method.html", "method", {"rules": rows})

    @app.get("/language/{lang}")
    def language(lang: Lang, request: Request) -> Response:
        answer = RedirectResponse(_came_from(request), 303)
        answer.set_cookie("lang", lang, max_age=YEAR, httponly=True, samesite="lax")
        return answer

    @app.get("/healthz")
    def healthz() -> Response:
        """This process answers; the store is not asked, so a slow disk does not get it killed."""
        return PlainTextResponse("ok\n")

    @app.get("/readyz")
    def readyz() -> Response:
        """The store opens and answers too; else 503 and why."""
        why = site.given.unready()
        told = why if visitor().may("people") else "not ready: ask on the machine that it runs on"
        return PlainTextResponse(f"{told}\n" if why else "ready\n", 503 if why else 200)

    if figures := site.given.metrics:

        @app.get("/metrics")
        def metrics() -> Response:
            return Response(figures.page(site.desk.tally), media_type=FIGURES)


def _came_from(request: Request) -> str:
    """The page of this desk that the reader came from; never another site's."""
    parts = urlsplit(request.headers.get("referer", ""))
    own = parts.netloc == request.headers.get("host", "") and parts.path.startswith("/")
    path = "/" + parts.path.lstrip("/\\")
    return (path + (f"?{parts.query}" if parts.query else "")) if own else "/"
