"""Numbers in words. One file per language, one schema for all."""

from collections.abc import Mapping

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class Bound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before a number, and the bounds that it keeps: "at least five" has no high, "up to 30" no low."""

    words: tuple[str, ...]
    keeps: tuple[str, ...]


class WordRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published reading of a vague word: "dozens" is at least 24 (two dozen); its name goes into `Count.rule`."""

    rule: str
    words: tuple[str, ...]
    low: int | None = None
    best: int | None = None
    high: int | None = None
    beside: bool = False  # only with a word behind it that it counts: "пара" alone is steam
    not_before: tuple[str, ...] = ()


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/numbers.toml`. Words are lower case; `{a,b}` in a word lists endings.

    additive      words that add up ("twenty", "двести") and their values
    multipliers   words that multiply what stands before them ("thousand")
    ordinals      ordinal words; they are never counts
    single        words for one that are mostly articles or pronouns: counted only before a word of `counted`
    counted       nouns that make a count of `single` ("a person", "один человек")
    single_not_before  nouns that make one thing with a noun of `counted` ("a rocket attack")
    bounds        words before a number that open or close its range
    after         words behind a number that do so ("or more")
    between       words of a range ("between 5 and 7", "от 5 до 7"): pairs of opening and middle word
    join          words or marks between the two numbers of a range ("5-7", "5 to 7")
    streets       words of an address: a number behind or before one is a house
    of            words of a share ("10 of 12")
    vague         word rules
    whole         words for all; `whole_not_before` are words that make an adverb or pronoun of them ("all over")
    reaches       stems that make "to" before a number its exact value ("выросло до семи")
    from_to       words of a change ("с 45 до 42"): the second number is exact
    not_counts    units, currencies and measures: a number before one is no count of people or things
    labels        words before a number that make it a name ("No.", "route", "дом")
    sites         nouns whose number counts no happening ("at seven addresses", "broke two ribs"); `*` holds all endings
    wholes        words before a number that the count is a part of ("of the 31 men eleven came back")
    shares        words behind a number that is a part of one told before ("six of them")
    clock         words before a bare hour ("around 6")
    """

    additive: Mapping[str, int]
    multipliers: Mapping[str, int]
    ordinals: Mapping[str, int]
    single: tuple[str, ...]
    counted: tuple[str, ...]
    single_not_before: tuple[str, ...]
    bounds: tuple[Bound, ...]
    after: tuple[Bound, ...]
    between: tuple[tuple[str, str], ...]
    join: tuple[str, ...]
    streets: tuple[str, ...]
    of: tuple[str, ...]
    vague: tuple[WordRule, ...]
    whole: tuple[str, ...]
    whole_not_before: tuple[str, ...]
    reaches: tuple[str, ...]
    from_to: tuple[str, ...]
    not_counts: tuple[str, ...]
    labels: tuple[str, ...]
    sites: tuple[str, ...]
    wholes: tuple[str, ...]
    shares: tuple[str, ...]
    clock: tuple[str, ...]


def numbers(lang: Lang) -> Numbers:
    """The number words of a language."""
    found: Numbers = load(f"lexicon/{lang}/numbers.toml", Numbers)
    return found
