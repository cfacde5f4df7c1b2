"""One sentence with all that bears on its claims: tokens, attributions around each word, what is named in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from allegedly.extract.claims.accused import Accused, accused
from allegedly.extract.claims.lexicon import Lexicon, lexicon, openings
from allegedly.extract.claims.patterns import Words, fold
from allegedly.extract.findings import Findings
from allegedly.extract.times import TimeExpression
from allegedly.extract.tokens import Analysed, Analysis, Token
from allegedly.model import Attribution, Count, Mention, Place, Span

T = TypeVar("T")
OWN_VOICE = -1
# A rule looks at so many places, times or counts to either side of a word, so that work grows with the text only.
FEW = 10
# Whoever acts before a colon speaks behind it: his deed is told with him.
ACTING = "slavic.colon-plain"
# Whom a relative pronoun stands for speaks in the pronoun's clause, and belongs to the one before it.
WHICH = ".which"


class Piece(NamedTuple):
    """A piece of an attribution's content, or (`content` false) its source or cue."""

    number: int
    span: Span
    content: bool


@dataclass(frozen=True, slots=True)
class Voices:
    """The attributions of a document: how deep each is nested, and which touch which sentence."""

    all: tuple[Attribution, ...]
    number: dict[str, int]
    depth: tuple[int, ...]
    touching: dict[int, tuple[Piece, ...]]

    def outward(self, number: int) -> list[int]:
        """An attribution and those around it, innermost first. A ring of references ends where it began."""
        chain: list[int] = []
        while number not in chain:
            chain.append(number)
            outer = self.number.get(self.all[number].inside or "")
            if outer is None:
                break
            number = outer
        return chain


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence. `owner` has for each token the innermost attribution whose content holds it, or OWN_VOICE;
    `barred` marks the tokens of sources, cues and the accused."""

    analysis: Analysis
    number: int
    sentence: Analysed
    lexicon: Lexicon
    words: Words
    voices: Voices
    owner: tuple[int, ...]
    barred: tuple[bool, ...]
    places: tuple[Place, ...]
    times: tuple[TimeExpression, ...]
    counts: tuple[Count, ...]
    names: tuple[Mention, ...]
    starts: tuple[int, ...]
    tokens: tuple[Token, ...]
    # Is the sentence English (word order and a parse instead of cases)?
    english: bool
    accused: tuple[Accused, ...] = ()

    def span(self, first: int, last: int) -> Span:
        """The place of tokens `first` to `last` (both included)."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def inside(self, span: Span) -> list[int]:
        """The tokens within a span."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return [i for i in range(first, last) if self.tokens[i].end <= span.end]

    def near(self, offsets: Sequence[int], i: int) -> range:
        """Which of some findings, given by their sorted offsets, stand nearest to a token; a few on each side."""
        at = bisect_left(offsets, self.starts[i])
        return range(max(at - FEW, 0), min(at + FEW, len(offsets)))

    def at(self, i: int) -> str:
        """The folded word at `i`, or nothing beyond the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""


def voices(analysis: Analysis, attributions: Sequence[Attribution]) -> Voices:
    """Depths and sentences of attributions, in time linear in their pieces."""
    number = {a.id: n for n, a in enumerate(attributions)}
    spans = [s.span for s in analysis.sentences]
    starts = [s.start for s in spans]
    touching: dict[int, list[Piece]] = {}
    for n, a in enumerate(attributions):
        for piece in _pieces(n, a):
            at = max(bisect_right(starts, piece.span.start) - 1, 0)
            while at < len(spans) and spans[at].start < piece.span.end:
                touching.setdefault(at, []).append(piece)
                at += 1
    found = Voices(tuple(attributions), number, (), {k: tuple(v) for k, v in touching.items()})
    depth = tuple(len(found.outward(n)) for n in range(len(attributions)))
    return Voices(found.all, number, depth, found.touching)


def _pieces(n: int, a: Attribution) -> list[Piece]:
    edges = [Piece(n, x.span, False) for x in (a.source, a.cue) if x is not None and a.rule != ACTING]
    if a.rule.endswith(WHICH) and a.source and a.cue:  # the noun belongs to its own clause, the pronoun to nobody
        edges = [Piece(n, Span(a.source.span.end, a.cue.span.end), False)]
    return [*(Piece(n, p, True) for p in a.content), *edges]


