"""Headers: a verbless line that opens a report, a list or a paragraph and says where what follows is set."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from allegedly.extract.findings import Findings
from allegedly.extract.tokens import Analysed, Analysis, Token
from allegedly.model import Attribution, Place, Span

# A header above a list has at most so many words; one that opens a paragraph fewer.
LONGEST, BRIEF = 16, 5
# Beside its places a bare one has at most so many words ("Karsk now.").
BARE = 1
# Marks of a list item or of a part of a thread, and numbers and times, at the head of a line.
ITEM = re.compile(r"\n[ \t]*(?:[^\w\s\"'«„“(#@]|\d)")
ITEMS = 2
# "Moscow time" names no place.
ELSE = re.compile(r" time\b")
LIGHT = frozenset({"PUNCT", "X", "NUM", "SYM"})


@dataclass(frozen=True, slots=True)
class Header:
    """The places of a header, the stretch of text that it reaches, and whether a list hangs on it."""

    places: tuple[Place, ...]
    reach: Span
    listed: bool


def headers(analysis: Analysis, findings: Findings, attributions: Sequence[Attribution]) -> tuple[Header, ...]:
    """Headers in text order. A list's and a bare place reach the whole report, others their paragraph."""
    sentences = analysis.sentences
    if not sentences:
        return ()
    shut = [*(a.source.span for a in attributions if a.source), *(t.when.span for t in findings.times)]
    found = (p for p in (*findings.places, *findings.spots) if not any(v.covers(p.span) for v in shut))
    free = [
        p
        for p in found
        if not ELSE.match(analysis.text, p.span.end) and analysis.text[p.span.start - 1 : p.span.start] != "#"
    ]
    free.sort(key=lambda p: p.span)
    listed = len(ITEM.findall(analysis.text)) >= ITEMS
    return tuple(h for k in range(len(sentences)) if (h := _header(sentences, k, free, listed)))


def _header(sentences: Sequence[Analysed], k: int, free: Sequence[Place], listed: bool) -> Header | None:
    """The header that sentence `k` is, if it is one."""
    s, last = sentences[k], len(sentences) - 1
    opens = k == 0 or sentences[k - 1].sentence.paragraph != s.sentence.paragraph
    here = tuple(p for p in free if s.span.covers(p.span)) if opens or k == last else ()
    if not here or _words(s) > LONGEST:
        return None
    rest = [t for t in s.tokens if not any(p.span.start <= t.start < p.span.end for p in here) and t.pos not in LIGHT]
    if len(rest) <= BARE and 0 in (k, last - k) and not any(_predicate(t) for t in rest):
        reach = Span(s.span.end, sentences[-1].span.end) if k == 0 else Span(0, s.span.start)
        return Header(here, reach, False) if reach.end > reach.start and (k == 0 or not rest) else None
    leads = k == 0 and listed
    if any(_predicate(t) for t in s.tokens) and not (leads and s.tokens[-1].text == ":"):
        return None
    end = sentences[-1].span.end if leads else _end(sentences, k)
    return Header(here, Span(s.span.end, end), leads) if end > s.span.end and (leads or _words(s) <= BRIEF) else None


def _words(s: Analysed) -> int:
    return sum(t.pos not in LIGHT for t in s.tokens)


def _predicate(t: Token) -> bool:
    return bool(t.feats & {"fin", "short", "impers", "imp"}) and t.pos in ("VERB", "AUX", "ADJ", "ADV")


def _end(sentences: Sequence[Analysed], k: int) -> int:
    """Where the paragraph of sentence `k` ends."""
    end = sentences[k].span.end
    for s in sentences[k + 1 :]:
        if s.sentence.paragraph != sentences[k].sentence.paragraph:
            break
        end = s.span.end
    return end
