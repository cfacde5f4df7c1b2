"""Places that an incident's claims name, with how exactly each is known: for a list, and as areas for a map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allegedly.model import Place
from allegedly.model.vocabulary import PlacePrecision
from allegedly.publish.labels import precision_word
from allegedly.publish.told import Told
from allegedly.publish.tongue import n_
from allegedly.publish.web.telling import Teller

# How wide an area stands for a place that is known no better, in kilometres; a drawing aid, not a finding.
RADIUS_KM: Mapping[PlacePrecision, float] = {
    "exact": 1.0,
    "settlement": 5.0,
    "district": 20.0,
    "region": 75.0,
    "country": 300.0,
}
FINEST: tuple[PlacePrecision, ...] = ("exact", "settlement", "district", "region", "country")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the claims that name it, first told first."""

    place: Place
    told: tuple[Told, ...]


def spots(claims: Iterable[Told]) -> list[Spot]:
    """Every place once, those that most claims name first; the finest that is known of each."""
    held: dict[str, list[tuple[Place, Told]]] = {}
    for t in claims:
        for place in t.claim.places:
            if place.id and place.name:
                held.setdefault(place.id, []).append((place, t))
    found = [
        Spot(min((p for p, _t in group), key=lambda p: FINEST.index(p.precision)), _once(t for _p, t in group))
        for group in held.values()
    ]
    return sorted(found, key=lambda s: (-len(s.told), FINEST.index(s.place.precision), s.place.id or ""))


def _once(told: Iterable[Told]) -> tuple[Told, ...]:
    return tuple({t.claim.id: t for t in told}.values())


def listed(teller: Teller) -> list[dict[str, object]]:
    """The rows of the page's list of places."""
    rows: list[dict[str, object]] = []
    for number, spot in enumerate(spots(teller.claims.values())):
        first = spot.told[0]
        rows.append(
            {
                "id": f"place-{number}",
                "name": teller.places[spot.place.id or ""],
                "precision": precision_word(spot.place.precision),
                "radius": f"{RADIUS_KM[spot.place.precision]:g}",
                "drawn": spot.place.lat is not None and spot.place.lon is not None,
                "count": n_("{n} claim", "{n} claims", len(spot.told)).format(n=len(spot.told)),
                "words": spot.place.text,
                "lang": teller.lang(first.report.id),
                "href": teller.href(first),
            }
        )
    return rows


def features(teller: Teller, page: str) -> dict[str, object]:
    """The places as GeoJSON (RFC 7946): a point each, with the radius of the area that its precision stands for."""
    found = []
    for number, spot in enumerate(spots(teller.claims.values())):
        place = spot.place
        if place.lat is None or place.lon is None:
            continue
        count = n_("{n} claim", "{n} claims", len(spot.told)).format(n=len(spot.told))
        properties = {
            "name": teller.places[place.id or ""],
            "precision": place.precision,
            "radius_km": RADIUS_KM[place.precision],
            "href": f"{page}#place-{number}",
            "label": f"{teller.places[place.id or '']}: {precision_word(place.precision)}, {count}",
        }
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
        found.append({"type": "Feature", "geometry": point, "properties": properties})
    return {"type": "FeatureCollection", "features": found}
