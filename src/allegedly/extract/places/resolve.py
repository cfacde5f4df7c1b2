"""Which of several namesakes: by containers and other places of the text, population, and the report's language.

Scores are in decades of population: a namesake ten times as large gains 1. After the usual heuristics of toponym
resolution (Leidner 2007; Lieberman and Samet 2012): containers, nearness of neighbours, one sense per discourse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, exp, log10, radians, sin, sqrt

from allegedly.extract.places.match import Match
from allegedly.knowledge.gazetteer import Toponym, fold
from allegedly.model.vocabulary import Lang

EARTH_KM = 6371.0088
# What a kind of place is worth before its text is known; settlements count by population instead.
KIND = {"country": 9.0, "continent": 9.0, "state": 5.9, "county": 4.0, "sea": 6.0}
OTHER = 5.6
HOME = {"en": ("US", "GB"), "ru": ("UA", "RU"), "uk": ("UA", "RU")}
HOME_GAIN = {"en": 0.2, "ru": 1.2, "uk": 1.6}
OWN_NAME = 0.6
CONTAINER = 6.0
SAME_REGION = 1.6
SAME_COUNTRY = 0.9
NEAR_KM = 150.0
NEAR_GAIN = 1.2
NEAR_MOST = 2.4
ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Sense:
    """All mentions of one name in a report, which share one meaning; `inside` are the containers named beside them."""

    key: str
    lang: Lang
    candidates: tuple[Toponym, ...]
    inside: tuple[Toponym, ...]


def kilometres(a: Toponym, b: Toponym) -> float | None:
    """Great-circle distance of two places, None where a point is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    x = sin(radians(b.lat - a.lat) / 2) ** 2
    x += cos(radians(a.lat)) * cos(radians(b.lat)) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, x)))


def prior(place: Toponym, lang: Lang) -> float:
    """What a place is worth before the text is looked at."""
    score = log10(place.population + 30) if place.kind == "settlement" else KIND.get(place.kind, OTHER)
    if place.kind != "country":
        score += HOME_GAIN[lang] * (place.country in HOME[lang] or place.disputed)
    return score + OWN_NAME * (place.grade > 1)


def contains(outer: Toponym, inner: Toponym) -> bool:
    """Is `outer` a country, division or continent that `inner` lies in?"""
    if outer.id == inner.id or inner.kind in ("country", "continent"):
        return False
    if outer.kind == "country":
        return outer.country == inner.country
    return outer.region is not None and outer.region == inner.region and outer.precision == "region"


def resolve(senses: Sequence[Sense]) -> dict[str, Toponym]:
    """The place each name means in this report, by its key."""
    chosen: dict[str, Toponym] = {}
    for _ in range(ROUNDS + 1):
        chosen = {s.key: _best(s, chosen) for s in senses}
    return chosen


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
    near = 0.0
    for o in others:
        if o.kind == "settlement" and o.id != place.id and (km := kilometres(o, place)) is not None:
            near += NEAR_GAIN * exp(-km / NEAR_KM)
    return SAME_REGION * region + 0.8 * named + SAME_COUNTRY * country + min(near, NEAR_MOST)


def sense_key(match: Match, text: str) -> str:
    """Mentions with the same candidates share a sense; inflected forms of one name have the same."""
    if match.lang == "en":
        return f"{match.how}:{fold(text)}"
    return f"{match.how}:" + "|".join(t.id for t in match.candidates[:6])
