"""A line that somebody types into a search box, as what is looked for.

Words are found in every form, in three languages; "words in quotes" as they stand; -word must not be there. A name is
found in all scripts: the letters that Latin and Cyrillic spellings share are compared.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from allegedly.extract.slavic.morphology import readings
from allegedly.knowledge.identity import skeleton
from allegedly.model import Span
from allegedly.model.search import Term

PIECE = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
WORD = re.compile(r"[\w'’ʼ-]+")
CYRILLIC = re.compile(r"[\u0400-\u052f]")
MOST_TERMS = 12  # of one line
MOST_SPANS = 40  # marked in one report
SHORT = 3  # letters: a shorter word is found as it stands only
ALIKE = 2  # first letters that two forms of one word share
VOWELS = frozenset("aeiou")


def terms(line: str) -> tuple[Term, ...]:
    """The terms of a line; what follows the twelfth is left out."""
    found = []
    for piece in PIECE.finditer(line):
        barred, quoted, bare = piece.groups()
        if quoted is not None:
            words = " ".join(WORD.findall(quoted))
            found += [Term(words, phrase=True, without=bool(barred))] if words else []
        else:
            found += [_word(w.strip("-'’ʼ"), bool(barred)) for w in WORD.findall(bare) if w.strip("-'’ʼ")]
    return tuple(found[:MOST_TERMS])


def _word(word: str, without: bool) -> Term:
    lemmas = forms(word.casefold())
    names = tuple(sorted({skeleton(x) for x in (word, *lemmas)})) if len(word) > SHORT else ()
    return Term(word, without=without, lemmas=lemmas, names=names)


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The dictionary forms that a Russian or Ukrainian word may belong to; the index itself cuts English words."""
    if not CYRILLIC.search(word):
        return ()
    return tuple(sorted({r.lemma for lang in ("ru", "uk") for r in readings(word, lang) if r.lemma}))


def spans(text: str, sought: Sequence[Term]) -> tuple[Span, ...]:
    """Where a text holds the terms: code points, in order, at most forty."""
    wanted = [t for t in sought if not t.without]
    found = []
    for term in wanted:
        if term.phrase:
            pattern = r"\W+".join(map(re.escape, WORD.findall(term.text)))
            found += [Span(*m.span()) for m in re.finditer(pattern, text, re.IGNORECASE)]
    words = [t for t in wanted if not t.phrase]
    found += [Span(*m.span()) for m in WORD.finditer(text) if any(is_form(m.group(), t) for t in words)]
    return tuple(sorted(set(found))[:MOST_SPANS])


def is_form(word: str, term: Term) -> bool:
    """Is a word of a text the term, what begins with it, another form of it, or the same name in another script?"""
    low, asked = word.casefold(), term.text.casefold()
    if low.startswith(asked):
        return True
    if len(asked) <= SHORT:
        return False
    if low[:ALIKE] == asked[:ALIKE] and (_stem(low) == _stem(asked) or not set(forms(low)).isdisjoint(term.lemmas)):
        return True
    return word[:1].isupper() and not set(term.names).isdisjoint({skeleton(x) for x in (low, *forms(low))})


def _stem(word: str) -> str:
    """An English word without the endings that its forms differ by; coarse, for marking only."""
    if CYRILLIC.search(word):
        return word
    for ending in ("ing", "ed", "es", "s", "ions", "ion"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORT:
            return word.removesuffix(ending).rstrip("e")
    return word.rstrip("e")
