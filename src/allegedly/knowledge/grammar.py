"""Closed word classes of a Slavic language that rules steer by: prepositions with their cases, joints of clauses."""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class Preposition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Prepositions that govern the same cases (gen dat acc ins loc)."""

    cases: tuple[str, ...]
    words: tuple[str, ...]


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/grammar.toml`. All words in lower case, ё written as е.

    that          open the content of a saying ("что", "що")
    wh            question words that open an indirect question
    whether       particles of an indirect question, one word after its opening ("ли", "чи")
    relative      lemmas of relative pronouns
    where         words, alone or in a row, that open a clause with a happening of its own ("где", "после чего")
    adverbial     open a clause of time, cause, condition or concession
    coordinate    may join two main clauses
    adversative   those of them that set a new clause against the last one
    negation      particles that negate the next verb
    no            predicates of absence ("нет", "немає")
    """

    preposition: tuple[Preposition, ...]
    that: tuple[str, ...]
    wh: tuple[str, ...]
    whether: tuple[str, ...]
    relative: tuple[str, ...]
    where: tuple[str, ...]
    adverbial: tuple[str, ...]
    coordinate: tuple[str, ...]
    adversative: tuple[str, ...]
    negation: tuple[str, ...]
    no: tuple[str, ...]


def grammar(lang: Lang) -> Grammar:
    """The closed classes of Russian or Ukrainian."""
    found: Grammar = load(f"lexicon/{lang}/grammar.toml", Grammar)
    return found
