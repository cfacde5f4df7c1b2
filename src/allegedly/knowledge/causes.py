"""Schema of `lexicon/<lang>/causes.toml`: words that name what brought a happening about."""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class CauseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/causes.toml`. Words are lower case; one that ends in `*` holds all its endings.

    before   words that the cause follows ("because of", "вследствие")
    behind   words that follow the cause ("... was to blame", "... стало причиной")
    stops    words at which the cause ends ("which", "and", "что")
    """

    before: tuple[str, ...]
    behind: tuple[str, ...]
    stops: frozenset[str]


def cause_words(lang: Lang) -> CauseWords:
    """A language's words of causes."""
    words: CauseWords = load(f"lexicon/{lang}/causes.toml", CauseWords)
    return words
