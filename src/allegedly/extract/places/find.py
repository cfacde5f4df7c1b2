"""Places named in the text, through the gazetteer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allegedly.extract.names import Organised
from allegedly.extract.places.guards import Context, met_as_surname, refused, standing, surname_in
from allegedly.extract.places.match import Match, matches, opens
from allegedly.extract.places.resolve import Sense, contains, resolve, sense_key
from allegedly.extract.places.words import Word, texts, words
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.knowledge.gazetteer import Toponym, gazetteer
from allegedly.model import Place, Sentence, Span

# What may stand between a place and the larger one that holds it: "Springfield, Illinois".
CONTAINER_GAPS = frozenset({", ", " (", ",\u00a0", "; "})


@dataclass(frozen=True, slots=True)
class Found:
    """A match that passed its guards, with the sense it shares and the container named beside it."""

    match: Match
    key: str
    beside: tuple[Toponym, ...]
    standing: float


def places(analysis: Analysis, organised: Organised | None = None) -> tuple[Place, ...]:
    """Every place named, in text order, longest name first, with coordinates and precision where known."""
    known = organised or Organised(analysis.clean)
    rows = [row for s in analysis.sentences if (row := _contexts(analysis.clean, s, known))]
    met = frozenset(n for row in rows for c in row if (n := surname_in(c)))
    found = [f for row in rows for f in _founds(analysis.clean, row, met)]
    title = analysis.document.report.title
    heading = _in_title(title, analysis) if found and title else []
    chosen = resolve(_senses([*found, *heading]))
    placed = ((f.match, chosen.get(f.key)) for f in found if f.match.how != "people")
    return tuple(_place(analysis.text, match, t) for match, t in placed if t)


def _in_title(title: str, analysis: Analysis) -> list[Found]:
    """Places of the title, which stands outside the text: they only help to tell namesakes apart."""
    whole = Analysed(Sentence(Span(0, len(title)), analysis.document.lang, 0), ())
    return list(_founds(title, _contexts(title, whole, Organised(title)), frozenset()))


def _contexts(clean: str, sentence: Analysed, organised: Organised) -> list[Context]:
    """All matches of a sentence in their context, but those inside the name of an organisation."""
    lang = sentence.lang
    if not any(opens(t, lang) for t in texts(clean, sentence)):
        return []
    run = words(clean, sentence)
    found = list(matches(run, clean, lang))
    if not found:
        return []
    pos = {t.start: t.pos for t in sentence.tokens}
    named = [] if lang == "en" or not sentence.tokens else organised.spans(sentence)
    return [Context(run, m, pos, lang) for m in found if not _inside(m, named)]


def _founds(clean: str, contexts: Sequence[Context], met: frozenset[str]) -> Iterator[Found]:
    """The matches of one sentence that no guard refuses, with the containers beside them."""
    kept = [c for c in contexts if not refused(c) and not met_as_surname(c, met)]
    for i, c in enumerate(kept):
        beside = _beside(c.words, c.match, [k.match for k in kept[i + 1 : i + 3]])
        yield Found(c.match, sense_key(c.match, clean[c.match.start : c.match.end]), beside, standing(c))


def _inside(match: Match, named: Sequence[tuple[int, int]]) -> bool:
    """Does the name of an organisation hold the match ("МИД Норвегии")? A feature stays a place."""
    whole = match.last - match.first > 1 and (match.start, match.end) in named  # "Біла Церква"
    if match.how == "feature" or whole:
        return False
    return any(s <= match.start and match.end <= e for s, e in named)


def _beside(run: Sequence[Word], match: Match, following: Sequence[Match]) -> tuple[Toponym, ...]:
    """Larger places that directly follow after a comma or in brackets, one or two steps ("town, county, state")."""
    found: list[Toponym] = []
    last = match.last
    for other in following:
        genitive = other.how == "region" and run[last - 1].gap == " "  # "Чугуева Харьковской области"
        if other.first != last or not (genitive or run[last - 1].gap in CONTAINER_GAPS):
            break
        found += [t for t in other.candidates if any(contains(t, c) for c in match.candidates)]
        last = other.last
    return tuple(found)


def _senses(found: Sequence[Found]) -> list[Sense]:
    """One sense for each name of the report, with all the containers named beside any mention of it."""
    merged: dict[str, Sense] = {}
    for f in found:
        old = merged.get(f.key)
        inside, stands = (old.inside, old.standing) if old else ((), -9.0)
        merged[f.key] = Sense(f.key, f.match.lang, f.match.candidates, (*inside, *f.beside), max(stands, f.standing))
    return list(merged.values())


def _region(t: Toponym) -> str | None:
    """The id of the division a place lies in, as that division's own mentions carry it; else its GeoNames code."""
    division = gazetteer().division(t.region) if t.region else None
    return division.id if division else t.region


def _place(text: str, match: Match, t: Toponym) -> Place:
    """The record of a place. Where parties name different countries for it, it carries none, and no region either."""
    shown = (None, None) if t.disputed else (t.country, _region(t))
    words = text[match.start : match.end]
    return Place(words, Span(match.start, match.end), t.id, t.name, t.lat, t.lon, t.precision, *shown)
