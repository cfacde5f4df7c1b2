"""Schema of `lexicon/<lang>/unlisted.toml`: words that make a place of a name which no gazetteer lists."""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang, PlacePrecision


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of one size of place. Outside English a word that ends in `*` holds all its endings."""

    precision: PlacePrecision
    nouns: tuple[str, ...]


class UnlistedWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/unlisted.toml`, all in lower case.

    after        nouns that follow the name ("Harbour Street"); outside English: an adjective's ("Заводской район")
    built        the same for buildings and works: a place only behind a preposition ("at the Karsk pit")
    before       nouns that open the name and belong to it ("Lake Orlo", "улица Садовая")
    apart        English nouns with "of" that stand before the name and are no part of it ("the village of ...")
    inner        prepositions behind which a capitalised word is a place, by the case they take outside English
    not_names    capitalised words that are no place
    links        small words inside a name ("Serra do Corvo")
    """

    after: tuple[Kind, ...]
    built: tuple[Kind, ...]
    before: tuple[Kind, ...]
    apart: tuple[Kind, ...]
    inner: dict[str, str]
    not_names: tuple[str, ...]
    links: tuple[str, ...]


def unlisted_words(lang: Lang) -> UnlistedWords:
    """A language's words around unlisted places."""
    words: UnlistedWords = load(f"lexicon/{lang}/unlisted.toml", UnlistedWords)
    return words
