"""Persons and organisations named in the text."""

from collections.abc import Iterator, Sequence

from allegedly.extract.names.lexemes import Lexeme, lexemes
from allegedly.extract.names.organisations import organisations
from allegedly.extract.names.persons import Run, persons
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.model import Mention, Place, Span
from allegedly.model.vocabulary import MentionKind


def names(analysis: Analysis, places: Sequence[Place]) -> tuple[Mention, ...]:
    """Persons and organisations in text order; none overlaps a place."""
    met: set[str] = set()
    found = [m for s in analysis.sentences if s.lang != "en" for m in _slavic(analysis, s, places, met)]
    return tuple(sorted(found, key=lambda m: m.span))


def _slavic(analysis: Analysis, sentence: Analysed, places: Sequence[Place], met: set[str]) -> Iterator[Mention]:
    if not any(t.text[0].isupper() for t in sentence.tokens):
        return
    words = lexemes(analysis.clean, sentence.tokens, sentence.lang)
    here = [p.span for p in places if p.span.meets(sentence.span)]
    taken = {i for i, w in enumerate(words) for s in here if w.start < s.end and s.start < w.end}
    groups = [r for r in organisations(words, sentence.lang) if not taken & set(range(*r))]
    for run in groups:
        yield _mention(analysis, words, run, "organisation")
    taken |= {i for run in groups for i in range(*run)}
    for run in persons(words, taken, sentence.lang, met):
        yield _mention(analysis, words, run, "person")


def _mention(analysis: Analysis, words: Sequence[Lexeme], run: Run, kind: MentionKind) -> Mention:
    start, end = words[run[0]].start, words[run[1] - 1].end
    return Mention(analysis.document.report.id, kind, analysis.text[start:end], Span(start, end))
