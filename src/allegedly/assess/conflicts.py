"""Where claims cannot both hold as stated: polarity, figures, causes. What is no conflict says why (`settled`).

A later statement of the same origin is an update; a figure for a part of a place fits into one for the whole.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from allegedly.assess.figures import apart, worth_comparing
from allegedly.assess.folds import folded
from allegedly.assess.known import Stated
from allegedly.assess.lines import STEM
from allegedly.assess.matrix import Stand
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where, meet, meetings, part_of
from allegedly.assess.propositions import Row
from allegedly.assess.tolls import parts
from allegedly.assess.topics import COUNTED, INANIMATE, figure, other_cause
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.modality import modality
from allegedly.model import Conflict
from allegedly.model.vocabulary import ConflictKind, Event

# Events whose figures are of one thing that can be counted once. Blasts are not: each hears others.
FIGURES: frozenset[Event] = frozenset({"killed", "injured", "missing", "evacuation", "interception", "launch"})
# Sentences of two outlets that share this much of their words (Dice coefficient) count one thing.
LIKE = 0.3
WORD = re.compile(r"[^\W\d_]{3,}")
HARM: frozenset[Event] = frozenset({"impact", "damage", "killed", "injured", "missing", "fire"})


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the rules read: claims in order of time, whose they are, where they stand, and the propositions."""

    stated: Sequence[Stated]
    heard: Mapping[str, Voice]
    where: Mapping[str, Where]
    table: Sequence[tuple[Row, tuple[Stand, ...]]]
    rules: LinkingFile
    # Families of copies: each a group of report ids.
    copies: Sequence[Sequence[str]] = ()
    # Answers already given: an incident has few places and many claims, and each claim is compared many times.
    _met: dict[tuple[Where, Where], bool] = field(default_factory=dict, compare=False, repr=False)
    _stems: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def meet(self, one: Where, other: Where) -> bool:
        """May the two be one place?"""
        if (one, other) not in self._met:
            self._met[one, other] = meet(one, other, self.rules)
        return self._met[one, other]

    def stems(self, s: Stated) -> frozenset[str]:
        """The words of the claim's sentence, cut to their stems."""
        if s.claim.id not in self._stems:
            self._stems[s.claim.id] = _stems(s)
        return self._stems[s.claim.id]

    def voice(self, s: Stated) -> str:
        """The key of a claim's origin."""
        return self.heard[s.claim.id].key


def conflicts(scene: Scene) -> tuple[Conflict, ...]:
    """All conflicts and updates that frames show, each dispute once, sorted."""
    found = [*polarity(scene), *excluded(scene), *figures(scene), *once(scene), *causes(scene), *updates(scene)]
    first = _first_tellings(scene)
    return folded((replace(c, a=first(c.a), b=first(c.b)) for c in found), scene.heard)


