"""Which claims make one proposition: vaguer tellings join the only finer one that they can mean; of two, neither.

A claim is vague in what it happened to, in how many, or in where: a region that holds the town of another claim.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where, part_of
from allegedly.assess.topics import COUNTED, Topic
from allegedly.knowledge.identity import skeleton
from allegedly.knowledge.linking import LinkingFile
from allegedly.model.vocabulary import Event

Groups = Mapping[Topic, Sequence[Stated]]
# A name in a claim's words, not the capital that opens them.
NAME = re.compile(r"(?<!^)\b[A-ZА-ЯЁЄІЇҐ][\w’'-]{3,}")
NAME_STEM = 5
# Kinds of thing that say no more than "something was hit".
BROAD = frozenset({None, "place"})
# What happens on a spot. What is shot down over a region, or a raid on it, is of the region.
ON_A_SPOT: frozenset[Event] = frozenset({"damage", "explosion", "fire", "impact", "injured", "killed", "missing"})
LADDER = ("attack", "air_target")


def joined(grouped: Groups) -> dict[Topic, list[Stated]]:
    """Claims that say less join the only topic of their event and place that says more."""
    beside: dict[object, list[Topic]] = defaultdict(list)
    for t in grouped:
        beside[_aside(t)].append(t)
    found: dict[Topic, list[Stated]] = defaultdict(list)
    for about, claims in grouped.items():
        others = beside[_aside(about)]
        finer = about if about.event in COUNTED else _finer(about, others)
        for s in claims:
            found[_figured(about, s, others) if about.event in COUNTED else finer].append(s)
    return {t: sorted(claims, key=lambda s: s.order) for t, claims in found.items()}


def _aside(about: Topic) -> tuple[Event, str | None, str | None]:
    """What topics share of which one may say more than another: figures of one kind, kinds of one figure."""
    return about.event, about.place, about.kind if about.event in COUNTED else about.value


def _finer(about: Topic, beside: Iterable[Topic]) -> Topic:
    """The topic one step finer, and so on, as long as only one is. An attack as a whole is no blow at one target."""
    if about.event == "attack" and about.kind is None:
        return about
    here = {t.kind: _level(t) for t in beside}
    here.pop("debris", None)
    level = _level(about)
    while finer := {k: n for k, n in here.items() if n > level}:
        level = min(finer.values())
        next_kinds = [k for k, n in finer.items() if n == level]
        if len(next_kinds) > 1:
            break
        about = Topic(about.event, next_kinds[0], about.place, about.value)
    return Topic(about.event, None, about.place, about.value) if about.kind == "place" else about


def _level(about: Topic) -> int:
    """How much a kind says: nothing; that something was under way; that it flew; what it was."""
    if about.kind in BROAD:
        return 0
    if about.event == "interception" and about.kind in LADDER:
        return LADDER.index(about.kind) + 1
    return len(LADDER) + 1


def _figured(about: Topic, s: Stated, beside: Iterable[Topic]) -> Topic:
    """Harm told without a figure is that of the only figure given there; a denial is about any of them."""
    if about.value is not None or s.claim.stance != "affirm":
        return about
    given = [t for t in beside if t.value is not None]
    return given[0] if len(given) == 1 else about


def localised(
    grouped: Groups, where: Mapping[str, Where], heard: Mapping[str, Voice], rules: LinkingFile
) -> dict[Topic, list[Stated]]:
    """What is told of a region joins what is told of the only town in it that it can mean: the same, told coarser."""
    whole = {t for t, claims in grouped.items() if t.event in ON_A_SPOT and _coarse(where[claims[0].claim.id])}
    found: dict[Topic, list[Stated]] = defaultdict(list)
    inside = {t: _inside(t, grouped, where, rules) for t in whole}
    for about, claims in grouped.items():
        for s in claims:
            towns = inside.get(about, ()) if s.claim.stance == "affirm" else ()
            found[_meant(s, about, towns, grouped, heard)].append(s)
    return {t: sorted(claims, key=lambda s: s.order) for t, claims in found.items()}


def _coarse(where: Where) -> bool:
    return bool(where.spots) and all(x.precision == "region" for x in where.spots)


def _inside(about: Topic, grouped: Groups, where: Mapping[str, Where], rules: LinkingFile) -> list[Topic]:
    """Topics of the same event and figure at places that the region holds, where somebody affirms them."""
    region = where[grouped[about][0].claim.id]
    return [
        t
        for t, claims in grouped.items()
        if t.event == about.event
        and t.value == about.value
        and (t.kind == about.kind or about.kind in BROAD or t.kind in BROAD)
        and t.kind != "debris"
        and any(part_of(where[s.claim.id], region, rules) for s in claims if s.claim.stance == "affirm")
    ]


def _meant(s: Stated, about: Topic, towns: Sequence[Topic], grouped: Groups, heard: Mapping[str, Voice]) -> Topic:
    """The only one; else the one told with the same names; else the one of the same voice; else it stays coarse."""
    if len(towns) < 2:
        return towns[0] if towns else about
    named = {t: max((len(_names(s) & _names(x)) for x in grouped[t]), default=0) for t in towns}
    best = [t for t in towns if named[t] == max(named.values()) > 0]
    voice = heard[s.claim.id].key
    own = [t for t in best or towns if any(heard[x.claim.id].key == voice for x in grouped[t])]
    for choice in (best, own):
        if len(choice) == 1:
            return choice[0]
    return about


def _names(s: Stated) -> frozenset[str]:
    """The names in a claim's words, cut to what they share in all scripts and cases."""
    return frozenset(skeleton(w)[:NAME_STEM] for w in NAME.findall(s.claim.text))
