"""Words of a Russian or Ukrainian sentence with all that the dictionary says of them, remembered per form."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from allegedly.extract.slavic.morphology import dictionary, readings
from allegedly.extract.tokens import Token
from allegedly.knowledge.folding import fold
from allegedly.knowledge.names import folded
from allegedly.model.vocabulary import Lang

_lexeme = tuple.__new__  # a named tuple's own constructor takes twice the time


@dataclass(frozen=True, slots=True)
class Form:
    """What one form may be: its lemmas and features over all readings, and the marks of lists that it stands in."""

    key: str
    lemmas: frozenset[str]
    feats: frozenset[str]
    poses: frozenset[str]
    first: bool
    surname: bool
    adjective: bool
    genitive: bool
    common: bool
    known: bool
    head: bool

    def within(self, names: frozenset[str]) -> bool:
        """Is the form or one of its lemmas among these folded names?"""
        return self.key in names or not self.lemmas.isdisjoint(names)


class Lexeme(NamedTuple):
    """A word or mark of the sentence. `gap` stands before it since the last one; `capital`: it begins with one."""

    start: int
    end: int
    text: str
    gap: str
    capital: bool
    lang: Lang

    @property
    def form(self) -> Form:
        """What the dictionary and the lists say of it; looked up when asked, since most words never are."""
        return form(self.text, self.lang)

    @property
    def upper(self) -> bool:
        """Is it all capitals, two or more?"""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def latin(self) -> bool:
        """Does it begin with a Latin letter?"""
        return "A" <= self.text[0] <= "Z" or "a" <= self.text[0] <= "z"

    @property
    def joined(self) -> bool:
        """Does only a blank or nothing part it from the one before?"""
        return self.gap in ("", " ", "\u00a0")


def _in_dictionary(word: str, lang: Lang) -> bool:
    """Does the dictionary hold the word itself? Readings of other words are guesses by their endings."""
    return bool(dictionary(lang)._analyzer.word_is_known(word.replace("ʼ", "'").replace("’", "'")))


@cache
def _once(marks: frozenset[str]) -> frozenset[str]:
    """One object for equal sets of features; there are some thousands."""
    return marks


@cache
def _surname_endings(lang: Lang) -> tuple[str, ...]:
    return tuple(folded(lang, "surname_endings"))


@lru_cache(1 << 15)
def form(text: str, lang: Lang) -> Form:
    """What the dictionary and the lists say of a word form."""
    found = readings(text, lang) if text[0].isalpha() else ()
    feats = _once(frozenset[str]().union(*(r.feats for r in found)))
    lemmas = frozenset({fold(lemma) for lemma in {r.lemma for r in found}})
    poses = _once(frozenset({r.pos for r in found}))
    key = fold(text)
    endings = _surname_endings(lang)
    known = bool(found) and _in_dictionary(text.lower(), lang)
    first = not (lemmas | {key}).isdisjoint(folded(lang, "first_names")) or (known and "name" in feats)
    surname = "surn" in feats or (any(m.endswith(endings) for m in lemmas | {key}) and len(key) > 4)
    adjective = any(r.pos == "ADJ" or "part" in r.feats for r in found)
    genitive = any("gen" in r.feats and r.pos in ("NOUN", "ADJ", "VERB", "PROPN", "X") for r in found)
    proper = feats & {"name", "surn", "patr", "geo"}
    head = not (lemmas | {key}).isdisjoint(folded(lang, "heads"))
    return Form(key, lemmas, feats, poses, first, surname, adjective, genitive, known and not proper, known, head)


def lexemes(clean: str, tokens: Sequence[Token], lang: Lang) -> list[Lexeme]:
    """The words of a sentence in text order."""
    last = tokens[0].start if tokens else 0
    found = []
    for start, end, text, *_ in tokens:
        found.append(_lexeme(Lexeme, (start, end, text, clean[last:start], text[0].isupper(), lang)))
        last = end
    return found
