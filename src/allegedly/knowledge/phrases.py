"""Sentences of the brief, per language, as data. Words of a claim are never translated: they stay quotations."""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/phrases/<lang>.toml`. Braces are filled by the brief; every sentence ends in its references."""

    as_known: str
    now: str
    voices: str
    occurrence: dict[str, str]
    attribution: dict[str, str]
    contested: str
    affirmed: str
    denied: str
    says: dict[str, str]
    hedged: str
    by_rule: str
    no_evidence: str
    conflict: str
    update: str
    update_between: str
    toll: str
    toll_one: str
    toll_open: str
    about: str
    silent: str
    silence_ended: str
    background: str
    references: str
    more_names: str
    more_contested: str
    more_conflicts: str
    more_updates: str
    more_silences: str
    events: dict[str, str]
    conflicts: dict[str, str]
    things: dict[str, str]
    and_: str = msgspec.field(name="and")


def phrases(lang: Lang) -> Phrases:
    """The sentences of a language."""
    return load(f"phrases/{lang}.toml", Phrases)
