"""What waits for a decision: incidents that may be one, voices that nobody knows; and what was decided."""

from collections.abc import Mapping

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from allegedly.model import Incident, Pair
from allegedly.publish.clock import Clock
from allegedly.publish.web.history import history
from allegedly.publish.web.site import Site

UNKNOWN = "name:"  # how the key of a voice begins that is known by its name alone
MOST_VOICES = 12
MOST_FEATURES = 8


def routes(app: FastAPI, site: Site) -> None:
    """The queue."""

    @app.get("/review")
    def review(done: str = "", over: str = "") -> Response:
        return page(site, done, over)


def page(site: Site, done: str = "", over: str = "") -> HTMLResponse:
    """Open pairs, closest first; new voices, those who said most first; all decisions, newest first."""
    decided = site.desk.decisions()
    voices = _voices(site, {key for one in decided if one.undone is None for key in one.target})
    context = {
        "pairs": [_pair(p, site.rules, site.clock) for p in site.desk.doubtful()],
        "strangers": [v for v in voices if v["new"]][:MOST_VOICES],
        "voices": voices,
        **history(decided, site.clock, done, over),
    }
    return site.render("review.html", "review", context)


def _voices(site: Site, settled: set[str]) -> list[dict[str, object]]:
    """Everybody who stated something; new is who is known by name alone, and about whom nobody has decided yet."""
    said: dict[str, int] = {}
    names: dict[str, str] = {}
    for row in site.desk.track():
        said[row.origin] = said.get(row.origin, 0) + row.statements
        names[row.origin] = row.name
    order = sorted(said, key=lambda key: (-said[key], key))
    return [
        {"key": k, "name": names[k], "said": said[k], "new": k.startswith(UNKNOWN) and k not in settled} for k in order
    ]


def _pair(one: Pair, rules: Mapping[str, str], clock: Clock) -> dict[str, object]:
    """Two incidents side by side, with how like they are and why that left it open."""
    features = [f"{name.replace('_', ' ')} {value:.2f}" for name, value in one.link.features if value]
    return {
        "sides": [_side(i, clock) for i in (one.a, one.b)],
        "score": f"{one.link.score:.2f}",
        "rule": one.link.rule,
        "why": rules.get(one.link.rule, ""),
        "features": ", ".join(features[:MOST_FEATURES]),
    }


def _side(one: Incident, clock: Clock) -> dict[str, object]:
    where = " · ".join(x for x in (clock.span(one.start, one.end), one.place_name) if x)
    return {"id": one.id, "title": one.title, "where": where, "reports": len(one.reports), "claims": len(one.claims)}