@dataclass(frozen=True, slots=True)
class Named:
    """Findings with the starts of each kind, to cut out a sentence's share. `where`: places, listed or not."""

    findings: Findings
    where: tuple[Place, ...]
    places: list[int]
    times: list[int]
    counts: list[int]
    names: list[int]


def named(findings: Findings) -> Named:
    """Findings made ready to be cut by sentence."""
    where = tuple(sorted((*findings.places, *findings.spots), key=lambda p: p.span))
    return Named(
        findings,
        where,
        [p.span.start for p in where],
        [t.when.span.start for t in findings.times],
        [c.span.start for c in findings.counts],
        [m.span.start for m in findings.names],
    )


def scene(analysis: Analysis, number: int, around: Voices, found: Named) -> Scene:
    """Everything about one sentence."""
    sentence = analysis.sentences[number]
    tokens, span = sentence.tokens, sentence.span
    words, all_ = lexicon(sentence.lang), found.findings
    near = [p for p in around.touching.get(number, ()) if not senses(around.all[p.number], tokens, words)]
    voiced = dict.fromkeys(p.number for p in near if not p.content)
    blamed = tuple(b for n in voiced if (b := accused(tokens, n, around.all[n], sentence.lang)))
    return Scene(
        analysis,
        number,
        sentence,
        words,
        Words.of([fold(t.text) for t in tokens], openings(sentence.lang)),
        around,
        _owners(tokens, [p for p in near if p.content and not _faceless(around, p.number)], around),
        _barred(tokens, [p.span for p in near if not p.content], blamed),
        tuple(_within(found.where, found.places, span)),
        tuple(_within(all_.times, found.times, span)),
        tuple(_within(all_.counts, found.counts, span)),
        tuple(_within(all_.names, found.names, span)),
        tuple(t.start for t in tokens),
        tokens,
        sentence.lang == "en",
        blamed,
    )


def _within(things: Sequence[T], starts: Sequence[int], span: Span) -> Sequence[T]:
    return things[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _faceless(around: Voices, number: int) -> bool:
    """No voice of its own: "which was said to have ..." within somebody's words is only a hedge."""
    a = around.all[number]
    return a.source is None and a.stance == "affirm" and around.depth[number] > 1


def senses(a: Attribution, tokens: Sequence[Token], words: Lexicon) -> bool:
    """ "They heard", "он слышал": the pronoun is whoever speaks, and what was heard is told with the hearing."""
    if a.source is None or a.cue is None:
        return False
    pronoun = any(t.pos == "PRON" and (t.start, t.end) == a.source.span for t in tokens)
    return pronoun and words.perceive.first(tuple(fold(a.cue.text).split())) is not None


def _owners(tokens: Sequence[Token], pieces: Sequence[Piece], around: Voices) -> tuple[int, ...]:
    owner = [OWN_VOICE] * len(tokens)
    # Outer and longer ones first, so that the innermost has the last word.
    for piece in sorted(pieces, key=lambda p: (around.depth[p.number], p.span.start - p.span.end)):
        for i, t in enumerate(tokens):
            if piece.span.start <= t.start and t.end <= piece.span.end:
                owner[i] = piece.number
    return tuple(owner)


def _barred(tokens: Sequence[Token], edges: Sequence[Span], blamed: Sequence[Accused]) -> tuple[bool, ...]:
    """Tokens of sources, cues and the accused, with the auxiliaries that stand before a cue ("was said")."""
    if not edges:
        return (False,) * len(tokens)
    apart = {i for b in blamed for i in b.apart}
    barred = [i in apart or any(e.start <= t.start and t.end <= e.end for e in edges) for i, t in enumerate(tokens)]
    for i in range(len(tokens) - 2, -1, -1):
        if barred[i + 1] and tokens[i].pos == "AUX" and tokens[i + 1].pos == "VERB":
            barred[i] = True
    return tuple(barred)
