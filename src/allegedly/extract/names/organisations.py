"""Organisations in Russian and Ukrainian: head nouns and their tails, abbreviations, quoted and Latin names."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from allegedly.extract.names.lexemes import Lexeme, form
from allegedly.knowledge.gazetteer import gazetteer
from allegedly.knowledge.names import folded
from allegedly.model.vocabulary import Lang

Run = tuple[int, int]

OPENING, CLOSING = frozenset("«“„\"'"), frozenset("»”“\"'")
# A quoted name has at most so many words and marks; a longer quotation is speech.
QUOTED = 7
# What follows a head noun: at most so many words.
TAIL = 9
ABBREVIATION = 7
ROMAN = re.compile(r"[IVXLC]+")
AND = frozenset({"и", "та", "і", "й"})
# "управление по делам", "комітет з питань"
BY = frozenset({"по", "з", "із", "зі", "при"})


def organisations(words: Sequence[Lexeme], lang: Lang) -> list[Run]:
    """Organisations of a sentence as runs of words, in text order, none overlapping."""
    found: list[Run] = []
    i = 0
    led = False  # has each word since the last capital been an adjective? A head in lower case needs that before it
    while i < len(words):
        w = words[i]
        led = led and w.joined
        worth = _opens(w.text, lang) if w.capital else w.text in OPENING or (led and w.form.head)
        run = next((r for rule in RULES if (r := rule(words, i, lang))), None) if worth else None
        led = w.capital or (led and w.form.adjective)
        if run and run[0] >= (found[-1][1] if found else 0):
            found.append(run)
            i = run[1]
        else:
            i += 1
    return found


@lru_cache(1 << 15)
def _opens(text: str, lang: Lang) -> bool:
    """May an organisation begin with, or have as its head, this capitalised word? No rule looks at another one."""
    word, found = Lexeme(0, len(text), text, "", True, lang), form(text, lang)
    if found.head or word.upper or word.latin or found.within(folded(lang, "organisations")):
        return True
    return found.within(_pair_firsts(lang)) or (not found.common and _compound(found.key, lang))


@cache
def _pair_firsts(lang: Lang) -> frozenset[str]:
    """The first words of the listed names of two words."""
    return frozenset(name[:i] for name in folded(lang, "organisations") for i, c in enumerate(name) if c == " ")


def headed(words: Sequence[Lexeme], i: int, lang: Lang) -> Run | None:
    """A noun like "ministry" with the adjectives before and the genitives after it, from its first capital on."""
    if not words[i].form.head or words[i].upper:
        return None
    first = _adjectives_before(words, i)
    while first < i and not words[first].capital:
        first += 1
    last = _tail(words, i + 1, lang, words[first].capital)
    if words[first].capital and (first < i or last > i + 1 or not words[i].form.common or i > 0):
        return (first, last) if last > i + 1 or first < i else None
    return None


def _adjectives_before(words: Sequence[Lexeme], i: int) -> int:
    first = i
    while first and words[first].joined and words[first - 1].form.adjective and len(words[first - 1].text) > 2:
        first -= 1
    return first


def _tail(words: Sequence[Lexeme], i: int, lang: Lang, capital: bool) -> int:
    """Where the genitives, abbreviations, "of ... affairs" and quoted names that belong to a head noun end."""
    end, limit = i, min(len(words), i + TAIL)
    while end < limit and words[end].joined:
        if closed := _quotation(words, end):
            return closed
        w = words[end]
        more = w.capital or capital
        if more and (w.form.genitive or w.upper) and w.text[0].isalpha() and not _verb(w):
            end += 1
        elif (
            capital
            and w.text in AND
            and end + 1 < limit
            and words[end + 1].form.genitive
            and not words[end + 1].capital
        ):
            end += 2
        elif w.text in BY and end + 1 < limit and not _verb(words[end + 1]) and (_own(words[end + 1]) or capital):
            end = _phrase(words, end + 1, limit)
        else:
            break
    return end


def _own(word: Lexeme) -> bool:
    return word.capital or word.form.within(frozenset({"дело", "вопрос", "питання", "справа"}))


def _phrase(words: Sequence[Lexeme], i: int, limit: int) -> int:
    """The end of the noun phrase after "по": adjectives up to a noun."""
    while i < limit and words[i].joined and words[i].form.adjective:
        i += 1
    return i + 1 if i < limit and words[i].joined and words[i].text[0].isalpha() else i


def _verb(word: Lexeme) -> bool:
    return not word.capital and bool(word.form.poses & {"VERB", "AUX"}) and not word.form.genitive


def _quotation(words: Sequence[Lexeme], i: int) -> int | None:
    """The end of a short quoted name that begins here with a capital, or None."""
    if words[i].text not in OPENING or i + 1 >= len(words) or not words[i + 1].capital:
        return None
    for j in range(i + 2, min(len(words), i + 2 + QUOTED)):
        if words[j].text in CLOSING:
            return j + 1
        if words[j].text in ",.!?:;":
            return None
    return None


def abbreviation(words: Sequence[Lexeme], i: int, lang: Lang) -> Run | None:
    """Capitals that are neither a place's short form nor a common abbreviation; with a capitalised genitive after."""
    w = words[i]
    if not w.upper or not w.text.isalpha() or len(w.text) > ABBREVIATION or w.form.key in folded(lang, "no_names"):
        return None
    if (
        ROMAN.fullmatch(w.text)
        or gazetteer().lookup(f"={w.text}")
        or all(o.text.isupper() for o in words[max(0, i - 2) : i + 3])
    ):
        return None
    end = i + 1
    if end < len(words) and words[end].joined and _place_genitive(words[end]):
        end += 1
    return i, end


