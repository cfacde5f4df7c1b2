"""Reasons and conflicts in words, per language, as data: rule -> sentence, with named values in braces."""

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from allegedly.knowledge.actors import actors
from allegedly.knowledge.load import load
from allegedly.knowledge.offices import called
from allegedly.knowledge.phrases import phrases
from allegedly.model.vocabulary import ConflictKind, Lang

Values = Sequence[tuple[str, str]]
# What a conflict is about, by the name of its value: an event of the vocabulary, what is seen or counted, a matter.
WHAT = ("event", "seen", "tally", "matter")


class RuleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule's sentence in the languages other than English; `rule` is its name in rules.toml or expected.toml."""

    rule: str
    ru: str
    uk: str


class ConflictWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands against what, by the rule that found it."""

    rule: str
    en: str
    ru: str
    uk: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of things in one language, by their names in the lexicon; what is not listed stays as it is."""

    unnamed: str
    more: str
    settled: dict[str, str]
    seen: dict[str, str]
    cause: dict[str, str]
    tally: dict[str, str]
    matter: dict[str, str]
    means: dict[str, str]


class ReasonFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/phrases/reasons.toml`."""

    reason: tuple[RuleWords, ...]
    conflict: tuple[ConflictWords, ...]
    words: dict[Lang, Words]


def rule_words(rule: str, lang: Lang) -> str | None:
    """The sentence of a rule in Russian or Ukrainian, braces unfilled; None in English, and for unknown rules."""
    found = _rules().get(rule)
    return found.ru if found and lang == "ru" else found.uk if found and lang == "uk" else None


def settled_words(settled: str, lang: Lang) -> str:
    """Why a conflict is none ("update", "part of a whole"), in a language."""
    return _file().words[lang].settled.get(settled, settled)


def conflict_words(
    rule: str, kind: ConflictKind, values: Values, lang: Lang, names: Mapping[str, str] | None = None
) -> str:
    """The sentence of a conflict; `names` are the voices' names in that language, by key. Empty for unknown rules."""
    given = dict(values)
    form = _conflicts().get(f"{rule}.figures" if "x" in given else rule) or _conflicts().get(rule)
    if form is None:
        return ""
    words = _file().words[lang]
    told = words.means if kind == "cause" else {}
    return _written(form, lang).format(
        what=_what(given, lang),
        x=", ".join(told.get(v, v) for k, v in values if k == "x"),
        y=", ".join(told.get(v, v) for k, v in values if k == "y"),
        by=given.get("by", ""),
        side=_side(given.get("side", ""), lang),
        cause=words.cause.get(given.get("cause", ""), given.get("cause", "")),
        a=_voices("a", values, lang, names or {}),
        b=_voices("b", values, lang, names or {}),
    )


def _side(side: str, lang: Lang) -> str:
    """A party by the name that the language has for it."""
    known = actors().parties.get(side)
    return (called(lang).get(side) or known.name) if known else side


def _written(form: ConflictWords, lang: Lang) -> str:
    return {"en": form.en, "ru": form.ru, "uk": form.uk}[lang]


def _what(given: Mapping[str, str], lang: Lang) -> str:
    """The happening and its place. English has the vocabulary's own words."""
    words = _file().words[lang]
    tables = (phrases(lang).events if lang != "en" else {}, words.seen, words.tally, words.matter)
    found = next(((t, given[name]) for name, t in zip(WHAT, tables, strict=True) if name in given), None)
    head = found[0].get(found[1], found[1]) if found else ""
    text = f"{head}, {given['place']}" if "place" in given else head
    return text if lang == "en" else text[:1].upper() + text[1:]


def _voices(side: str, values: Values, lang: Lang, names: Mapping[str, str]) -> str:
    """The names of a side's voices: `a` and `a_key` stand in pairs, `a_more` counts the rest."""
    words = _file().words[lang]
    shown = [v for k, v in values if k == side]
    keys = [v for k, v in values if k == f"{side}_key"]
    told = ", ".join(names.get(key, name) or words.unnamed for name, key in zip(shown, keys, strict=True))
    more = dict(values).get(f"{side}_more")
    return words.more.format(names=told, count=more) if more else told


def _file() -> ReasonFile:
    return load("phrases/reasons.toml", ReasonFile)


@cache
def _rules() -> dict[str, RuleWords]:
    return {one.rule: one for one in _file().reason}


@cache
def _conflicts() -> dict[str, ConflictWords]:
    return {one.rule: one for one in _file().conflict}
