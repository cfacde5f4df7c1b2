"""Places named in the text, through the gazetteer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allegedly.extract.places.guards import Context, refused
from allegedly.extract.places.match import Match, matches
from allegedly.extract.places.resolve import Sense, contains, resolve, sense_key
from allegedly.extract.places.words import Word, words
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.knowledge.gazetteer import Toponym
from allegedly.model import Place, Sentence, Span

# What may stand between a place and the larger one that holds it: "Springfield, Illinois".
CONTAINER_GAPS = frozenset({", ", " (", ",\u00a0", "; "})


@dataclass(frozen=True, slots=True)
class Found:
    """A match that passed its guards, with the sense it shares and the container named beside it."""

    match: Match
    key: str
    beside: tuple[Toponym, ...]


def places(analysis: Analysis) -> tuple[Place, ...]:
    """Every place named, in text order, longest name first, with coordinates and precision where known."""
    found = [f for s in analysis.sentences for f in _in_sentence(analysis.clean, s)]
    title = analysis.document.report.title
    heading = _in_title(title, analysis) if found and title else []
    chosen = resolve(_senses([*found, *heading]))
    return tuple(_place(analysis.text, f.match, chosen[f.key]) for f in found if f.match.how != "people")


def _in_title(title: str, analysis: Analysis) -> list[Found]:
    """Places of the title, which stands outside the text: they only help to tell namesakes apart."""
    return list(_in_sentence(title, Analysed(Sentence(Span(0, len(title)), analysis.document.lang, 0), ())))


def _in_sentence(clean: str, sentence: Analysed) -> Iterator[Found]:
    run = words(clean, sentence)
    if not run:
        return
    pos = {t.start: t.pos for t in sentence.tokens}
    kept = [m for m in matches(run, clean, sentence.lang) if not refused(Context(run, m, pos, sentence.lang))]
    for i, match in enumerate(kept):
        beside = _beside(run, match, kept[i + 1 : i + 3])
        yield Found(match, sense_key(match, clean[match.start : match.end]), beside)


def _beside(run: Sequence[Word], match: Match, following: Sequence[Match]) -> tuple[Toponym, ...]:
    """Larger places that directly follow after a comma or in brackets, one or two steps ("town, county, state")."""
    found: list[Toponym] = []
    last = match.last
    for other in following:
        if other.first != last or run[last - 1].gap not in CONTAINER_GAPS:
            break
        found += [t for t in other.candidates if any(contains(t, c) for c in match.candidates)]
        last = other.last
    return tuple(found)


def _senses(found: Sequence[Found]) -> list[Sense]:
    """One sense for each name of the report, with all the containers named beside any mention of it."""
    merged: dict[str, Sense] = {}
    for f in found:
        old = merged.get(f.key)
        merged[f.key] = Sense(f.key, f.match.lang, f.match.candidates, (old.inside if old else ()) + f.beside)
    return list(merged.values())


def _place(text: str, match: Match, t: Toponym) -> Place:
    """The record of a place. Where parties name different countries for it, it carries none, and no region either."""
    shown = (None, None) if t.disputed else (t.country, t.region)
    words = text[match.start : match.end]
    return Place(words, Span(match.start, match.end), t.id, t.name, t.lat, t.lon, t.precision, *shown)
