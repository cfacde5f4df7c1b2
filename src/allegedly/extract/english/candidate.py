"""What the rules hand to selection: a possible attribution, not yet placed among the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from allegedly.extract.english.tree import Tree
from allegedly.knowledge.cues import Cue
from allegedly.model import Span


@dataclass(frozen=True, slots=True)
class Site:
    """A cue word in its sentence: where it stands, its particle, and the frames that its lemma has."""

    tree: Tree
    at: int
    frames: Mapping[str, Cue]
    particle: int | None = None

    @property
    def cue(self) -> Span:
        """The cue's own words; a particle belongs to them where it follows at once."""
        if self.particle == self.at + 1:
            return self.tree.span(self.at, self.particle)
        return self.tree.span(self.at)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution. `entry` is the lexicon's word on act and stance; `rule` the name of what found it."""

    rule: str
    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    entry: Cue
    negated: bool = False
    # The place of the cue of the attribution that this one is known to stand in ("reported, citing residents, that").
    outer: Span | None = None
