"""Which candidates stand, which stand inside others, and what becomes of them as records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.spans import Near, merged
from allegedly.extract.quotes import Quotation
from allegedly.knowledge.closed import closed
from allegedly.model import Attribution, Source, Span, Words, digest

SELF = closed().tellers


def select(candidates: Iterable[Candidate], quotes: Sequence[Quotation], text: str) -> list[Candidate]:
    """One attribution for each cue, none that quotes itself, none in a quotation that nobody is said to speak."""
    near = Near((q.span, q) for q in quotes)
    kept: dict[Span, Candidate] = {}
    for c in candidates:
        if c.cue not in kept and not (c.source and text[c.source.start : c.source.end].lower() in SELF):
            kept[c.cue] = replace(c, content=_whole_quotations(c, near))
    found = [_as_passed_on(c, kept) for c in kept.values()]
    attributed = Near((s, s) for c in found for s in c.content)
    return [c for c in found if _stands(c, near, attributed)]


def _as_passed_on(c: Candidate, kept: Mapping[Span, Candidate]) -> Candidate:
    """One who is cited says what the one who cites says."""
    outer = kept.get(c.outer) if c.outer is not None else None
    return c if outer is None else replace(c, content=outer.content)


def _whole_quotations(c: Candidate, near: Near[Quotation]) -> tuple[Span, ...]:
    """Content that enters a quotation takes all of it, over the ends of sentences."""
    spans = list(c.content)
    for n, s in enumerate(spans):
        for q in near.touching(s):
            follows = c.rule == "en.according-to" and 0 <= s.start - q.span.end <= 1
            enters = follows or s.start <= q.inner.start < s.end < q.span.end
            if enters and not q.span.covers(c.cue) and not (c.source and q.span.meets(c.source)):
                spans[n] = Span(min(spans[n].start, q.span.start), max(spans[n].end, q.span.end))
    return merged(spans)


def _stands(c: Candidate, near: Near[Quotation], attributed: Near[Span]) -> bool:
    """A cue inside a quotation counts if somebody is said to speak it and all its content is in there too."""
    quote = next(near.around(c.cue), None)
    if quote is None or not quote.inner.covers(c.cue):
        return True
    return next(attributed.around(c.cue), None) is not None and all(quote.span.covers(s) for s in c.content)


def placed(candidates: Sequence[Candidate]) -> list[tuple[Candidate, Candidate | None]]:
    """Each candidate with the innermost one whose content or source encloses its cue."""
    by_cue = {c.cue: c for c in candidates}
    near = Near((s, c) for c in candidates for s in (*c.content, *_hull(c), *([c.source] if c.source else [])))
    return [(c, _around(c, by_cue, near)) for c in candidates]


def _hull(c: Candidate) -> tuple[Span, ...]:
    """All from the first to the last word of a content that something is put into ("said that, according to ...")."""
    whole = Span(c.content[0].start, c.content[-1].end) if len(c.content) > 1 else None
    own = whole is not None and (whole.covers(c.cue) or (c.source is not None and whole.covers(c.source)))
    return () if whole is None or own else (whole,)


def _around(c: Candidate, by_cue: Mapping[Span, Candidate], near: Near[Candidate]) -> Candidate | None:
    if c.outer is not None and c.outer in by_cue:
        return by_cue[c.outer]
    around = [o for o in near.around(c.cue) if o is not c and not _encloses(c, o)]
    return min(around, key=lambda o: sum(s.end - s.start for s in o.content), default=None)


def _encloses(outer: Candidate, inner: Candidate) -> bool:
    if any(s.covers(inner.cue) for s in outer.content):
        return True
    return outer.source is not None and outer.source.covers(inner.cue)


def records(pairs: Sequence[tuple[Candidate, Candidate | None]], report: str, text: str) -> list[Attribution]:
    """The attributions, with ids that depend on their words and place alone."""
    ids = {c: _id(c, report) for c, _ in pairs}
    return [_record(c, ids[c], ids.get(outer) if outer else None, report, text) for c, outer in pairs]


def _id(c: Candidate, report: str) -> str:
    return digest("attribution", report, c.cue, c.source, c.content, size=8)


def _record(c: Candidate, id_: str, inside: str | None, report: str, text: str) -> Attribution:
    cue = Words.at(text, *c.cue)
    source = None if c.source is None else Source(text[c.source.start : c.source.end], c.source)
    stance = c.entry.negated if c.negated else c.entry.stance
    return Attribution(
        id_,
        report,
        tuple(sorted(c.content)),
        source,
        cue,
        inside,
        c.entry.act,
        stance,
        c.rule,
        cue if c.entry.hedge or c.entry.strength == "allege" or (c.negated and c.entry.negated_hedge) else None,
        c.entry.basis,
    )
