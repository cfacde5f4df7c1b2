"""Where a sentence names a place: the longest name at each word, and what it may mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from allegedly.extract.places import readings
from allegedly.extract.places.words import Word
from allegedly.extract.slavic.morphology import readings as analysed
from allegedly.knowledge.folding import fold
from allegedly.knowledge.gazetteer import Toponym, gazetteer
from allegedly.knowledge.places import PlaceWords, place_words
from allegedly.model.vocabulary import Lang

How = Literal["name", "short", "region", "feature", "people", "kin"]

# Between the words of one name only a blank or a hyphen may stand ("St. Louis": a dot and a blank).
JOINED = re.compile(r"[ \u00a0]|[ ]?[-–][ ]?|\. ?|\n")
# Adjectives of places end so in Russian and Ukrainian; a cheap look before anything dearer.
ADJECTIVE = re.compile(r"(?:ск|цк|ськ|цьк|зьк|ськ)(?:ий|ой|ая|ое|ие|ого|ому|им|ом|ую|их|ими|а|е|і|ої|ій|ою|у|ім|ый)$")
AND = frozenset({"и", "та", "і", "й"})
# An adjective in lower case is taken for that of a city of so many inhabitants, not of a smaller one.
LARGE = 200_000
# At most so many words stand between the first adjective of a list and the noun they share.
LIST = 7


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `last` (not included) of a sentence, and the places they may name."""

    start: int
    end: int
    first: int
    last: int
    lang: Lang
    how: How
    candidates: tuple[Toponym, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """A language's word lists, folded for look-up."""

    region_nouns: frozenset[str]
    features: tuple[str, ...]
    settlements: frozenset[str]
    settlement_stems: tuple[str, ...]
    before: frozenset[str]
    person_before: frozenset[str]
    person_stems: tuple[str, ...]
    person_after: frozenset[str]
    organisation_after: frozenset[str]
    never: frozenset[str]
    doubtful: frozenset[str]
    neutral: frozenset[str]
    streets: tuple[str, ...]


def _folded(names: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(n) for n in names)


@cache
def lists(lang: Lang) -> Lists:
    """The word lists of a language."""
    w: PlaceWords = place_words(lang)
    return Lists(
        _folded(w.region_nouns),
        tuple(w.feature_stems),
        frozenset(w.settlement_stems),
        tuple(s for s in w.settlement_stems if len(s) > 3),
        _folded(w.before),
        _folded(w.person_before),
        tuple(p for p in map(fold, w.person_before) if len(p) > 4),
        _folded(w.person_after),
        _folded(w.organisation_after),
        _folded(w.never),
        _folded(w.doubtful),
        _folded(w.neutral),
        tuple(w.street_stems),
    )


def matches(words: Sequence[Word], clean: str, lang: Lang) -> Iterator[Match]:
    """Every name at its longest, from left to right, none overlapping another; unguarded."""
    at = 0
    while at < len(words):
        found = _at(words, at, clean, lang) if opens(words[at].text, lang) else None
        if found:
            yield from found
            at = found[-1].last
        else:
            at += 1


def _like_adjective(text: str) -> bool:
    return ADJECTIVE.search(text.lower()) is not None


def opens(text: str, lang: Lang) -> bool:
    """May a match begin with this word? Most are no capitals and no adjectives, and are neither read nor remembered."""
    return (text[0].isupper() or (lang != "en" and "к" in text[-4:-1].lower())) and _opens(text, lang)


@lru_cache(1 << 15)
def _opens(text: str, lang: Lang) -> bool:
    if lang != "en" and _like_adjective(text) and _names_by_adjective(text, lang):
        return True
    if not text[0].isupper():
        return False
    if readings.reach(text, lang) > 1 or readings.short(text) or readings.short(f"{text}."):
        return True
    if lang == "en" and gazetteer().lookup(f"~{fold(text)}"):
        return True
    return bool(readings.called((text,), lang) or readings.kin(text, lang))


def _names_by_adjective(text: str, lang: Lang) -> bool:
    return bool(readings.regions_by_adjective(text, lang) or readings.named_by_adjective(text, lang))


def _at(words: Sequence[Word], at: int, clean: str, lang: Lang) -> list[Match]:
    word = words[at]
    if word.capital and (found := _several(words, at, lang)):
        return found
    if lang != "en" and _like_adjective(word.text) and (found := _by_adjective(words, at, lang)):
        return found
    if not word.capital:
        return []
    if places := _short(word, clean):
        return [_match(words, at, at + 1, lang, "short", places)]
    if lang == "en" and (places := gazetteer().lookup(f"~{fold(word.text)}")):
        return [_match(words, at, at + 1, lang, "people", places)]
    if places := readings.called((word.text,), lang):
        return [_match(words, at, at + 1, lang, "name", places)]
    if places := readings.kin(word.text, lang):
        return [_match(words, at, at + 1, lang, "kin", places)]
    return []


def _several(words: Sequence[Word], at: int, lang: Lang) -> list[Match]:
    """The longest name of several words that begins here."""
    for n in range(min(readings.reach(words[at].text, lang), len(words) - at), 1, -1):
        if (run := _run(words, at, n, lang)) and (places := readings.called(run, lang)):
            return [_match(words, at, at + n, lang, "name", places)]
    return []


def _run(words: Sequence[Word], at: int, n: int, lang: Lang) -> tuple[str, ...]:
    """The words of a name of n words, or nothing where a mark parts them or a wrong one is in lower case."""
    if not all(JOINED.fullmatch(w.gap) for w in words[at : at + n - 1]):
        return ()
    if (
        lang == "en"
        and not words[at + n - 1].capital
        and n > 1
        and fold(words[at + n - 1].text) not in lists("en").region_nouns
    ):
        return ()
    return tuple(w.text for w in words[at : at + n])


def _short(word: Word, clean: str) -> tuple[Toponym, ...]:
    """Short forms in their exact letters; a dotted one is tried with the dot that follows it."""
    dotted = f"{word.text}." if clean[word.end : word.end + 1] == "." else word.text
    return readings.short(word.text) or readings.short(dotted)


def _match(words: Sequence[Word], first: int, last: int, lang: Lang, how: How, places: tuple[Toponym, ...]) -> Match:
    return Match(words[first].start, words[last - 1].end, first, last, lang, how, places)


def _by_adjective(words: Sequence[Word], at: int, lang: Lang) -> list[Match]:
    """The noun says what the adjective names: "Харьковская и Сумская области", "Кременчуцький НПЗ"."""
    group = list(_adjectives(words, at))
    after = group[-1] + 1
    while after < min(len(words) - 1, group[-1] + 3) and _plain_adjective(words[after], lang):
        after += 1  # "Одеський морський порт"
    if after >= len(words) or words[after - 1].gap.strip(" .\u00a0"):
        return []
    noun = fold(words[after].text)
    if _is_region_noun(noun, lang):
        return _regions(words, group, after, lang)
    if noun.startswith(lists(lang).features) or settles(noun, lists(lang)):
        return _features(words, group, after, lang)
    return []


def settles(word: str, known: Lists) -> bool:
    """Is it a word like "city", or does it begin with a long one of them? ("г", "с" count only as they are.)"""
    return word in known.settlements or word.startswith(known.settlement_stems)


@lru_cache(1 << 14)
def _is_adjective(text: str, lang: Lang) -> bool:
    return analysed(text, lang)[0].pos == "ADJ"


def _plain_adjective(word: Word, lang: Lang) -> bool:
    return not word.capital and word.gap == " " and _is_adjective(word.text, lang)


def _adjectives(words: Sequence[Word], at: int) -> Iterator[int]:
    """Positions of the adjectives of one list: "A", "A и B", "A, B и C"."""
    i = at
    while i < min(len(words), at + LIST) and _like_adjective(words[i].text):
        yield i
        linked = i + 1 < len(words) and words[i + 1].text in AND
        if not linked and words[i].gap.strip() != ",":
            return
        i += 2 if linked else 1


@lru_cache(1 << 14)
def _is_region_noun(noun: str, lang: Lang) -> bool:
    return any(f in lists(lang).region_nouns for f in readings.forms(noun, lang))


def _regions(words: Sequence[Word], group: list[int], noun: int, lang: Lang) -> list[Match]:
    found = []
    for i in group:
        places = tuple(t for t in readings.regions_by_adjective(words[i].text, lang) if t.precision == "region")
        if places:
            found.append(_match(words, i, noun + 1 if i == group[-1] else i + 1, lang, "region", places))
    return found


def _features(words: Sequence[Word], group: list[int], noun: int, lang: Lang) -> list[Match]:
    found = []
    for i in group:
        if any(t.kind == "country" for t in readings.regions_by_adjective(words[i].text, lang)):
            continue
        places = readings.named_by_adjective(words[i].text, lang)
        if not words[i].capital:  # "харьковский аэропорт", but no "морской порт"
            places = tuple(t for t in places if t.population >= LARGE)
        if places and lists(lang).never.isdisjoint(readings.adjective(words[i].text, lang)):
            found.append(_match(words, i, noun + 1 if i == group[-1] else i + 1, lang, "feature", places))
    return found
