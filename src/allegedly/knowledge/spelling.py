"""A settlement's name as Russian or Ukrainian print has it, chosen among GeoNames' alternates, which tell no language.

What is chosen must sound like the name that the place bears now: alternates hold former names, nicknames and the
spellings of a dozen Cyrillic languages. Where nothing fits, there is no name, and pages show the gazetteer's own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

import msgspec

from allegedly.knowledge.identity import skeleton
from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang

SOUNDS, KNOWN_SOUNDS = (
    0.85,
    0.7,
)  # how alike a name must sound; less for one that stands in a dictionary of the language
DICTIONARY, LETTERS = 0.4, 0.1  # what counts beside the sound: such a word, and letters that the other has not


class Spelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How two languages print the name of a place, by its id."""

    id: str
    ru: str
    uk: str


class SpellingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/spellings.toml`."""

    place: tuple[Spelling, ...]


def own_spellings() -> Mapping[str, Mapping[Lang, str]]:
    """Names by id and language that the desk itself gives, where the rule below would choose another."""
    return {one.id: {"ru": one.ru, "uk": one.uk} for one in load("spellings.toml", SpellingFile).place}


@dataclass(frozen=True, slots=True)
class _Print:
    """A language's print of names: a word, endings of others, what only this one has, tags of a dictionary's place."""

    word: re.Pattern[str]
    strange: re.Pattern[str]
    own: re.Pattern[str]
    tags: tuple[str, ...]


PRINT: Mapping[Lang, _Print] = {
    "ru": _Print(
        re.compile(r"[А-ЯЁ][а-яё]+"),
        re.compile(r"[сцз]ьк(?:[еа]|ий)?$"),
        re.compile("[ыэъё]|[сцз]к$"),
        ("Geox", "nomn"),
    ),
    "uk": _Print(
        re.compile(r"[А-ЩЬЮЯЄІЇҐ](?:[а-щьюяєіїґ]|['’ʼ](?=[яюєї]))+"),
        re.compile(r"[сцз]к(?:ое|ая|ий)?$|[оеє]во$"),
        re.compile("[іїєґ'’ʼ]|[сцз]ьк"),
        ("nomn",),
    ),
}
SMALL = frozenset({"на", "над", "под", "під", "у", "в", "де", "Ла", "Ель", "Эль"})
_GAP = re.compile(r"[ \-]")


def spelt(name: str, alternates: Iterable[str], lang: Lang) -> str:
    """The alternate under which a language's print knows a place of that Latin name; empty where there is none."""
    sound, found = _sound(name), [(0.0, 0, "")]
    for one in alternates:
        words = _GAP.split(one)
        if _printed(words, lang):
            known = all(w in SMALL or _known(w.lower(), lang) for w in words)
            heard = _sound(one)
            alike = 1.0 if heard == sound else SequenceMatcher(None, heard, sound).ratio()
            if alike >= (KNOWN_SOUNDS if known else SOUNDS):
                own = LETTERS if PRINT[lang].own.search(one) else 0
                found.append((alike + (DICTIONARY if known else 0) + own, -len(one), one))
    return max(found)[2]


def _printed(words: Iterable[str], lang: Lang) -> bool:
    """Could these be a name in that language's print?"""
    rule = PRINT[lang]
    return all(w in SMALL or (rule.word.fullmatch(w) and not rule.strange.search(w)) for w in words)


def _sound(name: str) -> str:
    return " ".join(skeleton(w) for w in _GAP.split(name))


@lru_cache(1 << 16)
def _known(word: str, lang: Lang) -> bool:
    """Does a dictionary of the language have the word in the nominative; in Russian, as a place?"""
    readings = (str(p.tag) for p in _dictionary(lang).parse(word) if p.is_known)  # type: ignore[attr-defined] # no stubs
    return any(all(tag in told for tag in PRINT[lang].tags) for told in readings)


@cache
def _dictionary(lang: Lang) -> object:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=lang)
