"""The words around what was found: short pieces of a report's text, cut between words."""

from collections.abc import Sequence
from dataclasses import dataclass

from allegedly.model import Span

AROUND = 80  # code points kept on each side of a place
MOST = 3  # pieces of one report


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a text as it stands there; `hit`: what was looked for; `gap`: text is left out before."""

    text: str
    hit: bool = False
    gap: bool = False


def excerpt(text: str, spans: Sequence[Span]) -> list[Piece]:
    """At most three stretches of a text, with the spans (sorted) in them marked; its beginning where there are none."""
    if not spans:
        end = _right(text, 2 * AROUND)
        return [Piece(text[:end])] if text else []
    found: list[Piece] = []
    for start, end in _stretches(text, spans)[:MOST]:
        found += _cut(text, start, end, [s for s in spans if start <= s.start and s.end <= end])
    return found


def heading(title: str, text: str, most: int = 100) -> str:
    """What a report is called: its title, else how its text begins, cut between words."""
    if title:
        return title
    begins = " ".join(text[: 4 * most].split())
    if len(begins) <= most:
        return begins
    cut = begins[: most + 1].rpartition(" ")[0]
    return f"{cut or begins[:most]}…"


def _stretches(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for span in spans:
        start, end = _left(text, span.start - AROUND), _right(text, span.end + AROUND)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Piece]:
    pieces, at = [], start
    for span in spans:
        if span.start < at:  # it overlaps the one before
            continue
        pieces += [Piece(text[at : span.start]), Piece(text[span.start : span.end], hit=True)]
        at = span.end
    kept = [p for p in (*pieces, Piece(text[at:end])) if p.text]
    return [Piece(kept[0].text, kept[0].hit, gap=start > 0), *kept[1:]]


def _left(text: str, at: int) -> int:
    """The beginning of the word at a place."""
    at = max(0, at)
    while at and not text[at - 1].isspace():
        at -= 1
    return at


def _right(text: str, at: int) -> int:
    """The end of the word at a place."""
    at = min(len(text), at)
    while at < len(text) and not text[at].isspace():
        at += 1
    return at
