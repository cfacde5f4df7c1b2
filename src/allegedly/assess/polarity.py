"""What one origin states and another denies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from allegedly.assess.causes import alone
from allegedly.assess.disowned import disowning
from allegedly.assess.known import Stated
from allegedly.assess.matrix import Stand, doer
from allegedly.assess.places import meet
from allegedly.assess.propositions import Row, of_debris
from allegedly.assess.scene import Scene, alike, conflict, left_open, own
from allegedly.assess.sharing import unnegated
from allegedly.assess.topics import COUNTED, figure
from allegedly.assess.updates import about, texts, turned
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.concepts import concepts, light
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event

# Of these there are many at once: what is denied ("could not be rescued at night") is seldom what is stated.
VAGUE: frozenset[Event] = frozenset({"other", "response"})
# Kinds that name no thing of its own that a hit could have spared.
UNSAID = frozenset({None, "attack", "drone", "feeling", "missile", "munition", "nature", "person", "place"})


def polarity(scene: Scene) -> Iterable[Conflict]:
    """One origin states what another denies; an origin that changes its mind makes an update."""
    family = texts(scene.copies)
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
        no = [c for c in no if not _passed_on(scene, c, yes) and not _only_not_us(scene, c, yes) and not _of_arson(c)]
        if row.topic.event == "other" and row.topic.kind is None:
            yes, no = _worded_alike(scene, yes, no)
        no = [n for n in no if not unnegated(n) or any(_one_thing(s, n) for s in yes)]
        yes = [s for s in yes if any(not unnegated(n) or _one_thing(s, n) for n in no)]
        vague = row.topic.event in VAGUE or _of_a_country(scene, row)
        if yes and no and not vague and not _beside(scene, yes, no):
            yield conflict("polarity", yes, no, about(row), polarity.__name__)
        for stand in stands:
            yield from turned(row, stand, scene, family)


def _one_thing(yes: Stated, no: Stated) -> bool:
    """Do they name a thing in common? "The tanks are intact" says nothing of homes."""
    one, other = (concepts(s.claim.text, s.lang).things - light() for s in (yes, no))
    return not other or bool(one & other)


def _takes_back(stand: Stand, s: Stated) -> bool:
    """Whoever takes a happening back stands against it; what is taken back of a toll corrects a figure, no more."""
    return stand.stance(s) == "retract" and s.claim.event not in COUNTED


def _passed_on(scene: Scene, s: Stated, yes: Iterable[Stated]) -> bool:
    """Did those who state it pass the denial on before they told of the harm? They have updated what they said."""
    return s.claim.id in scene.replaced and {scene.voice(c) for c in yes} <= {r.id for r in s.relays}


def _only_not_us(scene: Scene, s: Stated, yes: Iterable[Stated]) -> bool:
    """Does a side deny no more than that it did it, where nobody among those who state it says that it did?"""
    side = disowning(scene, s)
    return side is not None and all(doer(c) != side for c in yes)


def _of_arson(s: Stated) -> bool:
    """Does a denial deny that a fire was set? Whoever did not set it does not say that nothing burned."""
    return s.claim.event == "fire" and s.claim.stance == "deny" and "arson" in alone(s, "fire")


def unharmed(scene: Scene) -> Iterable[Conflict]:
    """One origin says that a thing was hit, another that this kind of thing there took no harm."""
    told: dict[str, list[Stated]] = defaultdict(list)
    safe: dict[str, list[Stated]] = defaultdict(list)
    for s in scene.stated:
        if s.claim.kind in UNSAID or s.claim.factuality != "asserted":
            continue
        if s.claim.event == "impact" and s.claim.stance == "affirm":
            told[s.claim.kind or ""].append(s)
        elif (
            s.claim.event == "damage" and s.claim.stance == "deny" and _of_this(s) and s.claim.id not in scene.replaced
        ):
            safe[s.claim.kind or ""].append(s)
    for kind, no in sorted(safe.items()):
        mouths = {scene.voice(s) for s in no}
        yes = [s for s in told.get(kind, ()) if scene.voice(s) not in mouths and not of_debris(s)]
        yes = [s for s in yes if any(_there(scene, s, n) for n in no)]
        if yes:
            yield conflict("polarity", yes, no, [("event", "impact")], unharmed.__name__)


def _of_this(s: Stated) -> bool:
    """Does a denial deny what has happened? "Nobody else was hurt" and "it will not be hit" leave that open."""
    return s.claim.stance != "deny" or not (left_open(s) or says(assess_words(s.lang).rest, s.claim.text))


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
