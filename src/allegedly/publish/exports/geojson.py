"""GeoJSON (RFC 7946): a Feature an incident, its point no finer than a settlement, how exact it is as a property."""

from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.places import of_incident
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.writing import Add, Array
from allegedly.publish.told import open_conflicts

PART = "incidents.geojson"


def write(files: Files, manner: Manner) -> Add:
    """One FeatureCollection; an incident without a known point has no geometry, as the standard allows."""
    features = Array(files, PART, b'{"type":"FeatureCollection","features":[\n', b"\n]}\n")
    return lambda case: features.add(feature(case, manner))


def feature(case: Case, manner: Manner) -> dict[str, object]:
    """One incident. Positions are longitude, then latitude."""
    one, a, spot = case.incident, case.assessment, of_incident(case.incident, manner.exact)
    located = spot.lat is not None and spot.lon is not None
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]} if located else None,
        "properties": {
            "title": one.title,
            "start": one.start,
            "end": one.end,
            "place": spot.id,
            "place_name": spot.name,
            "precision": spot.precision,
            "coarsened": spot.coarse,
            "occurrence": a.occurrence,
            "attribution": a.attribution,
            "conflicts": open_conflicts(a),
            "reports": len(one.reports),
            "toll": [
                {"event": t.event, "low": t.low, "best": t.best, "high": t.high,
                 "low_claim": t.low_claim, "high_claim": t.high_claim} for t in a.toll
            ],
            "claims": one.claims,
        },
    }  # fmt: skip
