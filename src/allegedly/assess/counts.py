"""Figures of one thing that cannot both hold; parts of a whole and later tolls are told apart from these."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import combinations

from allegedly.assess.figures import apart, worth_comparing
from allegedly.assess.known import Stated
from allegedly.assess.places import Where, part_of
from allegedly.assess.scene import Scene, alike, conflict, own, sentence, unnamed
from allegedly.assess.tolls import of_its_own, parts
from allegedly.assess.topics import INANIMATE, figure
from allegedly.assess.withdrawn import taken_back
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.reasons import Values
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event

# Events whose figures are of one thing that can be counted once. Blasts are not: each hears others.
FIGURES: frozenset[Event] = frozenset({"killed", "injured", "missing", "evacuation", "interception", "launch"})

# A figure and the claims that tell it.
Figure = tuple[str, Sequence[Stated]]

# What "about" leaves open, as a share of the figure.
ROUGHLY = 0.2


def figures(scene: Scene) -> Iterable[Conflict]:
    """Two figures for the same harm whose intervals do not meet; "at least" and "up to" leave theirs open."""
    small = parts(scene.stated)
    groups: dict[tuple[Event, str | None], dict[tuple[str, str], list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for s in scene.stated:
        claim = s.claim
        if claim.event in FIGURES and claim.stance == "affirm" and claim.factuality != "historical":
            told = figure(s)
            if told and claim.id not in small and not of_its_own(s):
                groups[claim.event, _counted(s)][scene.voice(s), told].append(s)
    known = {(s.claim.event, s.report.id, figure(s)) for s in scene.stated}
    back = taken_back(scene.stated)
    grown = {s.claim.id for by in groups.values() for told in by.values() for s in told if _grown(s)}
    for (event, _), told_by in sorted(groups.items(), key=lambda one: str(one[0])):
        for one, other in worth_comparing(told_by, scene.where, scene.heard):
            a, b = _comparable(scene, (one[1], told_by[one]), (other[1], told_by[other]), known)
            a, b, corrected = _corrected(a, b, back)
            if corrected:
                yield _correction(scene, event, a, b, corrected)
            elif a and b:
                yield from _figures(scene, event, a, b, grown)


def _corrected(
    a: Sequence[Stated], b: Sequence[Stated], back: Mapping[str, Stated]
) -> tuple[Sequence[Stated], Sequence[Stated], Stated | None]:
    """The sides without what an outlet has taken back; where nothing else tells a figure, what took it back."""
    left = [[s for s in side if s.claim.id not in back] for side in (a, b)]
    if not a or not b or all(left):
        return left[0], left[1], None
    gone = a if not left[0] else b
    return a, b, back[gone[0].claim.id]


def _correction(scene: Scene, event: Event, a: Sequence[Stated], b: Sequence[Stated], by: Stated) -> Conflict:
    """An outlet has taken one of two figures back: the correction is the outlet's, and settles them."""
    a, b = sorted((a, b), key=lambda side: figure(side[0]) != figure(by))
    values = [*_against("event", event, a[0], b[0]), ("by", by.report.source or by.report.id)]
    return conflict("count", a, b, values, "corrected", "update")


def _grown(s: Stated) -> bool:
    """Does the sentence say that the figure has grown?"""
    return says(assess_words(s.lang).grown, sentence(s))


