"""Who shares the desk: for admins to add people, change roles, invite anew, and end accounts."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from allegedly.errors import AccountRefused, StoreFailed
from allegedly.model.people import ROLES, Role
from allegedly.publish.tongue import _
from allegedly.publish.web.account import ROLE_WORDS, admin
from allegedly.publish.web.doors import allowed, fields, one
from allegedly.publish.web.guard import Turned
from allegedly.publish.web.signin import FORM, kept
from allegedly.publish.web.site import Site
from allegedly.publish.web.visiting import SIGN_IN


def routes(app: FastAPI, site: Site) -> None:
    """The page of people, and what its forms do. Names go in forms, since addresses end up in logs of others."""

    @app.get("/people")
    def people(request: Request) -> Response:
        return page(site, request)

    @app.post("/people/add")
    async def add(request: Request) -> Response:
        me, given = admin(), fields(await allowed(request, FORM))
        name, role = one(given, "name"), _role(one(given, "role"))
        return await _done(site, request, lambda: (name, kept(site).add(name, role, me)))

    @app.post("/people/invite")
    async def invite(request: Request) -> Response:
        me, given = admin(), fields(await allowed(request, FORM))
        name = one(given, "name")
        return await _done(site, request, lambda: (name, kept(site).invite(name, me)))

    @app.post("/people/role")
    async def role(request: Request) -> Response:
        me, given = admin(), fields(await allowed(request, FORM))
        name, wanted = one(given, "name"), _role(one(given, "role"))
        return await _done(site, request, lambda: kept(site).set_role(name, wanted, me))

    @app.post("/people/end")
    async def end(request: Request) -> Response:
        me, given = admin(), fields(await allowed(request, FORM))
        name = one(given, "name")
        return await _done(site, request, lambda: kept(site).end(name, me))


async def _done(site: Site, request: Request, change: Callable[[], tuple[str, str] | None]) -> Response:
    """What came of a change: the page anew, with the code that was made, or with why nothing was done."""
    try:
        code = await run_in_threadpool(change)
    except AccountRefused as error:
        return page(site, request, str(error), 422)
    except StoreFailed as error:
        raise Turned(503, str(error)) from error
    return page(site, request, code=code) if code else RedirectResponse("/people", 303)


def page(
    site: Site, request: Request, wrong: str = "", status: int = 200, code: tuple[str, str] | None = None
) -> Response:
    """Everybody; `code` is a name and the code that this person is to be given: it is shown this once."""
    keeper, me = kept(site), admin()
    second = keeper.second.holders()
    rows = [
        {"name": p.name, "role": p.role, "word": _(ROLE_WORDS[p.role]), "since": site.clock.both(p.since),
         "ended": site.clock.both(p.ended) if p.ended else "", "me": p.name == me.name,
         "waiting": p.ended is None and keeper.waiting(p.name), "second": p.name in second}
        for p in keeper.every()
    ]  # fmt: skip
    rows.sort(key=lambda row: bool(row["ended"]))
    home = f"{request.url.scheme}://{request.headers.get('host', '')}{SIGN_IN}/invitation"
    roles = [{"key": key, "word": _(ROLE_WORDS[key])} for key in ROLES]
    context = {"rows": rows, "roles": roles, "wrong": wrong, "code": code, "home": home}
    return site.render("people.html", "people", context, status)


def _role(given: str) -> Role:
    if given not in ROLES:
        raise Turned(422, _("This is no role."))
    return given
