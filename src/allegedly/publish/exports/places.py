"""Where things are said to have happened, no finer than a settlement unless somebody asks for more.

A place that is known to the building or the base is handed on as the settlement nearest to it. Where none is within
50 km (at sea), it is the middle of its cell of half a degree, told as a district. Words of reports stay as they are.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import asin, cos, floor, radians, sin, sqrt

from allegedly.knowledge.gazetteer import gazetteer
from allegedly.model import Claim, Incident, Mention, Place
from allegedly.model.vocabulary import PlacePrecision

FAR = 50.0  # km to the nearest settlement from where the open sea, or empty land, is told as such
CELL = 0.5  # degrees
EARTH = 6371.0  # km, mean radius


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that may be handed on. `coarse`: a finer one was known. Degrees are WGS 84."""

    id: str | None
    name: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision | None
    country: str | None = None
    coarse: bool = False


def of_incident(incident: Incident, exact: bool = False) -> Spot:
    """Where an incident is."""
    one = incident
    spot = Spot(one.place, one.place_name, one.lat, one.lon, one.precision)
    return spot if exact else coarsened(spot)


def of_place(place: Place, exact: bool = False) -> Spot:
    """Where a place of a claim is."""
    spot = Spot(place.id, place.name, place.lat, place.lon, place.precision, place.country)
    return spot if exact else coarsened(spot)


def coarsened(spot: Spot) -> Spot:
    """The same place at settlement precision, if it was finer."""
    if spot.precision != "exact":
        return spot
    if spot.lat is None or spot.lon is None:
        return replace(spot, id=None, name=None, precision="settlement", coarse=True)
    near = _nearest(spot.lat, spot.lon)
    return replace(near, country=spot.country, coarse=True)


@lru_cache(4096)
def _nearest(lat: float, lon: float) -> Spot:
    around = gazetteer().settled_near(lat, lon)
    found = min(around, key=lambda t: (_apart(lat, lon, t.lat, t.lon), t.id), default=None)
    if found is None or _apart(lat, lon, found.lat, found.lon) > FAR:
        middle = [round((floor(x / CELL) + 0.5) * CELL, 2) for x in (lat, lon)]
        return Spot(None, None, middle[0], middle[1], "district")
    return Spot(found.id, found.name, found.lat, found.lon, "settlement")


def _apart(lat: float, lon: float, other_lat: float | None, other_lon: float | None) -> float:
    """Kilometres between two points (haversine)."""
    if other_lat is None or other_lon is None:
        return float("inf")
    up, across = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    part = sin(up) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(across) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, part)))


def shown_place(place: Place, exact: bool) -> Place:
    """A claim's place as it may be handed on: the report's words with the coarser point."""
    spot = of_place(place, exact)
    precision = spot.precision or place.precision
    return replace(place, id=spot.id, name=spot.name, lat=spot.lat, lon=spot.lon, precision=precision)


def shown_claim(claim: Claim, exact: bool) -> Claim:
    """A claim with its places as they may be handed on."""
    return replace(claim, places=tuple(shown_place(p, exact) for p in claim.places))


def shown_incident(incident: Incident, exact: bool) -> Incident:
    """An incident with its place as it may be handed on."""
    spot = of_incident(incident, exact)
    return replace(incident, place=spot.id, place_name=spot.name, lat=spot.lat, lon=spot.lon, precision=spot.precision)


def shown_mention(mention: Mention, exact: bool) -> Mention:
    """A place that a text names, likewise; a mention has no precision of its own, so the gazetteer is asked."""
    if exact or mention.kind != "place" or mention.lat is None or mention.lon is None:
        return mention
    if mention.id is None or not gazetteer().is_exact(mention.id):
        return mention
    near = _nearest(mention.lat, mention.lon)
    return replace(mention, id=near.id, name=near.name, lat=near.lat, lon=near.lon)
