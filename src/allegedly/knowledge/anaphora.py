"""Words that stand for a speaker named before: pronouns, and epithets of a side."""

import re
from functools import cache

import msgspec

from allegedly.knowledge.actors import pattern
from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class Anaphora(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/anaphora.toml`; whole words in lower case, `*` stands for any ending.

    person    pronouns for one person ("he", "она")
    thing     pronouns for an organisation or a channel ("it")
    many      pronouns for several, or for an organisation ("they")
    relative  pronouns whose actor stands right before them ("who", "который")
    feminine  those of `person` that stand for a feminine noun, where gender is marked
    generic   common nouns that stand for whoever spoke before ("the official", "ведомство")
    human     common nouns for one person ("spokeswoman"): "he" or "she" may stand for them, "it" may not
    fresh     words by which somebody is new, whoever spoke before ("an unnamed official", "ещё один житель")
    credit    words before whom a last line names as its source ("Source:", "Данные")
    former    words by which somebody holds an office no more ("the former mayor")
    turning   words by which a sentence leaves the speaker of the one before ("meanwhile", "на видео")
    said      nouns for what somebody has said ("the statement", «в сообщении»): they stand for whoever said it
    part      how "one of them" ends, where a part of several speaks (English has it in `closed.toml`)
    located   prepositions before the place of who speaks ("police in Upper Dorn")
    epithet   words by which one side calls another ("occupiers", "militants"): the actor is whoever the text
              itself named by the same kind of word, never a fixed party
    """

    person: frozenset[str]
    thing: frozenset[str]
    many: frozenset[str]
    relative: frozenset[str]
    epithet: tuple[str, ...]
    feminine: frozenset[str] = frozenset()
    generic: tuple[str, ...] = ()
    human: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    turning: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    located: tuple[str, ...] = ()


def anaphora(lang: Lang) -> Anaphora:
    """The pronouns and epithets of a language."""
    return load(f"lexicon/{lang}/anaphora.toml", Anaphora)


@cache
def turns(lang: Lang) -> re.Pattern[str]:
    """An expression for the words by which a sentence leaves the speaker of the one before, in any case."""
    found = pattern(anaphora(lang).turning)
    return re.compile(found.pattern, re.IGNORECASE) if found else re.compile(r"(?!)")


def former(words: str, lang: Lang) -> bool:
    """Is it somebody who holds an office no more? What they say is not the office's word."""
    found = _former(lang)
    return found is not None and found.search(words.casefold()) is not None


@cache
def _former(lang: Lang) -> re.Pattern[str] | None:
    return pattern(anaphora(lang).former)
