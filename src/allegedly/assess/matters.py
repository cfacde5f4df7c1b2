"""A matter that people answer for holds, says one voice; it does not, says another: alarms, exits, warnings, soundness.

No event of the vocabulary tells of these, so their claims make no proposition of their own; the words do.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from allegedly.assess.known import Stated
from allegedly.assess.scene import Scene, conflict, left_open, own
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.matters import Matter
from allegedly.knowledge.matters import matters as known
from allegedly.model import Conflict


def matters(scene: Scene) -> Iterable[Conflict]:
    """One voice states what another denies of a matter that somebody answers for: an alarm, an exit, a warning."""
    if len({scene.voice(s) for s in scene.stated}) < 2:
        return  # nobody to disagree with
    told: dict[str, dict[str, tuple[bool, Stated]]] = defaultdict(dict)
    for s in scene.stated:
        for name, holds in _said(s):
            told[name][scene.voice(s)] = (holds, s)  # the last word of each stands
    for name, by in sorted(told.items()):
        yes = [s for holds, s in by.values() if holds]
        no = [s for holds, s in by.values() if not holds]
        yes = [s for s in yes if any(_together(scene, s, n) for n in no)]
        no = [n for n in no if any(_together(scene, s, n) for s in yes)]
        if yes and no:
            yield conflict("polarity", yes, no, [("matter", name)], matters.__name__)


def _together(scene: Scene, a: Stated, b: Stated) -> bool:
    """May two claims be of one matter? Two outlets in their own voices may tell of two."""
    return not (own(scene, a) and own(scene, b)) and scene.meet(scene.where[a.claim.id], scene.where[b.claim.id])


def _said(s: Stated) -> Iterator[tuple[str, bool]]:
    """The matters of which a claim says that they hold, or that they do not."""
    claim = s.claim
    if claim.factuality != "asserted" or claim.stance not in ("affirm", "deny") or left_open(s):
        return
    for matter in known(s.lang):
        if says(matter.about, claim.text) and not says(matter.unless, claim.text):
            holds = _holds(matter, claim.text)
            if holds is not None:
                yield matter.name, holds is _affirmed(s, matter)


def _affirmed(s: Stated, matter: Matter) -> bool:
    """Is it affirmed? "No trace of a collision" is a way to deny one."""
    traceless = matter.plain and not matter.holds and says(assess_words(s.lang).refuted, s.claim.text)
    return s.claim.stance == "affirm" and not traceless


def _holds(matter: Matter, words: str) -> bool | None:
    """Do the words for a matter say that it holds, were they not denied? None where they say neither or both."""
    yes, no = says(matter.holds, words), says(matter.fails, words)
    if yes != no:
        return yes
    return True if matter.plain and not no else None