def _first_tellings(scene: Scene) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Leaves out of a side what a copy says again: a copy contradicts its original no more than the original itself."""
    family = {r: f"family {n}" for n, group in enumerate(scene.copies) for r in group}
    by_id = {s.claim.id: s for s in scene.stated}

    def first(side: tuple[str, ...]) -> tuple[str, ...]:
        earliest: dict[str, Stated] = {}
        for s in sorted((by_id[c] for c in side), key=lambda s: s.order):
            earliest.setdefault(family.get(s.report.id, s.report.id), s)
        kept = {s.report.id for s in earliest.values()}
        return tuple(c for c in side if by_id[c].report.id in kept)

    return first


def polarity(scene: Scene) -> Iterable[Conflict]:
    """One origin states what another denies; an origin that changes its mind makes an update."""
    told: dict[tuple[Event, str | None], set[str]] = defaultdict(set)
    for row, _ in scene.table:
        told[row.topic.event, row.topic.place] |= {c.report.id for c in row.claims if c.claim.stance == "affirm"}
    for row, stands in scene.table:
        yes = [c for s in stands if s.affirms for c in s.claims if s.stance(c) == "affirm"]
        no = [c for s in stands if s.speaks_against and not s.by_rule for c in s.claims if s.stance(c) == "deny"]
        no += [c for s in stands if s.standing == "retract" for c in s.claims if _takes_back(s, c)]
        # What an outlet denies in its own voice beside such a happening is about the rest.
        beside = told[row.topic.event, row.topic.place]
        no = [c for c in no if not (_own(scene, c) and c.report.id in beside) and not _of_the_rest(c)]
        if row.topic.event == "other" and row.topic.kind is None:
            yes, no = _worded_alike(scene, yes, no)
        vague = row.topic.event == "other" or _of_a_country(scene, row)
        if yes and no and not vague and not _beside(scene, yes, no):
            yield _conflict("polarity", yes, no, _about(row), polarity.__name__)
        for stand in stands:
            yield from _change(row, stand)


def _takes_back(stand: Stand, s: Stated) -> bool:
    """Whoever takes a happening back stands against it; what is taken back of a toll corrects a figure, no more."""
    return stand.stance(s) == "retract" and s.claim.event not in COUNTED


def _of_the_rest(s: Stated) -> bool:
    """ "Nobody else was hurt" denies others only, and who did not hear it denies nothing: both leave the rest open."""
    if s.claim.stance != "deny":
        return False
    return says(assess_words(s.lang).rest, s.claim.text) or says(modality(s.lang).perceive, s.claim.text)


def _worded_alike(scene: Scene, yes: Sequence[Stated], no: Sequence[Stated]) -> tuple[list[Stated], list[Stated]]:
    """Of happenings that no type names, those whose sentences share words: the type alone says too little."""
    near = [(n, m) for n, x in enumerate(yes) for m, y in enumerate(no) if x.lang == y.lang and _alike(scene, x, y)]
    return [yes[n] for n in sorted({n for n, _ in near})], [no[m] for m in sorted({m for _, m in near})]


def _alike(scene: Scene, a: Stated, b: Stated) -> bool:
    one, other = scene.stems(a), scene.stems(b)
    return 2 * len(one & other) >= LIKE * (len(one) + len(other))


def _of_a_country(scene: Scene, row: Row) -> bool:
    """Is no finer place known than a country? What is affirmed and denied there need not be one happening."""
    spots = scene.where[row.claims[0].claim.id].spots
    return bool(spots) and all(x.precision == "country" for x in spots)


def _beside(scene: Scene, yes: Sequence[Stated], no: Sequence[Stated]) -> bool:
    """Does one report alone tell both, one of them in its own voice? It speaks of two things."""
    reports = {s.report.id for s in (*yes, *no)}
    return len(reports) == 1 and (all(_own(scene, s) for s in yes) or all(_own(scene, s) for s in no))


def excluded(scene: Scene) -> Iterable[Conflict]:
    """If all of them were stopped, none of them reached a target: one origin says the one, another the other."""
    for row, stands in scene.table:
        yes = [c for s in stands if s.affirms for c in s.claims if s.stance(c) == "affirm"]
        no = [c for s in stands if s.by_rule for c in s.claims]
        if yes and no:
            yield _conflict("polarity", yes, no, row.topic.event, excluded.__name__)


def _change(row: Row, stand: Stand) -> Iterable[Conflict]:
    """A later statement of the same origin replaces its earlier one."""
    stances = [(c, stand.stance(c)) for c in stand.claims]
    before = [c for c, s in stances if s in ("affirm", "deny") and s != stand.standing]
    after = [c for c, s in stances if s == stand.standing]
    later = {c.report.id for c in before} != {c.report.id for c in after}  # in one report two words are no change
    if before and after and later and stand.standing in ("affirm", "deny", "retract"):
        yield _conflict("polarity", before, after, _about(row), "same_origin_later", "update")


def _about(row: Row) -> str:
    """Event and place of a row, in the vocabulary's words."""
    return f"{row.topic.event}, {row.name}" if row.name else row.topic.event


