"""A sentence as a tree: who depends on whom, and which words belong together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allegedly.extract.tokens import Analysed, Token
from allegedly.knowledge.closed import closed
from allegedly.model import Span

PARTICLES = frozenset({"prt"})
# "made clear", "made public": the adjective belongs to the cue.
LIGHT_ADJECTIVES = closed().light_adjectives


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence with children by head; indices are places in `tokens`. `number` is the sentence's place."""

    number: int
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, number: int, sentence: Analysed) -> "Tree":
        """The tree of an analysed sentence."""
        below: list[list[int]] = [[] for _ in sentence.tokens]
        for i, t in enumerate(sentence.tokens):
            if t.head >= 0:
                below[t.head].append(i)
        return cls(number, sentence.tokens, tuple(tuple(b) for b in below))

    def kids(self, i: int, *deps: str) -> Iterator[int]:
        """The children of a word in one of the relations, in text order."""
        below = self.children[i]
        return (c for c in below if self.tokens[c].dep in deps) if below else iter(())

    def kid(self, i: int, *deps: str) -> int | None:
        """The first such child."""
        for c in self.children[i]:
            if self.tokens[c].dep in deps:
                return c
        return None

    def subtree(self, i: int, without: Iterable[int] = ()) -> set[int]:
        """A word and all below it, except the branches `without`."""
        barred = set(without)
        if i in barred:
            return set()
        found, todo = {i}, [i]
        for at in todo:  # it grows on the way
            for below in self.children[at]:
                if below not in barred and below not in found:
                    found.add(below)
                    todo.append(below)
        return found

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads of a word, nearest first."""
        seen = {i}
        at = self.tokens[i].head
        while at >= 0 and at not in seen:
            yield at
            seen.add(at)
            at = self.tokens[at].head

    def lemma(self, i: int | None) -> str:
        """The lemma of a word, or nothing for no word."""
        return "" if i is None else self.tokens[i].lemma

    def span(self, i: int, j: int | None = None) -> Span:
        """From the start of one word to the end of another."""
        return Span(self.tokens[i].start, self.tokens[i if j is None else j].end)

    def has(self, i: int, *deps: str) -> bool:
        """Has the word a child in one of the relations?"""
        return self.kid(i, *deps) is not None

    def phrasal(self, i: int) -> tuple[str, int | None]:
        """A verb's lemma with its particle ("point out", "make clear", "put it"), and the particle's place."""
        lemma = self.tokens[i].lemma
        for c in self.children[i]:
            t = self.tokens[c]
            if t.dep == "prt" or (c == i + 1 and t.lemma == "back" and t.dep == "advmod"):
                return f"{lemma} {t.lemma}", c
            if t.dep in ("acomp", "oprd", "ccomp") and t.lemma in LIGHT_ADJECTIVES:
                return f"{lemma} {t.lemma}", c
            if c == i + 1 and t.dep == "dobj" and t.lemma == "it":
                return f"{lemma} it", c
        return lemma, None
