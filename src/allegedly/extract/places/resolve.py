"""Which of several namesakes: by containers and other places of the text, population, and the report's language.

Scores are in decades of population: a namesake ten times as large gains 1. After the usual heuristics of toponym
resolution (Leidner 2007; Lieberman and Samet 2012): containers, nearness of neighbours, one sense per discourse.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import asin, cos, exp, log10, radians, sin, sqrt

from allegedly.extract.places.guards import NEAR
from allegedly.extract.places.match import Match
from allegedly.knowledge.folding import fold
from allegedly.knowledge.gazetteer import Toponym, gazetteer
from allegedly.model.vocabulary import Lang

EARTH_KM = 6371.0088
# What a kind of place is worth before its text is known; settlements count by population instead.
KIND = dict(country=9.0, continent=9.0, nation=8.5, state=8.0, province=7.5, republic=7.5, oblast=7.5, krai=7.5)
KIND |= dict(sea=7.5, region=7.0, governorate=6.0, county=5.5, village=3.0)
OTHER = 5.6
# A capital outweighs a division of its name (Washington).
CAPITAL = 2.2
# A language's prior for the country of a namesake: its readers' own, or none. Disputed places count as the largest.
HOME = {"en": {"US": 0.2, "GB": 0.2}, "ru": {"UA": 1.2, "RU": 1.2}, "uk": {"UA": 2.2, "RU": 0.8}}
OWN_NAME = 0.8
CONTAINER = 6.0
SAME_REGION = 1.6
SAME_COUNTRY = 1.3
REGION_SHARE = 1.5
NAMED_REGION = 1.2
NEAR_KM = 100.0
NEAR_GAIN = 1.2
NEAR_MOST = 3.0
ROUNDS = 2
# Below this the words are more likely a surname or a common word than a place.
THRESHOLD = {"en": 7.0, "ru": 4.0, "uk": 4.0}
# English words are seldom the names of towns in these countries by chance.
FOREIGN = 1.8
# A namesake elsewhere with a tenth of the inhabitants is one to reckon with.
NAMESAKE = 10
# Short words are too often something else ("Gaz", "Duma").
LONG = 6


@dataclass(frozen=True, slots=True)
class Sense:
    """All mentions of one name in a report, which share one meaning; `inside` are the containers named beside them."""

    key: str
    lang: Lang
    candidates: tuple[Toponym, ...]
    inside: tuple[Toponym, ...]
    standing: float = 0.0


def kilometres(a: Toponym, b: Toponym) -> float | None:
    """Great-circle distance of two places, None where a point is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    x = sin(radians(b.lat - a.lat) / 2) ** 2
    x += cos(radians(a.lat)) * cos(radians(b.lat)) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, x)))


def prior(place: Toponym, lang: Lang) -> float:
    """What a place is worth before the text is looked at."""
    score = log10(place.population + 30) if place.settled else KIND.get(place.kind, OTHER)
    score += CAPITAL * (place.kind == "capital")
    if place.kind != "country":
        home = HOME[lang]
        score += max(home.values()) if place.disputed else home.get(place.country or "", 0.0)
    return score + OWN_NAME * (place.grade > 1)


def contains(outer: Toponym, inner: Toponym) -> bool:
    """Is `outer` a country, division or continent that `inner` lies in?"""
    if outer.id == inner.id or inner.kind in ("country", "continent"):
        return False
    if outer.kind == "country":
        return outer.country == inner.country
    return outer.region is not None and outer.region == inner.region and outer.precision == "region"


def resolve(senses: Sequence[Sense]) -> dict[str, Toponym]:
    """The place each name means in this report, by its key; senses too weak to be a place are left out."""
    chosen: dict[str, Toponym] = {}
    for _ in range(ROUNDS + 1):
        chosen = {s.key: _best(s, chosen) for s in senses}
    kept = {s.key: chosen[s.key] for s in senses if _worth(s, chosen) >= THRESHOLD[s.lang]}
    return {key: _located(t, kept.values()) for key, t in kept.items()}


def _located(place: Toponym, others: Iterable[Toponym]) -> Toponym:
    """A county has no point of its own: it takes the middle of its state's towns in the text, else its state's point.

    Its precision is then the state's, since nothing finer is known.
    """
    if place.lat is not None or place.region is None:
        return place
    state = gazetteer().division(place.region)
    towns = [(o.lat, o.lon) for o in others if o.settled and o.region == place.region and o.lat and o.lon]
    points = towns or ([(state.lat, state.lon)] if state and state.lat and state.lon else [])
    if not points:
        return place
    lat, lon = (round(sum(p[i] for p in points) / len(points), 3) for i in (0, 1))
    return replace(place, lat=lat, lon=lon, precision="region")


def _worth(sense: Sense, chosen: dict[str, Toponym]) -> float:
    """How sure it is that the words name a place at all: what the place is worth here, and how the words stand."""
    place = chosen[sense.key]
    others = [t for key, t in chosen.items() if key != sense.key][:60]
    whole = prior(place, sense.lang) + _inside(place, sense) + _support(place, others) + sense.standing
    return whole + FOREIGN * _foreign(sense)


def _foreign(sense: Sense) -> bool:
    """English words that name no place to speak of outside the countries whose towns' names are no English words."""
    if sense.lang != "en" or len(sense.key.partition(":")[2]) < LONG or not all(c.settled for c in sense.candidates):
        return False
    most = max(c.population for c in sense.candidates)
    return all(c.country in NEAR for c in sense.candidates if c.population * NAMESAKE >= most)


def _inside(place: Toponym, sense: Sense) -> float:
    return CONTAINER * any(contains(outer, place) for outer in sense.inside)


def _best(sense: Sense, chosen: dict[str, Toponym]) -> Toponym:
    if len(sense.candidates) == 1:
        return sense.candidates[0]
    others = [t for key, t in chosen.items() if key != sense.key][:60]
    return max(sense.candidates, key=lambda t: prior(t, sense.lang) + _inside(t, sense) + _support(t, others))


def _support(place: Toponym, others: Sequence[Toponym]) -> float:
    """How well a place fits the other places of the text: inside one of them, in their countries, near them."""
    if place.kind in ("country", "continent"):
        return SAME_COUNTRY * any(o.country == place.country and o.id != place.id for o in others)
    named = any(o.precision == "region" and contains(o, place) for o in others)
    region = named or any(o.region == place.region is not None and o.id != place.id for o in others)
    country = any(o.country == place.country is not None and o.id != place.id for o in others)
    share = sum(o.region == place.region for o in others) / len(others) if others and place.region else 0.0
    near = 0.0
    for o in others:
        if o.settled and o.id != place.id and (km := kilometres(o, place)) is not None:
            near += NEAR_GAIN * exp(-km / NEAR_KM)
    return (
        SAME_REGION * region
        + NAMED_REGION * named
        + REGION_SHARE * share
        + SAME_COUNTRY * country
        + min(near, NEAR_MOST)
    )


def sense_key(match: Match, text: str) -> str:
    """Mentions with the same candidates share a sense; inflected forms of one name have the same."""
    if match.lang == "en":
        return f"{match.how}:{fold(text)}"
    return f"{match.how}:" + "|".join(t.id for t in match.candidates[:6])
