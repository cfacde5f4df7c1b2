"""Spheres of life: the railway, the sea, a prison, a school. What a report without a place is about, in any language.

One file for all languages, `spheres.toml`, so that a reader sees them side by side.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang

# What a word weighs that tells of its sphere only beside another one, and what a report's words must weigh together.
HALF = 0.5
ENOUGH = 1.0
SHORTEST = 3


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a sphere by language: `*` at the end stands for any ending, `?` behind it for half the weight."""

    en: tuple[str, ...]
    ru: tuple[str, ...]
    uk: tuple[str, ...]


class SphereFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/spheres.toml`."""

    sphere: dict[str, Words]


Weights = Mapping[str, float]


def spheres(words: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """The spheres that a text's words tell of, sorted; the words in dictionary form and small letters."""
    found: dict[str, float] = defaultdict(float)
    for word in set(words):
        for sphere, weight in _of(word, lang).items():
            found[sphere] += weight
    return tuple(sorted(s for s, weight in found.items() if weight >= ENOUGH))


@lru_cache(1 << 16)
def _of(word: str, lang: Lang) -> Weights:
    """The spheres of one word; one that is of several tells of none of them alone."""
    whole, stems = _compiled(lang)
    folded = word.replace("ё", "е")
    found = dict(whole.get(folded, {}))
    for end in range(SHORTEST, len(folded) + 1):
        for sphere, weight in stems.get(folded[:end], {}).items():
            found[sphere] = max(weight, found.get(sphere, 0.0))
    return found if len(found) < 2 else dict.fromkeys(found, HALF)


@cache
def _compiled(lang: Lang) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Whole words, and stems, each with its spheres and what it weighs for them."""
    whole: dict[str, dict[str, float]] = defaultdict(dict)
    stems: dict[str, dict[str, float]] = defaultdict(dict)
    for name, words in load("spheres.toml", SphereFile).sphere.items():
        for written in getattr(words, lang):
            word = written.removesuffix("?")
            weight = HALF if word != written else 1.0
            (stems if word.endswith("*") else whole)[word.removesuffix("*")][name] = weight
    return whole, stems
