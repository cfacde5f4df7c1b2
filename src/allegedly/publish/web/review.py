"""What waits for a decision: incidents that may be one, voices that nobody knows; and what was decided."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import HTMLResponse, Response

from allegedly.knowledge.offices import voice_in
from allegedly.knowledge.reasons import rule_words
from allegedly.model import Incident, Pair
from allegedly.publish.clock import Clock
from allegedly.publish.labels import titled
from allegedly.publish.tongue import _, later, spoken
from allegedly.publish.toponyms import own_place
from allegedly.publish.web.history import history
from allegedly.publish.web.site import Site

UNKNOWN = "name:"  # how the key of a voice begins that is known by its name alone
PAIRS = 20  # on one page
MOST_VOICES = 12
MOST_KNOWN = 300  # offered while one types
MOST_FEATURES = 8
# What linking compares, by its name there.
FEATURES = {
    "at_place": later("place"),
    "at_time": later("time"),
    "same_event": later("what happened"),
    "same_kind": later("kind of happening"),
    "lemma": later("words"),
    "lead": later("first words"),
    "pair": later("pairs of words"),
    "name": later("proper names"),
    "across": later("names across languages"),
    "place": later("names of places"),
    "date": later("dates in the words"),
    "figure": later("figures"),
    "person": later("people"),
    "other_figures": later("other figures"),
    "other_people": later("other people"),
    "containment": later("one within the other"),
    "jaccard": later("words in common"),
    "size": later("length"),
}


def routes(app: FastAPI, site: Site) -> None:
    """The queue."""

    @app.get("/review")
    def review(done: str = "", over: str = "", start: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Response:
        return page(site, done, over, start)


def page(site: Site, done: str = "", over: str = "", start: int = 0) -> HTMLResponse:
    """Open pairs, closest first; new voices, those who said most first; all decisions, newest first."""
    decided = site.desk.decisions()
    settled = {key for one in decided if one.undone is None for key in one.target}
    strangers = _strangers(site, settled)
    known = site.desk.lists().speakers(limit=MOST_KNOWN) if strangers else ()
    pairs = site.desk.doubtful(PAIRS + 1, start)  # one more tells that there are more
    context = {
        "pairs": [_pair(p, site.rules, site.clock) for p in pairs[:PAIRS]],
        "start": start,
        "more": len(pairs) > PAIRS,
        "strangers": strangers,
        "voices": [{"key": key, "name": voice_in(key, name, spoken())} for key, name, _said in known],
        **history(decided, site.clock, done, over),
    }
    return site.render("review.html", "review", context)


def _strangers(site: Site, settled: set[str]) -> list[dict[str, object]]:
    """Voices that are known by name alone, and about whom nobody has decided yet; who said most first."""
    found = site.desk.lists().speakers(UNKNOWN, MOST_VOICES + len(settled))
    return [{"key": k, "name": name, "said": said} for k, name, said in found if k not in settled][:MOST_VOICES]


def _pair(one: Pair, rules: Mapping[str, str], clock: Clock) -> dict[str, object]:
    """Two incidents side by side, with how like they are and why that left it open."""
    own = rule_words(one.link.rule, spoken())
    features = [f"{_(FEATURES.get(name, name))} {value:.2f}" for name, value in one.link.features if value]
    return {
        "sides": [_side(i, clock) for i in (one.a, one.b)],
        "score": f"{one.link.score:.2f}",
        "rule": one.link.rule,
        "why": own or rules.get(one.link.rule, ""),
        "why_lang": "" if own else "en",
        "features": ", ".join(features[:MOST_FEATURES]),
    }


def _side(one: Incident, clock: Clock) -> dict[str, object]:
    place = own_place(one.place, spoken()) or one.place_name
    where = " · ".join(x for x in (clock.span(one.start, one.end), place) if x)
    return {
        "id": one.id,
        "title": titled(one, spoken()),
        "where": where,
        "reports": len(one.reports),
        "claims": len(one.claims),
    }
