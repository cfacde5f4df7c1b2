"""The web desk. Pages are GETs; decisions are POSTs from these pages alone; nothing but this server's files loads."""

from collections.abc import Awaitable, Callable
from functools import partial
from importlib.resources import files

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as Missing

from allegedly.errors import StoreFailed
from allegedly.publish.api import feeds
from allegedly.publish.api.app import BASE, create_api
from allegedly.publish.tongue import LANGS, _, speaking, wished
from allegedly.publish.web import (
    about,
    account,
    exports,
    incident,
    now,
    people_page,
    report,
    restrict,
    review,
    search,
    second,
    signin,
    sources,
    voices,
)
from allegedly.publish.web.doors import open_doors
from allegedly.publish.web.guard import Turned, is_own, problem
from allegedly.publish.web.site import Given, Site
from allegedly.publish.web.visiting import Entrance

POLICY = (
    "default-src 'none'; object-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
YEAR = 365 * 24 * 3600  # seconds
STREAMS = ("/live", "/api/", "/static/")  # these answer HEAD themselves, or never end
PAGES = (
    now,
    incident,
    report,
    search,
    review,
    voices,
    sources,
    exports,
    about,
    signin,
    account,
    second,
    people_page,
    restrict,
)


def create_app(given: Given) -> FastAPI:
    """The web desk over what it is given."""
    app = FastAPI(title="allegedly", docs_url=None, redoc_url=None, openapi_url=None)
    site = Site(given)
    app.mount("/static", StaticFiles(directory=str(files("allegedly.publish.web") / "static")), name="static")
    _guarded(app, site)
    app.mount(BASE, create_api(site))
    feeds.routes(app, site)
    open_doors(app, given.decider)
    for page in PAGES:
        page.routes(app, site)
    return app


def _guarded(app: FastAPI, site: Site) -> None:
    """Headers of every answer, names that are answered to, who is let in, and errors as pages or as problems."""
    entrance = Entrance(site)

    @app.middleware("http")
    async def policy(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        own = is_own(request, site.given.names)
        told = "The desk answers under its own names only, such as http://127.0.0.1 on this machine."
        chosen = request.cookies.get("lang", "")
        lang = next((x for x in LANGS if x == chosen), wished(request.headers.get("accept-language", "")))
        with speaking(lang):
            go = partial(_answered, request, call_next)
            response = await entrance.answered(request, go) if own else problem(421, told)
        response.headers.setdefault("Content-Security-Policy", POLICY)  # a capture brings a stricter one
        response.headers["X-Content-Type-Options"] = "nosniff"
        # Not "no-referrer": with it browsers hide the origin of the desk's own forms.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if request.url.scheme == "https":
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        return response

    @app.exception_handler(Missing)
    async def missing(request: Request, error: Missing) -> Response:
        known = isinstance(error, HTTPException)  # one of the desk's own, which says what is missing
        what = error.detail if known else _("This desk has no such page.")
        return site.missing(what, error.status_code)

    @app.exception_handler(StoreFailed)
    async def unread(request: Request, error: StoreFailed) -> Response:
        return site.unread(error)

    @app.exception_handler(RequestValidationError)
    async def misread(request: Request, error: RequestValidationError) -> Response:
        fields = ", ".join(sorted({str(one["loc"][-1]) for one in error.errors()}))
        return site.missing(_("This is not understood: {fields}.").format(fields=fields), 422)

    @app.exception_handler(Turned)
    async def turned(request: Request, error: Turned) -> Response:
        if request.url.path.startswith("/api/"):
            return problem(error.status, error.detail)
        return site.refused(error.detail, error.status)


async def _answered(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The answer; to HEAD that of GET, of which the server sends the head alone (RFC 9110, 9.3.2)."""
    if request.method != "HEAD" or request.url.path.startswith(STREAMS):
        return await call_next(request)
    request.scope["method"] = "GET"
    try:
        return await call_next(request)
    finally:
        request.scope["method"] = "HEAD"
