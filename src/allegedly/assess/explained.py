"""Two explanations of one happening in any words: each names what it came of, and they name nothing in common.

Where `causes` knows the causes of what was seen by their words, this rule knows only the concepts that a reason is
told with. So both must be told by somebody, at one place, and at least one of them as a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allegedly.assess.known import Stated
from allegedly.assess.scene import Scene, conflict, own
from allegedly.assess.sharing import Ground, Told, between, ground, told
from allegedly.assess.topics import COUNTED, RAIDS
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.causes import cause_words
from allegedly.knowledge.concepts import concepts, light, reasons, results
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event

# Claims of these are of what came of it, or of what was done about it; of a raid it is disputed who did it.
RESULTS: frozenset[Event | None] = COUNTED | RAIDS | {"alert"}
# Such claims tell why only where they say so.
DONE: frozenset[Event | None] = frozenset({"closure", "response"})


@dataclass(frozen=True, slots=True)
class Reason:
    """What a claim says that it came of; is it told as a reason, or does it only tell what may have been one?"""

    told: Told
    names: frozenset[str]
    plain: bool


def explained(scene: Scene) -> Iterable[Conflict]:
    """Two voices say of one happening what it came of, and what they say has nothing in common."""
    said = told(scene)
    common = ground(said)
    given = _last_words(scene, [r for t in said if (r := _reason(scene, t, common))])
    for a, b in between(scene, [r.told for r in given.values()]):
        one, other = given[a.claim.claim.id], given[b.claim.claim.id]
        if (one.plain or other.plain) and _apart(one, other):
            yield conflict("cause", [a.claim], [b.claim], [], explained.__name__)


def _last_words(scene: Scene, given: Iterable[Reason]) -> Mapping[str, Reason]:
    """The reasons, but for those that their voice gave before it gave another."""
    last: dict[str, list[Reason]] = {}
    for one in given:
        held = last.setdefault(scene.voice(one.told.claim), [])
        if one.plain and any(r.plain for r in held):
            held.clear()
        held.append(one)
    return {r.told.claim.claim.id: r for held in last.values() for r in held}


def _reason(scene: Scene, t: Told, common: Ground) -> Reason | None:
    """What a claim gives as a reason, if anything."""
    s = t.claim
    if not t.holds or not t.brief or own(scene, s) or s.claim.event in RESULTS:
        return None
    if says(assess_words(s.lang).refuted, s.claim.text):
        return None
    if because := _because(s):
        named = concepts(because, s.lang)
        names = (named.all - light() - results() - common.topics) or (named.all & reasons())
        return Reason(t, names, plain=True) if names else None
    # Wind and rust are there wherever something happens; who slept or what failed is told as a reason.
    names = (t.meant.all - t.meant.things) & reasons()
    return Reason(t, names, plain=False) if names and s.claim.event not in DONE else None


def _because(s: Stated) -> str:
    """The words of a reason: those behind or before a word of causation; nothing where there is none."""
    if s.claim.cause:
        return s.claim.cause
    text, words = s.claim.text, cause_words(s.lang)
    folded = text.casefold()
    for word in words.before:
        if (at := folded.find(f"{word} ")) >= 0:
            return text[at + len(word) :]
    for word in words.behind:
        if (at := folded.find(f" {word}")) >= 0:
            return text[:at]
    blame = tuple(w for o in assess_words(s.lang).observation for w in o.blame)
    return text if says((*assess_words(s.lang).because, *blame), text) else ""


def _apart(one: Reason, other: Reason) -> bool:
    """Do two reasons name nothing in common, nor does one claim tell the other's reason?"""
    return not (one.names & other.told.meant.all or other.names & one.told.meant.all)
