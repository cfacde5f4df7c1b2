"""Bodies that no list of offices knows: by the name they bear, or by what they are and of whom (`bodies.toml`)."""

import re
from functools import cache, lru_cache

import msgspec

from allegedly.knowledge.actors import Names
from allegedly.knowledge.concepts import concepts
from allegedly.knowledge.load import load
from allegedly.knowledge.wording import standing
from allegedly.model.vocabulary import Lang

# Bodies speak again and again.
MEMORY = 1 << 12
QUOTED = re.compile(r"^(.*?)[«„“\"]([^«»„“”\"]{2,60})[»“”\"]")
WHOLE = re.compile(r"[«„“\"][^«»„“”\"]{2,60}[»“”\"]")
CAPITALS = re.compile(r"^(.*?)\s((?:[A-ZА-ЯЁЄІЇҐ][\w’'-]+\s*){1,4})$")
# "pilots'" and "museum's" are of pilots and of a museum.
POSSESSIVE = re.compile(r"(?<=s)['’](?!\w)|['’]s\b")
# Endings of adjectives in Russian and Ukrainian, but for those that nouns for people share ("рабочий").
ADJECTIVE = re.compile(
    r"(?:ск(?:ая|ое|ий|ой|ом)|н(?:ая|ое|ый|ой|ом|ого)|ськ(?:а|е|ий|ої|ій|ому)|н(?:а|е|ий|ої|ій|ому))$"
)
# What says that somebody leads, not whom.
LEADING = frozenset({"boss", "director"})
# Up to what a body is stand at most so many words ("the director of the plant").
DESCRIBED = 5


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of body, by its words in three languages.

    `whole`: whoever it is of, it speaks for all of them, so that it needs no name ("the pilots' association").
    """

    id: str
    en: tuple[str, ...]
    ru: tuple[str, ...]
    uk: tuple[str, ...]
    whole: bool = False


class Forces(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ids of institutions."""

    ids: frozenset[str]


class BodyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/bodies.toml`.

    `heads`: words for who leads a body or speaks for it. `voices`: those who speak for it whoever they are.
    `uniformed`: ranks and duties of a force, `forces`: the offices that are one.
    `staff`: those who tell what the body found that they are of.
    `theirs`: words by which somebody is of the body named before ("its director").
    `circle`: those around somebody, who are not that person ("the campaign of ...").
    `apart`: between a noun and a body they tell of somebody else.
    """

    heads: Names
    voices: Names
    uniformed: Names
    forces: Forces
    staff: Names
    theirs: Names
    circle: Names
    apart: Names
    body: tuple[Body, ...]


@lru_cache(MEMORY)
def own_name(words: str, lang: Lang, quoted: bool) -> str | None:
    """The name that a body bears in the words ("the aid group Green Shore", "завод «Волна»"), of whoever leads it too.

    Of who only works there, or of a ship and its captain, it is not the name. `quoted`: capitals alone are no name,
    as a town stands so too.
    """
    found = QUOTED.match(words) or (None if quoted else CAPITALS.match(words))
    before = found.group(1).split() if found else []
    if found is None or not 0 < len(before) <= DESCRIBED or not _any(lang).fullmatch(before[-1].casefold()):
        return None
    rest = " ".join(before[:-1]).casefold()
    led = _heads(lang).search(rest) is not None
    return found.group(2).strip() if led or _describes(before[:-1], lang) else None


@lru_cache(MEMORY)
def is_body(words: str, lang: Lang) -> bool:
    """Do the words mean a body, not a person: a name in quotation marks, or one beside what it is?"""
    told = words.strip()
    if WHOLE.fullmatch(told) or own_name(told, lang, quoted=False) or body(told, lang):
        return True
    *before, last = told.split() or [""]
    named = any(w[:1].isupper() for w in before[1:])  # "the Lowport distillery"
    return lang == "en" and named and _any(lang).fullmatch(last.casefold()) is not None


def is_body_noun(word: str, lang: Lang) -> bool:
    """Is a word one for what a body is ("association", «компанія»)?"""
    return bool(_any(lang).fullmatch(word.casefold()))


def leads(words: str, lang: Lang) -> bool:
    """Do the words tell of who leads a body or speaks for it?"""
    return _heads(lang).search(words.casefold()) is not None


def speaks_for(words: str, lang: Lang) -> bool:
    """Do the words tell of somebody who speaks for a body, whoever it is ("a spokesman", "an officer")?"""
    return _voices(lang).search(words.casefold()) is not None


def uniformed(words: str, lang: Lang) -> bool:
    """Do the words tell of somebody by a rank or a duty of a force ("a detective")?"""
    return standing(_file().uniformed[lang]).search(words.casefold()) is not None


def is_force(institution: str | None) -> bool:
    """Is the office a force, whose ranks speak for it?"""
    return institution in _file().forces.ids


def belongs(words: str, lang: Lang) -> bool:
    """Do the words open with one by which somebody is of the body named before ("its director")?"""
    return any(first in _file().theirs[lang] for first in words.casefold().split()[:1])


def of_its_staff(words: str, lang: Lang) -> bool:
    """Do the words tell of somebody who works for the body named before ("its analyst Ann Lee")?"""
    return belongs(words, lang) and _staff(lang).search(words.casefold()) is not None


def around(words: str, lang: Lang) -> bool:
    """Do the words tell of those around somebody, not of that person?"""
    return _circle(lang).search(words.casefold()) is not None


def _describes(before: list[str], lang: Lang) -> bool:
    """Do only an article and adjectives stand before what a body is? In English a noun may describe it too."""
    apart = _file().apart[lang]
    return all(w.casefold() not in apart and (lang == "en" or ADJECTIVE.search(w.casefold())) for w in before)


@lru_cache(MEMORY)
def body(words: str, lang: Lang) -> str | None:
    """What a body without a name is, and of whom, in no language ("the pilots' association"); None if nothing tells."""
    plain = POSSESSIVE.sub("", words)
    kind = next((b for b, match in _wholes(lang) if match.search(plain.casefold())), None)
    if kind is None:
        return None
    meant = concepts(plain, lang)
    told = (meant.things | meant.doers) - LEADING
    return f"{kind}:{'+'.join(sorted(told))}" if told else None


@cache
def _wholes(lang: Lang) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((b.id, standing(getattr(b, lang))) for b in _file().body if b.whole)


@cache
def _staff(lang: Lang) -> re.Pattern[str]:
    return standing(_file().staff[lang])


@cache
def _voices(lang: Lang) -> re.Pattern[str]:
    return standing(_file().voices[lang])


@cache
def _circle(lang: Lang) -> re.Pattern[str]:
    return standing(_file().circle[lang])


@cache
def _any(lang: Lang) -> re.Pattern[str]:
    return standing(w for b in _file().body for w in getattr(b, lang))


@cache
def _heads(lang: Lang) -> re.Pattern[str]:
    return standing(_file().heads[lang])


@cache
def _file() -> BodyFile:
    found: BodyFile = load("bodies.toml", BodyFile)
    return found
