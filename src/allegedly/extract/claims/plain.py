"""Plain verbs that tell what happened beside a happening: "the driver braked", "soldiers arrived at dawn".

They name no event of the vocabulary, so they count as `other`, and only near a claim that does.
"""

from bisect import bisect_left
from collections.abc import Sequence

from allegedly.extract.claims.predicates import predicates
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.triggers import Candidate, finite
from allegedly.knowledge.closed import closed
from allegedly.knowledge.events import Trigger
from allegedly.model import Claim

RULE = "claim.beside"
# Rules whose claims stand only near those of others.
LEANING = frozenset({RULE, "claim.weighed"})
PLAIN = Trigger("other", (), beside=True)
PASSING = Trigger("other", (), beside=True, predicate=True)
# How many sentences to either side of a happening what happened beside it is told; a report of a few is about it whole.
NEAR, SHORT = 3, 12
# A report of so many sentences is about one happening, and whoever speaks in it speaks of that.
BRIEF = 4
TOLD = frozenset({"say", "believe", "show"})
SELF = closed().tellers | {"what"}
# A long report is about happenings if one sentence in so many tells one.
DENSE = 4
HOLLOW = closed().third | {"that", "has", "had", "have", "was", "were", "is", "are", "been", "no", "not", "any"}
HELPERS = frozenset({"have", "be", "get"})
PRONOUNS = closed().tellers | closed().pointers | {"what", "there"}


def plain(scene: Scene) -> tuple[Candidate, ...]:
    """Verbs of a sentence in the past or under way that are no cue and tell no state."""
    states = scene.lexicon.frame.states
    if not states:
        return ()
    meant = _figures(scene)
    if not scene.english:
        told = [(i, e) for i, e in predicates(scene) if not scene.barred[i] and i not in meant]
        return tuple(Candidate(i, i + 1, (Trigger(e, (), beside=True, predicate=True),)) for i, e in told)
    return tuple(
        Candidate(i, i + 1, (PLAIN if finite(scene, i) else PASSING,))
        for i, t in enumerate(scene.tokens)
        if not scene.barred[i] and i not in meant and _tells(scene, i, states)
    )


def _figures(scene: Scene) -> frozenset[int]:
    """Words said in a manner of speaking."""
    return frozenset(i for f in scene.lexicon.veto.find(scene.words) for i in range(f.start, f.end))


def _tells(scene: Scene, i: int, states: frozenset[str]) -> bool:
    token = scene.tokens[i]
    if token.pos not in ("VERB", "AUX") or (token.pos == "AUX" and _of_a_cue(scene, i)):
        return False
    who, owner = _subject(scene, i), scene.owner[i]
    if owner != OWN_VOICE and scene.voices.all[owner].act in TOLD and scene.voices.all[owner].source:
        own = who not in SELF or (token.lemma not in states and _happened(scene, i))
        return own and finite(scene, i) and (token.pos == "VERB" or token.dep in ("ccomp", "ROOT", "conj"))
    if who in PRONOUNS:
        return False
    return token.pos == "VERB" and token.lemma not in states and (_happened(scene, i) or _in_passing(scene, i))


def _in_passing(scene: Scene, i: int) -> bool:
    """A participle behind a comma tells what came of it (", burying it to the roof")."""
    token = scene.tokens[i]
    behind = i > 0 and scene.tokens[i - 1].text == "," and token.dep in ("advcl", "conj")
    return behind and {"part", "pres"} <= token.feats and i + 1 < len(scene.tokens)


def _of_a_cue(scene: Scene, i: int) -> bool:
    """Does "is" belong to a cue ("is not aware of")?"""
    return any(scene.barred[k] and t.head == i and t.dep in ("acomp", "attr") for k, t in enumerate(scene.tokens))


def _subject(scene: Scene, i: int) -> str:
    return next((scene.words[k] for k, t in enumerate(scene.tokens) if t.head == i and t.dep.startswith("nsubj")), "")


def _happened(scene: Scene, i: int) -> bool:
    """A past form, or a participle with "have" or "be" and no modal; its subject is somebody or something named."""
    token = scene.tokens[i]
    helpers = [k for k in range(max(i - 5, 0), i) if scene.tokens[k].pos == "AUX" and scene.tokens[k].head == i]
    if helpers:
        told = "part" in token.feats and all(scene.tokens[k].lemma in HELPERS for k in helpers)
    else:
        told = {"past", "fin"} <= token.feats
    return told


def beside(scene_count: int, told: Sequence[int]) -> list[int]:
    """The sentences near those that tell of a happening, by number, less those themselves."""
    if scene_count <= SHORT:
        return sorted(set(range(scene_count)) - set(told)) if told else []
    near = {n for t in told for n in range(max(t - NEAR, 0), min(t + NEAR + 1, scene_count))}
    return sorted(near - set(told))


def hollow(c: Claim, found: Sequence[Claim]) -> bool:
    """Are an English claim's words only helping ones, and is what they help told behind ("had no | launch")?"""
    behind = (o for o in found if o.sentence == c.sentence and o.span.start >= c.span.end and o.stance == c.stance)
    return (
        any(o.speaker == c.speaker for o in behind)
        and c.rule in (*LEANING, "claim.said")
        and all(w.casefold() in HOLLOW for w in c.text.split())
    )


def supported(claims: Sequence[Claim], starts: Sequence[int]) -> list[Claim]:
    """The claims without those of plain verbs and weighed clauses that stand near no other happening.

    `starts` are those of the sentences.
    """
    told = sorted({_number(c, starts) for c in claims if strong(c)})
    if told and len(starts) <= SHORT:
        return list(claims)
    if len(told) * DENSE < len(starts):
        return [c for c in claims if c.rule not in LEANING]  # a long report that tells of a happening in passing
    return [c for c in claims if c.rule not in LEANING or _near(told, _number(c, starts))]


def strong(c: Claim) -> bool:
    """Does a claim name an event of the vocabulary by its own word?"""
    return c.rule not in LEANING and c.event not in ("comment", "evidence_absent")


def _number(c: Claim, starts: Sequence[int]) -> int:
    return bisect_left(starts, c.sentence.start)


def _near(strong: Sequence[int], n: int) -> bool:
    at = bisect_left(strong, n - NEAR)
    return at < len(strong) and strong[at] <= n + NEAR
