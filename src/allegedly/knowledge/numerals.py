"""Numbers in digits and in words: one regular expression and one reading per language."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from allegedly.knowledge.numbers import numbers
from allegedly.knowledge.times import expand
from allegedly.model.vocabulary import Lang

_ENGLISH_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?"
_SLAVIC_DIGITS = r"\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d{1,3}(?:,000)+(?!\d)|\d+(?:[.,]\d+)?"
_WORD = re.compile(r"\d[\d ,.]*\d|\d|[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of a language with their values, over folded text. `pattern` has no groups."""

    lang: Lang
    additive: Mapping[str, int]
    multipliers: Mapping[str, int]
    ordinals: Mapping[str, int]
    pattern: str

    def value(self, words: str) -> int | float | None:
        """The number that folded words name; None where they name none, or several ("six seven").

        Dozens, hundreds and thousands multiply what stands before them; the rest adds up in falling order.
        """
        total: int | float = 0
        part: int | float | None = None
        room = math.inf
        for word in _WORD.findall(words):
            if (times := self.multipliers.get(word.rstrip("."))) is not None:
                part, room = (1 if part is None else part) * times, times
                if times >= 1000:
                    total, part = total + part, 0
            elif word[0].isdigit() or word in self.additive:
                number = self._digits(word) if word[0].isdigit() else self.additive[word]
                if number >= room:
                    return None
                part, room = (part or 0) + number, number
        return None if part is None else _whole(total + part)

    def _digits(self, word: str) -> int | float:
        if self.lang == "en":
            return _number(word.replace(",", "").replace(" ", ""))
        return _number(word.replace(" ", "").replace(",000", "000").replace(",", "."))


def _number(digits: str) -> int | float:
    """Digits as a number; a second point means that points part thousands."""
    whole, _, rest = digits.partition(".")
    if "." in rest:
        return int(digits.replace(".", ""))
    return float(digits) if rest else int(whole)


def _whole(number: int | float) -> int | float:
    return int(number) if isinstance(number, float) and number.is_integer() else number


def fold(text: str) -> str:
    """Lower case, `ё` as `е`, straight apostrophes; as long as the text, code point for code point."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for letter, put in _FOLD:  # on a whole text several times faster than `translate`
        if letter in low:
            low = low.replace(letter, put)
    return low


_BLANKS = r"[ \n]{1,8}"
_FOLD = tuple(zip("ё’ʼ`´‘\u00a0", "е''''' ", strict=True))


def written_out(words: Mapping[str, int]) -> dict[str, int]:
    """A table of words with all their endings, folded."""
    return {fold(form): value for word, value in words.items() for form in expand(word)}


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest that fits; blanks match any blanks.

    Words share their beginnings (a trie), which compiles and matches several times faster than a plain alternation.
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for mark in word:
            node = node.setdefault(mark, {})
        node[""] = {}
    return _trie(root)


def _trie(node: dict[str, Any]) -> str:
    """The expression of a node: what may follow it; optional where a word ends in it."""
    options = [_BLANKS if mark == " " else re.escape(mark) for mark in node if mark]
    rests = [_trie(rest) for mark, rest in node.items() if mark]
    if not options:
        return ""
    if len(options) > 1 and not any(rests) and _BLANKS not in options:
        body = "[" + "".join(options) + "]"
    else:
        body = "(?:" + "|".join(o + r for o, r in zip(options, rests, strict=True)) + ")"
    return f"{body}?" if "" in node else body


@cache
def numerals(lang: Lang) -> Numerals:
    """The numerals of a language."""
    known = numbers(lang)
    additive, times = written_out(known.additive), written_out(known.multipliers)
    digits = _ENGLISH_DIGITS if lang == "en" else _SLAVIC_DIGITS
    scale = rf"(?:[ \n-]{{1,4}}(?:{alternatives(times)})(?![\w])\.?)"
    word = rf"(?:{alternatives([*additive, *times])})(?!\w)"
    joint = r"[ \n-]{1,4}" if lang == "en" else r"[ \n]{1,4}"
    first = rf"(?:a[ \n]{{1,4}})?(?:{alternatives(times)})" if lang == "en" else alternatives(times)
    words = rf"(?:{alternatives(additive)}|{first})(?!\w)(?:{joint}(?:and )?{word}){{0,6}}"
    pattern = rf"(?:(?:{digits}){scale}{{0,2}}|{words})"
    return Numerals(lang, additive, times, written_out(known.ordinals), pattern)
