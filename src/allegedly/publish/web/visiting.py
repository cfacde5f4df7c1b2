"""The entrance: who asks, and whether they may. Every request comes by here before any page or program answers.

A desk without accounts has one visitor, who sits at it. With accounts a browser shows the cookie of its session, a
program its token; whoever shows neither is sent to sign in, or reads as a guest where the settings let guests in.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from allegedly.errors import StoreFailed
from allegedly.model.people import ALONE, Visitor
from allegedly.publish.people import Asker, Entered, Keeper
from allegedly.publish.tongue import _, later
from allegedly.publish.visitor import NOBODY, visiting
from allegedly.publish.web.guard import from_own_pages, is_near, problem
from allegedly.publish.web.rates import Rates
from allegedly.publish.web.site import Site

SIGN_IN = "/sign-in"
SECOND = "/account/second"  # where a second factor is set up
OPEN = ("/healthz", "/readyz", SIGN_IN)  # to everybody
OPEN_BELOW = ("/static/", "/language/", f"{SIGN_IN}/")
PROGRAMS = re.compile(r"/(api(/.*)?|feed\.[^/]*|incident/[^/]+/feed\.[^/]*|live|metrics)", re.DOTALL)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
DECIDING = re.compile(r"/(api/v1/)?judge(ments)?(/.*)?", re.DOTALL)
STREAM = "text/event-stream"
LOOK = 5.0  # seconds between two looks whether whoever follows a stream still may
TITLES = {
    401: later("Not signed in"),
    403: later("Not allowed"),
    429: later("Too many requests"),
    503: later("Not now"),
}
UNREAD = later("The store cannot be read or written now. Try again in a while.")
GUEST = Visitor("", "reader", frozenset({"read"}))
WITH_TOKEN = 'Bearer realm="allegedly"'

Next = Callable[[], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request shows to be let in: the secret of a session or of a token; empty: nothing."""

    secret: str = field(default="", repr=False)
    is_token: bool = False


class Entrance:
    """Lets requests in or turns them away, and says to whatever answers who asks."""

    def __init__(self, site: Site, rates: Rates | None = None) -> None:
        self._site, self._keeper, self._rates = site, site.given.people, rates or Rates()

    async def answered(self, request: Request, go: Next) -> Response:
        """The answer to a request, or why there is none."""
        keeper, path = self._keeper, request.scope["path"]
        door = "programs" if PROGRAMS.fullmatch(path) else "pages"
        if path in OPEN[:2] or path.startswith(OPEN_BELOW[:2]):  # these answer also while the store does not
            with visiting(ALONE if is_near(request) else NOBODY):
                return await go()
        try:
            alone = keeper is None or not await run_in_threadpool(keeper.any)
        except StoreFailed:
            return self._said(request, 503, _(UNREAD))
        if keeper is None or alone:
            with visiting(ALONE, door):
                return await go()
        if path == "/metrics" and is_near(request):
            with visiting(ALONE):
                return await go()
        return await self._let(request, go, keeper, door)

    async def _let(self, request: Request, go: Next, keeper: Keeper, door: str) -> Response:
        shown = shown_by(request)
        try:
            known = await run_in_threadpool(who, keeper, shown)
        except StoreFailed:  # what it says names the store, and a stranger asks
            return self._said(request, 503, _(UNREAD))
        one = known or (GUEST if keeper.guests and not shown.is_token else NOBODY)
        request.state.token = bool(known) and shown.is_token
        with visiting(one, door):
            turned = self._too_many(request, one) or self._turned(request, one, shown, known is not None)
            if turned is not None:
                return turned
            answer = await go()
        if known is not None:
            self._watched(answer, keeper, shown, one)
        answer.headers.setdefault("Cache-Control", "no-store")
        answer.headers.add_vary_header("Cookie")
        answer.headers.add_vary_header("Authorization")
        return answer

    def _too_many(self, request: Request, one: Visitor) -> Response | None:
        """Turns away who asks too often: people by their name wherever they are, others by address."""
        limits, path = self._site.given.limits, request.scope["path"]
        address = address_of(request)
        if path.startswith(SIGN_IN) and request.method not in SAFE:
            kind, most, key = "doors", limits.doors, f"at {address}"
        else:
            program = PROGRAMS.fullmatch(path) is not None
            kind, most = ("programs", limits.programs) if program else ("pages", limits.pages)
            key = f"by {one.name}" if one.name else f"at {address}"
        wait = self._rates.wait(kind, key, most)
        if not wait:
            return None
        told = _("Too many requests. Ask again in {n} seconds.").format(n=wait)
        return self._said(request, 429, told, {"Retry-After": str(wait)})

    def _turned(self, request: Request, one: Visitor, shown: Shown, known: bool) -> Response | None:
        """Turns away who asks by a way that is none."""
        if self._site.given.names.https and request.url.scheme != "https" and not is_near(request):
            told = "Ask by https. A proxy in front must send X-Forwarded-Proto and be named: serve --behind-proxy."
            return self._said(request, 403, told)
        path = request.scope["path"]
        if path == SIGN_IN or path.startswith(OPEN_BELOW):
            return None
        if shown.is_token and not known:
            told = _("This token is unknown, or it is over.")
            return self._said(request, 401, told, {"WWW-Authenticate": f'{WITH_TOKEN}, error="invalid_token"'})
        if shown.is_token and not PROGRAMS.fullmatch(path):
            return self._said(request, 403, _("A token opens the API, feeds and streams; pages ask to sign in."))
        if request.method not in SAFE and not shown.is_token and not from_own_pages(request):
            return self._said(request, 403, _("Only the desk's own pages may send this."))
        return self._powerless(request, one)

    def _powerless(self, request: Request, one: Visitor) -> Response | None:
        """Turns away who is not known, or lacks the power."""
        path = request.scope["path"]
        if one.name and not one.powers and not request.state.token:
            return self._unproven(request, path)
        if not one.powers:
            return self._sent(request, PROGRAMS.fullmatch(path) is not None)
        deciding = request.method not in SAFE and DECIDING.fullmatch(path) is not None
        if not one.may("decide" if deciding else "read"):
            return self._said(request, 403, _unable(one, request.state.token))
        if re.fullmatch("/people(/.*)?", path, re.DOTALL) and not one.may("people"):
            return self._said(request, 403, _("Accounts are kept by admins."))
        if path == "/metrics" and one.role != "admin":
            return self._said(request, 403, _("Figures of the desk are for its admins."))
        return None

    def _unproven(self, request: Request, path: str) -> Response | None:
        """Whoever needs a second factor first sets it up, or goes."""
        if path in (SECOND, "/sign-out") or path.startswith(f"{SECOND}/"):
            return None
        if PROGRAMS.fullmatch(path) or request.method not in SAFE:
            told = _("Your role needs a second factor. Set it up first, on your account page.")
            return self._said(request, 403, told, {"HX-Redirect": SECOND})
        return RedirectResponse(SECOND, 303, {"Cache-Control": "no-store"})

    def _sent(self, request: Request, program: bool) -> Response:
        """To sign in: a browser that opens a page goes there, all others are told."""
        if program or request.headers.get("hx-request") == "true":
            told = _("Sign in, or send a token: Authorization: Bearer alg_...")
            return self._said(request, 401, told, {"WWW-Authenticate": WITH_TOKEN, "HX-Redirect": SIGN_IN})
        if request.method not in SAFE:
            told = _("You are signed out. Sign in on another page, then go back and send this again.")
            return self._said(request, 401, told, {"WWW-Authenticate": WITH_TOKEN})
        query = request.url.query
        to = request.url.path + (f"?{query}" if query else "")
        answer = RedirectResponse(SIGN_IN if to == "/" else f"{SIGN_IN}?to={quote(to, safe='/')}", 303)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _said(self, request: Request, status: int, told: str, headers: dict[str, str] | None = None) -> Response:
        """Why not, as a problem for programs, as a page for people."""
        kept = {"Cache-Control": "no-store", **(headers or {})}
        if PROGRAMS.fullmatch(request.scope["path"]) or shown_by(request).is_token:
            return problem(status, told, kept)
        context = {"what": told, "title": _(TITLES.get(status, "Not allowed")), "status": status}
        answer = self._site.render("turned.html", "turned", context, status)
        answer.headers.update(kept)
        return answer

    def _watched(self, answer: Response, keeper: Keeper, shown: Shown, one: Visitor) -> None:
        """Notes the use afterwards; a stream ends when its follower may no longer follow it, or may see otherwise."""
        answer.background = BackgroundTask(keeper.seen, shown.secret)
        body = getattr(answer, "body_iterator", None)
        if body is not None and answer.headers.get("content-type", "").startswith(STREAM):
            answer.body_iterator = while_let(body, lambda: who(keeper, shown) == one)  # type: ignore[attr-defined]


