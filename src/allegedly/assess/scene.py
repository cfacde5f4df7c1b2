"""What every rule for conflicts reads: claims, voices, places and propositions; and the questions that several ask."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from allegedly.assess.known import Stated
from allegedly.assess.lines import STEM
from allegedly.assess.matrix import Stand
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where, meet
from allegedly.assess.propositions import Row
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.reasons import Values
from allegedly.model import Conflict
from allegedly.model.vocabulary import ConflictKind

# Sentences of two outlets that share this much of their words (Dice coefficient) count one thing.
LIKE = 0.3
WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the rules read: claims in order of time, whose they are, where they stand, and the propositions."""

    stated: Sequence[Stated]
    heard: Mapping[str, Voice]
    where: Mapping[str, Where]
    table: Sequence[tuple[Row, tuple[Stand, ...]]]
    rules: LinkingFile
    # Families of copies: each a group of report ids.
    copies: Sequence[Sequence[str]] = ()
    # Denials that the same mouth followed by telling of the harm, with the claims that do.
    replaced: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # Answers already given: an incident has few places and many claims, and each claim is compared many times.
    _met: dict[tuple[Where, Where], bool] = field(default_factory=dict, compare=False, repr=False)
    _stems: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def meet(self, one: Where, other: Where) -> bool:
        """May the two be one place?"""
        if (one, other) not in self._met:
            self._met[one, other] = meet(one, other, self.rules)
        return self._met[one, other]

    def stems(self, s: Stated) -> frozenset[str]:
        """The words of the claim's sentence, cut to their stems."""
        if s.claim.id not in self._stems:
            self._stems[s.claim.id] = _stems(s)
        return self._stems[s.claim.id]

    def voice(self, s: Stated) -> str:
        """The key of a claim's origin."""
        return self.heard[s.claim.id].key


def alike(scene: Scene, a: Stated, b: Stated) -> bool:
    """Do the sentences of two claims share enough words to tell of one thing?"""
    one, other = scene.stems(a), scene.stems(b)
    return 2 * len(one & other) >= LIKE * (len(one) + len(other))


def _stems(s: Stated) -> frozenset[str]:
    start, end = s.claim.sentence
    return frozenset(w[:STEM] for w in WORD.findall(s.report.text[start:end].casefold()))


def sentence(s: Stated) -> str:
    """The sentence in which a claim stands."""
    start, end = s.claim.sentence
    return s.report.text[start:end]


def own(scene: Scene, s: Stated) -> bool:
    """Does an outlet tell it in its own voice?"""
    return scene.heard[s.claim.id].kind == "outlet" and s.claim.speaker is None


def unnamed(scene: Scene, s: Stated) -> bool:
    """Is nobody behind the claim but an outlet?"""
    return scene.heard[s.claim.id].kind == "outlet"


def conflict(
    kind: ConflictKind, a: Iterable[Stated], b: Iterable[Stated], values: Values, rule: str, settled: str = ""
) -> Conflict:
    """A conflict between two groups of claims, each once and sorted; `values` name what it is about."""
    one = tuple(sorted({s.claim.id for s in a}))
    other = tuple(sorted({s.claim.id for s in b}))
    return Conflict(kind, one, other, "", rule, settled, values=tuple(values))
