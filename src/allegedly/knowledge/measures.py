"""Units of what is measured, in three languages: `measures.toml`."""

from collections.abc import Iterator
from functools import cache

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`one`: how many of the measure's own unit one of it is; its words by language."""

    one: float
    en: tuple[str, ...]
    ru: tuple[str, ...]
    uk: tuple[str, ...]


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Length, time, weight: what can be compared with what."""

    name: str
    units: tuple[Unit, ...]


class MeasureFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/measures.toml`."""

    measure: tuple[Measure, ...]


def measured(words: str, lang: Lang) -> tuple[str, float] | None:
    """The measure of the unit that words begin with, and how many of the measure's own unit one is."""
    for form, name, one in _units(lang):
        if words.startswith(form.removesuffix("*")) and (form.endswith("*") or not words[len(form) :][:1].isalnum()):
            return name, one
    return None


@cache
def _units(lang: Lang) -> tuple[tuple[str, str, float], ...]:
    """All words for units, the longest first."""
    found = ((form, m.name, u.one) for m in load("measures.toml", MeasureFile).measure for u, form in _forms(m, lang))
    return tuple(sorted(found, key=lambda f: -len(f[0])))


def _forms(measure: Measure, lang: Lang) -> Iterator[tuple[Unit, str]]:
    return ((unit, form) for unit in measure.units for form in getattr(unit, lang))
