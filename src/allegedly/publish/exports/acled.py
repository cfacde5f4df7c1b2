"""ACLED-like CSV: the columns of ACLED's 2023 codebook, then where each figure comes from. Not ACLED data.

Fatalities follow ACLED's conservative rule, here and only here: the least figure that is told, and 0 where nobody tells
of deaths. Deaths without any figure are left empty: ACLED would write 3 or 10, and the desk invents no number.
"""

from allegedly.knowledge.events import event_types
from allegedly.knowledge.exports import export_words
from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.columns import Row, Value
from allegedly.publish.exports.places import of_incident
from allegedly.publish.exports.sheets import LIST, sheet
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.told_of import ARMED, actors, affirmed, country, days, named, newest, toll
from allegedly.publish.exports.writing import Add

PART = "acled-like.csv"
# ACLED's own, in its order.
THEIRS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
OURS = ("allegedly_incident", "allegedly_fatalities_claim", "allegedly_event_claims")
HEAD = THEIRS + OURS


def write(files: Files, manner: Manner) -> Add:
    """One row an incident."""
    take = sheet(files, PART, HEAD)
    return lambda case: take(row(case, manner))


def row(case: Case, manner: Manner) -> Row:
    """One incident in ACLED's columns; what it has no word for, or needs a person's coding, is empty."""
    one, a, spot = case.incident, case.assessment, of_incident(case.incident, manner.exact)
    sub, resting = sub_event(case)
    kind, disorder = export_words().acled.types.get(sub, ("", ""))
    named_country, iso = country(case, spot)
    deaths, claim = fatalities(case)
    at = newest(case)
    filled: dict[str, Value] = {
        "event_id_cnty": one.id,
        "event_date": f"{one.start.day:02} {one.start:%B %Y}" if one.start else None,
        "year": one.start.year if one.start else None,
        "time_precision": time_precision(days(case)),
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": "; ".join(actors(case)),
        "iso": iso,
        "country": named_country,
        "location": spot.name,
        "latitude": spot.lat,
        "longitude": spot.lon,
        "geo_precision": export_words().acled.place.get(spot.precision) if spot.precision else None,
        "source": "; ".join(dict.fromkeys(r.source for r in case.reports if r.source)),
        "notes": notes(case),
        "fatalities": deaths,
        "tags": f"allegedly:occurrence={a.occurrence}; allegedly:attribution={a.attribution}",
        "timestamp": int(at.timestamp()) if at else None,
        "allegedly_incident": one.id,
        "allegedly_fatalities_claim": claim,
        "allegedly_event_claims": resting,
    }
    return tuple(filled.get(name) for name in HEAD)


def sub_event(case: Case) -> tuple[str, tuple[str, ...]]:
    """The sub-event type, and the claims that affirm it; nothing where no armed act is affirmed."""
    words, types = export_words().acled, event_types()
    for event in words.order:
        if held := affirmed(case, [event]):
            sub = words.launch if event == "launch" else types[event].acled or ""
            return sub, tuple(dict.fromkeys(c for p in held for c in p.affirm))
    return "", ()


def time_precision(covered: int) -> int | None:
    """1 the day, 2 within a week, 3 within a month or more."""
    if not covered:
        return None
    return 1 if covered <= 1 else 2 if covered <= 7 else 3


def fatalities(case: Case) -> tuple[int | None, str | None]:
    """The least number of deaths that is told, and the claim that tells it."""
    told = toll(case, "killed")
    if told is not None and told.low is not None:
        return int(told.low), told.low_claim
    return (None, None) if affirmed(case, ["killed"]) else (0, None)


def notes(case: Case) -> str:
    """What is claimed, how it stands, and from what: no verdict."""
    held = affirmed(case, ARMED) or list(case.assessment.propositions)
    labels = "; ".join(f"{p.label} ({p.status})" for p in held[:6])
    return f"{labels}. Reports: {LIST.join(named(case.reports[:5]))}" if labels else case.incident.title
