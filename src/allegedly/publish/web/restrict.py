"""Restricting from the pages: a mark on what is kept from others, and the form that editors keep it back by."""

from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from allegedly.errors import DecisionRefused
from allegedly.model.people import ROLES, reaches
from allegedly.model.restriction import CELLS, Ask, Restriction
from allegedly.publish.restrict import Restricter
from allegedly.publish.tongue import _, later
from allegedly.publish.visitor import visitor
from allegedly.publish.web.doors import allowed, fields, one, signed
from allegedly.publish.web.guard import Turned
from allegedly.publish.web.site import Site, instant

FORM = "application/x-www-form-urlencoded"
SAID = {
    "withhold": later("Withheld as a whole"),
    "embargo": later("Under embargo"),
    "mask": later("Words are masked"),
    "coarsen": later("Places are shown by cells only"),
}
SEEN = {
    "reporter": later("seen by reporters and above only"),
    "editor": later("seen by editors and above only"),
    "admin": later("seen by admins only"),
}


def routes(app: FastAPI, site: Site) -> None:
    """The page of restrictions, and its forms."""
    site.templates.globals["kept_back"] = partial(kept_back, site)

    @app.get("/restrict")
    def page(report: str = "", incident: str = "") -> Response:
        door = _open(site)
        role = visitor().role
        target = report or incident
        found = door.of_report(report, role) if report else _of_incident(door, incident) if incident else None
        rows = [_row(site, r) for r in (door.every(role) if found is None else found)]
        roles = [(name, _(SEEN[name])) for name in ROLES[1:] if reaches(role, name)]
        here = urlencode({"report": report} if report else {"incident": incident}) if target else ""
        context = {"target": target, "here_query": here, "rows": rows, "roles": roles, "cells": CELLS}
        return site.render("restrict.html", "restrict", context)

    @app.post("/restrict")
    async def restrict(request: Request) -> Response:
        door, given = _open(site), fields(await allowed(request, FORM))
        until = site.local(instant(one(given, "until")))
        words = tuple(line.strip() for line in one(given, "words").splitlines() if line.strip())
        asked = Ask(
            one(given, "kind"), one(given, "target"), signed(one(given, "by")), one(given, "reason"),
            one(given, "least"), until, words, cell=one(given, "cell"),
        )  # fmt: skip
        await _kept(lambda: door.restrict(asked, visitor().role))
        return RedirectResponse(f"/restrict?{one(given, 'back')}", 303)

    @app.post("/restrict/{key}/lift")
    async def lift(request: Request, key: str) -> Response:
        door, given = _open(site), fields(await allowed(request, FORM))
        by = signed(one(given, "by"))
        await _kept(lambda: door.lift(key, by, visitor().role))
        return RedirectResponse(f"/restrict?{one(given, 'back')}", 303)


def _open(site: Site) -> Restricter:
    if not visitor().may("restrict"):
        raise Turned(403, _("Your role may not restrict anything."))
    if site.given.restricter is None:
        raise Turned(403, _("This desk restricts nothing: it was started to be read only."))
    return site.given.restricter


def _of_incident(door: Restricter, incident: str) -> Sequence[Restriction]:
    try:
        return door.of_incident(incident, visitor().role)
    except KeyError as error:
        raise Turned(404, _("Nothing has this id.")) from error


async def _kept(done: Callable[[], Restriction]) -> None:
    try:
        await run_in_threadpool(done)
    except DecisionRefused as error:
        raise Turned(422, str(error)) from error


def kept_back(site: Site, of: str, id: str) -> dict[str, object]:
    """What is kept from others of a report or incident that is shown, and where it can be restricted."""
    door, who = site.given.restricter, visitor()
    if door is None or who.role == "reader":
        return {"rows": [], "href": ""}
    try:
        found = door.of_report(id, who.role) if of == "report" else door.of_incident(id, who.role)
    except KeyError:  # an edition's own name, which the desk does not know
        return {"rows": [], "href": ""}
    href = f"/restrict?{of}={quote(id, safe='')}" if who.may("restrict") else ""
    return {"rows": [_row(site, one) for one in found], "href": href}


def _row(site: Site, one: Restriction) -> dict[str, object]:
    """A restriction, to be shown."""
    return {
        "id": one.id,
        "says": _(SAID[one.kind]),
        "seen": _(SEEN[one.least]),
        "target": one.target,
        "words": ", ".join(one.words),
        "cell": one.cell,
        "until": site.clock.both(one.until) if one.until else "",
        "signed": f"{one.by}, {site.clock.both(one.at)}",
        "reason": one.reason,
        "lifted": f"{one.lifted_by}, {site.clock.both(one.lifted)}" if one.lifted else "",
        "stands": one.stands(site.given.now()),
    }
