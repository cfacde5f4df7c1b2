"""Schema of `lexicon/<lang>/names.toml`: what tells persons and organisations from other capitalised words."""

from functools import cache

import msgspec

from allegedly.knowledge.folding import fold
from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/names.toml`, all in lower case but the first names.

    first_names      given names, in the nominative
    titles           posts, ranks and kin that stand before a person's name, as lemmas
    heads            nouns that head an organisation's name ("ministry"), as lemmas
    quoted_heads     nouns that a quoted organisation's name follows ("газета «...»"), as lemmas
    organisations    names of one word, without quotes ("Кремль", "Reuters"), as lemmas
    no_names         abbreviations and capitalised words that name neither person nor organisation
    of_towns         nouns behind which one word in the genitive is a town ("residents"), as lemmas
    particles        small words inside a person's name ("von")
    surname_endings  endings of surnames in the nominative
    prefixes         beginnings of compound names of offices ("Минобороны")
    suffixes         ends of such names ("Київрада")
    things           words in names that are neither person's nor organisation's ("Thanksgiving Day")
    """

    first_names: tuple[str, ...]
    titles: tuple[str, ...]
    heads: tuple[str, ...]
    quoted_heads: tuple[str, ...]
    organisations: tuple[str, ...]
    no_names: tuple[str, ...]
    particles: tuple[str, ...]
    surname_endings: tuple[str, ...]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...] = ()
    of_towns: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


def name_words(lang: Lang) -> NameWords:
    """A language's words about persons and organisations."""
    words: NameWords = load(f"lexicon/{lang}/names.toml", NameWords)
    return words


@cache
def folded(lang: Lang, field: str) -> frozenset[str]:
    """One list of a language's file, folded for look-up."""
    names: tuple[str, ...] = getattr(name_words(lang), field)
    return frozenset(fold(n) for n in names)


@cache
def first_names(lang: Lang) -> frozenset[str]:
    """Given names, folded."""
    return folded(lang, "first_names")
