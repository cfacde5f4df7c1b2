"""Signing in and out, and what an invitation leads to."""

from math import ceil
from urllib.parse import urlsplit

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from allegedly.errors import AccountRefused, StoreFailed
from allegedly.publish.people import CodeAsked, Keeper, NotLetIn, Provider
from allegedly.publish.tongue import _, n_
from allegedly.publish.visitor import visitor
from allegedly.publish.web.doors import allowed, fields, one
from allegedly.publish.web.guard import Turned
from allegedly.publish.web.site import Site
from allegedly.publish.web.visiting import SIGN_IN, UNREAD, asker, cookie_name, let_in, let_out, shown_by

FORM = "application/x-www-form-urlencoded"
ERRAND = 600  # seconds to come back from a provider
LONG = 120  # seconds from which on a wait is told in minutes


def routes(app: FastAPI, site: Site) -> None:
    """The way in and out of a desk with accounts."""
    provided(app, site)

    @app.get(SIGN_IN)
    def sign_in(to: str = "") -> Response:
        keeper = kept(site)
        return RedirectResponse(own(to), 303) if visitor().name else page(site, keeper, own(to))

    @app.post(SIGN_IN)
    async def signed_in(request: Request) -> Response:
        keeper, given = kept(site), fields(await allowed(request, FORM))
        to, name = own(one(given, "to")), one(given, "name")
        try:
            entered = await run_in_threadpool(keeper.sign_in, name, secret(given, "password"), asker(request))
        except CodeAsked as error:
            return asked_for_code(site, error, to)
        except NotLetIn as error:
            return turned(page(site, keeper, to, told_of(error), name), error)
        except StoreFailed as error:
            raise Turned(503, _(UNREAD)) from error
        return let_in(RedirectResponse(to, 303), request, entered)

    @app.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        keeper = kept(site)
        await allowed(request, FORM)
        await run_in_threadpool(keeper.sign_out, shown_by(request).secret, visitor())
        return let_out(RedirectResponse(SIGN_IN, 303), request)

    @app.get(f"{SIGN_IN}/invitation")
    def invitation() -> Response:
        kept(site)
        return invited(site)

    @app.post(f"{SIGN_IN}/invitation")
    async def accepted(request: Request) -> Response:
        keeper, given = kept(site), fields(await allowed(request, FORM))
        name, code, password = one(given, "name"), one(given, "code"), secret(given, "password")
        if password != secret(given, "again"):
            return invited(site, _("The two passwords differ."), name, 422)
        try:
            entered = await run_in_threadpool(keeper.accept, name, code, password, asker(request))
        except CodeAsked as error:
            return asked_for_code(site, error, "/account")
        except NotLetIn as error:
            wrong = told_of(error) if error.wait else _("This code is not of this name, or it is over.")
            return turned(invited(site, wrong, name), error)
        except AccountRefused as error:
            return invited(site, str(error), name, 422)
        except StoreFailed as error:
            raise Turned(503, _(UNREAD)) from error
        return let_in(RedirectResponse("/account", 303), request, entered)


def provided(app: FastAPI, site: Site) -> None:
    """The way to an OpenID provider and back."""

    @app.get(f"{SIGN_IN}/provider")
    async def away(request: Request, to: str = "") -> Response:
        keeper = kept(site)
        provider = _provider(keeper)
        try:
            where, brought = await run_in_threadpool(provider.away, home(request), own(to))
        except NotLetIn as error:
            return turned(page(site, keeper, own(to), told_of(error)), error)
        answer = RedirectResponse(where, 303, {"Cache-Control": "no-store"})
        https = request.url.scheme == "https"
        answer.set_cookie(errand(request), brought, max_age=ERRAND, secure=https, httponly=True, samesite="lax")
        return answer

    @app.get(f"{SIGN_IN}/provider/back")
    async def back(request: Request) -> Response:
        keeper, given = kept(site), dict(request.query_params)
        brought, who = request.cookies.get(errand(request), ""), asker(request)
        try:
            entered, to = await run_in_threadpool(_provider(keeper).returned, home(request), given, brought, who)
        except NotLetIn as error:
            answer = turned(page(site, keeper, "/", told_of(error)), error)
        else:
            answer = let_in(RedirectResponse(to, 303), request, entered)
        answer.delete_cookie(errand(request), secure=request.url.scheme == "https", httponly=True, samesite="lax")
        return answer


def home(request: Request) -> str:
    """The desk's own address, as the browser asks it: the entrance answers under no other."""
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def errand(request: Request) -> str:
    """The cookie that a browser brings back from a provider."""
    return cookie_name(request).replace("session", "errand")


def _provider(keeper: Keeper) -> Provider:
    if keeper.provider is None:
        raise HTTPException(404, _("This desk knows no provider to sign in by."))
    return keeper.provider


def kept(site: Site) -> Keeper:
    """Whoever keeps the accounts; a desk without any has none of these pages."""
    keeper = site.given.people
    if keeper is None or not keeper.any():
        raise HTTPException(404, _("Nobody has an account at this desk: it is used without signing in."))
    return keeper


def page(site: Site, keeper: Keeper, to: str, wrong: str = "", name: str = "") -> Response:
    """The form to sign in by."""
    provider = keeper.provider.name if keeper.provider else ""
    context = {"to": to, "wrong": wrong, "name": name, "provider": provider, "guests": keeper.guests}
    return site.render("signin.html", "signin", context)


def invited(site: Site, wrong: str = "", name: str = "", status: int = 200) -> Response:
    """The form to set a first or a new password by."""
    return site.render("invitation.html", "signin", {"wrong": wrong, "name": name}, status)


def asked_for_code(site: Site, asked: CodeAsked, to: str) -> Response:
    """The form for a code of the second factor; once more where the last one was not right, or too soon."""
    error = asked.error
    wrong = "" if error is None else told_of(error) if error.wait else _("This code does not fit, or it was used.")
    answer = site.render("code.html", "signin", {"errand": asked.errand, "to": to, "wrong": wrong})
    return answer if error is None else turned(answer, error)


def turned(answer: Response, error: NotLetIn) -> Response:
    """A form once more, as an answer to who was not let in."""
    answer.status_code = 429 if error.wait else 403
    if error.wait:
        answer.headers["Retry-After"] = str(ceil(error.wait.total_seconds()))
    return answer


def told_of(error: NotLetIn) -> str:
    """Why somebody was not let in: never whether the name is known."""
    if not error.wait:
        return error.why or _("Name and password do not fit.")
    seconds = ceil(error.wait.total_seconds())
    if seconds > LONG:
        n = ceil(seconds / 60)
        return n_("Too many attempts. Wait {n} minute.", "Too many attempts. Wait {n} minutes.", n).format(n=n)
    return n_("Too many attempts. Wait {n} second.", "Too many attempts. Wait {n} seconds.", seconds).format(n=seconds)


def own(to: str) -> str:
    """A page of this desk to go to: never another site's, whatever an address says."""
    try:
        parts = urlsplit(to)
    except ValueError:
        return "/"
    plain = to.isprintable() and to.startswith("/") and not to.startswith("//") and "\\" not in to
    fine = plain and not parts.scheme and not parts.netloc and not parts.path.startswith((SIGN_IN, "/sign-out"))
    return to if fine else "/"


def secret(given: dict[str, list[str]], name: str) -> str:
    """A field as it was typed, with spaces at its ends."""
    return given.get(name, [""])[0]
