"""Groups of one sphere of life are joined where these days tell of it at one place only.

"The driver was asleep, survivors said": no place, hardly a word in common with the first reports, often another
language. A reader knows which crash is meant, as no other is in the news. So is it here: a report that names no place
is about what others tell of its sphere (the railway, a prison, a school) in the days around it, if nearly all that name
a place name one. At that place the sphere also joins what comes a day or two later and tells of no new happening.
A sphere that is in the news every day joins nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

from allegedly.knowledge.folding import fold
from allegedly.knowledge.gazetteer import gazetteer
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, best_fit, meet
from allegedly.link.bags import ANYTHING, TOWN, sphere_name, town_sphere
from allegedly.link.cluster import Clusters
from allegedly.link.compare import at_time, words
from allegedly.link.items import Item
from allegedly.link.keys import number, slot
from allegedly.link.named import Likeness, first, follows, joined
from allegedly.link.parts import Cluster, Reach
from allegedly.link.profile import Held
from allegedly.link.shelf import around
from allegedly.model import Link

# Mean share of both that tell of the sphere, where both lie at one place.
AT_ONE_PLACE = 0.5
# What part of a group at a known place tells of a sphere, at least, where a report without a place adds to it.
ADDED = 0.2
# A town and its outskirts.
NEAR = 0.9
# How a town is called as a sphere begins so.
TOWN_SPHERE = town_sphere("")
# So many reports are a word or two on what happened.
FEW = 2
# So long before the first report that says where may one come that does not.
EARLIER = timedelta(hours=2)
# Items of each of two groups whose words are compared.
COMPARED = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Dated items clustered so far, how many tell of each sphere, and the places of what they tell."""

    items: tuple[Item, ...]
    spheres: Counter[str]
    places: tuple[Spot, ...]

    @property
    def key(self) -> str:
        """Its first item's id stands for it."""
        return self.items[0].id

    def __add__(self, other: "Group") -> "Group":
        return _group((*self.items, *other.items))


def _group(items: Iterable[Item]) -> Group:
    ordered = tuple(sorted(items, key=lambda i: i.id))
    told = Counter(sphere for i in ordered for sphere in i.spheres)
    return Group(ordered, told, tuple(sorted({s for i in ordered for s in placed(i)})))


def placed(item: Item) -> Iterator[Spot]:
    """Where what it tells happened, so far as it is finer than a country; not what it names beside that."""
    return (s for s in item.spots if not item.beside and s.precision != "country" and s.lat is not None)


def related(group: Cluster, clusters: Reach, held: Held) -> list[Link]:
    """Links from a cluster to those of its sphere, where they may be about one thing."""
    mine = _of(group, held)
    found: set[str] = set()
    for item in mine.items:
        keys = [number("sphere", s) for s in item.spheres if s in _main(mine) and not everyday(s, held)]
        found.update(name for _, name in held.shelf.members(keys, around(slot(item.at))) if item.at)
    held.shelf.ready(found)
    links = []
    for other in clusters(sorted(found - set(group))):
        if other != group:
            a, b = (_of(g, held) for g in sorted((group, other)))
            if (score := _score(a, b, held)) >= held.rules.decision.spheres_joined:
                links.append(_link(a.key, b.key, score))
    return links


def join_related(clusters: Clusters, links: Iterable[Link], held: Held) -> tuple[Clusters, list[Link]]:
    """Join the two linked groups of the likest spheres until none are alike enough; and the links that say so."""
    least = held.rules.decision.spheres_joined
    return joined(clusters, links, lambda g: _of(g, held), Likeness(lambda a, b: _score(a, b, held), least, _link))


def _link(a: str, b: str, score: float) -> Link:
    return Link(a, b, round(score, 4), "same", (("sphere", round(score, 4)),), one_sphere.__name__, "part")


def _of(names: Iterable[str], held: Held) -> Group:
    return _group(item for name in names if (item := held.item(name)).at)


def _main(group: Group) -> set[str]:
    """The spheres that a quarter of its items or more tell of; where it is known at which place, all of them."""
    return {sphere for sphere, count in group.spheres.items() if group.places or 4 * count >= len(group.items)}


def everyday(sphere: str, held: Held) -> bool:
    """Is it told of every day?"""
    return held.frequency(sphere_name(sphere)) > held.most_of_sphere


def _score(a: Group, b: Group, held: Held) -> float:
    """Likeness of two groups by a sphere of both: the mean share of their items that tell of it; 0 if apart."""
    if not _may_be_one(a, b, held.rules):
        return 0.0
    shared = [s for s in _main(a) & _main(b) if not everyday(s, held)]
    share = {s: sqrt(_share(a, b, s) * _share(b, a, s)) for s in shared}
    # At one place what only some of either tell of is not what they are about.
    least = AT_ONE_PLACE if a.places and b.places else 0.0
    return max((share[s] for s in sorted(shared) if share[s] >= least and one_sphere(s, a, b, held)), default=0.0)


def _share(group: Group, other: Group, sphere: str) -> float:
    """The part of its items that tell of a sphere. Of many that say where, few need to tell of what another adds."""
    part = group.spheres[sphere] / len(group.items)
    return max(part, ADDED) if group.places and not other.places else part


