"""Sources that are watched: how each does, and how to mend it; and what could not be read safely."""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from allegedly.model import SourceRecord
from allegedly.publish import marks
from allegedly.publish.clock import Clock
from allegedly.publish.origin import shown_origin
from allegedly.publish.tongue import _, later
from allegedly.publish.web.site import Site

# A word for each state; the mark beside it is full where all is well, hollow where not.
STATES = {
    "new": (later("not looked at yet"), "o_unassessed"),
    "healthy": (later("well"), marks.AFFIRM.sprite),
    "quiet": (later("quiet: it answers, with nothing new"), marks.HEDGED.sprite),
    "failing": (later("failing"), marks.DENY.sprite),
    "blocked": (later("turned away"), marks.NO_COMMENT.sprite),
    "off": (later("switched off"), marks.RETRACT.sprite),
}
KINDS = {
    "feed": later("feed"),
    "telegram": later("Telegram channel"),
    "sitemap": later("site map"),
    "listing": later("listing page"),
    "page": later("page"),
    "folder": later("folder"),
}
OUTCOMES = {
    "new": later("something new"),
    "same": later("nothing new"),
    "empty": later("an empty list"),
    "refused": later("refused"),
    "gone": later("not there"),
    "limited": later("too many requests"),
    "broken": later("a fault of the host"),
    "unreachable": later("unreachable"),
    "unreadable": later("unreadable"),
    "barred": later("barred by the desk’s own rules"),
}


def routes(app: FastAPI, site: Site) -> None:
    """The page of sources."""

    @app.get("/sources")
    def sources() -> Response:
        return page(site)


def page(site: Site) -> HTMLResponse:
    """All sources, those that need somebody first; and what is kept apart."""
    records, clock = site.records, site.clock
    rows = [row(one, clock) for one in (records.sources() if records else ())]
    apart = [
        {
            "sha256": q.sha256,
            "origin": shown_origin(q.origin),
            "reason": q.reason,
            "at": clock.both(q.at),
            "tries": q.tries,
        }
        for q in (records.quarantined() if records else ())
    ]
    rows.sort(key=lambda r: r["state"] not in ("failing", "blocked"))
    return site.render("sources.html", "sources", {"rows": rows, "apart": apart, "known": records is not None})


def row(one: SourceRecord, clock: Clock) -> dict[str, object]:
    """One source as the page shows it."""
    standing, watched = one.standing, one.watched
    name, sprite = STATES[standing.state]
    return {
        "name": watched.name,
        "url": watched.url,
        "kind": _(KINDS[watched.kind]),
        "state": standing.state,
        "word": _(name),
        "sprite": sprite,
        "why": standing.words,
        "mend": standing.mend,
        "answered": clock.both(standing.last_answer),
        "fresh": clock.both(standing.last_fresh),
        "items": one.items,
        "missing": one.missing,
        "looks": [
            {
                "at": clock.both(a.at),
                "told": _(OUTCOMES[a.outcome]),
                "status": a.status or "",
                "fresh": a.fresh,
                "reason": a.reason,
            }
            for a in one.attempts
        ],
    }
