"""What a report becomes for those who may not see all of it: words masked in every form and script, places by cell.

Pure: from a report and what was read out of it to the report that an edition holds. Nothing of the former is kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import floor

from allegedly.extract.slavic.morphology import readings
from allegedly.knowledge.gazetteer import Toponym, gazetteer
from allegedly.knowledge.identity import skeleton
from allegedly.model import Claim, Extraction, Place, Report, Span, digest
from allegedly.model.restriction import BY_REGION
from allegedly.model.vocabulary import PlacePrecision

MASK = "█"  # one for each code point, so that spans stay where they were
WORD = re.compile(r"[\w'’ʼ]+(?:-[\w'’ʼ]+)*")
# What may stand inside a word unseen: soft hyphens, joiners, marks of direction, stress marks.
UNSEEN = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
CYRILLIC = re.compile(r"[\u0400-\u052f]")
COORDINATES = re.compile(r"[-+]?\d{1,3}[.,]\d{2,}|\d{1,3}\s*°[\d\s.,′″'\"]*[NSEWСЮВЗПн]?")
NUMBER = 6  # digits from which a masked word is a number: of a telephone, an account, a car
LOCAL = 9  # digits of a telephone number without its country's
SHORT = 4  # letters: a shorter word is masked as it stands and in its forms, not inside of others
TAIL = re.compile("[аеёиіїйоуыэєюяьaeiouy]{1,2}$")
FINE = ("exact", "settlement", "district")  # places below a cell
WIDE = 1.0  # degrees: a cell of more is called a region


@dataclass(frozen=True, slots=True)
class Plan:
    """What a role may not see of one report. `secret` makes the id that stands for the report's own."""

    secret: str
    words: tuple[str, ...] = ()
    cell: str = ""


class Finder:
    """Finds words in a text: each in all its forms and spellings; one in quotation marks only as it stands."""

    def __init__(self, words: Iterable[str]) -> None:
        given = [one.strip() for one in words if one.strip()]
        quoted = [one[1:-1] for one in given if len(one) > 2 and one[0] == one[-1] == '"']
        bare = [one for one in given if not (len(one) > 2 and one[0] == one[-1] == '"')]
        numbers = [one for one in bare if sum(c.isdigit() for c in one) >= NUMBER]
        self._patterns = [re.compile(_flexible(one), re.IGNORECASE) for one in quoted if WORD.search(one)]
        self._patterns += [re.compile(_digits(one)) for one in numbers]
        single = {w for one in bare if one not in numbers for w in WORD.findall(one)}
        self._words = [Sought(word) for word in sorted(single)]

    def spans(self, text: str) -> list[Span]:
        """Where the text holds any of them: code points, in order, overlapping ones joined."""
        bare, places = _bared(text)
        found = [m.span() for pattern in self._patterns for m in pattern.finditer(bare)]
        found += [m.span() for m in WORD.finditer(bare) if any(one.is_in(m.group()) for one in self._words)]
        return _joined(Span(places[start], places[end - 1] + 1) for start, end in found if end > start)

    def masked(self, text: str) -> str:
        """The text with a mark for each code point of what was found."""
        return covered(text, self.spans(text))


class Sought:
    """One word that is to be masked."""

    def __init__(self, word: str) -> None:
        self._low = word.casefold()
        self._skeleton = skeleton(word)
        self._forms = _forms(self._low)
        stem = TAIL.sub("", self._low)
        self._stem = stem if len(stem) >= SHORT else self._low

    def is_in(self, word: str) -> bool:
        """Is a word of a text this one, a form of it, its name in another script, or does it hold it?"""
        return any(self._is(part) for part in {word, *word.split("-")})

    def _is(self, word: str) -> bool:
        low = word.casefold()
        if low == self._low or not self._forms.isdisjoint(_forms(low)):
            return True
        if len(self._stem) >= SHORT and self._stem in low:
            return True
        mine, theirs = self._skeleton, skeleton(low)
        return bool(mine) and (mine == theirs or (len(mine) >= SHORT and mine in theirs))


@lru_cache(maxsize=65536)
def _forms(word: str) -> frozenset[str]:
    """The dictionary forms that a word may belong to, as all scripts spell them."""
    if not CYRILLIC.search(word):
        return frozenset()
    return frozenset(r.lemma for lang in ("ru", "uk") for r in readings(word, lang) if r.lemma)


def _bared(text: str) -> tuple[str, list[int]]:
    """A text without what is not seen, and where each of its code points stood."""
    places = [n for n, c in enumerate(text) if not UNSEEN.match(c)]
    return "".join(text[n] for n in places), places


def _flexible(words: str) -> str:
    """A pattern of words with anything but letters between them."""
    return r"[\W_]+".join(map(re.escape, WORD.findall(words)))


def _digits(number: str) -> str:
    """A pattern of a number, however it is grouped, with or without what stands before its last nine digits."""
    gap, marks = r"[\s().\-‑–/]*", [re.escape(c) for c in number if c.isalnum()]
    head, rest = marks[:-LOCAL], marks[-LOCAL:]
    return "".join(f"(?:{c}{gap})?" for c in head) + gap.join(rest)


def _joined(found: Iterable[Span]) -> list[Span]:
    made: list[Span] = []
    for one in sorted(set(found)):
        if made and one.start <= made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, one.end))
        else:
            made.append(one)
    return made


