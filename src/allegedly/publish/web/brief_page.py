"""The brief: sentences that a person may reword, reorder and leave out, while each keeps its references.

Nothing of it is stored here: a form brings the wording back, and the answer is the page or a file made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qs, quote

from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from allegedly.model import Incident, digest
from allegedly.model.vocabulary import LANGS, KnownBy, Lang
from allegedly.publish.brief import Brief, compose
from allegedly.publish.brief_as import FORMATS, REWORDED, Wording, owned, worded, written
from allegedly.publish.labels import titled
from allegedly.publish.told import Told, told
from allegedly.publish.tongue import LANGS as NAMES
from allegedly.publish.tongue import catalogue, spoken
from allegedly.publish.web.address import then
from allegedly.publish.web.guard import Turned, body_of, from_own_pages
from allegedly.publish.web.links import report_href
from allegedly.publish.web.site import Site, instant

MOST_BYTES = 1024 * 1024  # of a form that brings a brief back: Cyrillic letters take six bytes each in a form
MOST_FIELDS = 4000


@dataclass(frozen=True, slots=True)
class Known:
    """Of what the brief tells: known at which moment (empty: now), by which clock; `full`: all of it."""

    at: str = ""
    by: KnownBy = "published"
    full: bool = False


def routes(app: FastAPI, site: Site) -> None:
    """The brief of an incident, and what a person made of it."""

    @app.get("/incident/{key}/brief")
    def incident_brief(
        request: Request, key: str, known: Annotated[Known, Depends()], lang: str = "", form: str = ""
    ) -> Response:
        incident, made, _claims = _made(site, key, lang, known)
        file = form in FORMATS
        return _file(made, incident, form, request) if file else page(site, incident, (made, made), known)

    @app.post("/incident/{key}/brief")
    async def reworded(request: Request, key: str) -> Response:
        if not from_own_pages(request):
            raise Turned(403, "Only the desk's own pages may send a brief back.")
        given = _fields(await body_of(request, MOST_BYTES))
        return await run_in_threadpool(_answer, site, key, given, request)


def _answer(site: Site, key: str, given: Mapping[str, list[str]], request: Request) -> Response:
    by: KnownBy = "seen" if _one(given, "by") == "seen" else "published"
    known = Known(_one(given, "at"), by, bool(_one(given, "full")))
    incident, made, claims = _made(site, key, _one(given, "lang"), known)
    mine = worded(made, wordings(given), claims)
    form = _one(given, "form")
    return _file(mine, incident, form, request) if form in FORMATS else page(site, incident, (mine, made), known)


def _made(site: Site, key: str, lang: str, known: Known) -> tuple[Incident, Brief, Mapping[str, Told]]:
    """The desk's own brief, as known at a moment by a clock; an empty moment is now."""
    incident = site.incident(key)
    held = site.desk.extractions(incident.reports)
    in_lang: Lang = next((x for x in LANGS if x == lang), spoken())
    assessed = site.desk.assess(incident, site.local(instant(known.at)), known.by)
    made = compose(incident, assessed, held, in_lang, site.clock, known.full)
    return incident, made, told(incident, held)


def page(site: Site, incident: Incident, briefs: tuple[Brief, Brief], known: Known) -> HTMLResponse:
    """The brief to read and to edit: as it is shown, and as the desk itself wrote it, of what was known when."""
    shown, made = briefs
    context = {
        "known": known,
        "then": then(site.local(instant(known.at)), known.by),
        "i": incident,
        "title": titled(incident, spoken()),
        "b": shown,
        "lang": shown.lang,
        "names": {lang: NAMES[lang] for lang in NAMES},
        "sentences": [
            {
                "number": n,
                "text": s.text,
                "mark": s.mark,
                "own": "\n".join(owned(made, s.claims)),
                "rests": ",".join(s.claims),
                "paragraph": s.paragraph,
                "first": n > 0 and s.paragraph != shown.sentences[n - 1].paragraph,
                "refs": [
                    {"n": k, "href": report_href(t.report.id, t.claim.id), "outlet": _outlet(t)} for k, t in s.rests
                ],
            }
            for n, s in enumerate(shown.sentences)
        ],
        "references": [
            {"r": r, "href": report_href(r.report), "web": r.url.startswith("http")} for r in shown.references
        ],
        "made": digest("brief", str(made), size=8),
        "changed": shown != made,
        "mark": catalogue(shown.lang).gettext(REWORDED),
        "forms": tuple(FORMATS),
    }
    return site.render("brief.html", "brief", context)


def wordings(given: Mapping[str, list[str]]) -> list[Wording]:
    """The sentences of a form that are kept, in the order that it asks for."""
    numbers = sorted(int(name[5:]) for name in given if name.startswith("text-") and name[5:].isdigit())
    found: list[tuple[float, int, Wording]] = []
    for n in numbers:
        if _one(given, f"keep-{n}"):
            claims = tuple(x for x in _one(given, f"rests-{n}").split(",") if x)
            paragraph = _number(_one(given, f"paragraph-{n}"), 0)
            place = _number(_one(given, f"place-{n}"), n + 1)
            found.append((place, n, Wording(_one(given, f"text-{n}"), claims, int(paragraph))))
    return [wording for _place, _n, wording in sorted(found, key=lambda x: x[:2])]


def _number(given: str, otherwise: float) -> float:
    try:
        return max(-1e6, min(1e6, float(given)))
    except ValueError:
        return otherwise


def _file(made: Brief, incident: Incident, form: str, request: Request) -> Response:
    base = f"{request.url.scheme}://{request.headers.get('host', '')}"
    name = f"brief-{quote(incident.id, safe='')}-{made.lang}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written(made, form, base), media_type=f"{FORMATS[form]}; charset=utf-8", headers=headers)


def _fields(body: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(body.decode("utf-8"), max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Turned(400, f"This is no form: {error}.") from error


def _one(given: Mapping[str, Sequence[str]], name: str) -> str:
    return given.get(name, [""])[0].strip()


def _outlet(t: Told) -> str:
    return t.report.source or t.report.id
