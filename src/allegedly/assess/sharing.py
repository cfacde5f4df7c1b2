"""Two claims about the same things, in whatever languages, of which one denies what the other states.

"The belts were fastened", says the owner; "the belts had not been fastened", says a mother. No event of the vocabulary
tells of it, and no list of matters can foresee what the next disaster is disputed about; things and acts recur.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, islice

from allegedly.assess.known import Stated
from allegedly.assess.lines import sentences
from allegedly.assess.scene import Scene, conflict, left_open, own
from allegedly.assess.topics import COUNTED, STRUCK
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.concepts import Meant, concepts, light, opposites
from allegedly.knowledge.modality import modality
from allegedly.knowledge.wording import standing
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event, Lang

# What is compared by figures, or tells of nothing that was.
APART: frozenset[Event | None] = frozenset({"comment", "evidence_absent"})
# Happenings without a name of their own; two claims with one of another kind are compared by their frames.
PLAIN: frozenset[Event | None] = frozenset({"other", "closure", "response", "damage", "missing", None})
# Claims of an incident that are compared pair by pair.
MOST = 400
# What a concept weighs that is told of everything, or of which this incident is full.
LIGHT, TOPIC = 0.3, 0.5
# What a word weighs that is no known concept.
UNLISTED = 0.7
# Harm that is denied of a thing is denied of whatever is told to have done it.
HARM = frozenset({"damaged", "injure", "intact", "suffer"})
# Of whom or what nothing more is told than that it is not there.
GONE = frozenset({"absent", "disappear", "missing_state", "need"})
# An incident is full of what this share of its claims tells of, if they are so many.
FULL, MANY = 0.4, 8
# What two claims must share, and how much that must be of all that the denial speaks of.
SHARED, OF_DENIED = 1.0, 0.6
# Where they share so little, that must be so much of what is stated as well, and both reports brief: in a post of so
# many sentences each is about the matter, in an article one word says nothing.
LITTLE, OF_STATED, BRIEF = 1.7, 0.35, 5
# What two claims of articles must share.
MUCH = 2.7
# Within so many words behind "no" stands what there is none of.
FOCUS = 4
# Words at most by which there is none ("not a single").
NONE = 3
# Who says that something is not known denies nothing.
UNKNOWN = "know"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, what it is about, whether it says that it is so, and whether it stands in a brief report."""

    claim: Stated
    meant: Meant
    holds: bool
    brief: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What an incident is full of."""

    topics: frozenset[str]

    def weight(self, names: Iterable[str], unlisted: Iterable[str] = ()) -> float:
        """What some concepts weigh together, and words that are none."""
        known = sum(LIGHT if n in light() else TOPIC if n in self.topics else 1.0 for n in names)
        return known + sum(TOPIC * UNLISTED if n in self.topics else UNLISTED for n in unlisted)


def ground(told: Sequence[Told]) -> Ground:
    """What most of the claims tell of."""
    counted = Counter(name for t in told for name in (*t.meant.all, *t.meant.unlisted))
    least = FULL * max(len(told), MANY)
    return Ground(frozenset(name for name, n in counted.items() if n > least))


def things(scene: Scene) -> Iterable[Conflict]:
    """One voice denies what another states of the same things: the belts, the door that a guard opened, the signs."""
    said = told(scene)
    common = ground(said)
    standing = [t for n, t in enumerate(said) if not _given_up(scene, t, said[n + 1 :], common)]
    for a, b in between(scene, standing):
        if _against(a, b, common):
            yes, no = (a, b) if a.holds else (b, a)
            yield conflict("polarity", [yes.claim], [no.claim], [], things.__name__)


def told(scene: Scene) -> list[Told]:
    """The claims that tell what was, with what they are about."""
    found = []
    for s in scene.stated:
        if s.claim.stance in ("affirm", "deny") and s.claim.event not in APART and not left_open(s):
            meant = concepts(s.claim.text, s.lang)
            if meant.all:
                found.append(Told(s, meant, _holds(s), _brief(s.report.text)))
    return found[:MOST]


def between(scene: Scene, told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs of two voices that may speak of one place, not both of them outlets in their own voice."""
    for a, b in combinations(told, 2):
        two = scene.voice(a.claim) != scene.voice(b.claim) and not (own(scene, a.claim) and own(scene, b.claim))
        if two and scene.meet(scene.where[a.claim.claim.id], scene.where[b.claim.claim.id]):
            yield a, b


@lru_cache(1 << 12)
def _brief(text: str) -> bool:
    return sum(1 for _ in islice(sentences(text), BRIEF + 1)) <= BRIEF


def _given_up(scene: Scene, one: Told, later: Sequence[Told], common: Ground) -> bool:
    """Does the same voice say the contrary later? Its last word stands."""
    mine = scene.voice(one.claim)
    return any(mine == scene.voice(b.claim) and _against(one, b, common) for b in later)


