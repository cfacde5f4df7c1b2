"""Voices: who they are, what became of their statements, the letters that people set, and how their source does."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse, Response

from allegedly.knowledge.actors import actors
from allegedly.knowledge.identity import outlet
from allegedly.knowledge.offices import party_in, voice_in
from allegedly.model import Judgement, Track
from allegedly.publish.labels import retitled
from allegedly.publish.scales import happening, word
from allegedly.publish.tongue import LANGS, _, later, spoken
from allegedly.publish.toponyms import place_called
from allegedly.publish.track import outcomes, share
from allegedly.publish.web import sources
from allegedly.publish.web.history import history
from allegedly.publish.web.site import PAGE, Site

MOST = 200  # incidents listed of one voice
OUTCOMES = (later("contradicted"), later("acknowledged"), later("withdrawn"), later("revised"), later("left alone"))


def routes(app: FastAPI, site: Site) -> None:
    """Track records, and the page of one voice."""

    @app.get("/track")
    def track(
        voice: str = "", done: str = "", over: str = "", start: Annotated[int, Query(ge=0, le=10**9)] = 0
    ) -> Response:
        return page(site, voice, (done, over), start)


def page(site: Site, voice: str, taken: tuple[str, str] = ("", ""), start: int = 0) -> HTMLResponse:
    """What became of voices' statements, page by page; of one voice in full, with its letters.

    `taken` is a decision just taken, and those that it overrules.
    """
    lists = site.desk.lists()
    rows, total = (lists.voice(voice), 1) if voice else lists.voices(start, PAGE)
    if voice and not rows:
        told = _("No voice has the key {key}, or it has stated nothing that counts.")
        raise HTTPException(404, told.format(key=repr(voice)))
    decided = [j for j in site.desk.decisions() if j.kind == "letter" and (not voice or voice in j.target)]
    context = {
        "voice": voice,
        "voices": tracked(rows, decided),
        "incidents": _incidents(site, rows) if voice else [],
        "spoke_in": len({incident for row in rows for incident, _proposition in row.propositions}),
        "more": start + PAGE if start + PAGE < total else 0,
        "who": who(voice) if voice else [],
        "watched": _watched(site, rows[0].name) if voice else [],
        **history(decided, site.clock, *taken),
    }
    return site.render("track.html", "track", context)


def tracked(rows: Sequence[Track], decided: Sequence[Judgement]) -> list[dict[str, object]]:
    """Voices with most statements first, each with a line a kind of happening and the letters that stand."""
    letters: dict[str, dict[str, str]] = {}
    for one in decided:
        if one.undone is None:
            letters.setdefault(one.target[0], {})[one.topic] = one.value
    found = []
    for origin, group in groupby(sorted(rows, key=attrgetter("origin")), key=attrgetter("origin")):
        mine = sorted(group, key=lambda r: (-r.statements, r.topic or ""))
        total = sum(r.statements for r in mine)
        found.append((total, origin, mine))
    found.sort(key=lambda one: (-one[0], one[1]))
    return [_voice(origin, mine, letters.get(origin, {})) for _total, origin, mine in found]


def _voice(origin: str, rows: Sequence[Track], letters: Mapping[str, str]) -> dict[str, object]:
    return {
        "origin": origin,
        "name": voice_in(origin, rows[0].name, spoken()),
        "letters": [(happening(topic) if topic else "", letter) for topic, letter in sorted(letters.items())],
        "topics": [_topic(r) for r in rows],
    }


def _topic(row: Track) -> dict[str, object]:
    cells = [
        {"name": _(name), "count": count, "share": share(count, row.statements).strip()}
        for name, count in outcomes(row)
    ]
    return {"key": row.topic or "", "topic": happening(row.topic), "statements": row.statements, "cells": cells}


def _incidents(site: Site, rows: Sequence[Track]) -> list[dict[str, str]]:
    """The incidents in which a voice stated something, as far as they are held still."""
    keys = list(dict.fromkeys(incident for row in rows for incident, _proposition in row.propositions))[:MOST]
    titles = site.desk.lists().titles(keys)
    return [{"id": key, "title": retitled(titles[key], spoken())} for key in keys if key in titles]


def who(voice: str) -> list[dict[str, str]]:
    """What the registry knows of a voice: its kind, party, what it answers for, and its names in each language."""
    known = actors().by_id(voice)
    if known is None:
        return []
    rows = [{"name": _("kind"), "value": word(known.kind), "lang": ""}]
    if known.party:
        rows.append({"name": _("party"), "value": party_in(known.party, spoken()), "lang": ""})
    if known.jurisdiction:
        where = [place_called(name, spoken()) or name for name in known.jurisdiction]
        rows.append({"name": _("answers for"), "value": ", ".join(where), "lang": ""})
    named = ((lang, ", ".join(known.names.get(lang, ()))) for lang in LANGS)
    rows += [{"name": _("all names"), "value": names, "lang": lang} for lang, names in named if names]
    return [*rows, *([{"name": _("note"), "value": known.note, "lang": "en"}] if known.note else [])]


def _watched(site: Site, name: str) -> list[dict[str, object]]:
    """The watched sources whose reports are signed with this name, with their health."""
    records = site.records
    held = records.sources() if records else ()
    return [
        sources.row(one, site.clock) for one in held if outlet(one.watched.outlet or one.watched.name) == outlet(name)
    ]
