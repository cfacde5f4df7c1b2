"""Where claims cannot both hold as stated: polarity, figures, causes. What is no conflict says why (`settled`).

A later statement of the same origin is an update; a figure for a part of a place fits into one for the whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from allegedly.assess.known import Stated
from allegedly.assess.matrix import Stand
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where, meet, part_of
from allegedly.assess.propositions import Row, figure
from allegedly.assess.tolls import parts
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.linking import LinkingFile
from allegedly.model import Conflict
from allegedly.model.vocabulary import ConflictKind, Event

# Events whose figures are of one thing that can be counted once. Blasts are not: each hears others.
FIGURES: frozenset[Event] = frozenset({"killed", "injured", "missing", "evacuation", "interception", "launch"})
HARM: frozenset[Event] = frozenset({"impact", "damage", "killed", "injured", "missing", "fire"})


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the rules read: claims in order of time, whose they are, where they stand, and the propositions."""

    stated: Sequence[Stated]
    heard: Mapping[str, Voice]
    where: Mapping[str, Where]
    table: Sequence[tuple[Row, tuple[Stand, ...]]]
    rules: LinkingFile

    def voice(self, s: Stated) -> str:
        """The key of a claim's origin."""
        return self.heard[s.claim.id].key


def conflicts(scene: Scene) -> tuple[Conflict, ...]:
    """All conflicts and updates that frames show, sorted."""
    found = [*polarity(scene), *excluded(scene), *figures(scene), *once(scene), *causes(scene), *updates(scene)]
    return tuple(sorted(found, key=lambda c: (c.kind, c.a, c.b, c.rule)))


def polarity(scene: Scene) -> Iterable[Conflict]:
    """One origin states what another denies; an origin that changes its mind makes an update."""
    for row, stands in scene.table:
        yes = [c for s in stands if s.affirms for c in s.claims if s.stance(c) == "affirm"]
        no = [c for s in stands if s.speaks_against and not s.by_rule for c in s.claims if s.stance(c) == "deny"]
        no += [c for s in stands if s.standing == "retract" for c in s.claims if s.stance(c) == "retract"]
        told = {c.report.id for c in yes if _own(scene, c)}
        no = [c for c in no if not (_own(scene, c) and c.report.id in told)]
        if yes and no:
            yield _conflict("polarity", yes, no, f"{row.topic.event}: affirmed and denied", polarity.__name__)
        for stand in stands:
            yield from _change(row, stand)


def excluded(scene: Scene) -> Iterable[Conflict]:
    """If all of them were stopped, none of them reached a target: one origin says the one, another the other."""
    for row, stands in scene.table:
        yes = [c for s in stands if s.affirms for c in s.claims if s.stance(c) == "affirm"]
        no = [c for s in stands if s.by_rule for c in s.claims]
        if yes and no:
            words = f"{row.topic.event} affirmed, and all said to be {no[0].claim.event}"
            yield _conflict("polarity", yes, no, words, excluded.__name__)


def _change(row: Row, stand: Stand) -> Iterable[Conflict]:
    """A later statement of the same origin replaces its earlier one."""
    stances = [(c, stand.stance(c)) for c in stand.claims]
    before = [c for c, s in stances if s in ("affirm", "deny") and s != stand.standing]
    after = [c for c, s in stances if s == stand.standing]
    if before and after and stand.standing in ("affirm", "deny", "retract"):
        words = f"{row.topic.event}: {stances[0][1]}, later {stand.standing}"
        yield _conflict("polarity", before, after, words, "same_origin_later", "update")


