"""Voices: what became of their statements, and the letters that people set."""

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response

from allegedly.publish.web import desk_pages
from allegedly.publish.web.history import history
from allegedly.publish.web.site import Site


def routes(app: FastAPI, site: Site) -> None:
    """Track records."""

    @app.get("/track")
    def track(voice: str = "", done: str = "", over: str = "") -> Response:
        return page(site, voice, done, over)


def page(site: Site, voice: str, done: str = "", over: str = "") -> HTMLResponse:
    """What became of every voice's statements; of one voice in full, with its letters."""
    rows = [r for r in site.desk.track() if voice in ("", r.origin)]
    if voice and not rows:
        raise HTTPException(404, f"No voice has the key {voice!r}, or it has stated nothing that counts.")
    decided = [j for j in site.desk.decisions() if j.kind == "letter" and (not voice or voice in j.target)]
    titles = {i.id: i.title for i, _ in site.desk.incidents()} if voice else {}
    context = {**desk_pages.track(rows, decided, titles), **history(decided, site.clock, done, over)}
    return site.render("track.html", "track", {"voice": voice, **context})
