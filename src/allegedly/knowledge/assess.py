"""Words that comparing claims needs beyond their frames: "all", "attack", "debris", and what explains an observation.

One file per language, one schema for all: `lexicon/<lang>/assess.toml`. `*` in a pattern stands for any ending.
"""

import re
from functools import cache, lru_cache

import msgspec

from allegedly.knowledge.load import load
from allegedly.knowledge.wording import standing
from allegedly.model.vocabulary import Lang


class Cause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One explanation of an observation, by the words that give it.

    `alone`: words that explain by themselves what others tell of the incident ("arson"); the other words need a word
    of causation beside them, where the observation asks for one.
    """

    name: str
    words: tuple[str, ...]
    alone: tuple[str, ...] = ()


class Observation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something seen or heard that has more than one explanation. `because`: its causes stand beside such a word.

    `blame`: words of causation that are asked for in the place of the language's, where those are told of too much.
    """

    name: str
    words: tuple[str, ...]
    cause: tuple[Cause, ...]
    because: bool = False
    blame: tuple[str, ...] = ()


class Means(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way of doing harm, by the words that tell it."""

    name: str
    words: tuple[str, ...]


class Tally(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is counted once, though no event is its own: what is counted, and what befell it."""

    name: str
    things: tuple[str, ...]
    befell: tuple[str, ...]


class AssessFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/assess.toml`."""

    all: tuple[str, ...]
    attack: tuple[str, ...]
    stopped: tuple[str, ...]
    some: tuple[str, ...]
    other: tuple[str, ...]
    single: tuple[str, ...]
    again: tuple[str, ...]
    debris: tuple[str, ...]
    not_agent: tuple[str, ...]
    agent: tuple[str, ...]
    does: tuple[str, ...]
    doers: tuple[str, ...]
    tells: tuple[str, ...]
    of_those: tuple[str, ...]
    of_anybody: tuple[str, ...]
    treated: tuple[str, ...]
    own_people: tuple[str, ...]
    grown: tuple[str, ...]
    nobody: tuple[str, ...]
    ours: tuple[str, ...]
    admit: tuple[str, ...]
    contend: tuple[str, ...]
    uphold: tuple[str, ...]
    document: tuple[str, ...]
    nameless: tuple[str, ...]
    contrast: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    side: tuple[str, ...]
    rest: tuple[str, ...]
    credit: tuple[str, ...]
    joint: tuple[str, ...]
    means: tuple[Means, ...]
    observation: tuple[Observation, ...]
    because: tuple[str, ...]
    refuted: tuple[str, ...]
    impossible: tuple[str, ...]
    none: tuple[str, ...]
    withheld: tuple[str, ...]
    asks: tuple[str, ...]
    unreal: tuple[str, ...]
    not_it: tuple[str, ...]
    downed: tuple[str, ...]
    tally: tuple[Tally, ...]


def assess_words(lang: Lang) -> AssessFile:
    """The words of a language."""
    return load(f"lexicon/{lang}/assess.toml", AssessFile)


@cache
def _match(words: tuple[str, ...]) -> re.Pattern[str]:
    return standing(words)


@lru_cache(1 << 8)
def _folded(text: str) -> str:
    """Rules ask the same sentences of one incident after the other."""
    return text.casefold().replace("ё", "е")


def says(words: tuple[str, ...], text: str) -> bool:
    """Does the text contain one of the word patterns? Case and ё do not count."""
    return _match(words).search(_folded(text)) is not None