def _holds(s: Stated) -> bool:
    """Does the claim say that it is so? Of signs that are missing it says that they are not."""
    gone = s.claim.event == "missing" and concepts(s.claim.text, s.lang).acts <= GONE
    # "Rain could not have caused it" is affirmed, and denies.
    gone = gone or (s.claim.stance == "affirm" and says(assess_words(s.lang).impossible, s.claim.text))
    return (s.claim.stance == "affirm" or unnegated(s)) is not gone


def unnegated(s: Stated) -> bool:
    """Does a claim deny harm in words that hold no negation? "The brakes were in order" says what was."""
    return s.claim.stance == "deny" and not negations(s.claim.text, s.lang)


@lru_cache(1 << 12)
def negations(text: str, lang: Lang) -> bool:
    """Do the words hold a negation?"""
    return _negation(lang).search(text.casefold()) is not None


@cache
def _negation(lang: Lang) -> re.Pattern[str]:
    return standing(modality(lang).negation)


def _against(a: Told, b: Told, common: Ground) -> bool:
    """Does one deny what the other states, or tell what cannot hold of the same thing at once?"""
    one, other = a.claim.claim.event, b.claim.claim.event
    named = one not in PLAIN and other not in PLAIN and not (unnegated(a.claim) or unnegated(b.claim))
    if named and (one == other or not {one, other} <= STRUCK):
        return False  # their frames are compared; only one hit or blast may be told as two events
    if a.holds == b.holds:
        return a.holds and _opposed(a, b, common)
    yes, no = (a, b) if a.holds else (b, a)
    return _denied(yes, no, common) or _fails(yes, no, common)


def _denied(yes: Told, no: Told, common: Ground) -> bool:
    """Does a denial speak of what is stated, of hardly anything else, and of nobody whom the statement leaves out?

    Where both tell an act it must be one act: who opened the door may well not have locked it.
    """
    one, other = yes.meant, no.meant
    if no.claim.claim.event in COUNTED or unnegated(yes.claim):
        return False  # nobody hurt, nobody missing: that is compared by its figures
    nobody = _nobody(yes.claim) or _nobody(no.claim)
    if UNKNOWN in other.acts or not (nobody or other.doers <= one.doers):
        return False
    mine, theirs = ((m.acts | m.states) - HARM for m in (one, other))
    if _absent(yes, no, common):
        theirs = theirs - light()  # "there is no depot near the plant": what is not there was not struck either
        return not mine or not theirs or bool(mine & theirs)
    if theirs and not mine & theirs:
        return False
    same = one.all & other.all
    weight = common.weight(same, one.unlisted & other.unlisted)
    brief = yes.brief and no.brief
    if weight < MUCH and not (
        brief and (weight >= LITTLE or weight >= OF_STATED * common.weight(one.all, one.unlisted))
    ):
        return False
    return weight >= SHARED and weight >= OF_DENIED * common.weight(other.all, other.unlisted)


def _fails(yes: Told, no: Told, common: Ground) -> bool:
    """Of one thing, is denied what means as much as is stated ("it did not work", "it was in order")?"""
    one, other = yes.meant, no.meant
    shared = (one.things | one.doers) & (other.things | other.doers)
    kin = any(opposites(x) & opposites(y) for x in one.acts | one.states for y in other.acts | other.states if x != y)
    return kin and yes.brief and no.brief and common.weight(shared) >= SHARED


def _absent(yes: Told, no: Told, common: Ground) -> bool:
    """Is it denied in a post that there was any of a thing which another post tells of ("no gun", «жодної зброї»)?"""
    none = focus(no.claim.claim.text, no.claim.lang) - light() - common.topics
    return yes.brief and no.brief and bool(none & (yes.meant.things | yes.meant.doers))


@lru_cache(1 << 12)
def focus(text: str, lang: Lang) -> frozenset[str]:
    """The things right behind a word by which there is none of them."""
    words = text.split()
    for at in range(len(words)):
        if says(assess_words(lang).none, " ".join(words[max(0, at - NONE + 1) : at + 1])):
            told = (concepts(" ".join(words[at + 1 : end]), lang) for end in range(at + 2, at + 2 + FOCUS))
            return next((named for t in told if (named := t.things | t.doers)), frozenset())
    return frozenset()


def _nobody(s: Stated) -> bool:
    return says(assess_words(s.lang).nobody, s.claim.text)


def _opposed(a: Told, b: Told, common: Ground) -> bool:
    """Of one thing, is something told that cannot hold at once with what the other tells?"""
    one, other = a.meant, b.meant
    if one.doers != other.doers and one.doers and other.doers:
        return False
    done, states = one.all, other.all
    against = {x for x in done if opposites(x) & states and x not in states and not opposites(x) & done}
    shared = (one.things | one.doers) & (other.things | other.doers)
    if not against or common.weight(shared) < TOPIC:
        return False
    least = min(common.weight(m.all, m.unlisted) for m in (one, other))
    weight = common.weight(shared | against, one.unlisted & other.unlisted)
    return weight >= OF_DENIED * least and (weight >= MUCH or (a.brief and b.brief))
