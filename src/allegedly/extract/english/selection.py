"""Which candidates stand, which stand inside others, and what becomes of them as records."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.spans import merged
from allegedly.extract.quotes import Quotation
from allegedly.model import Attribution, Source, Span, Words, digest

SELF = frozenset({"i", "we", "you", "us", "me"})


def select(candidates: Iterable[Candidate], quotes: Sequence[Quotation], text: str) -> list[Candidate]:
    """One attribution for each cue, none that quotes itself, none in a quotation that nobody is said to speak."""
    kept: list[Candidate] = []
    seen: set[Span] = set()
    for c in candidates:
        if c.cue in seen or (c.source is not None and text[c.source.start : c.source.end].lower() in SELF):
            continue
        seen.add(c.cue)
        kept.append(replace(c, content=_whole_quotations(c, quotes)))
    kept = [_as_passed_on(c, kept) for c in kept]
    attributed = [s for c in kept for s in c.content]
    return [c for c in kept if _stands(c, quotes, attributed)]


def _as_passed_on(c: Candidate, kept: Sequence[Candidate]) -> Candidate:
    """One who is cited says what the one who cites says."""
    outer = next((o for o in kept if c.outer is not None and o.cue == c.outer), None)
    return c if outer is None else replace(c, content=outer.content)


def _whole_quotations(c: Candidate, quotes: Sequence[Quotation]) -> tuple[Span, ...]:
    """Content that enters a quotation takes all of it, over the ends of sentences."""
    spans = list(c.content)
    for q in quotes:
        for n, s in enumerate(spans):
            enters = s.start <= q.inner.start < s.end < q.span.end
            if enters and not q.span.covers(c.cue) and (c.source is None or not q.span.meets(c.source)):
                spans[n] = Span(min(s.start, q.span.start), q.span.end)
    return merged(spans)


def _stands(c: Candidate, quotes: Sequence[Quotation], attributed: Sequence[Span]) -> bool:
    """A cue inside a quotation counts if somebody is said to speak it and all its content is in there too."""
    around = [q for q in quotes if q.inner.covers(c.cue)]
    if not around:
        return True
    return any(s.covers(c.cue) for s in attributed) and all(around[0].span.covers(s) for s in c.content)


def placed(candidates: Sequence[Candidate]) -> list[tuple[Candidate, Candidate | None]]:
    """Each candidate with the innermost one whose content or source encloses its cue."""
    return [(c, _around(c, candidates)) for c in candidates]


def _around(c: Candidate, all_: Sequence[Candidate]) -> Candidate | None:
    if c.outer is not None and (named := next((o for o in all_ if o.cue == c.outer), None)) is not None:
        return named
    around = [o for o in all_ if o is not c and _encloses(o, c) and not _encloses(c, o)]
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
        cue if c.entry.hedge or c.entry.strength == "allege" else None,
        c.entry.basis,
    )
