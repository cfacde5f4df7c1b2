"""Quotations: where other people's words stand between marks, in every style that the three languages use.

Guillemets («…»), low-high („…“, „…”), curly (“…”, ‘…’), straight ("…", single too) and typewriter (``…'') marks,
nested or not. An apostrophe is no mark. A mark that is never closed counts only where typography says so: a speech that
goes on in the next paragraph opens each paragraph anew and closes once (Chicago Manual of Style, 17th ed., 13.30), and
one guillemet may close two («Газета «Берег»).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegedly.extract.tokens import Analysis
from allegedly.model import Span

MARK = re.compile(r"``|''|[\"«»„“”‘’‚‹›']")
LINE = re.compile(r"[^\n]*[^\s][^\n]*")
# Opening mark -> the marks that may close it.
PAIRS = {
    "«": "»",
    "„": '“”"',
    "“": '”"',
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    '"': '"”“',
    "'": "'",
    "``": "''",
    "''": "''",
}
# The same mark opens and closes; its neighbours tell which.
STRAIGHT = frozenset({'"', "'", "''"})
# Marks left open beyond this are noise; the bound keeps the pass linear.
DEEPEST = 8
OPENING_BEFORE = frozenset(" \t\n\u00a0([{—–-«„“‘\"'/:")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks. `span` includes the marks, `inner` does not.

    `depth` is 0 for an outermost quotation. `closed` is false where the speech goes on in the next paragraph;
    `continues` is true where it began in the one before.
    """

    span: Span
    inner: Span
    depth: int
    closed: bool = True
    continues: bool = False


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner, and the end of the last quotation of its own kind inside it."""

    mark: str
    start: int
    inner: int
    last: Quotation | None = None


def quotations(text: str, paragraphs: Sequence[Span] | None = None) -> tuple[Quotation, ...]:
    """Every quotation in text order, an outer one before those inside it.

    `paragraphs` are spans in text order; without them each line is a paragraph. Linear in the length of the text.
    """
    spans = [Span(*m.span()) for m in LINE.finditer(text)] if paragraphs is None else paragraphs
    found: list[Quotation] = []
    speech_goes_on = False
    for n, span in enumerate(spans):
        following = spans[n + 1] if n + 1 < len(spans) else None
        mine = _in_paragraph(text, span, speech_goes_on, following is not None and _starts_quoted(text, following))
        speech_goes_on = any(not q.closed for q in mine)
        found += mine
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


def quotations_of(analysis: Analysis) -> tuple[Quotation, ...]:
    """The quotations of an analysed document, paragraph by paragraph as its sentences tell."""
    return quotations(analysis.clean, paragraphs(analysis))


def paragraphs(analysis: Analysis) -> tuple[Span, ...]:
    """The paragraphs of an analysed document: from the first to the last sentence that share a number."""
    bounds: dict[int, tuple[int, int]] = {}
    for s in analysis.sentences:
        start, end = bounds.get(s.sentence.paragraph, (s.span.start, s.span.end))
        bounds[s.sentence.paragraph] = (min(start, s.span.start), max(end, s.span.end))
    return tuple(Span(*b) for b in sorted(bounds.values()))


def outermost(quotes: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The quotations that stand in no other one."""
    return tuple(q for q in quotes if q.depth == 0)


def _starts_quoted(text: str, span: Span) -> bool:
    match = MARK.match(text, span.end - len(text[span.start : span.end].lstrip()))
    return match is not None and match.group() in PAIRS


def _in_paragraph(text: str, span: Span, continues: bool, goes_on: bool) -> list[Quotation]:
    stack: list[_Open] = []
    found: list[Quotation] = []
    first = span.end - len(text[span.start : span.end].lstrip())
    for match in MARK.finditer(text, span.start, span.end):
        mark, start, end = match.group(), match.start(), match.end()
        at = _closes(stack, text, match)
        if at is not None:
            opened = stack[at]
            del stack[at:]
            done = Quotation(
                Span(opened.start, end),
                Span(opened.inner, start),
                len(stack),
                continues=continues and opened.start == first,
            )
            found.append(done)
            if stack and stack[-1].mark == opened.mark:
                stack[-1].last = done
        elif len(stack) < DEEPEST and _opens(stack, text, match):
            stack.append(_Open(mark, start, end))
    return _settle(found, stack, Span(first, span.end), continues, goes_on)


def _settle(found: list[Quotation], stack: list[_Open], span: Span, continues: bool, goes_on: bool) -> list[Quotation]:
    """Decide the marks left open at the end of a paragraph: shared closing marks and speeches that go on."""
    extra: list[Quotation] = []
    for depth, opened in enumerate(stack):
        begins = continues and opened.start == span.start
        if opened.last is not None:
            extra.append(
                Quotation(Span(opened.start, opened.last.span.end), Span(opened.inner, opened.last.span.end), depth)
            )
        elif depth == 0 and goes_on and opened.mark != "'":
            extra.append(Quotation(Span(opened.start, span.end), Span(opened.inner, span.end), depth, False, begins))
            break
    kept = [(q.span.start, -q.span.end, q) for q in (*found, *extra)]
    return _depths(q for _, _, q in sorted(kept, key=lambda k: k[:2]))


def _depths(quotes: Iterable[Quotation]) -> list[Quotation]:
    """The same quotations with `depth` counted from those that were kept."""
    ends: list[int] = []
    done: list[Quotation] = []
    for q in quotes:
        while ends and ends[-1] <= q.span.start:
            ends.pop()
        done.append(Quotation(q.span, q.inner, len(ends), q.closed, q.continues))
        ends.append(q.span.end)
    return done


def _closes(stack: list[_Open], text: str, match: re.Match[str]) -> int | None:
    """Which open mark this one closes, innermost first; None if it closes nothing."""
    mark, before, after = _around(text, match)
    if mark in "'’" and after.isalnum():
        return None
    for at in range(len(stack) - 1, -1, -1):
        opened = stack[at]
        if mark not in PAIRS[opened.mark] or match.start() == opened.inner:
            continue
        if mark in STRAIGHT and before in " \n\t(" and not after.isspace() and after not in ".,;:!?)":
            return None  # a straight mark glued to the next word opens
        if mark == "“" and opened.mark == '"' and after.isalnum():
            return None
        return at
    return None


def _opens(stack: list[_Open], text: str, match: re.Match[str]) -> bool:
    mark, before, after = _around(text, match)
    if mark not in PAIRS or after.isspace() or not after:
        return mark in "«„" and bool(after)
    if mark == "'":
        return before in OPENING_BEFORE and after.isalpha() and not any(o.mark == "'" for o in stack)
    if mark in ('"', "''", "‘"):
        return before in OPENING_BEFORE or not before.isalnum()
    return True


def _around(text: str, match: re.Match[str]) -> tuple[str, str, str]:
    """The mark, the character before it and the one after; an end of the text counts as a line break."""
    start, end = match.span()
    return match.group(), text[start - 1] if start else "\n", text[end] if end < len(text) else "\n"