def tallies(scene: Scene) -> Iterable[Conflict]:
    """Two voices count what befell things that no event of its own counts ("22 hostages freed", "17 have returned")."""
    groups: dict[str, dict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for s in scene.stated:
        if s.claim.stance == "affirm" and s.claim.count is not None and s.claim.event not in FIGURES:
            for name in _tallied(s):
                groups[name][scene.voice(s)].append(s)
    for name, told_by in sorted(groups.items()):
        for one, other in combinations(sorted(told_by), 2):
            # The last word of each stands; what grew is told as grown.
            a, b = sorted((told_by[one][-1], told_by[other][-1]), key=_least)
            if (
                _apart(a, b)
                and scene.meet(scene.where[a.claim.id], scene.where[b.claim.id])
                and not _revised(max(a, b, key=lambda s: s.order), told_by, scene)
            ):
                yield conflict("count", [a], [b], _against("tally", name, a, b), tallies.__name__)


def _revised(later: Stated, told_by: Mapping[str, Sequence[Stated]], scene: Scene) -> bool:
    """Does the later of two say that the figure has grown? Whoever told another one before revises that one."""
    return len(told_by[scene.voice(later)]) == 1 and _grown(later)


def _tallied(s: Stated) -> list[str]:
    """The tallies that a claim's figure is of: the thing stands right behind the figure, or in the claim."""
    return [
        t.name
        for t in assess_words(s.lang).tally
        if says(t.things, s.claim.text) and says(t.befell, s.claim.text) and figure(s)
    ]


def _apart(a: Stated, b: Stated) -> bool:
    """Do two figures exclude each other? "Some 200" leaves a fifth open on either side."""
    (low, high), (least, most) = _bounds(a), _bounds(b)
    return high < least or most < low


def _bounds(s: Stated) -> tuple[float, float]:
    count = s.claim.count
    if count is None:
        return 0.0, float("inf")
    if count.low is None and count.high is None and count.best is not None:
        return count.best * (1 - ROUGHLY), count.best * (1 + ROUGHLY)
    return (count.low if count.low is not None else 0.0), (count.high if count.high is not None else float("inf"))


def _counted(s: Stated) -> str | None:
    """What a figure counts beside its event: what was shot down; those in hospital among those hurt."""
    if s.claim.event in ("interception", "launch"):
        return s.claim.kind
    if s.claim.event != "injured":
        return None
    if s.claim.kind in INANIMATE:
        return s.claim.kind
    return "treated" if says(assess_words(s.lang).treated, s.claim.text) else None


def _figures(
    scene: Scene, event: Event, a: Sequence[Stated], b: Sequence[Stated], grown: Set[str]
) -> Iterable[Conflict]:
    # People whom nobody knows may be others each time: what they tell later replaces nothing.
    same = scene.voice(a[0]) == scene.voice(b[0]) and not scene.voice(a[0]).startswith("group:")
    a, b = sorted((a, b), key=lambda group: group[0].order if same else _least(group[0]))
    here, there = scene.where[a[0].claim.id], scene.where[b[0].claim.id]
    words = _against("event", event, a[0], b[0])
    if same:
        if {s.report.id for s in a} != {s.report.id for s in b} and scene.meet(here, there):
            yield conflict("count", a, b, words, "same_origin_later", "update")
    elif _two_days(a, b):
        return
    elif any(s.claim.id in grown for s in (a if a[0].order > b[0].order else b)):
        first, then = (b, a) if a[0].order > b[0].order else (a, b)
        yield conflict("count", first, then, words, figures.__name__, "update")
    elif here.key != there.key and (_part(here, there, scene.rules) or _part(there, here, scene.rules)):
        yield conflict("count", a, b, words, figures.__name__, "part of a whole")
    elif scene.meet(here, there):
        yield conflict("count", a, b, words, figures.__name__)


def _against(what: str, name: str, a: Stated, b: Stated) -> Values:
    """Two figures of one thing."""
    return [(what, name), ("x", figure(a) or ""), ("y", figure(b) or "")]


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
    scene: Scene, here: Figure, there: Figure, told: Set[tuple[Event | None, str, str | None]]
) -> tuple[Sequence[Stated], Sequence[Stated]]:
    """The claims of two figures that count one thing: those that a named voice vouches for, or that read alike.

    An outlet that tells both figures in its own voice counts two things.
    """
    (one, a), (other, b) = here, there
    if not apart(a[0], b[0]):
        return (), ()
    a = [s for s in a if not (own(scene, s) and (s.claim.event, s.report.id, other) in told)]
    b = [s for s in b if not (own(scene, s) and (s.claim.event, s.report.id, one) in told)]
    if scene.voice(a[0]) == scene.voice(b[0]) if a and b else True:
        return a, b
    if not any(unnamed(scene, s) for s in (*a, *b)):
        return a, b
    near = [(n, m) for n, x in enumerate(a) for m, y in enumerate(b) if _one_thing(scene, x, y)]
    return [a[n] for n in sorted({n for n, _ in near})], [b[m] for m in sorted({m for _, m in near})]


def _one_thing(scene: Scene, a: Stated, b: Stated) -> bool:
    """Two named voices speak of the incident; outlets' own figures count one thing where the sentences read alike."""
    if not unnamed(scene, a) and not unnamed(scene, b):
        return True
    return a.lang != b.lang or alike(scene, a, b)


def _least(s: Stated) -> tuple[float, str]:
    """The smaller figure stands first, whoever spoke first."""
    count = s.claim.count
    least = next((n for n in (count.low, count.high) if n is not None), 0) if count else 0
    return float(least), figure(s) or ""
