"""Things and acts that disasters of any kind are told with, by their words in three languages: `concepts.toml`."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from re import compile as pattern

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang

WORD = pattern(r"[\w']+")
SHORTEST = 2


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Its words by language, `*` at the end for any ending; `opposite`: the act that cannot hold at once."""

    en: tuple[str, ...]
    ru: tuple[str, ...]
    uk: tuple[str, ...]
    opposite: str = ""


class ConceptFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/concepts.toml`."""

    thing: dict[str, Concept]
    doer: dict[str, Concept]
    act: dict[str, Concept]


class Meant(msgspec.Struct, frozen=True):
    """What words are about: things, who does it, and acts or states."""

    things: frozenset[str]
    doers: frozenset[str]
    acts: frozenset[str]


@lru_cache(1 << 12)
def concepts(text: str, lang: Lang) -> Meant:
    """The things, doers and acts that a text names."""
    found = {name for word in WORD.findall(_folded(text)) for name in _of(word, lang)}
    found |= {name for words, name in _phrases(lang) if words in _folded(text)}
    known = load("concepts.toml", ConceptFile)
    return Meant(
        frozenset(found & known.thing.keys()), frozenset(found & known.doer.keys()), frozenset(found & known.act.keys())
    )


def opposite(act: str) -> str:
    """The act that cannot hold at once with one, or nothing."""
    return load("concepts.toml", ConceptFile).act[act].opposite


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е").replace("’", "'")


@lru_cache(1 << 14)
def _of(word: str, lang: Lang) -> frozenset[str]:
    whole, stems = _compiled(lang)
    found = set(whole.get(word, ()))
    return frozenset(found.union(*(stems.get(word[:end], ()) for end in range(SHORTEST, len(word) + 1))))


@cache
def _compiled(lang: Lang) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    whole: dict[str, set[str]] = defaultdict(set)
    stems: dict[str, set[str]] = defaultdict(set)
    for name, words in _words(lang):
        for word in words:
            if " " not in word:
                (stems if word.endswith("*") else whole)[word.removesuffix("*")].add(name)
    return whole, stems


@cache
def _phrases(lang: Lang) -> tuple[tuple[str, str], ...]:
    return tuple((word, name) for name, words in _words(lang) for word in words if " " in word)


@cache
def _words(lang: Lang) -> tuple[tuple[str, tuple[str, ...]], ...]:
    known = load("concepts.toml", ConceptFile)
    return tuple(
        (name, getattr(one, lang)) for name, one in (*known.thing.items(), *known.doer.items(), *known.act.items())
    )
