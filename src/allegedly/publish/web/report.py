"""A report with its spans, its versions, its media, and what vouches for it; and the preserved bytes themselves."""

import re

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response

from allegedly.model import Extraction
from allegedly.model.vocabulary import Lang
from allegedly.publish.records import Records
from allegedly.publish.tongue import _, spoken
from allegedly.publish.web import provenance_part, report_page
from allegedly.publish.web.site import Site

# Captures come from anywhere. A browser shows them in a box that runs nothing, sends nothing and loads nothing.
BOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
HASH = re.compile(r"[0-9a-f]{64}")
SHOWN = {"text/html": "text/html", "application/xhtml+xml": "text/html"}


def routes(app: FastAPI, site: Site) -> None:
    """The page of one report, and captures."""

    @app.get("/report/{key:path}")
    def report(key: str, by: str = "") -> Response:
        return page(site, key, by)

    @app.get("/capture/{sha256}")
    def capture(sha256: str) -> Response:
        return captured(site.records, sha256)


def page(site: Site, key: str, translator: str = "") -> HTMLResponse:
    """A report, or 404; beside it a translation by the machine of this name."""
    found = site.desk.extractions([key]).get(key)
    if found is None:
        raise HTTPException(404, _("No report has the id {key}.").format(key=repr(key)))
    records = site.records
    context = {
        **report_page.context(found, site.desk.of_report(key), site.rules, site.clock),
        "way": provenance_part.context(records.provenance(key), site.clock) if records else None,
        "translators": sorted(site.given.translators) if found.lang != spoken() else [],
        "translation": _translated(site, found, translator) if translator else None,
    }
    return site.render("report.html", "report", context)


def _translated(site: Site, found: Extraction, by: str) -> dict[str, object]:
    """A machine's words, paragraph by paragraph, under its name."""
    machine = site.given.translators.get(by)
    if machine is None:
        raise HTTPException(404, _("No translator is called {name}.").format(name=repr(by)))
    wanted: Lang = spoken()
    told = machine(found.report.text, found.lang, wanted)
    return {"by": by, "lang": wanted, "paragraphs": [p for p in told.split("\n\n") if p.strip()]}


def captured(records: Records | None, sha256: str) -> Response:
    """The bytes of a capture: a page in a box that runs nothing, everything else as plain text or a file."""
    try:
        if records is None or not HASH.fullmatch(sha256):
            raise KeyError(sha256)
        body, kind = records.captured(sha256)
    except KeyError as error:
        raise HTTPException(404, _("No capture has the hash {hash}.").format(hash=repr(sha256))) from error
    kind = kind.partition(";")[0].strip().lower()
    plain = kind.startswith("text/") or kind.endswith(("json", "xml", "jsonl", "ndjson"))
    shown = SHOWN.get(kind, "text/plain; charset=utf-8" if plain else "application/octet-stream")
    headers = {"Content-Security-Policy": BOX, "Cross-Origin-Resource-Policy": "same-origin"}
    if shown == "application/octet-stream":
        headers["Content-Disposition"] = f'attachment; filename="{sha256[:16]}.bin"'
    return Response(body, media_type=shown, headers=headers)
