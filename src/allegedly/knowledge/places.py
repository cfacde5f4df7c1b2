"""Schemas of what the desk knows about places: `places.toml` and `lexicon/<lang>/places.toml`.

`places.toml` holds points and names that are one for all languages; a language's file holds its names of countries, its
ways to inflect a name, and the words that tell a place from a person, an organisation or a common word.
"""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang, PlacePrecision

# In the gazetteer, regions and own places are numbered from here on; GeoNames ids stay below.
OWN = 1_000_000_000


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a country is drawn when nothing finer is known: ISO 3166-1 code and a point."""

    code: str
    lat: float
    lon: float


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What regions and single places share: names per language, adjectives, and whether parties dispute the country."""

    id: str
    kind: str
    country: str | None = None
    admin1: str | None = None
    disputed: bool = False
    lat: float | None = None
    lon: float | None = None
    en: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    uk: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    ru_adjective: tuple[str, ...] = ()
    uk_adjective: tuple[str, ...] = ()
    note: str = ""


class Region(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A first-level division. `seat` or `admin1` tells its member towns; their mean is its point if none is given."""

    seat: str | None = None


class Spot(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Any other place: a sea, a bay, an airfield, a village. `precision` says how exact its point is."""

    precision: PlacePrecision


class PlaceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/places.toml`."""

    point: tuple[Point, ...]
    region: tuple[Region, ...]
    place: tuple[Spot, ...]


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country in one language. `short` forms count only in these letters; `people` are singular outside English."""

    code: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Continent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A continent in one language, by its GeoNames code."""

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()


class Ending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that end in `of` may be forms of a name that ends in one of `to`."""

    of: str
    to: tuple[str, ...]


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/places.toml`. Lists whose name ends in `_stems` hold beginnings of words, lower case.

    region_nouns      what a region's adjective or name goes with ("область", "oblast"), as lemmas
    settlement_stems  a kind of settlement before its name ("город", "смт")
    feature_stems     what an adjective or a name makes a place of ("аэродром", "НПЗ")
    before            words before a place name: prepositions of place
    person_before     titles and posts before a person's name
    person_after      verbs that only a person is the subject of
    organisation_after, organisation_stems  what makes an organisation or a work out of a place name before it
    never             capitalised words that are names of settlements somewhere and hardly ever a place in the news
    doubtful          words that are a place only after a word of `before` or a settlement word
    street_stems      words beside which a name is a street's, whatever town it is taken from ("улица Киевская")
    neutral           capitalised words that may stand before a place and be no part of its name ("Northern", "Monday")
    adjective         adjectives of settlements that no ending rule finds, to the name the gazetteer knows
    alias             further names of settlements: spellings and short names, to the name the gazetteer knows
    """

    country: tuple[Country, ...]
    continent: tuple[Continent, ...]
    region_nouns: tuple[str, ...] = ()
    settlement_stems: tuple[str, ...] = ()
    feature_stems: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    person_before: tuple[str, ...] = ()
    person_after: tuple[str, ...] = ()
    organisation_after: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    street_stems: tuple[str, ...] = ()
    ending: tuple[Ending, ...] = ()
    adjective_ending: tuple[Ending, ...] = ()
    base_ending: tuple[Ending, ...] = ()
    adjective: dict[str, str] = {}
    alias: dict[str, str] = {}


def place_file() -> PlaceFile:
    """The places beyond the gazetteer of settlements."""
    file: PlaceFile = load("places.toml", PlaceFile)
    return file


def place_words(lang: Lang) -> PlaceWords:
    """A language's words about places."""
    words: PlaceWords = load(f"lexicon/{lang}/places.toml", PlaceWords)
    return words
