"""Time expressions of a language: classes of words and the forms that they make. One file per language, one schema.

A form is a regular expression over folded text (lower case, `ё` as `е`, straight apostrophes) in which

    <month>      is any word of the class `month`; <month:end> names it `end`, where a form has two
    <day> <year> <yy> <mm> <hour> <minute> <num>   are numbers, in digits or, for <day> and <num>, in words
    a blank      is blanks or line breaks; ` ?` is an optional blank; `-` is any dash
    ~            is where the expression starts; what stands before it is only context

A form must start with a word, a class, or a group of these. Of several matches at one word the longest wins.
"""

from collections.abc import Mapping

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class TimeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of expression. `make` names the function that computes it, `having` its fixed arguments.

    `weak` ones are expressions only together with a neighbour ("evening" in "Tuesday evening").
    """

    make: str
    forms: tuple[str, ...]
    having: Mapping[str, str] = {}
    weak: bool = False


class TimesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/times.toml`.

    word       classes of words: class -> word (`{a,b}` lists endings) -> value
    glue       words that may join a time of day and a day into one expression
    lead       words that belong to a time phrase but not to the expression ("at", "on", "около")
    future     words that turn a bare weekday or month to the future; the nearest one in its clause decides
    until      prepositions that turn the expression right behind them to the future
    just       words behind which these do not ("shortly before", «незадолго до»)
    past       words that turn it to the past, besides the regular past tense of verbs
    capital    words of a class that count only with a capital letter ("May")
    after_year words that may follow a bare year, besides `lead`; another word makes a quantity of it
    """

    word: Mapping[str, Mapping[str, str]]
    rule: tuple[TimeRule, ...]
    glue: tuple[str, ...]
    lead: tuple[str, ...]
    future: tuple[str, ...]
    until: tuple[str, ...]
    past: tuple[str, ...]
    just: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    after_year: tuple[str, ...] = ()


def times_file(lang: Lang) -> TimesFile:
    """The time expressions of a language."""
    found: TimesFile = load(f"lexicon/{lang}/times.toml", TimesFile)
    return found


def expand(word: str) -> tuple[str, ...]:
    """A word with its endings written out: `январ{ь,я}` is январь, января. One brace is allowed."""
    head, brace, rest = word.partition("{")
    if not brace:
        return (word,)
    endings, _, tail = rest.partition("}")
    return tuple(head + ending + tail for ending in endings.split(","))
