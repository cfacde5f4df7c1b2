"""Two claims about the same things, in whatever languages, of which one denies what the other states.

"The belts were fastened", says the owner; "the belts had not been fastened", says a mother. No event of the vocabulary
tells of it, and no list of matters can foresee what the next disaster is disputed about; things and acts recur.
"""

from collections.abc import Iterable, Sequence

from allegedly.assess.known import Stated
from allegedly.assess.scene import Scene, conflict, left_open, own
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.concepts import Meant, concepts, opposite
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event

# Happenings without a name of their own; those with one are compared by their frames.
PLAIN: frozenset[Event | None] = frozenset({"other", "closure", "response", "damage", "missing", None})
# Claims of an incident that are compared pair by pair.
MOST = 400
TWO = 2


def things(scene: Scene) -> Iterable[Conflict]:
    """One voice denies what another states of the same things: the belts, the door that a guard opened, the signs."""
    said = [(s, m) for s in scene.stated if _plain(s) and (m := concepts(s.claim.text, s.lang)).things | m.acts][:MOST]
    told = [(s, m) for n, (s, m) in enumerate(said) if not _given_up(scene, s, m, said[n + 1 :])]
    for n, (a, one) in enumerate(told):
        for b, other in told[n + 1 :]:
            if (
                scene.voice(a) != scene.voice(b)
                and not (own(scene, a) and own(scene, b))
                and _against(a, one, b, other)
            ):
                if not scene.meet(scene.where[a.claim.id], scene.where[b.claim.id]):
                    continue
                yes, no = (a, b) if _holds(a) else (b, a)
                yield conflict("polarity", [yes], [no], [], things.__name__)


def _given_up(scene: Scene, s: Stated, meant: Meant, later: Sequence[tuple[Stated, Meant]]) -> bool:
    """Does the same voice say the contrary later? Its last word stands."""
    return any(scene.voice(s) == scene.voice(b) and _against(s, meant, b, other) for b, other in later)


def _plain(s: Stated) -> bool:
    claim = s.claim
    asserted = claim.factuality == "asserted" and claim.stance in ("affirm", "deny")
    return asserted and claim.event in PLAIN and not left_open(s)


def _holds(s: Stated) -> bool:
    """Does the claim say that it is so? Of signs that are missing it says that they are not."""
    return (s.claim.stance == "affirm") is not (s.claim.event == "missing")


def _against(a: Stated, one: Meant, b: Stated, other: Meant) -> bool:
    """Are they of the same things, doers and acts, and does one deny what the other states, or tell the opposite act?

    Where both tell an act it must be one act: who opened the door may well not have locked it.
    """
    same = one.acts & other.acts
    if one.doers != other.doers and not (_nobody(a) or _nobody(b)):
        return False
    if one.things & other.things and not same and _opposed(one, other):
        return _holds(a) and _holds(b)
    if _holds(a) == _holds(b):
        return False
    if one.acts and other.acts and not same:
        return False
    return len(one.things & other.things) + len(one.doers & other.doers) + len(same) >= TWO


def _nobody(s: Stated) -> bool:
    return says(assess_words(s.lang).nobody, s.claim.text)


def _opposed(one: Meant, other: Meant) -> bool:
    return any(opposite(act) in other.acts for act in one.acts)
