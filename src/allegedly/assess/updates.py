"""One voice, earlier and later: denials of harm that the same mouth took back, and stances that it turned round."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from allegedly.assess.known import Stated
from allegedly.assess.matrix import Stand
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where, meetings
from allegedly.assess.propositions import Row, of_debris
from allegedly.assess.scene import Scene, conflict
from allegedly.assess.topics import figure, other_cause
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.reasons import Values
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event, Stance

# What tells of the harm that was denied: a hit on a building is no wound, and a wound no damage.
THINGS: frozenset[Event] = frozenset({"impact", "damage", "fire"})
TELLS_OF: Mapping[Event, frozenset[Event]] = {
    "killed": frozenset({"killed"}),
    "injured": frozenset({"injured", "killed"}),
    "missing": frozenset({"missing"}),
    "impact": THINGS,
    "damage": THINGS,
    "fire": THINGS,
}
STANCES: frozenset[Stance] = frozenset({"affirm", "deny", "retract"})

Order = tuple[bool, float, str, int, str]
Copies = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Texts:
    """Which reports are one text: a copy, a forward, an agency's item in other outlets."""

    of: Mapping[str, str]

    def text(self, s: Stated) -> str:
        """The text that a claim stands in, whoever carries it: a name for all its copies, or the report's own id."""
        shared = s.report.forward.id if s.report.forward and s.report.forward.id else s.report.id
        return self.of.get(s.report.id, self.of.get(shared, shared))


def texts(copies: Copies) -> Texts:
    """The families of copies, by report."""
    return Texts({r: f"family {n}" for n, family in enumerate(copies) for r in family})


def turned(row: Row, stand: Stand, scene: Scene, family: Texts) -> Iterable[Conflict]:
    """A later statement of the same origin replaces its earlier one; one report, or one text, is one telling."""
    said = [(s, stand.stance(s)) for s in stand.claims]
    told: dict[str, set[Stance]] = defaultdict(set)
    for s, stance in said:
        told[family.text(s)].add(stance)
    # Who tells both in one breath speaks of two things ("one hurt here, nobody in the other streets").
    two = {text for text, stances in told.items() if {"affirm", "deny"} <= stances}
    said = [(s, stance) for s, stance in said if family.text(s) not in two or stance == "retract"]
    standing = said[-1][1] if said else "unclear"
    before = [s for s, stance in said if stance in ("affirm", "deny") and stance != standing]
    before = [s for s in before if s.claim.id not in scene.replaced]  # of these `updates` tells
    after = [s for s, stance in said if stance == standing]
    if standing in STANCES and {family.text(s) for s in before} != {family.text(s) for s in after} and before:
        yield conflict("polarity", before, after, about(row), "same_origin_later", "update")


def about(row: Row) -> Values:
    """Event and place of a row."""
    return [("event", row.topic.event), *([("place", row.name)] if row.name else [])]


def updates(scene: Scene) -> Iterable[Conflict]:
    """Who said that there was no harm and later tells of some has updated what it said."""
    found: dict[tuple[str, str], tuple[list[Stated], set[str]]] = {}
    by_id = {s.claim.id: s for s in scene.stated}
    for one, later in scene.replaced.items():
        # Whoever only passed a denial on has not spoken for the one who denied: an update is of one voice.
        own = {n for n in later if scene.voice(by_id[n]) == scene.voice(by_id[one])}
        if own:
            slot = found.setdefault((by_id[one].claim.event or "", scene.voice(by_id[one])), ([], set()))
            slot[0].append(by_id[one])
            slot[1].update(own)
    for (event, _), (before, after) in sorted(found.items()):
        then = [by_id[n] for n in after]
        first = min(s.order for s in then)
        # A denial that is retold after the harm was told is no new one: its time is that of its first telling.
        yield conflict(
            "polarity", [s for s in before if s.order < first], then, [("event", event)], updates.__name__, "update"
        )


def replaced(
    stated: Sequence[Stated],
    heard: Mapping[str, Voice],
    where: Mapping[str, Where],
    rules: LinkingFile,
    copies: Copies = (),
) -> dict[str, tuple[str, ...]]:
    """Denials of harm that the same mouth, in a later text, follows by telling of that harm there; with those claims.

    What the mouth had told before it denied is told again by whoever repeats it later, and takes nothing back.
    """
    family, together = texts(copies), meetings(rules)
    harm = [s for s in stated if s.claim.event in TELLS_OF and s.claim.factuality == "asserted" and not other_cause(s)]
    mouths = {s.claim.id: {heard[s.claim.id].key, *(r.id for r in s.relays if r.id)} for s in harm}
    affirmed = [s for s in harm if s.claim.stance == "affirm"]
    told: dict[str, list[Stated]] = defaultdict(list)
    for s in affirmed:
        for mouth in mouths[s.claim.id]:
            told[mouth].append(s)
    beside = {(s.claim.event, family.text(s), m) for s in affirmed for m in mouths[s.claim.id]}
    again = _told_again(affirmed, heard, family)
    found = {}
    for one in harm:
        mine = mouths[one.claim.id]
        # Beside harm that the same mouth tells of in one report, a denial is about the rest.
        if one.claim.stance != "deny" or any((one.claim.event, family.text(one), m) in beside for m in mine):
            continue
        later = {
            s.claim.id: s
            for m in mine
            for s in told.get(m, ())
            if _later(s, one, family, again) and together(where[s.claim.id], where[one.claim.id])
        }
        if later:
            found[one.claim.id] = tuple(s.claim.id for s in sorted(later.values(), key=lambda s: s.order))
    return found


def _later(s: Stated, one: Stated, family: Texts, again: Collection[tuple[str, str]]) -> bool:
    """Does a claim tell, later and in another text, of the harm that was denied?"""
    if s.order <= one.order or family.text(s) == family.text(one) or (s.claim.id, family.text(one)) in again:
        return False
    if one.claim.event == "impact" and of_debris(s):
        return False  # what fell from something shot down is no hit
    return s.claim.event in TELLS_OF.get(one.claim.event or "other", frozenset())


def _told_again(affirmed: Sequence[Stated], heard: Mapping[str, Voice], family: Texts) -> set[tuple[str, str]]:
    """Claims with the texts in which the same voice had told the same thing already."""
    had: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for s in affirmed:
        had[_saying(s, heard)].add(family.text(s))
    return {(s.claim.id, text) for s in affirmed for text in had[_saying(s, heard)]}


def _saying(s: Stated, heard: Mapping[str, Voice]) -> tuple[object, ...]:
    return heard[s.claim.id].key, s.claim.event, s.claim.kind, figure(s)