def figures(scene: Scene) -> Iterable[Conflict]:
    """Two figures for the same harm whose intervals do not meet; "at least" and "up to" leave theirs open."""
    small = parts(scene.stated)
    groups: dict[tuple[Event, str | None], dict[tuple[str, str], list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for s in scene.stated:
        claim = s.claim
        if claim.event in FIGURES and claim.stance == "affirm" and claim.factuality != "historical":
            told = figure(s)
            if told and claim.id not in small:
                groups[claim.event, _counted(s)][scene.voice(s), told].append(s)
    known = {(s.claim.event, s.report.id, figure(s)) for s in scene.stated}
    for (event, _), told_by in sorted(groups.items(), key=str):
        for one, other in worth_comparing(told_by, scene.where, scene.heard):
            yield from _figures(scene, event, *_comparable(scene, told_by[one], told_by[other], known))


def _counted(s: Stated) -> str | None:
    """What a figure counts beside its event: what was shot down; those in hospital among those hurt."""
    if s.claim.event in ("interception", "launch"):
        return s.claim.kind
    if s.claim.event != "injured":
        return None
    if s.claim.kind in INANIMATE:
        return s.claim.kind
    return "treated" if says(assess_words(s.lang).treated, s.claim.text) else None


def _figures(scene: Scene, event: Event, a: Sequence[Stated], b: Sequence[Stated]) -> Iterable[Conflict]:
    if not a or not b:
        return
    same = scene.voice(a[0]) == scene.voice(b[0])
    a, b = sorted((a, b), key=lambda group: group[0].order if same else _least(group[0]))
    here, there = scene.where[a[0].claim.id], scene.where[b[0].claim.id]
    words = f"{event}: {figure(a[0])} against {figure(b[0])}"
    if same:
        if {s.report.id for s in a} != {s.report.id for s in b} and scene.meet(here, there):
            yield _conflict("count", a, b, words, "same_origin_later", "update")
    elif _two_days(a, b):
        return
    elif any(says(assess_words(s.lang).grown, _sentence(s)) for s in (a if a[0].order > b[0].order else b)):
        first, then = (b, a) if a[0].order > b[0].order else (a, b)
        yield _conflict("count", first, then, words, figures.__name__, "update")
    elif here.key != there.key and (_part(here, there, scene.rules) or _part(there, here, scene.rules)):
        yield _conflict("count", a, b, words, figures.__name__, "part of a whole")
    elif scene.meet(here, there):
        yield _conflict("count", a, b, words, figures.__name__)


def _sentence(s: Stated) -> str:
    start, end = s.claim.sentence
    return s.report.text[start:end]


def _two_days(a: Sequence[Stated], b: Sequence[Stated]) -> bool:
    """Do both sides date what they count, to the day or closer, and none of the dates meet?"""
    one, other = ([w for s in side if (w := s.claim.when)] for side in (a, b))
    one, other = ([w for w in side if w.precision in ("minute", "part_of_day", "day")] for side in (one, other))
    meet_ = any(
        x.start < y.end and y.start < x.end for x in one for y in other if x.start and x.end and y.start and y.end
    )
    return bool(one and other) and not meet_


def _part(part: Where, whole: Where, rules: LinkingFile) -> bool:
    """Does one tell of a place within the other's, or of one of the several that the other sums up?"""
    keys = {x.key for x in whole.spots}
    summed = len(keys) > 1 and {x.key for x in part.spots} < keys
    return summed or part_of(part, whole, rules)


def _comparable(
    scene: Scene, a: Sequence[Stated], b: Sequence[Stated], told: Set[tuple[Event | None, str, str | None]]
) -> tuple[Sequence[Stated], Sequence[Stated]]:
    """The claims of two figures that count one thing: those that a named voice vouches for, or that read alike.

    An outlet that tells both figures in its own voice counts two things.
    """
    if not apart(a[0], b[0]):
        return (), ()
    one, other = figure(a[0]), figure(b[0])
    a = [s for s in a if not (_own(scene, s) and (s.claim.event, s.report.id, other) in told)]
    b = [s for s in b if not (_own(scene, s) and (s.claim.event, s.report.id, one) in told)]
    if scene.voice(a[0]) == scene.voice(b[0]) if a and b else True:
        return a, b
    if not any(_unnamed(scene, s) for s in (*a, *b)):
        return a, b
    near = [(n, m) for n, x in enumerate(a) for m, y in enumerate(b) if _one_thing(scene, x, y)]
    return [a[n] for n in sorted({n for n, _ in near})], [b[m] for m in sorted({m for _, m in near})]


def _one_thing(scene: Scene, a: Stated, b: Stated) -> bool:
    """Two named voices speak of the incident; outlets' own figures count one thing where the sentences read alike."""
    if not _unnamed(scene, a) and not _unnamed(scene, b):
        return True
    return a.lang != b.lang or _alike(scene, a, b)


def _unnamed(scene: Scene, s: Stated) -> bool:
    return scene.heard[s.claim.id].kind == "outlet"


def _stems(s: Stated) -> frozenset[str]:
    start, end = s.claim.sentence
    return frozenset(w[:STEM] for w in WORD.findall(s.report.text[start:end].casefold()))


def _least(s: Stated) -> tuple[float, str]:
    """The smaller figure stands first, whoever spoke first."""
    count = s.claim.count
    least = next((n for n in (count.low, count.high) if n is not None), 0) if count else 0
    return float(least), figure(s) or ""


def _own(scene: Scene, s: Stated) -> bool:
    """Does an outlet tell it in its own voice?"""
    return scene.heard[s.claim.id].kind == "outlet" and s.claim.speaker is None


def once(scene: Scene) -> Iterable[Conflict]:
    """One origin tells of a single such happening there, another of more: the second one is affirmed and denied."""
    for event in ("attack", "explosion", "impact"):
        told = [s for s in scene.stated if s.claim.event == event and s.claim.stance == "affirm"]
        # Before an attack the figure counts who attacked.
        counted = event != "attack"
        single = [s for s in told if (counted and figure(s) == "1") or says(assess_words(s.lang).single, s.claim.text)]
        more = [s for s in told if s not in single and _several(s)]
        own = {scene.voice(s) for s in single}
        more = [s for s in more if scene.voice(s) not in own and any(_there(scene, s, x) for x in single)]
        if single and more:
            yield _conflict("polarity", more, single, event, once.__name__)


def _several(s: Stated) -> bool:
    """Does the claim tell of more than one such happening, or of a further one ("a second blast")?"""
    thing = s.claim.object or ""
    return bool(s.claim.count and (s.claim.count.low or 0) > 1) or says(assess_words(s.lang).again, thing)


def _there(scene: Scene, a: Stated, b: Stated) -> bool:
    return meet(scene.where[a.claim.id], scene.where[b.claim.id], scene.rules)


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
        yield _conflict("polarity", before, [by_id[n] for n in after], event, updates.__name__, "update")


def replaced(
    stated: Sequence[Stated], heard: Mapping[str, Voice], where: Mapping[str, Where], rules: LinkingFile
) -> dict[str, tuple[str, ...]]:
    """Denials of harm that the same mouth, in a later report, follows by telling of harm there; with those claims."""
    harm = [s for s in stated if s.claim.event in HARM and s.claim.factuality == "asserted" and not other_cause(s)]
    mouths = {s.claim.id: {heard[s.claim.id].key, *(r.id for r in s.relays if r.id)} for s in harm}
    told: dict[str, list[int]] = defaultdict(list)
    for number, s in enumerate(harm):
        if s.claim.stance == "affirm":
            for mouth in mouths[s.claim.id]:
                told[mouth].append(number)
    together = meetings(rules)
    found = {}
    beside = {(s.claim.event, s.report.id, m) for s in harm if s.claim.stance == "affirm" for m in mouths[s.claim.id]}
    for one in harm:
        # Beside harm that the same mouth tells of in one report, a denial is about the rest.
        rest = any((one.claim.event, one.report.id, m) in beside for m in mouths[one.claim.id])
        if one.claim.stance == "deny" and not rest:
            later = [
                s
                for s in (harm[n] for n in sorted({n for m in mouths[one.claim.id] for n in told.get(m, ())}))
                if s.order > one.order
                and s.report.id != one.report.id
                and together(where[s.claim.id], where[one.claim.id])
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
