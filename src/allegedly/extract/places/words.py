"""Words as names are made of: with inner hyphens, apostrophes and initials, in the report's own letters."""

import re
from typing import NamedTuple

from allegedly.extract.tokens import Analysed

# Initials ("U.S.", "W.Va."), else letters with inner apostrophes and hyphens.
# A hyphen joins in Cyrillic ("Ростов-на-Дону"); in English it parts, since it may join two places ("Kyiv-based").
WORD = {
    True: re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.[A-Z][a-z]+\.|[^\W\d_]+(?:['’ʼ`‘][^\W\d_]+)*"),
    False: re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’ʼ`‘-][^\W\d_]+)*"),
}
POSSESSIVE = re.compile(r"['’]s$")


class Word(NamedTuple):
    """A word with its place in the report. `gap` is what stands between it and the next word of the sentence."""

    start: int
    end: int
    text: str
    gap: str

    @property
    def capital(self) -> bool:
        """Does it begin with a capital letter?"""
        return self.text[0].isupper()


def texts(clean: str, sentence: Analysed) -> list[str]:
    """The letters of `words`, which cost less than the words themselves."""
    found: list[str] = WORD[sentence.lang == "en"].findall(clean, *sentence.span)
    return [POSSESSIVE.sub("", t) for t in found] if sentence.lang == "en" else found


def words(clean: str, sentence: Analysed) -> list[Word]:
    """The words of one sentence in text order; an English possessive ending is left out of its word."""
    start, end = sentence.span
    english = sentence.lang == "en"
    spans: list[tuple[int, int]] = []
    for m in WORD[english].finditer(clean, start, end):
        cut = 2 if english and POSSESSIVE.search(m.group()) else 0
        spans.append((m.start(), m.end() - cut))
    after = [*(s for s, _ in spans[1:]), end][: len(spans)]
    return [Word(s, e, clean[s:e], clean[e:n]) for (s, e), n in zip(spans, after, strict=True)]
