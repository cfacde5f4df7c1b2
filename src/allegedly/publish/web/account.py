"""The account of whoever is signed in: password, sessions, tokens for own programs."""

from typing import cast

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from allegedly.errors import AccountRefused, StoreFailed
from allegedly.model.people import Power, Role, Visitor
from allegedly.publish.people import Keeper, NotLetIn
from allegedly.publish.tongue import _, later
from allegedly.publish.visitor import visitor
from allegedly.publish.web.doors import allowed, fields, one
from allegedly.publish.web.guard import Turned
from allegedly.publish.web.signin import FORM, kept, secret, told_of, turned
from allegedly.publish.web.site import Site
from allegedly.publish.web.visiting import asker, let_in, shown_by

ROLE_WORDS: dict[Role, str] = {
    "reader": later("reader"),
    "reporter": later("reporter"),
    "editor": later("editor"),
    "admin": later("admin"),
}
POWER_WORDS: dict[Power, str] = {"read": later("read"), "decide": later("decide")}
BROWSERS = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
           ("Linux", "Linux"))  # fmt: skip
DAYS = (7, 30, 90, 366)


def routes(app: FastAPI, site: Site) -> None:
    """One's own account."""

    @app.get("/account")
    def account(request: Request) -> Response:
        return page(site, request)

    @app.post("/account/password")
    async def password(request: Request) -> Response:
        keeper, given = kept(site), fields(await allowed(request, FORM))
        me, new = mine(), secret(given, "password")
        if new != secret(given, "again"):
            return page(site, request, _("The two passwords differ."), 422)
        try:
            old = secret(given, "old")
            entered = await run_in_threadpool(keeper.change_password, me, old, new, asker(request))
        except NotLetIn as error:
            wrong = told_of(error) if error.wait else _("The password of now is another one.")
            return turned(page(site, request, wrong), error)
        except AccountRefused as error:
            return page(site, request, str(error), 422)
        except StoreFailed as error:
            raise Turned(503, str(error)) from error
        return let_in(RedirectResponse("/account?done=password", 303), request, entered)

    @app.post("/account/session/{id}/end")
    async def end_session(request: Request, id: str) -> Response:
        keeper, me = kept(site), mine()
        await allowed(request, FORM)
        await run_in_threadpool(keeper.end_session, me, id)
        return RedirectResponse("/account", 303)

    @app.post("/account/token")
    async def make_token(request: Request) -> Response:
        keeper, me, given = kept(site), mine(), fields(await allowed(request, FORM))
        days, powers = one(given, "days"), cast(list[Power], given.get("power", []))
        try:
            number = int(days) if days.isdecimal() else 0
            made = await run_in_threadpool(keeper.make_token, me, one(given, "label"), powers, number)
        except AccountRefused as error:
            return page(site, request, str(error), 422)
        return page(site, request, fresh=made[1])

    @app.post("/account/token/{id}/end")
    async def end_token(request: Request, id: str) -> Response:
        keeper, me = kept(site), mine()
        await allowed(request, FORM)
        await run_in_threadpool(keeper.end_token, me, id)
        return RedirectResponse("/account", 303)


def mine() -> Visitor:
    """Whoever is signed in. Raises Turned."""
    one = visitor()
    if not one.name:
        raise Turned(403, _("Sign in first."))
    return one


def page(site: Site, request: Request, wrong: str = "", status: int = 200, fresh: str = "") -> Response:
    """The account; `fresh` is the secret of a token that was just made: it is shown this once."""
    keeper, me, clock = kept(site), mine(), site.clock
    here = keeper.named(shown_by(request).secret)
    sessions = [
        {"id": s.id, "agent": browser(s.agent), "since": clock.both(s.since), "seen": clock.both(s.seen),
         "until": clock.both(s.until), "here": s.id == here}
        for s in keeper.sessions(me.name)
    ]  # fmt: skip
    context = {
        "wrong": wrong,
        "done": request.query_params.get("done", "") == "password",
        "fresh": fresh,
        "role": _(ROLE_WORDS[me.role]),
        "with_password": keeper.with_password(me.name),
        "second": keeper.second.held(me.name),
        "sessions": sessions,
        "tokens": _tokens(site, keeper, me.name),
        "powers": [{"key": key, "word": _(word)} for key, word in POWER_WORDS.items() if me.may(key)],
        "days": DAYS,
    }
    return site.render("account.html", "account", context, status)


def _tokens(site: Site, keeper: Keeper, name: str) -> list[dict[str, object]]:
    now, clock = site.given.now(), site.clock
    return [
        {"id": t.id, "label": t.label, "powers": ", ".join(_(POWER_WORDS[p]) for p in POWER_WORDS if p in t.powers),
         "until": clock.both(t.until), "used": clock.both(t.used) if t.used else "", "over": t.until <= now}
        for t in keeper.tokens(name)
    ]  # fmt: skip


def browser(agent: str) -> str:
    """What a browser calls itself, in two words; as it stands where it is none of the well-known ones."""
    name = next((word for mark, word in BROWSERS if mark in agent), "")
    system = next((word for mark, word in SYSTEMS if mark in agent), "")
    return ", ".join(filter(None, (name, system))) or agent[:40] or _("unknown browser")


def admin() -> Visitor:
    """Whoever asks, if they may keep accounts. Raises Turned for others."""
    one = visitor()
    if not one.name or not one.may("people"):
        raise Turned(403, _("Accounts are kept by admins."))
    return one
