"""What an office or a body of the place states in a clause that no rule and no weight takes.

"The barge was sound, the owner insists" names no event, yet whoever answers for a happening, or was in it, says so of
the happening. The clause must be stated by somebody whom the registry knows as an office, a body or people of a kind;
a government, a president or a foreign ministry speak of everything.
"""

from collections.abc import Iterator, Mapping, Sequence

from allegedly.extract.claims.clauses import Clause
from allegedly.extract.claims.features import headword
from allegedly.extract.claims.frame import framed_alone
from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.plain import PLAIN
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.triggers import Candidate, finite
from allegedly.extract.claims.weighed import CLOSE, _clauses, _overlap
from allegedly.extract.claims.whereabouts import Ground
from allegedly.knowledge.actors import actors
from allegedly.model import Attribution, Claim, Span

RULE = "claim.said"
# A clause of fewer words says too little ("all is well").
LEAST = 3
ASKED = "?"
# These speak of everything, and so of nothing in particular.
OF_EVERYTHING = frozenset({"experts", "foreign-ministry", "government", "president", "subscribers"})


def stated(scenes: Mapping[int, Scene], told: Sequence[Claim], ground: Ground) -> list[Claim]:
    """A claim of each clause in the words of such a body that no claim tells yet."""
    found = []
    for scene in scenes.values():
        here = [c.span for c in told if c.span.meets(scene.sentence.span)]
        found += [framed_alone(scene, h, ground) for h in _happenings(scene, here)]
    return [c for c in found if c.factuality == "asserted"]


def speaking(attributions: Sequence[Attribution]) -> list[Span]:
    """Where somebody speaks whose clauses count so."""
    return [piece for a in attributions if _counts(a) for piece in a.content]


def _happenings(scene: Scene, here: Sequence[Span]) -> Iterator[Happening]:
    if not any(o != OWN_VOICE and _counts(scene.voices.all[o]) for o in scene.owner):
        return
    for clause, span in _clauses(scene):
        head = headword(scene, clause.body) if len(clause.body) >= LEAST else -1
        if head < 0 or not _said(scene, clause, head) or any(_overlap(s, span) >= CLOSE for s in here):
            continue
        yield Happening(clause, Candidate(head, head + 1, (PLAIN,)), PLAIN, "other", None, scene.owner[head], RULE)


def _said(scene: Scene, clause: Clause, head: int) -> bool:
    owner, token = scene.owner[head], scene.tokens[head]
    if owner == OWN_VOICE or not _counts(scene.voices.all[owner]) or scene.tokens[clause.tokens[-1]].text == ASKED:
        return False
    words = sum(scene.tokens[i].pos != "PUNCT" for i in clause.body)
    stating = (token.pos in ("VERB", "AUX") and finite(scene, head)) or (not scene.english and clause.predicate)
    return words >= LEAST and stating


def _counts(a: Attribution) -> bool:
    """Does a body of a place, or people who are in it, state something?"""
    if a.act != "say" or a.stance not in ("affirm", "deny") or a.source is None or a.source.id is None:
        return False
    actor = actors().by_id(a.source.id)
    office = actors().institutions.get(actor.institution or "") if actor is not None else None
    return office is not None and office.id not in OF_EVERYTHING and office.kind not in ("media", "channel", "unknown")
