"""Where decisions come in from forms, which need no script. Errors say what to do. Programs use `publish.api`."""

from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from allegedly.errors import DecisionRefused, StoreFailed
from allegedly.model import Taken, Wish
from allegedly.publish.desk import Decider
from allegedly.publish.tongue import _
from allegedly.publish.visitor import visitor
from allegedly.publish.web.guard import Turned, body_of, from_own_pages

REPLY = {DecisionRefused: 422, StoreFailed: 503}
MOST_SEEN = 6  # incidents that what was decided is said to be seen in
BACK = ("/review", "/track")  # pages that a form may ask to return to


def open_doors(app: FastAPI, decider: Decider | None) -> None:
    """The routes that take decisions; without a decider they say that this desk takes none."""

    @app.api_route("/api/judgements", methods=["GET", "POST"])
    @app.api_route("/api/judgements/{key}/undo", methods=["POST"])
    def moved(key: str = "") -> Response:
        """Where programs of an earlier desk knock."""
        return RedirectResponse(f"/api/v1/judgements/{quote(key, safe='')}/undo" if key else "/api/v1/judgements", 308)

    @app.post("/judge")
    async def judge_by_form(request: Request) -> Response:
        given = fields(await allowed(request, "application/x-www-form-urlencoded"))
        return _seen(await _kept(lambda: _open(decider).decide(_wish(given))), given)

    @app.post("/judge/{key}/undo")
    async def undo_by_form(request: Request, key: str) -> Response:
        given = fields(await allowed(request, "application/x-www-form-urlencoded"))
        by, reason = signed(one(given, "by")), one(given, "reason")
        return _seen(await _kept(lambda: _open(decider).undo(key, by, reason)), given)


async def allowed(request: Request, media_type: str) -> bytes:
    """The body of a request that may change something. A token is sent by a program on purpose, a cookie by any page
    of the same browser: so only with a token the origin does not matter. Raises Turned."""
    if not getattr(request.state, "token", False) and not from_own_pages(request):
        origin = f"{request.url.scheme}://{request.headers.get('host', '')}"
        raise Turned(403, f"Only the desk's own pages may decide. Programs send the header Origin: {origin}")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        raise Turned(415, f"Send this as {media_type}.")
    return await body_of(request)


def signed(by: str) -> str:
    """Whose decision it is: of whoever is signed in, whatever a form says; at a desk without accounts as it says."""
    return visitor().name or by


def _open(decider: Decider | None) -> Decider:
    if not visitor().may("decide"):
        raise Turned(403, _("Your role may read and not decide."))
    if decider is None:
        raise Turned(403, "This desk takes no decisions: it was started with --read-only.")
    return decider


async def _kept(done: Callable[[], Taken]) -> Taken:
    """What came of a decision. Raises Turned with the reason and what to do."""
    try:
        return await run_in_threadpool(done)
    except DecisionRefused as error:
        told = _(error.form).format(**error.values) if error.values else _(error.form)
        raise Turned(REPLY[DecisionRefused], told) from error
    except StoreFailed as error:
        raise Turned(REPLY[StoreFailed], str(error)) from error


def fields(body: bytes) -> dict[str, list[str]]:
    """The fields of a form. Raises Turned."""
    try:
        return parse_qs(body.decode("utf-8"), max_num_fields=40)
    except ValueError as error:
        raise Turned(400, f"This is no form: {error}.") from error


def one(given: dict[str, list[str]], name: str) -> str:
    """A field of a form; empty where it has none."""
    return given.get(name, [""])[0].strip()


def _wish(given: dict[str, list[str]]) -> Wish:
    """A form's fields as a wish: what is moved, then where to; what is joined, then with what."""
    target = [*given.get("target", []), *(x for x in (one(given, "to"),) if x and one(given, "kind") in TAKES_TO)]
    return Wish(
        one(given, "kind"),
        tuple(target),
        signed(one(given, "by")),
        one(given, "reason"),
        one(given, "value"),
        one(given, "topic"),
    )


TAKES_TO = frozenset({"move", "merge", "apart", "same-origin"})


def _seen(taken: Taken, given: dict[str, list[str]]) -> Response:
    """To the page on which the decision is seen."""
    over = ",".join(one.id for one in taken.overrules)
    told = f"done={quote(taken.judgement.id)}" + (f"&over={quote(over)}" if over else "")
    home = f"/incident/{quote(taken.incidents[0], safe='')}" if taken.incidents else "/review"
    told += f"&seen={quote(','.join(taken.incidents[:MOST_SEEN]))}" if len(taken.incidents) > 1 else ""
    where = _back(one(given, "back")) or home
    return RedirectResponse(f"{where}{'&' if '?' in where else '?'}{told}#told", 303)


def _back(asked: str) -> str:
    """The page that a form asks to return to, if it is one of those that may be: never another site."""
    parts = urlsplit(asked)
    if parts.scheme or parts.netloc or parts.path not in BACK:
        return ""
    asked_for = parse_qs(parts.query)
    kept = [(name, asked_for[name][0]) for name in ("voice", "start") if name in asked_for]
    return parts.path + (f"?{urlencode(kept, quote_via=quote, safe='')}" if kept else "")
