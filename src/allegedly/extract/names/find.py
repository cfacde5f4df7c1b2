"""Persons and organisations named in the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from allegedly.extract.names.english import english_names
from allegedly.extract.names.nominative import nominative
from allegedly.extract.names.organised import Organised
from allegedly.extract.names.persons import Run, persons
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.model import Mention, Place, Span
from allegedly.model.vocabulary import MentionKind


def names(analysis: Analysis, places: Sequence[Place], organised: Organised | None = None) -> tuple[Mention, ...]:
    """Persons and organisations in text order; none overlaps a place."""
    known = organised or Organised(analysis.clean)
    met: set[str] = set()
    starts, ends = [p.span.start for p in places], [p.span.end for p in places]
    found: list[Mention] = []
    for s in analysis.sentences:
        here = [p.span for p in places[bisect_right(ends, s.span.start) : bisect_left(starts, s.span.end)]]
        found += _in_sentence(analysis, s, here, met, known)
    return tuple(sorted(found, key=lambda m: m.span))


def _in_sentence(
    analysis: Analysis, sentence: Analysed, here: Sequence[Span], met: set[str], organised: Organised
) -> Iterator[Mention]:
    if not any(t.text[0].isupper() for t in sentence.tokens):
        return
    tokens = sentence.tokens
    taken = {i for i, t in enumerate(tokens) for s in here if t.start < s.end and s.start < t.end}
    if sentence.lang == "en":
        for first, last, kind in english_names(tokens, taken, met):
            yield _mention(analysis, sentence, (first, last), kind)
        return
    words, runs = organised.of(sentence)
    groups = [r for r in runs if taken.isdisjoint(range(*r))]
    for run in groups:
        yield _mention(analysis, sentence, run, "organisation")
    taken |= {i for run in groups for i in range(*run)}
    for run in persons(words, taken, sentence.lang, met):
        yield _mention(analysis, sentence, run, "person")


def _mention(analysis: Analysis, sentence: Analysed, run: Run, kind: MentionKind) -> Mention:
    run_of = sentence.tokens[run[0] : run[1]]
    span = Span(run_of[0].start, run_of[-1].end)
    text = analysis.text[span.start : span.end]
    return Mention(analysis.document.report.id, kind, text, span, name=nominative(run_of, sentence.lang, kind))
