"""One attack on several towns is one incident with parts; docs/decisions/0003-one-attack-several-places.md says why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, distance, meet
from allegedly.link.cluster import Clusters
from allegedly.link.items import Item, Window, gap
from allegedly.link.keys import frames as frames_of
from allegedly.link.keys import number
from allegedly.link.profile import Held
from allegedly.link.shelf import ANY
from allegedly.model import Link

Cluster = tuple[str, ...]
# The clusters of items, formed where they are not yet.
Reach = Callable[[Iterable[str]], list[Cluster]]


@dataclass(frozen=True, slots=True)
class Side:
    """What the rule asks of a cluster: does it tell mostly of strikes, when, where below a region; and the places of
    each item that may tell of two clusters' places as one: neither cut out of a digest nor an overview of many towns.
    """

    strikes: bool
    windows: frozenset[Window]
    core: tuple[Spot, ...]
    told: frozenset[tuple[Spot, ...]]


@dataclass(slots=True)
class Attacks:
    """Clusters by their first items as the rule sees them, and which two are one attack: each asks about the other."""

    sides: dict[str, Side] = field(default_factory=dict)
    known: dict[tuple[str, str], bool] = field(default_factory=dict)

    def side(self, group: Cluster, held: Held) -> Side:
        """A cluster as the rule sees it."""
        if group[0] not in self.sides:
            self.sides[group[0]] = side([held.item(name) for name in group])
        return self.sides[group[0]]

    def one(self, a: Cluster, b: Cluster, held: Held) -> bool:
        """Are two clusters, in order, one attack?"""
        pair = (a[0], b[0])
        if pair not in self.known:
            self.known[pair] = one_attack(self.side(a, held), self.side(b, held), held.rules)
        return self.known[pair]


def neighbours(group: Cluster, clusters: Reach, held: Held, known: Attacks) -> list[Link]:
    """Links from a cluster to those that are one attack with it: of one day and one place, region or report.

    What two clusters are to each other is looked up in `known`, and kept there.
    """
    if not known.side(group, held).strikes:
        return []
    items = [held.item(n) for n in group]
    near: set[str] = set()
    for item in items:
        frames = [number("frame", k) for k in frames_of(item)]
        met = {*held.shelf.leaders(frames, ANY), *(i.id for i in held.told(item.report) if not i.recalled)}
        if not held.alone:
            met.update(held.shelf.led(item.id, [(key, key) for key in frames], ANY))
        held.shelf.ready(met)
        # In a batch what is no strike looks for itself; here it may be held already, and is looked for from this side.
        every = not held.alone and "strike" in item.families
        near |= {n for n in met if every or "strike" in held.item(n).families}
    found = []
    for other in clusters(sorted(near - set(group))):
        a, b = sorted((group, other))
        if a != b and known.one(a, b, held):
            found.append(Link(a[0], b[0], held.rules.decision.same, "same", (), one_attack.__name__, "part"))
    return found


def join_parts(
    clusters: Clusters, links: Sequence[Link], items: Mapping[str, Item], rules: LinkingFile
) -> tuple[Clusters, list[Link]]:
    """Join clusters of different places that reports tell as one attack; and the links that say so."""
    of = {group[0]: group for group in clusters}
    linked = {first for one in links for first in (one.a, one.b)}
    sides = {first: side([items[name] for name in of[first]]) for first in linked}
    joined = _joined(sorted(links, key=lambda one: (one.a, one.b)), sides, rules)
    taken = {name for group in joined for name in group}
    kept = [one for one in links if any({one.a, one.b} <= set(group) for group in joined)]
    made = [tuple(sorted(n for first in group for n in of[first])) for group in joined]
    return sorted([*made, *(g for g in clusters if g[0] not in taken)]), kept


def _joined(links: Iterable[Link], sides: Mapping[str, Side], rules: LinkingFile) -> list[list[str]]:
    """Groups in which every two clusters may be one attack: a chain from town to town is none."""
    home: dict[str, list[str]] = {}
    for link in links:
        one, other = home.get(link.a, [link.a]), home.get(link.b, [link.b])
        if one is not other and all(_may_be_one(sides[x], sides[y], rules) for x in one for y in other):
            both = [*one, *other]
            for name in both:
                home[name] = both
    return sorted({group[0]: sorted(group) for group in home.values()}.values())


def side(items: Sequence[Item]) -> Side:
    """A cluster as the rule sees it."""
    spots = {s for item in items for s in item.spots if s.precision not in ("region", "country")}
    return Side(
        2 * sum("strike" in item.families for item in items) >= len(items),
        frozenset(item.window for item in items if item.window and item.at),
        tuple(sorted(spots, key=lambda s: (s.key, s.name))),
        frozenset(i.spots for i in items if i.families and not i.digest and not i.recalled and i.spread <= 1),
    )


def one_attack(a: Side, b: Side, rules: LinkingFile) -> bool:
    """A report tells of both places as one, within hours and a short flight of each other."""
    return _may_be_one(a, b, rules) and any(_tells_both(spots, a.core, b.core, rules) for spots in a.told | b.told)


def _may_be_one(a: Side, b: Side, rules: LinkingFile) -> bool:
    """Do both tell mostly of strikes, close in time and in reach of each other?"""
    return a.strikes and b.strikes and _close_in_time(a, b, rules) and _in_reach(a.core, b.core, rules)


def _close_in_time(a: Side, b: Side, rules: LinkingFile) -> bool:
    """Stated times decide; where one side states none, those of publication do."""
    return any(gap(x, y) <= rules.space.parts_hours for x in a.windows for y in b.windows)


def _in_reach(here: Iterable[Spot], there: Sequence[Spot], rules: LinkingFile) -> bool:
    found = (distance(x, y) for x in here for y in there)
    return any(d is not None and d <= rules.space.parts_km for d in found)


def _tells_both(spots: Sequence[Spot], here: Sequence[Spot], there: Sequence[Spot], rules: LinkingFile) -> bool:
    """Does what an item tells lie at a place of each side?"""
    return meet(spots, here, rules) and meet(spots, there, rules)
