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
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.modality import modality
from allegedly.knowledge.reasons import Values
from allegedly.model import Conflict
from allegedly.model.vocabulary import ConflictKind

# Sentences of two outlets that share this much of their words (Dice coefficient) count one thing.
LIKE = 0.3
# Code points around a sentence in which it is told what this is about.
BESIDE = 120
# Words of a claim in which a question opens, if there is one ("exactly what caused it").
HEAD = 2
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


def beside(s: Stated) -> str:
    """The sentence in which a claim stands, with some words of those before and behind it."""
    start, end = s.claim.sentence
    return s.report.text[max(0, start - BESIDE) : end + BESIDE]


def left_open(s: Stated) -> bool:
    """Does a denial leave open whether it happened?

    What is to come, or would be, has not happened yet; who did not see or hear it, or cannot say why, denies nothing;
    nor does an attack "that gave him no chance".
    """
    words, text = assess_words(s.lang), s.claim.text
    if s.claim.factuality in ("future", "hypothetical") or says((*words.unreal, *words.not_it), text):
        return True
    return says(modality(s.lang).perceive, text) or says(words.asks, _head(s))


def _head(s: Stated) -> str:
    """The word before a claim and its first words: a question opens there."""
    before = s.report.text[s.claim.sentence[0] : s.claim.span[0]].split()[-1:]
    return " ".join((*before, *s.claim.text.split()[:HEAD]))


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
