"""Matters that people answer for in a disaster of any kind: was there a warning, were the exits open, was it sound?

Such a matter holds or does not, whatever the event; one voice states the one, another the other. One file per language,
one schema for all: `lexicon/<lang>/matters.toml`, the same names in each. `*` in a pattern stands for any ending.
"""

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class Matter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`about`: words for what it is about; `holds`, `fails`: words by which a claim says that it does, or does not.

    `plain`: the words for it alone say that it does. `unless`: words beside which the claim tells of something else.
    """

    name: str
    about: tuple[str, ...]
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    plain: bool = False
    unless: tuple[str, ...] = ()


class MatterFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/matters.toml`."""

    matter: tuple[Matter, ...]


def matters(lang: Lang) -> tuple[Matter, ...]:
    """The matters of a language."""
    return load(f"lexicon/{lang}/matters.toml", MatterFile).matter
