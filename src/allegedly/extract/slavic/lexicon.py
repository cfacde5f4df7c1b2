"""The knowledge files of a Slavic language, indexed for the rules. Built once per language."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from allegedly.extract.slavic.morphology import readings
from allegedly.extract.tokens import Token
from allegedly.knowledge.cues import Cue, cues
from allegedly.knowledge.events import event_words
from allegedly.knowledge.grammar import Grammar, grammar
from allegedly.knowledge.modality import modality
from allegedly.knowledge.voices import voices
from allegedly.model.vocabulary import Lang

NAMES = frozenset({"NOUN", "PROPN", "X"})
# A compound of a body's name: so many letters of that name at least, so many before it at most.
TAIL, HEAD = 5, 9
MEMORY = 1 << 12
# A shorter beginning of a noun is that of many others.
SHORTEST = 3


class Formula(NamedTuple):
    """A cue of several words, in lower case."""

    words: tuple[str, ...]
    cue: Cue


class Formulas(NamedTuple):
    """Formulas that begin with one word: `long` of three words and more, `pairs` by second word, the `single` one."""

    long: tuple[Formula, ...]
    pairs: dict[str, Cue]
    single: Cue | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues by lemma and by first word, and the word classes that rules ask for."""

    lang: Lang
    grammar: Grammar
    words: dict[str, tuple[Cue, ...]]
    formulas: dict[str, Formulas]
    speaking: frozenset[str]
    pp_speaking: frozenset[str]
    forces: frozenset[str]
    media: frozenset[str]
    many: frozenset[str]
    papers: frozenset[str]
    matters: frozenset[str]
    venues: frozenset[str]
    times: frozenset[str]
    unsourced: frozenset[str]
    headings: frozenset[str]
    signers: frozenset[str]
    signing: frozenset[str]
    tasked: frozenset[str]
    tasks: frozenset[str]
    that: frozenset[str]
    quasi: frozenset[str]
    wh: frozenset[str]
    wh_near: frozenset[str]
    about: frozenset[str]
    inner: frozenset[str]
    false: frozenset[tuple[str, ...]]
    empty: frozenset[str]
    myself: frozenset[str]
    modal: frozenset[str]
    he: frozenset[str]

    def speaks(self, token: Token) -> bool:
        """Is the token a noun that can speak?"""
        lemma = token.lemma
        if lemma in self.speaking or token.text.lower() in self.speaking:
            return True
        if "-" in lemma and lemma.rpartition("-")[2] in self.speaking:  # "экс-министр", "пресс-офицер"
            return True
        return token.pos in NAMES and _compound(self.lang, lemma)

    def body(self, word: str) -> bool:
        """Is a form of a word one of those for a body or a medium?"""
        return any(r.lemma in self.pp_speaking for r in readings(word.lower(), self.lang)[:1])

    def matter(self, lemma: str) -> bool:
        """Is it something said, something that happened, or a fault: what is denied, admitted, commented on?"""
        said = lemma in self.matters or lemma in self.papers or any(c.pos == "noun" for c in self.words.get(lemma, ()))
        return said or lemma.startswith(_happenings(self.lang))

    def paper(self, word: str) -> bool:
        """Is a form of a word one of those for a paper?"""
        return any(r.lemma in self.papers for r in readings(word.lower(), self.lang)[:1])

    def medium(self, word: str) -> bool:
        """Is a form of a word one of those for a medium?"""
        return any(r.lemma in self.media for r in readings(word.lower(), self.lang)[:1])

    def institution(self, token: Token) -> bool:
        """Is the token a body or a medium, a compound of one too ("екоцентр", "горводоканал")?"""
        if token.lemma in self.forces:
            return "pl" in token.feats
        return token.lemma in self.pp_speaking or (token.pos in NAMES and _compound(self.lang, token.lemma))


def _formulas(entries: Iterable[Cue]) -> dict[str, Formulas]:
    rows: defaultdict[str, list[Formula]] = defaultdict(list)
    for cue in entries:
        if cue.pos == "formula":
            words = tuple(cue.lemma.split())
            rows[words[0]].append(Formula(words, cue))
    return {first: _sorted(found) for first, found in rows.items()}


def _sorted(rows: list[Formula]) -> Formulas:
    long = sorted((f for f in rows if len(f.words) > 2), key=lambda f: -len(f.words))
    single = [f.cue for f in rows if len(f.words) == 1]
    return Formulas(tuple(long), {f.words[1]: f.cue for f in rows if len(f.words) == 2}, single[0] if single else None)


def _words(entries: Iterable[Cue]) -> dict[str, tuple[Cue, ...]]:
    found: defaultdict[str, list[Cue]] = defaultdict(list)
    for cue in entries:
        if cue.pos != "formula":
            found[cue.lemma].append(cue)
    return {k: tuple(v) for k, v in found.items()}


@cache
def _happenings(lang: Lang) -> tuple[str, ...]:
    """How the nouns of happenings begin."""
    nouns = (t for t in event_words(lang).trigger if t.pos in ("noun", "word") and not t.beside and not t.weak)
    single = (f for t in nouns for f in t.forms if " " not in f)
    return tuple(sorted({f.rstrip("*") for f in single if len(f) > SHORTEST}))


@cache
def _tails(lang: Lang) -> tuple[str, ...]:
    """Bodies that make compounds, by their words."""
    return tuple(w for w in voices(lang).bodies if len(w) >= TAIL and w.isalpha())


@lru_cache(MEMORY)
def _compound(lang: Lang, lemma: str) -> bool:
    return (
        lemma.endswith(_tails(lang))
        and lemma not in voices(lang).uncompounded
        and any(2 <= len(lemma) - len(w) <= HEAD for w in _tails(lang) if lemma.endswith(w))
    )


@cache
def lexicon(lang: Lang) -> Lexicon:
    """The lexicon of Russian or Ukrainian."""
    entries, closed, speakers = cues(lang), grammar(lang), voices(lang)
    institutions = frozenset((*speakers.bodies, *speakers.media))
    return Lexicon(
        lang=lang,
        grammar=closed,
        words=_words(entries),
        formulas=_formulas(entries),
        speaking=institutions | {*speakers.roles, *speakers.crowds},
        pp_speaking=institutions,
        forces=frozenset(speakers.forces),
        media=frozenset(speakers.media),
        many=frozenset(speakers.many),
        papers=frozenset(speakers.papers),
        matters=frozenset(speakers.matters),
        venues=frozenset(speakers.venues),
        times=frozenset(speakers.times),
        unsourced=frozenset(speakers.unsourced),
        headings=frozenset(speakers.headings),
        signers=frozenset(speakers.signers),
        tasked=frozenset(speakers.tasked),
        tasks=frozenset(speakers.tasks),
        signing=frozenset((*speakers.bodies, *speakers.roles)),
        that=frozenset(closed.that),
        quasi=frozenset(closed.quasi),
        wh_near=frozenset(closed.wh_near),
        wh=frozenset(w for w in closed.wh if " " not in w),
        about=frozenset(closed.about),
        empty=frozenset(closed.empty),
        myself=frozenset(closed.myself),
        modal=frozenset(closed.modal),
        he=frozenset(closed.he),
        inner=frozenset(closed.attributive),
        false=frozenset(tuple(w.split()) for w in modality(lang).belie),
    )
