"""UCDP-like CSV: the 49 columns of the UCDP Georeferenced Event Dataset (GED 23.1), then where figures come from.

Not UCDP data: the desk codes no conflicts, dyads or sides, and takes events without a death too. Deaths are the range
of reports; `best` stays empty where voices differ, since the desk weighs none against another.
"""

from allegedly.knowledge.exports import export_words
from allegedly.model import Toll
from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.columns import Row, Value
from allegedly.publish.exports.places import Spot, of_incident
from allegedly.publish.exports.sheets import sheet
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.told_of import country, days, last_moment, named, toll, voices
from allegedly.publish.exports.writing import Add

PART = "ucdp-like.csv"
THEIRS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
OURS = ("allegedly_incident", "allegedly_low_claim", "allegedly_high_claim", "allegedly_occurrence")
HEAD = THEIRS + OURS
NEAR = 2  # where_prec of a place that was made coarser


def write(files: Files, manner: Manner) -> Add:
    """One row an incident."""
    take = sheet(files, PART, HEAD)
    return lambda case: take(row(case, manner))


def row(case: Case, manner: Manner) -> Row:
    """One incident in GED's columns; what needs a person's coding is empty."""
    spot = of_incident(case.incident, manner.exact)
    filled = {**_identity(case), **_sources(case), **_where(case, spot), **_when(case), **_deaths(case)}
    return tuple(filled.get(name) for name in HEAD)


def _identity(case: Case) -> dict[str, Value]:
    one = case.incident
    return {
        "id": one.id,
        "relid": f"ALLEGEDLY-{one.id}",
        "year": one.start.year if one.start else None,
        "code_status": "Not coded",
        "event_clarity": 2 if len(one.parts) > 1 else 1,
        "allegedly_incident": one.id,
        "allegedly_occurrence": case.assessment.occurrence,
    }


def _sources(case: Case) -> dict[str, Value]:
    held = case.reports
    return {
        "number_of_sources": len(held),
        "source_article": "; ".join(f'"{told}"' for told in named(held)),
        "source_office": "; ".join(r.source for r in held),
        "source_date": "; ".join(f"{r.published:%Y-%m-%d}" if r.published else "" for r in held),
        "source_headline": "; ".join(r.title for r in held),
        "source_original": "; ".join(voices(case)),
    }


def _where(case: Case, spot: Spot) -> dict[str, Value]:
    code = export_words().ucdp.place.get(spot.precision) if spot.precision else None
    point = f"POINT ({spot.lon} {spot.lat})" if spot.lat is not None else None
    return {
        "where_prec": NEAR if spot.coarse and spot.precision == "settlement" else code,
        "where_coordinates": spot.name,
        "where_description": spot.name,
        "latitude": spot.lat,
        "longitude": spot.lon,
        "geom_wkt": point,
        "country": country(case, spot)[0],
    }


def _when(case: Case) -> dict[str, Value]:
    start, last = case.incident.start, last_moment(case)
    return {
        "date_prec": date_precision(days(case)),
        "date_start": f"{start:%Y-%m-%d} 00:00:00.000" if start else None,
        "date_end": f"{last:%Y-%m-%d} 00:00:00.000" if last else None,
    }


def date_precision(covered: int) -> int | None:
    """1 the day, 2 up to six days, 3 a week, 4 up to a month, 5 longer."""
    if not covered:
        return None
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if covered <= most), 5)


def _deaths(case: Case) -> dict[str, Value]:
    told = toll(case, "killed")
    if told is None:
        return {}
    best = _whole(told.best)
    return {
        "deaths_unknown": best,  # the desk does not tell sides and civilians apart
        "best": best,
        "high": _whole(told.high),
        "low": _whole(told.low),
        **_resting(told),
    }


def _resting(told: Toll) -> dict[str, Value]:
    return {"allegedly_low_claim": told.low_claim, "allegedly_high_claim": told.high_claim}


def _whole(figure: float | int | None) -> int | None:
    return None if figure is None else int(figure)