async def while_let(body: AsyncIterator[bytes], still: Callable[[], bool]) -> AsyncIterator[bytes]:
    """Parts of a stream, as long as whoever follows it may. A silent one has its signs of life, so it ends too."""
    loop = asyncio.get_running_loop()
    looked = loop.time()
    async for part in body:
        if loop.time() - looked >= LOOK:
            try:
                if not await run_in_threadpool(still):
                    return
            except StoreFailed:
                return
            looked = loop.time()
        yield part


def shown_by(request: Request) -> Shown:
    """What a request shows. A token beats a cookie, which then counts for nothing."""
    scheme, _space, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return Shown(given.strip(), True)
    return Shown(request.cookies.get(cookie_name(request), ""))


def who(keeper: Keeper, shown: Shown) -> Visitor | None:
    """Whose session or token this is."""
    if not shown.secret:
        return None
    return keeper.token(shown.secret) if shown.is_token else keeper.session(shown.secret)


def cookie_name(request: Request) -> str:
    """The name of the session's cookie. With TLS it is one that no other site and no plain http can set (RFC 6265bis,
    4.1.3.2); without, desks on ports of one machine, which share their cookies, are told apart."""
    if request.url.scheme == "https":
        return "__Host-session"
    port = request.headers.get("host", "").rpartition(":")[2]
    return f"session-{port if port.isdecimal() else 80}"


def address_of(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else ""


def let_in(answer: Response, request: Request, entered: Entered) -> Response:
    """The answer, with the cookie of a new session."""
    https, most = request.url.scheme == "https", int(entered.most.total_seconds())
    name = cookie_name(request)
    answer.set_cookie(name, entered.secret, max_age=most, path="/", secure=https, httponly=True, samesite="lax")
    return answer


def let_out(answer: Response, request: Request) -> Response:
    """The answer, without the session's cookie and what the browser kept of pages."""
    https = request.url.scheme == "https"
    answer.delete_cookie(cookie_name(request), path="/", secure=https, httponly=True, samesite="lax")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def asker(request: Request) -> Asker:
    """Where somebody asks from."""
    return Asker(address_of(request), request.headers.get("user-agent", ""), shown_by(request).secret)


def _unable(one: Visitor, by_token: bool) -> str:
    """Who lacks the power: the role, or the token that was given less than its owner has."""
    if not one.may("read"):
        return _("This token may not read.")
    return _("This token may read and not decide.") if by_token else _("Your role may read and not decide.")
