"""Handing on: an incident, or what a list shows, as a file for others. Places are no finer than settlements here."""

import re
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.background import BackgroundTask

from allegedly.errors import OutputFailed, SetupIncomplete
from allegedly.model.vocabulary import KnownBy
from allegedly.publish.exports.case import Asked, Manner, Signed
from allegedly.publish.exports.table import EXPORTS, Export, export
from allegedly.publish.exports.tables import TABLES
from allegedly.publish.labels import titled
from allegedly.publish.tongue import _, later, spoken
from allegedly.publish.web.now import Asked as Listed
from allegedly.publish.web.site import Site, instant

# What each format is for, in words that are looked up.
ABOUT = {
    "jsonl": later("the exchange files, as programs read them"),
    "csv": later("the desk's tables for spreadsheets; no cell is a formula"),
    "parquet": later("the desk's tables with types, for pandas, polars, R"),
    "geojson": later("incidents on a map, no finer than settlements"),
    "acled": later("ACLED's columns; not ACLED's coding"),
    "ucdp": later("UCDP GED's columns; not UCDP's coding"),
    "airwars": later("Airwars' grades of civilian harm, with what each rests on"),
    "claimreview": later("ClaimReview of claims that a named person signs"),
    "atlos": later("bulk import of Atlos"),
    "timemap": later("a dataset of TimeMap"),
}
Chosen = Annotated[list[str] | None, Query()]
PLAIN = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Sign:
    """A named person's sign-off, as a form tells it."""

    signed_by: str = ""
    claim: tuple[str, ...] = ()
    rating: str = ""
    url: str = ""


def routes(app: FastAPI, site: Site) -> None:
    """Files of one incident and of a list, and the pages that offer them."""

    @app.get("/export")
    def everything(filters: Annotated[Listed, Depends()]) -> Response:
        return offered(site, filters)

    @app.get("/export/{name}")
    def listed(name: str, filters: Annotated[Listed, Depends()], table: Chosen = None) -> Response:
        return given(site, name, _asked(site, filters), Manner(tables=tuple(table or ())))

    @app.get("/incident/{key}/export")
    def offers(key: str, at: str = "", by: KnownBy = "published") -> Response:
        return offered_of(site, key, site.local(instant(at)), by)

    @app.get("/incident/{key}/export/{name}")
    def of_incident(
        key: str,
        name: str,
        sign: Annotated[Sign, Depends(_sign)],
        table: Chosen = None,
        at: str = "",
        by: KnownBy = "published",
    ) -> Response:
        known = Asked((site.incident(key).id,), as_of=site.local(instant(at)), known_by=by)
        now = site.given.now()
        signed = Signed(sign.signed_by, now, sign.claim, sign.rating, sign.url) if sign.signed_by else None
        return given(site, name, known, Manner(tables=tuple(table or ()), signed=signed))


def _sign(signed_by: str = "", claim: Chosen = None, rating: str = "", url: str = "") -> Sign:
    return Sign(signed_by.strip(), tuple(claim or ()), rating, url)


def _asked(site: Site, listed: Listed) -> Asked:
    """The filters of the page Now, as it means them at this moment."""
    f = listed.wanted(site.given.now())
    return Asked(
        place=f.place, status=f.occurrence, words=f.words, attribution=f.attribution, event=f.event,
        told_since=f.since, disputed=f.disputed, silent=f.silent,
    )  # fmt: skip


def given(site: Site, name: str, asked: Asked, manner: Manner) -> FileResponse:
    """The file itself, written beside and sent whole; gone when it is sent."""
    one = EXPORTS.get(name)
    if one is None:
        raise HTTPException(404, _("There is no format {name}.").format(name=repr(name)))
    with ExitStack() as undo:
        work = Path(tempfile.mkdtemp(prefix="allegedly-export-"))
        undo.callback(shutil.rmtree, work, ignore_errors=True)
        try:
            goal = work / _called(one, asked, manner)
            export(one, site.desk.cases(asked), goal, manner)
        except (OutputFailed, SetupIncomplete) as error:
            # Without the folder in which it happened.
            told = str(error).replace(f"{work}/", "")
            raise HTTPException(422 if isinstance(error, OutputFailed) else 503, told) from error
        gone = BackgroundTask(undo.pop_all().close)
    site.given.handed(" ".join(asked.incidents) or "all", name)
    media = "application/zip" if goal.suffix == ".zip" else one.media_type
    return FileResponse(goal, media_type=media, filename=goal.name, background=gone)


def _called(one: Export, asked: Asked, manner: Manner) -> str:
    """A name of plain letters, whatever the incident's id is."""
    parts = one.files(manner)
    whose = PLAIN.sub("-", asked.incidents[0])[:40] if asked.incidents else "desk"
    suffix = Path(parts[0]).suffix if len(parts) == 1 else ".zip"
    what = f"-{Path(parts[0]).stem}" if one.tabular and len(parts) == 1 else ""
    return f"allegedly-{whose}-{one.name}{what}{suffix}"


def offered(site: Site, filters: Listed) -> HTMLResponse:
    """The page that offers the formats for all incidents that fit."""
    asked = {k: v for k, v in filters.set().items() if k != "sort"}
    query = urlencode(asked)
    context = {"incident": None, "formats": _formats(), "filters": asked, "query": query, "claims": []}
    return site.render("exports.html", "export", context)


def offered_of(site: Site, key: str, at: datetime | None = None, by: KnownBy = "published") -> HTMLResponse:
    """The page that offers the formats for one incident as known at a moment, and the form that signs a ClaimReview."""
    incident = site.incident(key)
    cases = list(site.desk.cases(Asked((incident.id,), as_of=at, known_by=by)))
    claims = [{"id": t.claim.id, "text": t.claim.text, "lang": t.report.lang or "", "source": t.report.source}
              for case in cases for t in case.claims.values()]  # fmt: skip
    context = {"incident": incident, "title": titled(incident, spoken()), "claims": claims}
    moment = {"at": at.isoformat(), "by": by} if at else {}
    context |= {"formats": _formats(), "filters": {}, "query": urlencode(moment), "moment": moment}
    context["known"] = site.clock.both(at) if at else ""
    return site.render("exports.html", "export", context)


def _formats() -> list[dict[str, object]]:
    """The formats that need no sign-off, each with its files."""
    return [
        {
            "name": e.name,
            "about": _(ABOUT[e.name]),
            "tables": list(TABLES) if e.tabular else [],
            "parts": ", ".join(e.files(Manner())),
        }
        for e in EXPORTS.values()
        if not e.signed
    ]
