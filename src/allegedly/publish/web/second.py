"""The second factor of whoever is signed in: an app is set up, spare codes are made, and it is taken off again."""

import segno
from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from allegedly.errors import StoreFailed
from allegedly.publish.people import Begun, CodeAsked, Entered, NotLetIn
from allegedly.publish.tongue import _
from allegedly.publish.visitor import visitor
from allegedly.publish.web.account import mine
from allegedly.publish.web.doors import allowed, fields, one
from allegedly.publish.web.guard import Turned, asked_as
from allegedly.publish.web.signin import FORM, asked_for_code, kept, own, secret, told_of, turned
from allegedly.publish.web.signin import page as form
from allegedly.publish.web.site import Site
from allegedly.publish.web.visiting import SECOND, SIGN_IN, UNREAD, asker, let_in


def routes(app: FastAPI, site: Site) -> None:
    """The page, and what its forms do."""

    @app.post(f"{SIGN_IN}/code")
    async def code(request: Request) -> Response:
        keeper, given = kept(site), fields(await allowed(request, FORM))
        to = own(one(given, "to"))
        try:
            entered = await run_in_threadpool(keeper.prove, one(given, "errand"), one(given, "code"), asker(request))
        except CodeAsked as error:
            return asked_for_code(site, error, to)
        except NotLetIn as error:
            return turned(form(site, keeper, to, told_of(error)), error)
        except StoreFailed as error:
            raise Turned(503, _(UNREAD)) from error
        return let_in(RedirectResponse(to, 303), request, entered)

    @app.get(SECOND)
    def second() -> Response:
        return page(site)

    @app.post(f"{SECOND}/begin")
    async def begin(request: Request) -> Response:
        keeper, me = kept(site), mine()
        if wrong := await _not_proven(site, request):
            return wrong
        return page(site, begun=await run_in_threadpool(keeper.second.begin, me.name, _desk(request)))

    @app.post(f"{SECOND}/confirm")
    async def confirm(request: Request) -> Response:
        keeper, me, given = kept(site), mine(), fields(await allowed(request, FORM))
        spares = await run_in_threadpool(keeper.second.confirm, me, one(given, "code"))
        if not spares:
            begun = await run_in_threadpool(keeper.second.begun, me.name, _desk(request))
            wrong = _("This code is not of this secret. Is the clock of the device right?")
            return page(site, wrong, 422, begun)
        return let_in(page(site, spares=spares), request, await _again_in(site, request))

    @app.post(f"{SECOND}/renew")
    async def renew(request: Request) -> Response:
        keeper, me = kept(site), mine()
        if wrong := await _not_proven(site, request):
            return wrong
        return page(site, spares=await run_in_threadpool(keeper.second.renew, me))

    @app.post(f"{SECOND}/off")
    async def off(request: Request) -> Response:
        keeper, me = kept(site), mine()
        if wrong := await _not_proven(site, request):
            return wrong
        await run_in_threadpool(keeper.second.drop, me.name, me)
        return let_in(RedirectResponse(SECOND, 303), request, await _again_in(site, request))


def page(
    site: Site, wrong: str = "", status: int = 200, begun: Begun | None = None, spares: tuple[str, ...] = ()
) -> Response:
    """The page. `begun` is an app that is set up now, `spares` are new codes: shown this once."""
    keeper, me = kept(site), mine()
    context = {
        "wrong": wrong,
        "with_password": keeper.with_password(me.name),
        "held": keeper.second.held(me.name),
        "left": keeper.second.spares(me.name),
        "must": not visitor().powers and not spares,
        "begun": begun,
        "picture": picture(begun.address) if begun else "",
        "spares": spares,
    }
    return site.render("second.html", "account", context, status)


def picture(address: str) -> Markup:
    """An address as a QR code (ISO/IEC 18004), drawn in the page: black on white in the dark as well."""
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(scale=4, dark="#000", light="#fff", title=_("The secret as a picture")))


async def _not_proven(site: Site, request: Request) -> Response | None:
    """The page once more where password and code are not those of whoever is signed in."""
    keeper, given = kept(site), fields(await allowed(request, FORM))
    password, typed = secret(given, "password"), one(given, "code")
    try:
        await run_in_threadpool(keeper.prove_again, mine(), password, typed, asker(request))
    except NotLetIn as error:
        return turned(page(site, told_of(error) if error.wait else _("Password or code do not fit.")), error)
    return None


async def _again_in(site: Site, request: Request) -> Entered:
    return await run_in_threadpool(kept(site).again, mine(), asker(request))


def _desk(request: Request) -> str:
    """What an app calls the desk: by its name, since somebody may be at several."""
    return f"allegedly {asked_as(request)}".strip()
