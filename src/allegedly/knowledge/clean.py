"""What reading must know of a language before any analysis: promotional tails and full stops that end no sentence."""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/clean.toml`. All words are lower case; abbreviations stand without their last stop.

    promo           phrases that open a promotional tail ("subscribe to")
    never           abbreviations whose full stop never ends a sentence
    sometimes       abbreviations whose full stop ends one only before a word of `starters`
    before_number   abbreviations that need a number behind them
    starters        words that commonly open a sentence
    speech          verbs that tie a quotation to the words behind it
    updating        phrases by which a report speaks of itself ("this story is being updated"); `*` is any ending
    """

    promo: tuple[str, ...]
    never: tuple[str, ...]
    sometimes: tuple[str, ...]
    before_number: tuple[str, ...]
    starters: tuple[str, ...]
    speech: tuple[str, ...]
    updating: tuple[str, ...]


def reading(lang: Lang) -> Reading:
    """The reading knowledge of a language."""
    found: Reading = load(f"lexicon/{lang}/clean.toml", Reading)
    return found
