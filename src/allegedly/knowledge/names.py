"""Schema of `lexicon/<lang>/names.toml`: what tells persons and organisations from other capitalised words."""

from functools import cache

import msgspec

from allegedly.knowledge.gazetteer import fold
from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/names.toml`."""

    first_names: tuple[str, ...]


def name_words(lang: Lang) -> NameWords:
    """A language's words about persons and organisations."""
    words: NameWords = load(f"lexicon/{lang}/names.toml", NameWords)
    return words


@cache
def first_names(lang: Lang) -> frozenset[str]:
    """Given names, folded."""
    return frozenset(fold(n) for n in name_words(lang).first_names)
