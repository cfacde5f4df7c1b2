"""Word patterns of the knowledge files, found in a sentence or, as a gate, in a whole text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

import ahocorasick

from allegedly.model import Span

T = TypeVar("T")
GAP = ".."
LONGEST_GAP = 4
# Marks that may stand inside a pattern's words (air-raid; "governor" of) and marks that a gap may not cross.
INNER = frozenset("-\"'«»“”„")
CLOSING = frozenset(".;:!?,")
FOLD = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'", "‘": "'", "‑": "-"})


def fold(text: str) -> str:
    """Lower case, ё as е, one apostrophe; as long as the text, code point for code point."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered.translate(FOLD)


class Found(NamedTuple, Generic[T]):
    """A pattern found in words `start` to `end` (not included)."""

    start: int
    end: int
    value: T


class _Form(NamedTuple, Generic[T]):
    words: tuple[str, ...]
    value: T


class PatternIndex(Generic[T]):
    """Patterns with a value each, looked up by their first word."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._exact: dict[str, list[_Form[T]]] = {}
        self._prefix: dict[int, dict[str, list[_Form[T]]]] = {}
        for pattern, value in entries:
            form = _Form(tuple(fold(pattern).split()), value)
            first = form.words[0]
            if first.endswith("*"):
                self._prefix.setdefault(len(first) - 1, {}).setdefault(first[:-1], []).append(form)
            else:
                self._exact.setdefault(first, []).append(form)
        self._lengths = sorted(self._prefix, reverse=True)

    def at(self, words: Sequence[str], start: int) -> Iterator[Found[T]]:
        """Every pattern that begins at a word, whole words and long beginnings first."""
        word = words[start]
        for form in self._exact.get(word, ()):
            yield from self._rest(form, words, start)
        for length in self._lengths:
            for form in self._prefix[length].get(word[:length], ()):
                yield from self._rest(form, words, start)

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[Found[T]]:
        """Every pattern that lies within words `start` to `end`, by its place."""
        stop = len(words) if end is None else end
        for i in range(start, stop):
            for found in self.at(words, i):
                if found.end <= stop:
                    yield found

    def first(self, words: Sequence[str], start: int = 0, end: int | None = None) -> Found[T] | None:
        """The first pattern within words `start` to `end`."""
        return next(self.find(words, start, end), None)

    def _rest(self, form: _Form[T], words: Sequence[str], start: int) -> Iterator[Found[T]]:
        end = _match(form.words, words, start)
        if end:
            yield Found(start, end, form.value)


def _same(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern[-1] == "*" else word == pattern


def _match(pattern: tuple[str, ...], words: Sequence[str], start: int) -> int:
    """Where the pattern, whose first word fits, ends; 0 if it does not fit."""
    at, slack = start + 1, 0
    for part in pattern[1:]:
        if part == GAP:
            slack = LONGEST_GAP
            continue
        while at < len(words) and words[at] in INNER:
            at += 1
        while at < len(words) and not _same(part, words[at]):
            if not slack or words[at] in CLOSING:
                return 0
            slack -= 1
            at += 1
        if at >= len(words):
            return 0
        at, slack = at + 1, 0
    return at


class Gate:
    """Which sentences of a text may hold a pattern: one pass over its letters."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for pattern in patterns:
            key = max((w for w in fold(pattern).split() if w != GAP), key=lambda w: len(w.rstrip("*")))
            word = key.rstrip("*")
            whole = not key.endswith("*") and not self._open(word)
            self._automaton.add_word(word, (len(word), whole))
        self._automaton.make_automaton()

    def _open(self, word: str) -> bool:
        """Was the word added before as a beginning?"""
        return word in self._automaton and not self._automaton.get(word)[1]

    def sentences(self, folded: str, spans: Sequence[Span]) -> list[int]:
        """Numbers of the sentences that hold the key word of some pattern. `spans` are in text order."""
        starts = [s.start for s in spans]
        found: set[int] = set()
        for last, (length, whole) in self._automaton.iter(folded):
            begin = last - length + 1
            if (begin and folded[begin - 1].isalpha()) or (whole and folded[last + 1 : last + 2].isalpha()):
                continue
            at = bisect_right(starts, begin) - 1
            if at >= 0 and begin < spans[at].end:
                found.add(at)
        return sorted(found)
