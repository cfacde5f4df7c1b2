"""What voices are called in Russian and Ukrainian where their English name is the desk's own (`offices.toml`)."""

from collections.abc import Mapping
from functools import cache

import msgspec

from allegedly.knowledge.actors import Actor, actors
from allegedly.knowledge.folding import fold
from allegedly.knowledge.gazetteer import gazetteer
from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Lang

PARTICLE = 3  # letters that a small word within a name has at most: van, der, bin


class Called(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word or a name in two languages."""

    ru: str
    uk: str


class CalledById(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an institution, a party or a registered actor is called, by its id."""

    id: str
    ru: str
    uk: str


class OfficeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/offices.toml`; `group` says that a voice is nobody in particular."""

    group: Called
    name: tuple[CalledById, ...]


@cache
def _file() -> OfficeFile:
    return load("offices.toml", OfficeFile)


@cache
def called(lang: Lang) -> Mapping[str, str]:
    """Names in a language by the id of an institution, a party, or a registered actor; none in English."""
    return {} if lang == "en" else {one.id: one.uk if lang == "uk" else one.ru for one in _file().name}


def voice_in(key: str, name: str, lang: Lang) -> str:
    """A voice in a language: a registered person, an office of a party or place; who is in no registry keeps its name.

    `name` is the English name under which an assessment shows it: it says whether a report names the person. Where the
    words of a report only describe somebody they stand in quotation marks: they are its words, never the desk's.
    """
    if key.startswith("name:") and _describes(name):
        return f"\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}"
    if lang == "en":
        return name
    names, owner, office = called(lang), *key.split(":", 1)[:1], key.partition(":")[2]
    actor = actors().actors.get(key)
    if actor is not None:
        return _registered(actor, name, lang)
    institution = actors().institutions.get(office)
    if institution is None or not name.startswith(institution.name):
        return names.get(key, name) if key in actors().parties else name
    told = name[len(institution.name) :].strip()
    return f"{names.get(office, institution.name)} {_whose(told, owner, lang)}".strip()


def _describes(name: str) -> bool:
    """Is it a description ("commander of the fleet", "місцева влада")?

    Names and titles begin with a capital, in English in each longer word. What begins a sentence is taken for a name in
    Russian and Ukrainian.
    """
    words = name.split()
    if words and words[0].isascii():
        return any(word[0].islower() and len(word) > PARTICLE for word in words)
    return bool(words) and words[0][0].islower()


def party_in(party: str, lang: Lang) -> str:
    """A party's name in a language."""
    held = actors().parties.get(party)
    return voice_in(party, held.name, lang) if held else party


def _registered(actor: Actor, name: str, lang: Lang) -> str:
    """The office's name as long as no report names who holds it, then the person's."""
    by_office = actor.institution is not None and name == actor.name
    held = (called(lang).get(actor.id, ""), (actor.names.get(lang) or ("",))[0])
    return next((one for one in (held if by_office else reversed(held)) if one), name)


def _whose(told: str, owner: str, lang: Lang) -> str:
    """What stands in brackets behind an office: a party, a place, that it is a group; words of reports stay."""
    inner = told[1:-1] if told.startswith("(") and told.endswith(")") else ""
    if not inner:
        return told
    if inner == "group":
        group = _file().group
        return f"({group.uk if lang == 'uk' else group.ru})"
    if owner in actors().parties and inner == actors().parties[owner].name:
        return f"({called(lang).get(owner, inner)})"
    place = next((p for p in gazetteer().lookup(fold(inner)) if p.name == inner), None) if inner == owner else None
    return f"({(gazetteer().spelt(place.id, lang) if place else '') or inner})"
