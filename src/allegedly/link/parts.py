"""One attack on several towns is one incident with parts; docs/decisions/0003-one-attack-several-places.md says why."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, best_fit, distance
from allegedly.link.cluster import Clusters
from allegedly.link.items import Item, gap
from allegedly.link.keys import frames as frames_of
from allegedly.link.keys import number
from allegedly.link.profile import Held
from allegedly.link.shelf import ANY
from allegedly.model import Link

Cluster = tuple[str, ...]
# The clusters of items, formed where they are not yet.
Reach = Callable[[Iterable[str]], list[Cluster]]
# Whether two clusters, each by its first item, are one attack: each asks about the other.
Attacks = dict[tuple[str, str], bool]


def neighbours(group: Cluster, clusters: Reach, held: Held, known: Attacks) -> list[Link]:
    """Links from a cluster to those that are one attack with it: of one day and one place, region or report.

    What two clusters are to each other is looked up in `known`, and kept there.
    """
    items = [held.item(n) for n in group]
    if not _strikes(items):
        return []
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
        if a == b:
            continue
        if (a[0], b[0]) not in known:
            known[a[0], b[0]] = one_attack(a, b, held.items((*a, *b)), held.rules)
        if known[a[0], b[0]]:
            found.append(Link(a[0], b[0], held.rules.decision.same, "same", (), one_attack.__name__, "part"))
    return found


def join_parts(
    clusters: Clusters, links: Sequence[Link], items: Mapping[str, Item], rules: LinkingFile
) -> tuple[Clusters, list[Link]]:
    """Join clusters of different places that reports tell as one attack; and the links that say so."""
    of = {group[0]: group for group in clusters}
    joined = _joined(sorted(links, key=lambda one: (one.a, one.b)), of, items, rules)
    taken = {name for group in joined for name in group}
    kept = [one for one in links if any({one.a, one.b} <= set(group) for group in joined)]
    made = [tuple(sorted(n for first in group for n in of[first])) for group in joined]
    return sorted([*made, *(g for g in clusters if g[0] not in taken)]), kept


def _joined(
    links: Iterable[Link], of: Mapping[str, Sequence[str]], items: Mapping[str, Item], rules: LinkingFile
) -> list[list[str]]:
    """Groups in which every two clusters may be one attack: a chain from town to town is none."""
    home: dict[str, list[str]] = {}
    for link in links:
        one, other = home.get(link.a, [link.a]), home.get(link.b, [link.b])
        if one is not other and all(_may_be_one(of[x], of[y], items, rules) for x in one for y in other):
            both = [*one, *other]
            for name in both:
                home[name] = both
    return sorted({group[0]: sorted(group) for group in home.values()}.values())


def one_attack(a: Sequence[str], b: Sequence[str], items: Mapping[str, Item], rules: LinkingFile) -> bool:
    """A report tells of both places as one, within hours and a short flight of each other."""
    if not _may_be_one(a, b, items, rules):
        return False
    one, other = [items[n] for n in a], [items[n] for n in b]
    here, there = _core(one), _core(other)
    return any(_tells_both(item, here, there, rules) for item in (*one, *other))


def _may_be_one(a: Sequence[str], b: Sequence[str], items: Mapping[str, Item], rules: LinkingFile) -> bool:
    """Do both tell mostly of strikes, close in time and in reach of each other?"""
    one, other = [items[n] for n in a], [items[n] for n in b]
    if not _strikes(one) or not _strikes(other) or not _close_in_time(one, other, rules):
        return False
    return _in_reach(_core(one), _core(other), rules)


def _strikes(items: Sequence[Item]) -> bool:
    return 2 * sum("strike" in item.families for item in items) >= len(items)


def _close_in_time(one: Iterable[Item], other: Sequence[Item], rules: LinkingFile) -> bool:
    """Stated times decide; where one side states none, those of publication do."""
    return any(
        gap(x.window, y.window) <= rules.space.parts_hours
        for x in one
        for y in other
        if x.window and y.window and x.at and y.at
    )


def _core(items: Sequence[Item]) -> tuple[Spot, ...]:
    """The places below a region that a group tells of."""
    found = {s for item in items for s in item.spots if s.precision not in ("region", "country")}
    return tuple(sorted(found, key=lambda s: (s.key, s.name)))


def _in_reach(here: Iterable[Spot], there: Sequence[Spot], rules: LinkingFile) -> bool:
    found = (distance(x, y) for x in here for y in there)
    return any(d is not None and d <= rules.space.parts_km for d in found)


def _tells_both(item: Item, here: Sequence[Spot], there: Sequence[Spot], rules: LinkingFile) -> bool:
    """An item with a place of each side that is neither cut out of a digest nor an overview of many towns."""
    if item.digest or item.recalled or not item.families or item.spread > 1:
        return False
    return best_fit(item.spots, here, rules) > 0 and best_fit(item.spots, there, rules) > 0
