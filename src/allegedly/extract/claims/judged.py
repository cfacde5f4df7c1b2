"""The words of one whom another denies, doubts or confirms: both make a claim, each with a stance of their own."""

from collections.abc import Sequence
from itertools import pairwise

from allegedly.extract.claims.patterns import fold
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.knowledge.anaphora import anaphora
from allegedly.model import Attribution, Source
from allegedly.model.vocabulary import Lang

# A noun with its owner hands on what the owner said: "the ministry's claim that", «заявление министерства о том, что».
OWNED = frozenset({"en.claim-that", "en.claim-of", "slavic.noun"})
# What stands behind somebody's words only judges them: ", a claim denied by the rebels", «..., отрицает мэр».
JUDGING = frozenset({"en.claim-judged", "en.called-false", "slavic.post"})


def chain(scene: Scene, owner: int) -> list[Attribution]:
    """The attributions around a voice, innermost first, without those that only judge what it says."""
    around = _around(scene, owner)
    return around[: _cut(scene, around)]


def judge(scene: Scene, owner: int) -> int | None:
    """The voice that denies, doubts or confirms the owned words of another ("rejected the ministry's claim that")."""
    around = _around(scene, owner)
    cut = _cut(scene, around)
    return scene.voices.number[around[cut].id] if cut < len(around) else None


def of_nobody(scene: Scene, a: Attribution) -> bool:
    """Is it of nobody that it is told ("nobody can say how many died", «никто не может сказать, ...»)?"""
    inside = scene.inside(a.source.span) if a.source is not None else []
    head = scene.tokens[inside[-1]] if 0 < len(inside) <= 2 else None
    return head is not None and head.pos == "PRON" and any(scene.lexicon.negation.opens(scene.words, i) for i in inside)


def _around(scene: Scene, owner: int) -> list[Attribution]:
    return [] if owner == OWN_VOICE else [scene.voices.all[n] for n in scene.voices.outward(owner)]


def _cut(scene: Scene, around: Sequence[Attribution]) -> int:
    """Where the attributions begin that only judge those inside them; their number where none does."""
    pairs = enumerate(pairwise(around), 1)
    return next((n for n, (inner, outer) in pairs if _judges(scene, outer, inner)), len(around))


def _judges(scene: Scene, outer: Attribution, inner: Attribution) -> bool:
    if inner.source is None or outer.source is None or outer.cue is None:
        return False
    shown = inner.source.id is None and scene.lexicon.evidence.first(tuple(fold(inner.source.text).split())) is not None
    if inner.rule not in OWNED and (outer.rule not in JUDGING or shown):
        return False
    if _same(inner.source, outer.source, scene.sentence.lang):
        return False
    confirms = scene.lexicon.verify.first(tuple(fold(outer.cue.text).split())) is not None
    return outer.stance in ("deny", "query") or (outer.stance == "affirm" and confirms)


def _same(inner: Source, outer: Source, lang: Lang) -> bool:
    """ "The ministry denied its claim": whoever takes back an own word judges nobody's."""
    if inner.id is not None and inner.id == outer.id:
        return True
    words = anaphora(lang)
    return inner.id is None and fold(inner.text) in words.person | words.thing | words.many
