"""Who can speak, in words: roles, bodies, media, crowds; and the phrases beside a speaker that are none.

Used where grammar alone cannot tell a speaker from another noun: a closing "— mayor", an opening "Mayor:".
"""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class Voices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/voices.toml`. Lemmas in lower case, ё written as е.

    roles, bodies, media, crowds    nouns that speak
    forces       bodies in the plural only ("в силах обороны", "у військах")
    many         abbreviations that take a plural verb ("СМИ сообщили")
    papers       documents that say something of their authors ("report", "statement")
    uncompounded words that end as a body does and are none ("последствие", "інфраструктура")
    matters      what people are asked about, admit, deny and do not comment on ("charge", "guilt", "rumour")
    venues       where something is said, never who says it ("in Telegram", "at a briefing")
    times        nouns of time that stand beside a speaker ("on Monday")
    unsourced    adjectives that name no source before "data" ("according to preliminary data")
    headings     words before a colon that announce and do not speak ("Update:", "Photo:")
    tasked       bodies whose names go on with a preposition and their task ("агентство по туризму")
    tasks        these prepositions
    signers      words that announce a source after a colon ("Source: ...")
    """

    roles: tuple[str, ...]
    bodies: tuple[str, ...]
    forces: tuple[str, ...]
    media: tuple[str, ...]
    crowds: tuple[str, ...]
    many: tuple[str, ...]
    papers: tuple[str, ...]
    matters: tuple[str, ...]
    uncompounded: tuple[str, ...]
    venues: tuple[str, ...]
    times: tuple[str, ...]
    unsourced: tuple[str, ...]
    headings: tuple[str, ...]
    signers: tuple[str, ...]
    tasked: tuple[str, ...]
    tasks: tuple[str, ...]


def voices(lang: Lang) -> Voices:
    """The speaking nouns of Russian or Ukrainian."""
    found: Voices = load(f"lexicon/{lang}/voices.toml", Voices)
    return found
