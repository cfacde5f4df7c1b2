"""What one origin states and another denies; denials that the same mouth later took back are updates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from allegedly.assess.known import Stated
from allegedly.assess.matrix import Stand
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where, meet, meetings
from allegedly.assess.propositions import Row
from allegedly.assess.scene import Scene, alike, conflict, own
from allegedly.assess.topics import COUNTED, figure, other_cause
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.modality import modality
from allegedly.knowledge.reasons import Values
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event

# Of these there are many at once: what is denied ("could not be rescued at night") is seldom what is stated.
VAGUE: frozenset[Event] = frozenset({"other", "response"})
HARM: frozenset[Event] = frozenset({"impact", "damage", "killed", "injured", "missing", "fire"})


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
        no = [c for c in no if not (own(scene, c) and c.report.id in beside) and _of_this(c)]
        if row.topic.event == "other" and row.topic.kind is None:
            yes, no = _worded_alike(scene, yes, no)
        vague = row.topic.event in VAGUE or _of_a_country(scene, row)
        if yes and no and not vague and not _beside(scene, yes, no):
            yield conflict("polarity", yes, no, _about(row), polarity.__name__)
        for stand in stands:
            yield from _change(row, stand)


def _takes_back(stand: Stand, s: Stated) -> bool:
    """Whoever takes a happening back stands against it; what is taken back of a toll corrects a figure, no more."""
    return stand.stance(s) == "retract" and s.claim.event not in COUNTED


def _of_this(s: Stated) -> bool:
    """Does a denial deny what has happened? "Nobody else was hurt" and "it will not be hit" leave that open."""
    if s.claim.stance != "deny":
        return True
    return s.claim.factuality not in ("future", "hypothetical") and not _of_the_rest(s)


def _of_the_rest(s: Stated) -> bool:
    """ "Nobody else was hurt" denies others only, and who did not hear it denies nothing: both leave the rest open."""
    return says(assess_words(s.lang).rest, s.claim.text) or says(modality(s.lang).perceive, s.claim.text)


def _worded_alike(scene: Scene, yes: Sequence[Stated], no: Sequence[Stated]) -> tuple[list[Stated], list[Stated]]:
    """Of happenings that no type names, those whose sentences share words: the type alone says too little."""
    near = [(n, m) for n, x in enumerate(yes) for m, y in enumerate(no) if x.lang == y.lang and alike(scene, x, y)]
    return [yes[n] for n in sorted({n for n, _ in near})], [no[m] for m in sorted({m for _, m in near})]


def _of_a_country(scene: Scene, row: Row) -> bool:
    """Is no finer place known than a country? What is affirmed and denied there need not be one happening."""
    spots = scene.where[row.claims[0].claim.id].spots
    return bool(spots) and all(x.precision == "country" for x in spots)


def _beside(scene: Scene, yes: Sequence[Stated], no: Sequence[Stated]) -> bool:
    """Does one report alone tell both, one of them in its own voice? It speaks of two things."""
    reports = {s.report.id for s in (*yes, *no)}
    return len(reports) == 1 and (all(own(scene, s) for s in yes) or all(own(scene, s) for s in no))


def excluded(scene: Scene) -> Iterable[Conflict]:
    """If all of them were stopped, none of them reached a target: one origin says the one, another the other."""
    for row, stands in scene.table:
        yes = [c for s in stands if s.affirms for c in s.claims if s.stance(c) == "affirm"]
        no = [c for s in stands if s.by_rule for c in s.claims]
        if yes and no:
            yield conflict("polarity", yes, no, [("event", row.topic.event)], excluded.__name__)


def _change(row: Row, stand: Stand) -> Iterable[Conflict]:
    """A later statement of the same origin replaces its earlier one."""
    stances = [(c, stand.stance(c)) for c in stand.claims]
    before = [c for c, s in stances if s in ("affirm", "deny") and s != stand.standing]
    after = [c for c, s in stances if s == stand.standing]
    later = {c.report.id for c in before} != {c.report.id for c in after}  # in one report two words are no change
    if before and after and later and stand.standing in ("affirm", "deny", "retract"):
        yield conflict("polarity", before, after, _about(row), "same_origin_later", "update")


def _about(row: Row) -> Values:
    """Event and place of a row."""
    return [("event", row.topic.event), *([("place", row.name)] if row.name else [])]


def once(scene: Scene) -> Iterable[Conflict]:
    """One origin tells of a single such happening there, another of more: the second one is affirmed and denied."""
    for event in ("attack", "explosion", "impact"):
        told = [s for s in scene.stated if s.claim.event == event and s.claim.stance == "affirm"]
        # Before an attack the figure counts who attacked.
        counted = event != "attack"
        single = [s for s in told if (counted and figure(s) == "1") or says(assess_words(s.lang).single, s.claim.text)]
        more = [s for s in told if s not in single and several(s)]
        own = {scene.voice(s) for s in single}
        more = [s for s in more if scene.voice(s) not in own and any(_there(scene, s, x) for x in single)]
        if single and more:
            yield conflict("polarity", more, single, [("event", event)], once.__name__)


def several(s: Stated) -> bool:
    """Does the claim tell of more than one such happening, or of a further one ("a second blast")?"""
    thing = s.claim.object or ""
    return bool(s.claim.count and (s.claim.count.low or 0) > 1) or says(assess_words(s.lang).again, thing)


def _there(scene: Scene, a: Stated, b: Stated) -> bool:
    return meet(scene.where[a.claim.id], scene.where[b.claim.id], scene.rules)


def updates(scene: Scene) -> Iterable[Conflict]:
    """Who said that there was no harm and later tells of some has updated what it said."""
    found: dict[tuple[str, str], tuple[list[Stated], set[str]]] = {}
    by_id = {s.claim.id: s for s in scene.stated}
    for one, later in replaced(scene.stated, scene.heard, scene.where, scene.rules).items():
        slot = found.setdefault((by_id[one].claim.event or "", scene.voice(by_id[one])), ([], set()))
        slot[0].append(by_id[one])
        slot[1].update(later)
    for (event, _), (before, after) in sorted(found.items()):
        then = [by_id[n] for n in after]
        yield conflict("polarity", before, then, [("event", event)], updates.__name__, "update")


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
