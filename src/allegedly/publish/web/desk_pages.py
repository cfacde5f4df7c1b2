"""Changes, track records and open pairs, worked out before the templates."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from allegedly.model import Assessment, Change, Incident, Judgement, Pair, Track
from allegedly.publish.changes import shown
from allegedly.publish.clock import Clock
from allegedly.publish.told import Told, speaker_name
from allegedly.publish.track import outcomes, share
from allegedly.publish.web.links import report_href

LATELY = timedelta(hours=6)  # before the last report: what "changed" means where nobody says since when


def before(moments: Sequence[datetime]) -> datetime | None:
    """Some hours before the last report, but not before the first one."""
    return max(moments[0], moments[-1] - LATELY) if moments else None


def field(at: datetime | None, clock: Clock) -> str:
    """A moment as a field of a form holds it, by the clock that is printed."""
    return f"{at.astimezone(clock.zone):%Y-%m-%dT%H:%M}" if at else ""


def changes(found: Sequence[Change], now: Assessment, claims: Mapping[str, Told], clock: Clock) -> dict[str, object]:
    """The rows of the page of changes, each with the words that brought it."""
    rows = []
    for one in shown(found, now, claims):
        row: dict[str, object] = {"kind": one.kind, "about": one.about, "moved": one.moved, "told": None}
        if one.told:
            claim, report = one.told.claim, one.told.report
            row["told"] = {
                "words": " ".join(claim.text.split()),
                "lang": report.lang or "",
                "who": speaker_name(claim, report),
                "outlet": report.source or report.id,
                "at": clock.both(one.told.at, report.published_precision),
                "href": report_href(report.id, claim.id),
            }
        rows.append(row)
    return {"rows": rows}


def track(rows: Sequence[Track], decided: Sequence[Judgement], titles: Mapping[str, str]) -> dict[str, object]:
    """Voices with most statements first, each with a line a kind of happening and the letters that stand."""
    letters: dict[str, dict[str, str]] = {}
    for one in decided:
        if one.undone is None:
            letters.setdefault(one.target[0], {})[one.topic] = one.value
    found = []
    for origin, group in groupby(sorted(rows, key=attrgetter("origin")), key=attrgetter("origin")):
        mine = sorted(group, key=lambda r: (-r.statements, r.topic or ""))
        found.append(
            {
                "origin": origin,
                "name": mine[0].name,
                "statements": sum(r.statements for r in mine),
                "letters": sorted(letters.get(origin, {}).items()),
                "topics": [_topic(r) for r in mine],
                "incidents": _incidents(mine, titles),
            }
        )
    found.sort(key=lambda v: (-int(str(v["statements"])), str(v["origin"])))
    return {"voices": found}


def _topic(row: Track) -> dict[str, object]:
    cells = [{"name": n, "count": count, "share": share(count, row.statements).strip()} for n, count in outcomes(row)]
    return {"topic": row.topic or "other", "statements": row.statements, "cells": cells}


def _incidents(rows: Sequence[Track], titles: Mapping[str, str]) -> list[dict[str, str]]:
    ids = dict.fromkeys(incident for row in rows for incident, _ in row.propositions)
    return [{"id": i, "title": titles[i]} for i in ids if i in titles]


def pair(one: Pair, rules: Mapping[str, str], clock: Clock) -> dict[str, object]:
    """Two incidents side by side, with how like they are and why that left it open."""
    features = [f"{name.replace('_', ' ')} {value:.2f}" for name, value in one.link.features if value]
    return {
        "sides": [_side(i, clock) for i in (one.a, one.b)],
        "score": f"{one.link.score:.2f}",
        "rule": one.link.rule,
        "why": rules.get(one.link.rule, ""),
        "features": ", ".join(features[:8]),
    }


def _side(one: Incident, clock: Clock) -> dict[str, object]:
    where = " · ".join(x for x in (clock.span(one.start, one.end), one.place_name) if x)
    return {"id": one.id, "title": one.title, "where": where, "reports": len(one.reports), "claims": len(one.claims)}