def figures(scene: Scene) -> Iterable[Conflict]:
    """Two figures for the same harm whose intervals do not meet; "at least" and "up to" leave theirs open."""
    small = parts(scene.stated)
    groups: dict[tuple[Event, str | None], dict[tuple[str, str], list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for s in scene.stated:
        claim = s.claim
        if claim.event in FIGURES and claim.stance == "affirm" and claim.factuality != "historical":
            told = figure(s)
            if told and claim.id not in small:
                kind = claim.kind if claim.event in ("interception", "launch") else None
                groups[claim.event, kind][scene.voice(s), told].append(s)
    for (event, _), told_by in sorted(groups.items(), key=str):
        for (one, x), (other, y) in combinations(sorted(told_by), 2):
            yield from _figures(scene, event, told_by[one, x], told_by[other, y])


def _figures(scene: Scene, event: Event, a: Sequence[Stated], b: Sequence[Stated]) -> Iterable[Conflict]:
    if not _apart(a[0], b[0]):
        return
    told = {(s.report.id, figure(s)) for s in scene.stated if s.claim.event == event}
    a, b = _apart_from(scene, a, figure(b[0]), told), _apart_from(scene, b, figure(a[0]), told)
    if not a or not b:
        return
    a, b = sorted((a, b), key=lambda group: group[0].order)
    here, there = scene.where[a[0].claim.id], scene.where[b[0].claim.id]
    words = f"{event}: {figure(a[0])} against {figure(b[0])}"
    if scene.voice(a[0]) == scene.voice(b[0]):
        if {s.report.id for s in a} != {s.report.id for s in b} and meet(here, there, scene.rules):
            yield _conflict("count", a, b, words, "same_origin_later", "update")
    elif here.key != there.key and (part_of(here, there, scene.rules) or part_of(there, here, scene.rules)):
        yield _conflict("count", a, b, words, figures.__name__, "part of a whole")
    elif meet(here, there, scene.rules):
        yield _conflict("count", a, b, words, figures.__name__)


def _apart_from(
    scene: Scene, claims: Sequence[Stated], other: str | None, told: set[tuple[str, str | None]]
) -> list[Stated]:
    """Without those of outlets that tell both figures in their own voice: they count two things."""
    return [s for s in claims if not (_own(scene, s) and (s.report.id, other) in told)]


def _own(scene: Scene, s: Stated) -> bool:
    """Does an outlet tell it in its own voice?"""
    return scene.heard[s.claim.id].kind == "outlet" and s.claim.speaker is None


def once(scene: Scene) -> Iterable[Conflict]:
    """One origin tells of a single such happening there, another of more: the second one is affirmed and denied."""
    for event in ("attack", "explosion", "impact"):
        told = [s for s in scene.stated if s.claim.event == event and s.claim.stance == "affirm" and figure(s)]
        single = [s for s in told if figure(s) == "1"]
        more = [s for s in told if s.claim.count and (s.claim.count.low or 0) > 1]
        own = {scene.voice(s) for s in single}
        more = [s for s in more if scene.voice(s) not in own and any(_there(scene, s, x) for x in single)]
        if single and more:
            yield _conflict("polarity", more, single, f"{event}: more than one, and only one", once.__name__)


def _there(scene: Scene, a: Stated, b: Stated) -> bool:
    return meet(scene.where[a.claim.id], scene.where[b.claim.id], scene.rules)


def _apart(a: Stated, b: Stated) -> bool:
    """Do two counts exclude each other? Open bounds never do."""
    one, other = a.claim.count, b.claim.count
    if one is None or other is None:
        return False
    return _below(one.high, other.low) or _below(other.high, one.low)


def _below(high: float | int | None, low: float | int | None) -> bool:
    return high is not None and low is not None and high < low


def causes(scene: Scene) -> Iterable[Conflict]:
    """One thing is seen or heard, and two origins give it different causes, or one denies the other's."""
    told: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for s in scene.stated:
        for observation, cause in _explanations(s):
            told[observation, cause].append(s)
    for (seen, cause), claims in sorted(told.items()):
        yes = [s for s in claims if s.claim.stance == "affirm"]
        no = [s for s in claims if s.claim.stance == "deny"]
        others = [
            s for (o, c), more in told.items() if o == seen and c != cause for s in more if s.claim.stance == "affirm"
        ]
        against = sorted({*no, *(s for s in others if cause < _first_cause(s, seen))}, key=lambda s: s.order)
        voices = {scene.voice(s) for s in yes}
        against = [s for s in against if scene.voice(s) not in voices]
        if yes and against:
            yield _conflict("cause", yes, against, f"{seen}: {cause} or another cause", causes.__name__)


def _explanations(s: Stated) -> list[tuple[str, str]]:
    """The causes that a claim gives for something seen or heard. A claim that tells two gives none."""
    words = assess_words(s.lang)
    text = s.claim.cause or (s.claim.text if s.claim.event in ("other", "fire") else "")
    if not text or s.claim.factuality == "historical":
        return []
    start, end = s.claim.sentence
    around = f"{s.report.text[start:end]} {text}"
    found = []
    for seen in words.observation:
        given = {c.name for c in seen.cause if says(c.words, text)}
        if not given and s.claim.event == "fire" and seen.name == "smoke":
            given = {"fire"}
        if len(given) == 1 and (says(seen.words, around) or seen.name == "blast"):
            found.append((seen.name, given.pop()))
    return found


def _first_cause(s: Stated, seen: str) -> str:
    return min((c for o, c in _explanations(s) if o == seen), default="")


def updates(scene: Scene) -> Iterable[Conflict]:
    """Who said that there was no harm and later tells of some has updated what it said."""
    found: dict[tuple[str, str], tuple[list[Stated], set[str]]] = {}
    by_id = {s.claim.id: s for s in scene.stated}
    for one, later in replaced(scene.stated, scene.heard, scene.where, scene.rules).items():
        slot = found.setdefault((by_id[one].claim.event or "", scene.voice(by_id[one])), ([], set()))
        slot[0].append(by_id[one])
        slot[1].update(later)
    for (event, _), (before, after) in sorted(found.items()):
        words = f"{event} denied, later harm told"
        yield _conflict("polarity", before, [by_id[n] for n in after], words, updates.__name__, "update")


def replaced(
    stated: Sequence[Stated], heard: Mapping[str, Voice], where: Mapping[str, Where], rules: LinkingFile
) -> dict[str, tuple[str, ...]]:
    """Denials of harm that the same mouth, in a later report, follows by telling of harm there; with those claims."""
    harm = [s for s in stated if s.claim.event in HARM and s.claim.factuality == "asserted"]
    told = [s for s in harm if s.claim.stance == "affirm"]
    mouths = {s.claim.id: {heard[s.claim.id].key, *(r.id for r in s.relays if r.id)} for s in harm}
    found = {}
    for one in harm:
        if one.claim.stance == "deny":
            later = [
                s
                for s in told
                if s.order > one.order
                and s.report.id != one.report.id
                and mouths[s.claim.id] & mouths[one.claim.id]
                and meet(where[s.claim.id], where[one.claim.id], rules)
            ]
            if later:
                found[one.claim.id] = tuple(s.claim.id for s in later)
    return found


def _conflict(
    kind: ConflictKind, a: Iterable[Stated], b: Iterable[Stated], words: str, rule: str, settled: str = ""
) -> Conflict:
    one = tuple(sorted({s.claim.id for s in a}))
    other = tuple(sorted({s.claim.id for s in b}))
    return Conflict(kind, one, other, words, rule, settled)
