"""The program's door: an application of its own under /api/v1, made from the table of routes."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route as Mounted

from allegedly.errors import DecisionRefused, StoreFailed
from allegedly.publish.api import asked, events, incidents, judgements, reports, voices
from allegedly.publish.api.answers import JSON, Answer, Refused, answered, problem
from allegedly.publish.api.document import document, parameters, shown
from allegedly.publish.api.route import Call, Nothing, Route, offered
from allegedly.publish.web.doors import allowed
from allegedly.publish.web.guard import Turned
from allegedly.publish.web.site import Site

BASE = "/api/v1"
TABLE: tuple[Route, ...] = (
    *incidents.ROUTES,
    *reports.ROUTES,
    *voices.ROUTES,
    *judgements.ROUTES,
    *events.ROUTES,
)
Handler = Callable[[Request], Awaitable[Response]]
STATUS: Mapping[type[Exception], int] = {DecisionRefused: 422, StoreFailed: 503}
DETAIL = {404: "Nothing is here. See what there is: /api/v1/openapi.json", 405: "Nothing is asked here in this way."}


def create_api(site: Site) -> Starlette:
    """The application; what it offers is told at /openapi.json, and for people at /docs."""
    routes = offered(TABLE, site.given)
    told = document(routes)
    mounted = [
        Mounted(path, _endpoint(rows, site), methods=[one.method for one in rows])
        for path, rows in _by_path(routes).items()
    ]

    async def openapi(request: Request) -> Response:
        asked.query(request.query_params.multi_items(), Nothing)
        return answered(request, Answer(told), 200)

    async def docs(request: Request) -> Response:
        page = await run_in_threadpool(site.render, "api.html", "api", {"routes": [_row(one) for one in routes]})
        return answered(request, Answer(bytes(page.body).decode(), "text/html; charset=utf-8"), 200)

    async def home(request: Request) -> Response:
        return RedirectResponse(f"{BASE}/docs", 307)

    mounted = [Mounted("/", home), Mounted("/openapi.json", openapi), Mounted("/docs", docs), *mounted]
    api = Starlette(routes=mounted, exception_handlers=dict(HANDLERS))
    api.router.redirect_slashes = False  # an address is as the document says, or it is none
    return api


def _endpoint(rows: list[Route], site: Site) -> Handler:
    """What answers a path: the row of the method that is asked with."""
    by_method = {one.method: one for one in rows}

    async def answer(request: Request) -> Response:
        row = by_method["GET" if request.method == "HEAD" else request.method]  # type: ignore[index]
        query = asked.query(request.query_params.multi_items(), row.query)
        body = asked.body(await allowed(request, JSON), row.body) if row.body is not None else None
        path, came = request.url.path, request.query_params.multi_items()
        call = Call(site.given, site.edition, path, request.path_params, query, body, came)
        if row is events.EVENTS:
            return await events.stream(request, call)
        return answered(request, await run_in_threadpool(row.answer, call), row.status)

    return answer


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return problem(error.status, error.detail, error.errors)


async def _turned(request: Request, error: Exception) -> Response:
    assert isinstance(error, Turned)
    return problem(error.status, error.detail)


async def _stopped(request: Request, error: Exception) -> Response:
    """What the desk itself refuses, or cannot do now."""
    return problem(STATUS[type(error)], str(error))


async def _missing(request: Request, error: Exception) -> Response:
    """No such path, or no such method on it."""
    assert isinstance(error, HTTPException)
    return problem(error.status_code, DETAIL.get(error.status_code, error.detail), headers=error.headers)


async def _broken(request: Request, error: Exception) -> Response:
    """A defect; the server's own log has it, the answer says nothing of the inside."""
    return problem(500, "A defect of the desk stopped this answer. Its log says which; nothing was changed.")


HANDLERS: Mapping[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    Refused: _refused,
    Turned: _turned,
    DecisionRefused: _stopped,
    StoreFailed: _stopped,
    HTTPException: _missing,
    Exception: _broken,
}


def _by_path(routes: tuple[Route, ...]) -> dict[str, list[Route]]:
    """Rows of one path together, so that other methods are told which there are."""
    found: dict[str, list[Route]] = {}
    for one in routes:
        found.setdefault(one.path, []).append(one)
    return found


def _row(route: Route) -> dict[str, object]:
    """A route as the page of the documentation shows it."""
    return {
        "method": route.method,
        "path": shown(route.path),
        "tells": route.tells,
        "more": route.more,
        "name": route.name,
        "parameters": [{**one, "may": _values(one["schema"])} for one in parameters(route)],
        "gives": getattr(route.gives, "__name__", ", ".join(route.media)),
        "body": getattr(route.body, "__name__", ""),
        "example": f"{BASE}{route.example}" if route.example else "",
        "opens": "largest" in route.example or not route.parts,
    }


def _values(schema: dict[str, Any]) -> str:
    """What a parameter may be, in words."""
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("format") == "date-time":
        return "a time with an offset"
    if schema.get("type") == "integer":
        return f"{schema.get('minimum', '')} to {schema.get('maximum', '')}"
    return "text"
