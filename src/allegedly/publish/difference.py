"""What an edit changed: two texts word by word, as pieces that stay, were taken out, or came in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

PART = re.compile(r"\s+|\w+|[^\w\s]")
MOST = 6000  # words and signs of a text compared one by one (quadratic); longer ones go by lines first

Way = Literal["same", "out", "in"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that both texts have ("same"), only the older ("out"), or only the newer ("in")."""

    way: Way
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """The way from one text to the other. Joining what is not "in" gives the old text, what is not "out" the new."""
    first, second = PART.findall(old), PART.findall(new)
    if len(first) + len(second) <= MOST:
        return _joined(_compared(first, second))
    return _joined(_by_lines(old.splitlines(keepends=True), new.splitlines(keepends=True)))


def _by_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        first, second = PART.findall(before), PART.findall(after)
        if tag == "replace" and len(first) + len(second) <= MOST:
            yield from _compared(first, second)
        else:
            yield from _turned(tag, before, after)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from _turned(tag, "".join(old[a:b]), "".join(new[c:d]))


def _turned(tag: str, before: str, after: str) -> Iterator[Piece]:
    if tag == "equal":
        yield Piece("same", after)
    else:
        yield Piece("out", before)
        yield Piece("in", after)


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of one way made one; empty ones left out."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].way == piece.way:
            found[-1] = Piece(piece.way, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found
