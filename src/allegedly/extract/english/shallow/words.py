"""What an English form can be, from the closed classes and the verbs in the knowledge files, and from its ending."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from allegedly.knowledge.cues import cues
from allegedly.knowledge.load import load

VOWELS = "aeiou"
ADJECTIVE = re.compile(r".{2,}(?:ous|ful|less|able|ible|ish|ic|ical|ive|ary|ant|ent|al|ian|ese)$")
NUMBER = re.compile(r"[$€£₴₽]?\d[\d.,:/-]*(?:st|nd|rd|th|s|m|k|bn|pm|am|%)?$", re.IGNORECASE)
DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]$")


class WordFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/en/words.toml`: lists of forms; `irregular` holds "base past participle"."""

    determiners: tuple[str, ...]
    possessives: tuple[str, ...]
    pronouns: tuple[str, ...]
    subjects: tuple[str, ...]
    prepositions: tuple[str, ...]
    coordinators: tuple[str, ...]
    subordinators: tuple[str, ...]
    relatives: tuple[str, ...]
    modals: tuple[str, ...]
    be: tuple[str, ...]
    have: tuple[str, ...]
    do: tuple[str, ...]
    negations: tuple[str, ...]
    particles: tuple[str, ...]
    numbers: tuple[str, ...]
    adverbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    irregular: tuple[str, ...]
    times: tuple[str, ...]


class Form(NamedTuple):
    """A verb form: its lemma and which of base, s, past, part(iciple) and ing it can be."""

    lemma: str
    kinds: frozenset[str]


class Words(NamedTuple):
    """The lists as sets, and every form of every known verb."""

    file: WordFile
    sets: dict[str, frozenset[str]]
    verbs: dict[str, Form]

    def has(self, name: str, word: str) -> bool:
        """Does a list hold a lower-case word?"""
        return word in self.sets[name]


@cache
def words() -> Words:
    """The word lists, read once."""
    file = load("lexicon/en/words.toml", WordFile)
    lists = {name: frozenset(getattr(file, name)) for name in WordFile.__struct_fields__}
    return Words(file, lists, _forms(file))


def _forms(file: WordFile) -> dict[str, Form]:
    """All forms of all verbs: of the lists and of the cues (a cue with a particle gives its verb)."""
    irregular = {base: (past, part) for base, past, part in (line.split() for line in file.irregular)}
    bases = {*file.verbs, *irregular, *(c.lemma.split()[0] for c in cues("en") if c.pos == "verb")}
    found: dict[str, tuple[str, set[str]]] = {}
    for base in sorted(bases):
        for form, kind in _inflected(base, irregular.get(base)):
            lemma, kinds = found.setdefault(form, (base, set()))
            if lemma == base:
                kinds.add(kind)
            elif base in irregular and kind in ("past", "part"):
                found[form] = base, {kind, "past"}  # saw, found, felt: of see, find, feel
            elif kind == "base" and lemma not in irregular:
                found[form] = base, {kind}
    return {form: Form(lemma, frozenset(kinds)) for form, (lemma, kinds) in found.items()}


def _inflected(base: str, irregular: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    """The forms of a verb with their kinds."""
    yield base, "base"
    yield (base + "es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else _with(base, "s")), "s"
    yield _ing(base), "ing"
    past, part = irregular or (_past(base), _past(base))
    yield past, "past"
    yield part, "part"


def _with(base: str, ending: str) -> str:
    """A consonant and y give way to ie before the ending."""
    changes = base.endswith("y") and base[-2:-1] not in VOWELS
    return base[:-1] + "ie" + ending if changes else base + ending


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return _with(base, "d") if base.endswith("y") and base[-2:-1] not in VOWELS else _doubled(base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    mute = base.endswith("e") and not base.endswith("ee") and len(base) > 2
    return (base[:-1] if mute else _doubled(base)) + "ing"


def _doubled(base: str) -> str:
    """One vowel and one consonant at the end of a short verb double the consonant (stop, stopped)."""
    longer = base.endswith(("mit", "fer", "cur", "gret", "bel", "cel", "pel")) and len(base) > 4
    return base + base[-1] if DOUBLED.fullmatch(base) or longer else base


@lru_cache(maxsize=65536)
def possible(word: str) -> frozenset[str]:
    """The parts of speech that a lower-case form may have; NOUN where nothing else is known."""
    held = words()
    found = set(_closed(word, held.sets))
    if verb_form(word) is not None:
        found.add("VERB")
    if found - {"VERB"} and "NOUN" not in found:
        return frozenset(found)
    return frozenset(found | set(_by_ending(word, found)))


def verb_form(word: str) -> Form | None:
    """The verb form that a lower-case word can be; "reopened" is a form as "opened" is."""
    held = words().verbs
    form = held.get(word)
    if form is None and word.startswith("re") and len(word) > 6:
        inner = held.get(word[2:])
        return Form("re" + inner.lemma, inner.kinds) if inner else None
    return form


CLOSED = (
    ("determiners", "DET"), ("possessives", "DET"), ("pronouns", "PRON"), ("prepositions", "ADP"), ("modals", "AUX"),
    ("coordinators", "CCONJ"), ("subordinators", "SCONJ"), ("be", "AUX"), ("have", "AUX"), ("do", "AUX"),
    ("negations", "PART"), ("numbers", "NUM"), ("adverbs", "ADV"), ("adjectives", "ADJ"), ("nouns", "NOUN"),
)  # fmt: skip


def _closed(word: str, sets: dict[str, frozenset[str]]) -> Iterable[str]:
    found = {pos for name, pos in CLOSED if word in sets[name]}
    if NUMBER.match(word):
        found.add("NUM")
    return found


def _by_ending(word: str, found: Iterable[str]) -> Iterator[str]:
    """What the ending of a word in no list, or only among verbs, tells."""
    known = set(found)
    if "NOUN" in known or (word.endswith("s") and word[:-1] in words().sets["nouns"]):
        yield "NOUN"
    elif "VERB" in known:
        if not word.endswith(("ed", "en")):
            yield "NOUN"
    elif word.endswith("ly") and len(word) > 4:
        yield "ADV"
    elif word.endswith("ed") and len(word) > 4:
        yield "VERB"
    elif word.endswith("ing") and len(word) > 5:
        yield from ("VERB", "NOUN")
    elif ADJECTIVE.match(word):
        yield from ("ADJ", "NOUN")
    else:
        yield "NOUN"
