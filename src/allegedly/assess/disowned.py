"""A side is said to have done it, and says that it did not: whatever word each of them has for the act."""

from collections import defaultdict
from collections.abc import Iterable

from allegedly.assess.known import Stated
from allegedly.assess.matrix import doer
from allegedly.assess.scene import Scene, conflict
from allegedly.knowledge.actors import actors
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event

# What somebody may be said to have done; a denial of it may have a plainer word ("had nothing to do with it").
DONE: frozenset[Event] = frozenset({"attack", "launch", "impact", "explosion", "fire", "damage", "killed", "injured"})
DENIED: frozenset[Event] = DONE | {"other"}


def disowned(scene: Scene) -> Iterable[Conflict]:
    """Somebody says that a side did it, and that side denies that it did."""
    accused: dict[str, list[Stated]] = defaultdict(list)
    denied: dict[str, list[Stated]] = defaultdict(list)
    for s in scene.stated:
        if s.claim.stance == "deny" and (side := disowning(scene, s)):
            denied[side].append(s)
        elif s.claim.event in DONE and s.claim.stance == "affirm" and s.claim.factuality == "asserted":
            who = doer(s)
            if who is not None:
                accused[who].append(s)
    for side, no in sorted(denied.items()):
        mouths = {scene.voice(s) for s in no}
        yes = [s for s in accused.get(side, ()) if scene.voice(s) not in mouths]
        yes = [s for s in yes if any(scene.meet(scene.where[s.claim.id], scene.where[n.claim.id]) for n in no)]
        if yes:
            yield conflict("actor", yes, no, [("side", side)], disowned.__name__)


def disowning(scene: Scene, s: Stated) -> str | None:
    """The speaker's own side, where the claim denies an act of that side by name; None for any other denial."""
    side = scene.heard[s.claim.id].party
    if side is None or s.claim.stance != "deny" or s.claim.event not in DENIED or s.claim.factuality == "historical":
        return None
    return side if side in (doer(s), actors().party_in(s.claim.text, s.lang)) else None