def one_sphere(sphere: str, a: Group, b: Group, held: Held) -> bool:
    """The reports tell of one sphere of life, and in those days hardly anything of it is told of another place."""
    if sphere.startswith(TOWN_SPHERE):
        return _one_town(sphere, a, b, held)
    if sphere == ANYTHING and a.places and b.places:
        return False
    if a.places and b.places and _worded_alike(a, b, held):
        return True
    here = a.places or b.places
    days = sorted({slot(i.at) for g in (a, b) for i in g.items if i.at})
    near = {name for day in days for _, name in held.shelf.members([number("sphere", sphere)], around(day))}
    held.shelf.ready(near)
    others = [spots for name in sorted(near) if (spots := tuple(placed(held.item(name))))]
    fitting = sum(meet(spots, here, held.rules) for spots in others)
    return fitting >= held.rules.decision.spheres_own * len(others)


def _one_town(town: str, a: Group, b: Group, held: Held) -> bool:
    """Is hardly anything else told of a town in those days, and is one of the groups a word or two on it?"""
    early, late = sorted((a, b), key=lambda g: (first(g), g.key))
    few = late if len(late.items) <= FEW else early
    if len(few.items) > FEW or not all(i.credited for i in few.items):
        return False
    if a.places and b.places and not follows(a, b, held.rules):
        return False
    days = sorted({slot(i.at) for g in (a, b) for i in g.items if i.at})
    near = {name for day in days for _, name in held.shelf.members([number("sphere", town)], around(day))}
    mine = {i.id for g in (early, late) for i in g.items}
    return len(near & mine) >= held.rules.decision.spheres_own * len(near)


def _of_two_spheres(a: Group, b: Group) -> bool:
    """Is each mainly of a sphere of life of which the other hardly tells? A word or two are of what any of it tells."""
    one, other = _life(a, 2), _life(b, 2)
    told, others = (_life(x, len(x.items) if len(y.items) <= FEW else 4) for x, y in ((a, b), (b, a)))
    return bool(one) and bool(other) and one.isdisjoint(others) and other.isdisjoint(told)


def _life(group: Group, part: int) -> set[str]:
    """Its spheres of life, towns left out, that one in `part` of its items or more tell of."""
    told = {s for s, n in group.spheres.items() if part * n >= len(group.items)}
    return {s for s in told if s != ANYTHING and not s.startswith(TOWN_SPHERE)}


def _may_be_one(a: Group, b: Group, rules: LinkingFile) -> bool:
    """Are they close in time, of no report both, at one place or one of them nowhere known, as what goes on from it?"""
    if (
        _of_two_spheres(a, b)
        or {i.report for i in a.items} & {i.report for i in b.items}
        or not (_happens(a) or _happens(b))
    ):
        return False
    if a.places and b.places:
        met = best_fit(a.places, b.places, rules) >= NEAR
    else:
        told, other = (a, b) if a.places else (b, a)
        met = _goes_on(other, told) and _one_country(a, b)
    return met and (_one_time(a, b, rules) or follows(a, b, rules))


def _happens(group: Group) -> bool:
    """Does any of it tell of a happening at a known place, or of one without a name in a town?"""
    return any(
        (i.families and any(placed(i))) or ("other" in i.events and any(s.precision in TOWN for s in placed(i)))
        for i in group.items
    )


def _goes_on(later: Group, told: Group) -> bool:
    """Is it not the larger one nor the earlier, and does most of it tell what somebody said to have happened?

    An outlet that tells of a happening by itself says where, or means another one.
    """
    larger = len(later.items) > len(told.items) and not _names_its_town(later, told)
    if larger or first(later) + EARLIER < first(told):
        return False
    return 2 * sum(i.credited and bool(i.claims) for i in later.items) >= len(later.items)


def _names_its_town(later: Group, told: Group) -> bool:
    """Does most of it name, beside what it tells, the town that all of the other group tells of?"""
    return any(
        2 * n >= len(later.items) and told.spheres[sphere] == len(told.items)
        for sphere, n in later.spheres.items()
        if sphere.startswith(TOWN_SPHERE)
    )


def _worded_alike(a: Group, b: Group, held: Held) -> bool:
    """Are any reports of one language alike in words, where there are such? A town has many accidents a week."""
    pairs = [(x, y) for x in a.items[:COMPARED] for y in b.items[:COMPARED] if x.lang == y.lang]
    rules = held.rules
    score = (words(held.weighted(x.report), held.weighted(y.report), rules)[0] for x, y in pairs)
    return not pairs or any(s >= rules.decision.spheres_words for s in score)


def _one_country(a: Group, b: Group) -> bool:
    """Does either name no country, or do both name one, by itself or by a town of it?"""
    one, other = ({c for i in g.items for s in i.spots if (c := _country(s))} for g in (a, b))
    return not one or not other or not one.isdisjoint(other)


def _country(spot: Spot) -> str | None:
    """The code of the country that a place is or lies in; a place beside the claims comes without it."""
    if spot.country:
        return spot.country
    found = gazetteer().lookup(fold(spot.name))
    return next((t.country for t in found if t.id == spot.key), None)


def _one_time(a: Group, b: Group, rules: LinkingFile) -> bool:
    """Most pairs of what they tell are close in time."""
    told, others = ([i for i in g.items if i.window and i.at] for g in (a, b))
    near = [at_time(x, y, rules) > 0 for x in told for y in others]
    return bool(near) and 2 * sum(near) > len(near)
