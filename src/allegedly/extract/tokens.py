"""What extraction sees of a document: sentences of tokens. Inner records of this room."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from allegedly.model import Document, Sentence, Span
from allegedly.model.vocabulary import Lang


class Token(NamedTuple):
    """A word or a mark. Offsets are into the report's text.

    `lemma` is lower case. `pos` is a Universal Dependencies part of speech (VERB, AUX, NOUN, PROPN, ADJ, ADV,
    PRON, DET, NUM, ADP, CCONJ, SCONJ, PART, PUNCT, X; participles and gerunds are VERB with their feature).
    `feats` holds lower-case features: case (nom gen dat acc ins loc), number (sg pl), tense (past pres fut),
    voice (act pass), form (fin inf part conv imp), gender (masc fem neut), animacy (anim inan),
    kind (name surn geo org). `head` is the index in the sentence of the governing token, -1 for a root or where there
    is no parser; `dep` its relation.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    feats: frozenset[str] = frozenset()
    head: int = -1
    dep: str = ""


@dataclass(frozen=True, slots=True)
class Analysed:
    """One sentence with its tokens, in text order."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    # The sentence's place in the text and its language: rules ask for them hundreds of times a report.
    span: Span = field(init=False)
    lang: Lang = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "span", self.sentence.span)
        object.__setattr__(self, "lang", self.sentence.lang)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with all its sentences analysed."""

    document: Document
    sentences: tuple[Analysed, ...]

    @property
    def text(self) -> str:
        """The report's text as received."""
        return self.document.report.text

    @property
    def clean(self) -> str:
        """The same text with markup and tails blanked; offsets are equal."""
        return self.document.clean


class Analyser(Protocol):
    """The door to a language: turns spans of clean text into tokens. Models load on first use, once."""

    def __call__(self, clean: str, sentences: Sequence[Sentence]) -> Sequence[tuple[Token, ...]]:
        """Tokens of each sentence, in the order given; offsets are into `clean`."""
        ...