def _place_genitive(word: Lexeme) -> bool:
    if gazetteer().lookup(f"={word.text}"):
        return True
    return word.capital and word.form.genitive and any(gazetteer().lookup(m)[:1] for m in word.form.lemmas)


def quoted(words: Sequence[Lexeme], i: int, lang: Lang) -> Run | None:
    """A short quoted name after a word like "company"."""
    if words[i].text not in OPENING or i == 0 or not words[i - 1].form.within(folded(lang, "quoted_heads")):
        return None
    end = _quotation(words, i)
    return (i - 1 if words[i - 1].capital else i + 1, end if words[i - 1].capital else end - 1) if end else None


def quoted_alone(words: Sequence[Lexeme], i: int, lang: Lang) -> Run | None:
    """One to three quoted words, all in capitals at their start, that no first name begins."""
    if words[i].text not in OPENING or (end := _quotation(words, i)) is None or end - i > 5:
        return None
    inner = words[i + 1 : end - 1]
    if any(not w.capital or w.form.first for w in inner) or (len(inner) == 1 and gazetteer().lookup(inner[0].form.key)):
        return None
    return i + 1, end - 1


def pair(words: Sequence[Lexeme], i: int, lang: Lang) -> Run | None:
    """A listed name of two words ("Белый дом")."""
    if not words[i].capital or i + 1 >= len(words) or not words[i + 1].joined:
        return None
    if words[i].form.lemmas.isdisjoint(_pair_firsts(lang)):
        return None
    names = folded(lang, "organisations")
    hit = any(f"{a} {b}" in names for a in words[i].form.lemmas for b in words[i + 1].form.lemmas)
    return (i, i + 2) if hit else None


def known(words: Sequence[Lexeme], i: int, lang: Lang) -> Run | None:
    """A name that the list holds, or a compound like "Минобороны"; with the capitalised genitive after it."""
    w = words[i]
    if not w.capital:
        return None
    listed = w.form.within(folded(lang, "organisations"))
    compound = not listed and not w.form.common and _compound(w.form.key, lang)
    office = compound and w.form.key.endswith(tuple(folded(lang, "suffixes")))
    if not (listed or office or (compound and not w.form.feats & {"surn", "name", "geo"})):
        return None
    end = i + 1
    if end < len(words) and words[end].joined and _place_genitive(words[end]):
        end += 1
    return i, end


@lru_cache(1 << 14)
def _compound(key: str, lang: Lang) -> bool:
    """Does the word begin like an office's short name, and is no place's name?"""
    parts = tuple(folded(lang, "prefixes")), tuple(folded(lang, "suffixes"))
    return len(key) > 6 and (key.startswith(parts[0]) or key.endswith(parts[1])) and not gazetteer().lookup(key)


def latin(words: Sequence[Lexeme], i: int, lang: Lang) -> Run | None:
    """Capitalised words in Latin letters amid Cyrillic ones."""
    if not words[i].latin or not words[i].capital or words[i].form.key in folded(lang, "no_names"):
        return None
    if ROMAN.fullmatch(words[i].text):
        return None
    end = i + 1
    while end < len(words) and words[end].joined and (words[end].latin or words[end].text == "&"):
        end += 1
    return (i, end) if words[i].end - words[i].start > 1 or end > i + 1 else None


RULES: tuple[Callable[[Sequence[Lexeme], int, Lang], Run | None], ...] = (
    headed,
    abbreviation,
    quoted,
    quoted_alone,
    pair,
    known,
    latin,
)


__all__ = ["Run", "organisations"]
