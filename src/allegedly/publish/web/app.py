"""The web desk. Pages are GETs; decisions are POSTs from these pages alone; nothing but this server's files loads."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from importlib.resources import files
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles

from allegedly.model.vocabulary import KnownBy, Lang
from allegedly.publish.clock import Clock
from allegedly.publish.desk import Decider, Desk
from allegedly.publish.web.doors import open_doors
from allegedly.publish.web.guard import Turned, is_own, problem
from allegedly.publish.web.pages import Known, Pages, Writing

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def create_app(
    desk: Desk,
    clock: Clock | None = None,
    rules: Mapping[str, str] | None = None,
    decider: Decider | None = None,
    by: str = "",
) -> FastAPI:
    """The web desk over a desk that can be read; `rules` maps a rule's name to the sentence that explains it.

    `decider` takes the decisions of whoever uses the pages, signed `by` where a form does not say otherwise; without
    one the pages change nothing.
    """
    app = FastAPI(title="allegedly", docs_url=None, redoc_url=None, openapi_url=None)
    pages = Pages(desk, clock or Clock(), rules or {}, Writing(decider is not None, by))
    app.mount("/static", StaticFiles(directory=str(files("allegedly.publish.web") / "static")), name="static")
    _guarded(app, pages)
    open_doors(app, desk, decider)
    _incidents(app, pages)
    _others(app, pages)
    return app


def _guarded(app: FastAPI, pages: Pages) -> None:
    """Headers of every answer, names that are answered to, and errors as pages or, for programs, as problems."""

    @app.middleware("http")
    async def policy(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        own = is_own(request)
        told = "The desk answers under this machine's own names only, such as http://127.0.0.1."
        response = await call_next(request) if own else problem(421, told)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        # Not "no-referrer": with it browsers hide the origin of the desk's own forms.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: HTTPException) -> Response:
        return pages.render("missing.html", "missing", {"what": error.detail}, error.status_code)

    @app.exception_handler(Turned)
    async def turned(request: Request, error: Turned) -> Response:
        if request.url.path.startswith("/api/"):
            return problem(error.status, error.detail)
        return pages.refused(error.detail, error.status)


def _incidents(app: FastAPI, pages: Pages) -> None:
    @app.get("/")
    def now(q: str = "", place: str = "", status: str = "", start: Annotated[int, Query(ge=0)] = 0) -> Response:
        return pages.now(q, place, status, start)

    @app.get("/incident/{key}")
    def incident(
        key: str,
        known: Annotated[Known, Depends(_known)],
        columns: str = "",
        done: str = "",
        over: str = "",
    ) -> Response:
        return pages.one(key, known, columns == "all", done, over)

    @app.get("/incident/{key}/brief")
    def incident_brief(key: str, lang: Lang = "en") -> Response:
        return pages.brief(key, lang)

    @app.get("/incident/{key}/changes")
    def changes(key: str, since: str = "", until: str = "", by: KnownBy = "published") -> Response:
        return pages.changes(key, _instant(since), _instant(until), by)


def _instant(given: str) -> datetime | None:
    """A moment of a form's field, which may be left empty."""
    try:
        return datetime.fromisoformat(given) if given else None
    except ValueError as error:
        raise HTTPException(422, f"{given!r} is no time such as 2024-01-04T18:00.") from error


def _known(at: datetime | None = None, m: int | None = None, by: KnownBy = "published") -> Known:
    """As known at which moment, as an address tells it."""
    return Known(at, m, by)


def _others(app: FastAPI, pages: Pages) -> None:
    @app.get("/report/{key:path}")
    def report(key: str) -> Response:
        return pages.report(key)

    @app.get("/review")
    def review(done: str = "", over: str = "") -> Response:
        return pages.review(done, over)

    @app.get("/track")
    def track(voice: str = "", done: str = "", over: str = "") -> Response:
        return pages.track(voice, done, over)

    @app.get("/rejected")
    def rejected() -> Response:
        return pages.render("rejected.html", "rejected", {"rows": pages.desk.rejections()})

    @app.get("/method")
    def method() -> Response:
        return pages.render("method.html", "method", {"rules": sorted(pages.rules.items())})

    @app.get("/healthz")
    def healthz() -> Response:
        return PlainTextResponse("ok\n")
