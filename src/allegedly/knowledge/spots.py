"""How two places stand to each other: one, near, a whole and its part, or elsewhere."""

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from allegedly.knowledge.linking import LinkingFile
from allegedly.model import Mention, Place

EARTH_KM = 6371.0
DEGREE_KM = 111.0  # a degree of latitude and a little less: no two places are nearer than their latitudes


class Spot(NamedTuple):
    """A place as linking sees it: gazetteer id or folded name, degrees where known, precision, and what it lies in."""

    key: str
    lat: float | None
    lon: float | None
    precision: str
    country: str | None
    region: str | None
    name: str


def spot(place: Place) -> Spot:
    """The spot of a place; without a gazetteer id its name stands for it."""
    name = place.name or place.text
    return Spot(place.id or name.casefold(), place.lat, place.lon, place.precision, place.country, place.region, name)


def listed(places: Iterable[Place]) -> list[Spot]:
    """The spots of the places that a gazetteer lists: what has a name only says nothing of how near another is."""
    return [spot(p) for p in places if p.id]


def mentioned(mention: Mention) -> Spot:
    """The spot of a place that a text names outside any claim."""
    name = mention.name or mention.text
    return Spot(mention.id or name.casefold(), mention.lat, mention.lon, mention.type or "settlement", None, None, name)


def distance(a: Spot, b: Spot) -> float | None:
    """Great-circle distance in kilometres (haversine), or None where a place has no degrees."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    half_lat, half_lon = radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2
    chord = sin(half_lat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def spread(spots: Iterable[Spot], limit: float) -> int:
    """How many groups the towns fall into that lie further apart than `limit` kilometres; at least 1."""
    heads: list[Spot] = []
    for one in sorted(s for s in spots if s.precision not in ("region", "country") and s.lat is not None):
        if all((distance(one, h) or 0.0) > limit for h in heads):
            heads.append(one)
    return max(1, len(heads))


def fit(a: Spot, b: Spot, rules: LinkingFile) -> float:
    """1 the same spot, .9 near, .6 a whole and its part or the same region, 0 elsewhere or only a country in common."""
    if "country" in (a.precision, b.precision):
        return 0.0
    if a.key == b.key:
        return 1.0 if a.precision != "region" else 0.7
    if holds(a, b, rules) or holds(b, a, rules):
        return 0.6
    if "region" in (a.precision, b.precision) or a.lat is None or b.lat is None:
        return 0.0
    if abs(a.lat - b.lat) * DEGREE_KM > rules.space.near_km * 2:
        return 0.0
    apart = distance(a, b)
    if apart is not None and apart <= rules.space.near_km:
        return 0.9
    spots = {a.precision, b.precision} & {"exact", "district"}
    return 0.6 if spots and apart is not None and apart <= rules.space.near_km * 2 else 0.0


def holds(whole: Spot, part: Spot, rules: LinkingFile) -> bool:
    """Does a region hold the place?"""
    if whole.precision != "region" or part.precision in ("region", "country"):
        return False
    if whole.region is None:
        # Where parties name different countries for a place it carries no region: then only distance tells.
        apart = distance(whole, part) if part.region is None and part.country == whole.country else None
        return apart is not None and apart <= rules.space.region_km
    around = next((e.region for e in rules.enclave if e.city == part.region), None)
    return whole.region in (part.region, around)


def meet(a: Iterable[Spot], b: Sequence[Spot], rules: LinkingFile) -> bool:
    """Does any place of one fit any place of the other?"""
    return any(fit(x, y, rules) > 0 for x in a for y in b)


def best_fit(a: Iterable[Spot], b: Iterable[Spot], rules: LinkingFile) -> float:
    """The best fit of any place of one with any place of the other."""
    others = tuple(b)
    return max((fit(x, y, rules) for x in a for y in others), default=0.0)
