"""What the attribution rules look at and what they give: a sentence with its cues, and drafts of attributions."""

from dataclasses import dataclass
from typing import NamedTuple

from allegedly.extract.quotes import Quotation
from allegedly.extract.slavic.lexicon import Lexicon
from allegedly.extract.tokens import Token
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

CUTS = frozenset(",;:—–…")
DASHES = frozenset("—–-")


class Hit(NamedTuple):
    """A cue in a sentence: tokens `[at, end)`; `negated` with the index of the negation, or -1.

    `modal` is the finite verb on which an infinitive hangs ("не смог подтвердить"), or -1.
    """

    at: int
    end: int
    cues: tuple[Cue, ...]
    negation: int = -1
    modal: int = -1

    def entry(self, *frames: str) -> Cue | None:
        """The first entry that allows one of the frames."""
        return next((c for c in self.cues if any(f in c.frames for f in frames)), None)


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of a document.

    `text` is the clean text of the document; `speech` are the quotations of speech (not of names) in and beside the
    sentence. From token `tail` on only marks follow that close it.
    `number` is its place among the scenes; `paragraph` the number of its paragraph.
    """

    text: str
    tokens: tuple[Token, ...]
    lexicon: Lexicon
    number: int
    paragraph: int
    span: Span
    speech: tuple[Quotation, ...]
    hits: tuple[Hit, ...] = ()
    tail: int = 0

    def quoted(self, at: int) -> Quotation | None:
        """The speech that the token stands in."""
        start = self.tokens[at].start
        return next((q for q in self.speech if q.inner.start <= start < q.inner.end), None)

    def formula(self, at: int) -> bool:
        """Does a formula ("со ссылкой на") begin at the token?"""
        return any(h.at == at and h.cues[0].pos == "formula" for h in self.hits)

    def left(self, at: int) -> int:
        """First token of the piece around `at`: after the nearest mark that cuts."""
        i = at
        while i > 0 and not self.cut(i - 1):
            i -= 1
        return i

    def right(self, at: int) -> int:
        """End of the piece around `at`: the nearest mark that cuts, or the sentence's closing mark."""
        i = at + 1
        while i < len(self.tokens) and not self.cut(i) and not self._ends(i):
            i += 1
        return i

    def cut(self, i: int) -> bool:
        """Does the token cut the sentence? Hyphens only where they do duty for a dash; commas in names do not."""
        t = self.tokens[i]
        if t.pos != "PUNCT":
            return False
        if t.text == "-":
            return (
                0 < i < len(self.tokens) - 1 and self.tokens[i - 1].end < t.start and t.end < self.tokens[i + 1].start
            )
        return t.text in CUTS

    def _ends(self, i: int) -> bool:
        """The sentence's closing mark; a mark that closes a name before it belongs to the name."""
        return self.tokens[i].text not in '»”“")' and self.closing(i)

    def closing(self, i: int) -> bool:
        """Is nothing but marks left from here on?"""
        return i >= self.tail

    def chars(self, start: int, end: int) -> Span | None:
        """The characters of tokens `[start, end)` without marks at their ends; None if nothing is left."""
        while start < end and _loose(self.tokens[start], '«„“"(#'):
            start += 1
        while start < end and _loose(self.tokens[end - 1], '»”“")%'):
            end -= 1
        return Span(self.tokens[start].start, self.tokens[end - 1].end) if start < end else None


def _loose(token: Token, keep: str) -> bool:
    return token.pos == "PUNCT" and token.text not in keep


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before it has an id.

    `rank` orders drafts with equal content: the lower is the outer one. `hole` are the characters of an inserted
    saying, from the mark before it to its end; `closing` is true where nothing but marks follows it. `relay` is who
    was told, where that is a medium that passed it on. `reach` says which other sentences the content takes in:
    those "before" it (in the paragraph, or else the last one), those of its "paragraph" before it, those "after"
    it, or "none".
    """

    scene: Scene
    rule: str
    cue: Cue | None
    words: Span | None
    source: Span | None
    content: tuple[Span, ...]
    negated: bool = False
    rank: int = 0
    hole: Span | None = None
    closing: bool = False
    at: int = -1
    hedge: Span | None = None
    relay: Span | None = None
    reach: str = "none"
