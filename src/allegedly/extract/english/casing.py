"""Headlines in title case, given back their small letters: the tagger takes "Port Chief Denies Report" for one name."""

import re
from collections.abc import Callable, Sequence

WORD = re.compile(r"[^\W\d_][\w'’-]*")
# A headline has at least so many words, and so large a part of its longer ones with a capital.
FEWEST = 4
MOST_CAPITALS = 0.9


def is_headline(text: str) -> bool:
    """Do nearly all longer words begin with a capital?"""
    words = [w for w in WORD.findall(text) if len(w) > 3]
    capital = sum(w[0].isupper() for w in words)
    return len(words) >= FEWEST and capital >= MOST_CAPITALS * len(words)


def in_small_letters(texts: Sequence[str], is_word: Callable[[str], bool]) -> list[str]:
    """The sentences of a document, headlines among them `lowered`."""
    if not any(map(is_headline, texts)):
        return list(texts)
    names = names_in(texts)
    return [lowered(text, names, is_word) for text in texts]


def names_in(texts: Sequence[str]) -> frozenset[str]:
    """Words that keep their capital inside running sentences of the same document (in lower case here)."""
    inside = [w for text in texts if not is_headline(text) for w in WORD.findall(text)[1:]]
    small = {w for w in inside if w.islower()}
    return frozenset(w.lower() for w in inside if w[0].isupper() and w.lower() not in small)


def lowered(text: str, names: frozenset[str], is_word: Callable[[str], bool]) -> str:
    """A headline with small letters for dictionary words that are no names in this document; of equal length."""
    if not is_headline(text):
        return text

    def small(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        keep = match.start() == 0 or low in names or word.isupper() or len(low) != len(word) or not is_word(low)
        return word if keep else low

    return WORD.sub(small, text)
