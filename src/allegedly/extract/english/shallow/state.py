"""The tree under way, and the stack of clauses that are still open."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from allegedly.extract.english.lexicon import knows
from allegedly.extract.english.shallow.units import Unit

COMMAS = frozenset({",", "-", "–", "—", "(", ")"})
QUOTES = frozenset({'"', "“", "”", "‘", "’", "``", "''", "«", "»"})


@dataclass(slots=True)
class Clause:
    """An open clause: its verb once met, its subject before that, and what it hangs on."""

    verb: int = -1
    subject: int = -1
    dep: str = "ROOT"
    host: int = -1
    last: int = -1  # the noun met last
    object: int = -1
    loose: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Parse:
    """The tree under way. `head` is -1 and `dep` empty until a word is attached; `owner` is its clause meanwhile."""

    low: Sequence[str]
    lemma: Sequence[str]
    units: Sequence[Unit]
    head: list[int]
    dep: list[str]
    owner: list[Clause]
    stack: list[Clause]
    at: int = 0
    prep: int = -1
    joint: int = -1  # "and" that waits for what it joins
    comma: bool = False
    marks: list[int] = field(default_factory=list)

    @property
    def top(self) -> Clause:
        """The innermost open clause."""
        return self.stack[-1]

    def attach(self, word: int, head: int, dep: str) -> None:
        """Hang a word on another, once."""
        if self.head[word] < 0 and word != head:
            self.head[word], self.dep[word] = head, dep

    def unit(self, ahead: int) -> Unit | None:
        """The unit so many places from the present one."""
        k = self.at + ahead
        return self.units[k] if 0 <= k < len(self.units) else None

    def before(self, kind: str) -> bool:
        """Is the unit right before of this kind?"""
        found = self.unit(-1)
        return found is not None and found.kind == kind

    def cue(self, verb: int, frame: str = "that") -> bool:
        """Has a verb this frame?"""
        return verb >= 0 and knows(self.lemma[verb], frame)

    def noun(self, unit: Unit | None, frame: str) -> bool:
        """Is the unit a noun that has this frame (the claim that, a plan to)?"""
        return unit is not None and unit.kind == "noun" and knows(self.lemma[unit.head], frame, "noun")


def joined(tree: Parse, v: int = -1) -> Clause:
    """The clause after "and": of the same kind of verb where there is one."""
    speaks = tree.cue(v, "quote")
    while len(tree.stack) > 1 and (tree.top.verb < 0 or (speaks and not tree.cue(tree.top.verb, "quote"))):
        tree.stack.pop()
    return Clause(dep="conj", host=tree.top.verb)