def covered(text: str, spans: Iterable[Span]) -> str:
    """The text with a mark for each code point of the spans; ends of lines stay."""
    chars = list(text)
    for span in spans:
        for at in range(span.start, min(span.end, len(chars))):
            chars[at] = chars[at] if chars[at] in "\r\n" else MASK
    return "".join(chars)


def stand_in(id: str, version: int, secret: str) -> str:
    """The id that stands for a report's own; versions of one item keep their numbers."""
    base = id.removesuffix(f"@{version}") if version > 1 else id
    made = f"masked-{digest('masked', secret, base, size=6)}"
    return f"{made}@{version}" if version > 1 else made


def masked(found: Extraction, plan: Plan) -> Report:
    """A report as an edition holds it, to be read out anew. What could lead back to its own words is left out."""
    report, finder = found.report, Finder([*plan.words, *(_names(found) if plan.cell else ())])
    hidden = [*finder.spans(report.text), *(_places(found, plan.cell) if plan.cell else ())]
    return replace(
        report,
        id=stand_in(report.id, report.version, plan.secret),
        text=covered(report.text, hidden),
        title=covered(finder.masked(report.title), _coordinates(report.title, plan.cell)),
        source=finder.masked(report.source),
        url=None,
        forward=None,
        reply_to=None,
        edits=None,
        media=(),
        snapshot="",
        locator="",
    )


def _coordinates(text: str, cell: str) -> Iterator[Span]:
    return (Span(*m.span()) for m in COORDINATES.finditer(text)) if cell else iter(())


def _fine(found: Extraction) -> Iterator[Place]:
    """The places of claims that are finer than a cell."""
    return (p for c in found.claims for p in c.places if p.precision in FINE)


def _places(found: Extraction, cell: str) -> Iterator[Span]:
    """Where a text names places finer than a cell, as claims and mentions have them, or gives coordinates."""
    yield from (p.span for p in _fine(found))
    regions = {p.span for c in found.claims for p in c.places if p.precision not in FINE}
    yield from (m.span for m in found.mentions if m.kind == "place" and m.span not in regions and not _wide(m.id))
    yield from _coordinates(found.report.text, cell)


def _wide(id: str | None) -> bool:
    """Is this a region or a country, which a cell does not hide?"""
    if id is None or id.startswith("iso:"):
        return id is not None
    known = _toponym(id)
    return known is not None and known.precision not in FINE


@lru_cache(maxsize=4096)
def _toponym(id: str) -> Toponym | None:
    return gazetteer().place(id)


@lru_cache(maxsize=4096)
def _called(id: str) -> tuple[str, ...]:
    return gazetteer().names(id)


def _names(found: Extraction) -> set[str]:
    """All names of the places that are finer than a cell: a text may use several of one place."""
    mentioned = [(m.id, m.text, m.name) for m in found.mentions if m.kind == "place" and not _wide(m.id)]
    every = [(p.id, p.text, p.name) for p in _fine(found)] + mentioned
    names = {name for _, *told in every for name in told if name}
    names |= {name for id, *_ in every if id for name in _called(id)}
    return {name if len(WORD.findall(name)) == 1 else f'"{name}"' for name in names}


def coarsened(anew: Extraction, found: Extraction, cell: str) -> Extraction:
    """What was read out of a masked report, its claims with the cells of the places that they had."""
    claims = tuple(_placed(one, anew.report, found, cell) for one in anew.claims)
    return replace(anew, claims=claims)


def _placed(one: Claim, report: Report, found: Extraction, cell: str) -> Claim:
    alike = [c for c in found.claims if c.span.meets(one.span) and c.event == one.event]
    fine = [p for c in alike for p in c.places if p.precision in FINE and p.lat is not None]
    made = {p.id: p for p in (_cell(p, report, cell) for p in fine)}
    return replace(one, places=(*made.values(), *one.places)) if made else one


def _cell(place: Place, report: Report, cell: str) -> Place:
    """The cell that a place is in, of a grid that is the same for all: none tells where in it the place is."""
    text = report.words(place.span)
    division = _toponym(place.region) if cell == BY_REGION and place.region else None
    if division is not None and division.precision == "region":
        return Place(text, place.span, division.id, division.name, division.lat, division.lon, "region")
    size = 1.0 if cell == BY_REGION else float(cell)
    lat, lon = (floor((value or 0.0) / size) * size for value in (place.lat, place.lon))
    name = f"{_degrees(lat, size, 'NS')}, {_degrees(lon, size, 'EW')}"
    middle = round(lat + size / 2, 6), round(lon + size / 2, 6)
    precision: PlacePrecision = "region" if size > WIDE else "district"
    return Place(text, place.span, f"cell:{lat:g},{lon:g},{size:g}", name, *middle, precision)


def _degrees(start: float, size: float, signs: str) -> str:
    """The bounds of a cell in one direction, the lower number first."""
    low, high = (start, start + size) if start >= 0 else (-start - size, -start)
    return f"{low:g}–{high:g}° {signs[start < 0]}"


def sizes(cells: Sequence[str]) -> str:
    """The coarsest of several cells."""
    return max(cells, key=lambda one: 1e9 if one == BY_REGION else float(one), default="")
