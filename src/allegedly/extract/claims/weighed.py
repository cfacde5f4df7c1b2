"""Clauses that no rule takes, weighed: some hundred learnt weights of forms, marks and voices, and of no word.

The weights (`knowledge/weights.toml`) are those of a logistic regression over the development split of the corpus
(`benchmarks/learn.py`); each feature is its own explanation.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from allegedly.extract.claims.clauses import Clause, Told, clauses, runs
from allegedly.extract.claims.features import NO_WORD, OWN, Around, features, headword
from allegedly.extract.claims.frame import framed_alone, trimmed
from allegedly.extract.claims.happenings import Happening, happening
from allegedly.extract.claims.plain import strong
from allegedly.extract.claims.scene import Scene
from allegedly.extract.claims.silences import absences, unproven
from allegedly.extract.claims.triggers import Candidate, candidates, in_background
from allegedly.extract.claims.whereabouts import Ground
from allegedly.knowledge.events import Trigger
from allegedly.knowledge.weights import weights
from allegedly.model import Claim, Span

RULE = "claim.weighed"
PLAIN = Trigger("other", (), beside=True)
# A clause is told already where a claim and it share so much of both (intersection over union).
CLOSE = 0.3
# One sentence in so many tells a happening by its own word.
SHARE = 3
# So many reasons are kept with a claim.
MOST = 4
EMPTY = frozenset({"PUNCT", "CCONJ", "SCONJ", "ADP", "PART", "DET", "X"})


@dataclass(frozen=True, slots=True)
class Untold:
    """A clause that no claim tells, with what is weighed."""

    scene: Scene
    clause: Clause
    span: Span
    features: tuple[str, ...]


def _unshown(scene: Scene) -> frozenset[int]:
    """The words that there is no evidence of."""
    held = scene.lexicon.evidence_absent.anywhere(scene.words)
    return unproven(scene, absences(scene)) if held else frozenset()


def untold(scenes: Mapping[int, Scene], told: Sequence[Claim]) -> Iterator[Untold]:
    """The clauses of a report that its claims do not tell. `scenes`: its sentences by number."""
    if not scenes or not _about(scenes, told):
        return
    counted = Counter(c.sentence.start for c in told)
    have = {n: counted[s.sentence.span.start] for n, s in scenes.items()}
    for number, scene in scenes.items():
        here = [c.span for c in told if c.span.meets(scene.sentence.span)]
        if not _left(scene, here):
            continue
        near = Around(len(told), have[number], have.get(number - 1, 0), have.get(number + 1, 0), False)
        unshown = _unshown(scene)
        for clause, span in _clauses(scene):
            if not unshown.isdisjoint(clause.body):
                continue
            shares = any(s.meets(span) for s in here)
            if not any(_overlap(s, span) >= CLOSE for s in here):
                around = Around(near.report, near.sentence, near.before, near.behind, shares)
                yield Untold(scene, clause, span, tuple(features(scene, clause, around)))


def weighed(scenes: Mapping[int, Scene], told: Sequence[Claim], ground: Ground) -> list[Claim]:
    """A claim of each clause that no rule takes and that the weights take."""
    return [_claim(u, ground) for u in untold(scenes, told) if taken(u.features)]


def taken(found: Sequence[str]) -> bool:
    """Is it likely enough? More is asked of what the report says itself without a word of an event."""
    return probability(found) >= (weights().bare_threshold if bare(found) else weights().threshold)


def bare(found: Sequence[str]) -> bool:
    """Does the report say it itself, without a word of an event?"""
    return NO_WORD in found and OWN in found


def _claim(u: Untold, ground: Ground) -> Claim:
    return replace(framed_alone(u.scene, _happening(u), ground), rule=RULE, because=tuple(_reasons(u.features)))


def probability(found: Sequence[str]) -> float:
    """How likely a clause with these features tells a happening (logistic; the longer the list, the less each says)."""
    table = weights().weight
    total = sum(table.get(f, 0.0) for f in found) / math.sqrt(len(found))
    return 1 / (1 + math.exp(-total))


def _reasons(found: Iterable[str]) -> list[str]:
    """What speaks most for it, with its weight."""
    table = weights().weight
    ranked = sorted((-table[f], f) for f in found if table.get(f, 0.0) > 0)
    return [f"{f} (+{-w:.1f})" for w, f in ranked[:MOST]]


def _about(scenes: Mapping[int, Scene], told: Sequence[Claim]) -> bool:
    """Does a fair share of the report's sentences tell a happening by its own word? Else it is about other things."""
    sentences = len(next(iter(scenes.values())).analysis.sentences)
    return len({c.sentence.start for c in told if strong(c)}) * SHARE >= sentences


def _left(scene: Scene, here: Sequence[Span]) -> bool:
    """Does any content word stand outside what is claimed and what names a speaker or cue?"""
    return any(
        t.pos not in EMPTY and not barred and not any(s.start <= t.start < s.end for s in here)
        for t, barred in zip(scene.tokens, scene.barred, strict=True)
    )


def _clauses(scene: Scene) -> Iterator[tuple[Clause, Span]]:
    for run in runs(scene):
        for clause in clauses(scene, run, Told()):
            body = clause.body
            if any(scene.tokens[i].pos not in EMPTY for i in body):
                words = Span(scene.tokens[body[0]].start, scene.tokens[body[-1]].end)
                yield clause, trimmed(scene.analysis.text, words)


def _overlap(a: Span, b: Span) -> float:
    both = max(0, min(a.end, b.end) - max(a.start, b.start))
    return both / (a.end - a.start + b.end - b.start - both)


def _happening(u: Untold) -> Happening:
    """By the clause's event word, if it has one whose conditions hold; else another happening, by its predicate."""
    inside = set(u.clause.tokens)
    words = [c for c in candidates(u.scene) if inside.issuperset(range(c.start, c.end))]
    for c in sorted(words, key=lambda c: all(e.weak for e in c.entries)):
        found = None if in_background(u.scene, c.start) else happening(u.scene, u.clause, c)
        if found is not None:
            return Happening(u.clause, c, found.entry, found.event, found.thing, found.owner, RULE)
    head = headword(u.scene, u.clause.body)
    return Happening(u.clause, Candidate(head, head + 1, (PLAIN,)), PLAIN, "other", None, u.scene.owner[head], RULE)
