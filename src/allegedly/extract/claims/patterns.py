"""Word patterns of the knowledge files, found in a sentence or, as a gate, in a whole text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, Self, TypeVar

import ahocorasick

from allegedly.model import Span

T = TypeVar("T")
GAP = ".."
LONGEST_GAP = 4
# A desk that runs for months meets ever new words; beyond this many the memory of a language starts anew (some 10 MB).
MEMORY = 1 << 16
# Marks that may stand inside a pattern's words (air-raid; "governor" of) and marks that a gap may not cross.
INNER = frozenset("-\"'«»“”„")
CLOSING = frozenset(".;:!?,")
FOLD = (("ё", "е"), ("’", "'"), ("ʼ", "'"), ("`", "'"), ("‘", "'"), ("‑", "-"))


def fold(text: str) -> str:
    """Lower case, ё as е, one apostrophe; as long as the text, code point for code point."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    for letter, put in FOLD:  # on a whole text several times faster than `translate`
        if letter in lowered:
            lowered = lowered.replace(letter, put)
    return lowered


class Found(NamedTuple, Generic[T]):
    """A pattern found in words `start` to `end` (not included)."""

    start: int
    end: int
    value: T


class _Form(NamedTuple, Generic[T]):
    words: tuple[str, ...]
    value: T


class Openings(dict[str, dict["PatternIndex[Any]", list[_Form[Any]]]]):
    """What begins with a word, for all tables of a language at once: word -> table -> its patterns.

    Each word is looked up when it is first asked for; most begin nothing, and share one empty answer.
    """

    def __init__(self) -> None:
        self._exact: dict[str, list[tuple[PatternIndex[Any], _Form[Any]]]] = {}
        self._prefix: dict[int, dict[str, list[tuple[PatternIndex[Any], _Form[Any]]]]] = {}
        # The lengths of the beginnings, the longest first, by their first two letters.
        self._lengths: dict[str, list[int]] = {}
        self._nothing: dict[PatternIndex[Any], list[_Form[Any]]] = {}

    def add(self, table: "PatternIndex[Any]", form: _Form[Any]) -> None:
        """One more pattern of a table."""
        first = form.words[0]
        if first.endswith("*"):
            self._prefix.setdefault(len(first) - 1, {}).setdefault(first[:-1], []).append((table, form))
            known = self._lengths.setdefault(first[:2] if len(first) > 2 else "", [])
            if len(first) - 1 not in known:
                known.append(len(first) - 1)
                known.sort(reverse=True)
        else:
            self._exact.setdefault(first, []).append((table, form))
        self.clear()

    def __missing__(self, word: str) -> dict["PatternIndex[Any]", list[_Form[Any]]]:
        found: dict[PatternIndex[Any], list[_Form[Any]]] = {}
        for table, form in self._exact.get(word, ()):
            found.setdefault(table, []).append(form)
        for length in (*self._lengths.get(word[:2], ()), *self._lengths.get("", ())):
            for table, form in self._prefix[length].get(word[:length], ()):
                found.setdefault(table, []).append(form)
        if len(self) >= MEMORY:
            self.clear()
        self[word] = found or self._nothing
        return self[word]


class Words(tuple[str, ...]):
    """The folded words of a sentence, with what may begin where: looked up once for all tables of its language.

    `begin`: table -> place -> what begins there, None until it is asked for.
    """

    openings: Openings
    begin: "dict[PatternIndex[Any], dict[int, Sequence[Found[Any]] | None]]"

    @classmethod
    def of(cls, words: Iterable[str], openings: Openings) -> Self:
        """Words ready to be asked by the tables that share these openings."""
        made = cls(words)
        made.openings, made.begin = openings, {}
        for i, word in enumerate(made):
            for table in openings[word]:
                made.begin.setdefault(table, {})[i] = None
        return made


class PatternIndex(Generic[T]):
    """Patterns with a value each, looked up by their first word. Tables of one language share their `openings`."""

    def __init__(self, entries: Iterable[tuple[str, T]], openings: Openings | None = None) -> None:
        self._openings = Openings() if openings is None else openings
        for pattern, value in entries:
            self._openings.add(self, _Form(tuple(fold(pattern).split()), value))

    def at(self, words: Sequence[str], start: int) -> Sequence[Found[T]]:
        """Every pattern that begins at a word, whole words and long beginnings first."""
        if isinstance(words, Words) and words.openings is self._openings:
            here = words.begin.get(self)
            if here is None or start not in here:
                return ()
            known = here[start]
            if known is None:
                known = here[start] = self._begun(words, start)
            return known
        return self._begun(words, start)

    def _begun(self, words: Sequence[str], start: int) -> Sequence[Found[T]]:
        forms = self._openings[words[start]].get(self)
        if forms is None:
            return ()
        ends = ((form, _match(form.words, words, start)) for form in forms)
        return [Found(start, end, form.value) for form, end in ends if end]

    def anywhere(self, words: Sequence[str]) -> bool:
        """May any pattern begin at some word? No is sure; where it costs too much to tell, it may."""
        return not isinstance(words, Words) or words.openings is not self._openings or self in words.begin

    def begins(self, words: Sequence[str], places: Iterable[int]) -> list[int]:
        """Of these places, in their order, those where some pattern begins; mostly the sentence has none at all."""
        return [i for i in places if self.at(words, i)] if self.anywhere(words) else []

    def opens(self, words: Sequence[str], start: int) -> bool:
        """Does any pattern begin at a word?"""
        if isinstance(words, Words) and words.openings is self._openings:
            return bool(self.at(words, start))
        forms = self._openings[words[start]].get(self)
        return forms is not None and any(_match(form.words, words, start) for form in forms)

    def find(self, words: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[Found[T]]:
        """Every pattern that lies within words `start` to `end`, by its place."""
        stop, openings = len(words) if end is None else end, self._openings
        if isinstance(words, Words) and words.openings is openings:
            places = [i for i in words.begin.get(self, ()) if start <= i < stop]
        else:
            places = [i for i in range(start, stop) if self in openings[words[i]]]
        for i in places:
            for found in self.at(words, i):
                if found.end <= stop:
                    yield found

    def first(self, words: Sequence[str], start: int = 0, end: int | None = None) -> Found[T] | None:
        """The first pattern within words `start` to `end`."""
        return next(self.find(words, start, end), None)


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
