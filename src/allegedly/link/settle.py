"""Linked items become groups, groups incidents: only those that the changed items reach.

Average linkage merges nothing without a link of at least `same`. So what links hold together (a component) is clustered
by itself; links from `unsure` on hold it together, and all that lies between is compared. Two clusters become one
incident by rules of their own (one attack on two towns, names that are theirs alone, a person's judgement); a change
is followed along these as well, and no further.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations

from allegedly.link.admit import may_meet, strong, told
from allegedly.link.cluster import Clusters, Linkage, cluster
from allegedly.link.compare import followed
from allegedly.link.copies import families
from allegedly.link.decide import at_one
from allegedly.link.judge import Decided, Meant, bound, decided, judge
from allegedly.link.named import join_named, namesakes
from allegedly.link.parts import Attacks, join_parts, neighbours
from allegedly.link.profile import Held
from allegedly.link.spheres import join_related, related
from allegedly.model import Judgement, Link

Cluster = tuple[str, ...]
# Copies of one text from which they are one from the start; the pairs of fewer are weighed with all others.
MANY = 30


@dataclass(frozen=True, slots=True)
class Settled:
    """Groups of items, each an incident to be; the links that made them; families of copies."""

    groups: Clusters
    links: tuple[Link, ...]
    copies: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Formed:
    """A component: its items, their clusters, links that only comparing all its pairs shows, families of copies."""

    names: tuple[str, ...]
    groups: tuple[Cluster, ...]
    inner: tuple[Link, ...] = ()
    copies: tuple[Cluster, ...] = ()


@dataclass(slots=True)
class Walk:
    """Clusters reached so far, by each of their items, and what links them: for one state of the shelf.

    What was formed once is not formed again, however often what it hangs together with is settled.
    """

    held: Held
    found: Sequence[Decided]
    home: dict[str, Cluster] = field(default_factory=dict)
    inner: list[Link] = field(default_factory=list)
    copies: set[Cluster] = field(default_factory=set)
    component: dict[str, Sequence[str]] = field(default_factory=dict)
    _ties: Mapping[str, Sequence[str]] = field(init=False)
    _around: dict[Cluster, list[Link]] = field(default_factory=dict)
    _attacks: Attacks = field(default_factory=Attacks)

    def __post_init__(self) -> None:
        self._ties = bound(self.found)

    def clusters(self, items: Iterable[str]) -> list[Cluster]:
        """The clusters of these items, formed where they are met for the first time."""
        new = [i for i in dict.fromkeys(items) if i not in self.home]
        for one in new:
            if one not in self.home:
                self._form(one)
        return list(dict.fromkeys(self.home[i] for i in items))

    def judged(self, group: Cluster) -> list[str]:
        """What a person's decision names together with something of this group."""
        return [other for name in group for other in self._ties.get(name, ())]

    def around(self, group: Cluster) -> list[Link]:
        """What links a cluster to others."""
        if group not in self._around:
            links = neighbours(group, self.clusters, self.held, self._attacks)
            links += namesakes(group, self.clusters, self.held)
            self._around[group] = [*links, *related(group, self.clusters, self.held)]
        return self._around[group]

    def _form(self, item: str) -> None:
        self.take(form(*component(item, self.held), self.held))

    def take(self, one: Formed) -> None:
        """A component that was formed, here or elsewhere."""
        self.component.update(dict.fromkeys(one.names, one.names))
        self.inner += one.inner
        self.copies.update(one.copies)
        for group in one.groups:
            self.home.update(dict.fromkeys(group, group))


def walked(held: Held, judgements: Sequence[Judgement] = ()) -> Walk:
    """A walk that has reached nothing yet."""
    return Walk(held, decided(judgements, partial(_told, held)))


def settle(changed: Iterable[str], walk: Walk) -> Settled:
    """The groups that the changed items belong to, whole."""
    changed = list(changed)
    reached = dict.fromkeys(walk.clusters(changed))
    reached.update(dict.fromkeys(walk.clusters(_parted(changed, walk))))
    queue, joins = list(reached), list[Link]()
    while queue:
        group = queue.pop()
        links = walk.around(group)
        joins += links
        ties = [walk.home[name] for one in links for name in (one.a, one.b)]
        ties += walk.clusters(walk.judged(group))
        for other in ties:
            if other not in reached:
                reached[other] = None
                queue.append(other)
    return _joined(sorted(reached), joins, walk)


def _parted(changed: Iterable[str], walk: Walk) -> list[str]:
    """All items of those components of the changed ones of which a decision names one.

    A change of one cluster is one of its neighbours too. As a rule both were in one incident before, which is formed
    anew as a whole; where a decision took an item out, nothing that is held says that they hang together.
    """
    named = {name for one in walk.found for name in one.items}
    components = {names[0]: names for names in (walk.component[one] for one in changed)} if named else {}
    return [name for names in components.values() if not named.isdisjoint(names) for name in names]


def _told(held: Held, target: str) -> Meant:
    """What a target means, without what a report only recalls; a store's tables have left that out already."""
    items, of_incident = held.shelf.meant(target)
    if not held.alone:
        return Meant(items, of_incident)
    return Meant(tuple(name for name in items if not held.item(name).recalled), of_incident)


def _joined(clusters: Clusters, links: Sequence[Link], walk: Walk) -> Settled:
    """What is told as one attack, then what has its own names, then its own sphere, then what persons decided."""
    held = walk.held
    items = held.items(name for group in clusters for name in group)
    unique = {(one.a, one.b, one.rule): one for one in links}
    parts, kept = join_parts(clusters, [u for u in unique.values() if u.rule == "one_attack"], items, held.rules)
    groups, by_name = join_named(parts, [u for u in unique.values() if u.rule == "own_names"], held)
    groups, by_sphere = join_related(groups, [u for u in unique.values() if u.rule == "one_sphere"], held)
    groups = judge(groups, walk.found)
    inside = set(items)
    links = [*(one for one in walk.inner if one.a in inside or one.b in inside), *kept, *by_name, *by_sphere]
    copies = sorted(family for family in walk.copies if family[0] in inside)
    return Settled(groups, tuple(sorted(links, key=lambda one: (one.level, one.a, one.b))), tuple(copies))


def component(item: str, held: Held) -> tuple[list[str], list[Link]]:
    """The items that strong links hold together with this one, and all links between them."""
    inside, fresh, found = {item}, [item], dict[tuple[str, str, str], Link]()
    while fresh:
        links = held.shelf.links(fresh)
        found |= {(one.a, one.b, one.level): one for one in links}
        ends = {end for one in strong(links, held.rules.decision.unsure) for end in (one.a, one.b)}
        fresh = sorted(ends - inside)
        inside |= ends
    return sorted(inside), [one for one in found.values() if one.a in inside and one.b in inside]


def form(names: Sequence[str], links: Sequence[Link], held: Held) -> Formed:
    """A component's clusters. It depends on nothing but its items and the links between them."""
    held.shelf.ready(names)
    copied = families((one for one in links if one.level == "copy"), held.rules.copies)
    made, inner = formed(names, links, copied, held)
    return Formed(tuple(names), tuple(made), tuple(inner), copied)


def formed(
    names: Sequence[str], links: Sequence[Link], copied: Sequence[Cluster], held: Held
) -> tuple[Clusters, list[Link]]:
    """The clusters of a component, and the links that only comparing all its pairs shows."""
    if len(names) == 1:
        return [(names[0],)], []
    edges = {(one.a, one.b): one.score for one in links if one.level == "item"}
    edges |= {(one.a, one.b): 1.0 for one in links if one.level == "copy"}
    edges |= {pair: 1.0 for family in copied if len(family) <= MANY for pair in combinations(family, 2)}
    whole = [family for family in copied if len(family) > MANY]
    inner = []
    if len(names) <= held.rules.blocks.exact:
        held.shelf.ready(names)
        inner = [one for one in _others(names, edges, whole, held) if one.score >= held.rules.decision.edge]
        edges |= {(one.a, one.b): one.score for one in inner}
    rule = held.rules.decision
    items = held.items(names)
    langs = {name: one.lang for name, one in items.items()}
    here = frozenset(name for name, one in items.items() if one.spots and (one.window or followed(one)))
    framed = frozenset((one.a, one.b) for one in (*links, *inner) if at_one(one))
    when = Linkage(rule.same, rule.several, rule.loose, rule.tight, langs, framed, here, rule.blank)
    return cluster(names, edges, when, held.rules.blocks.largest, whole), inner


def _others(
    names: Sequence[str], edges: Mapping[tuple[str, str], float], whole: Iterable[Cluster], held: Held
) -> Iterator[Link]:
    """All pairs that were not compared yet, but for copies of one text."""
    items = held.items(names)
    family = {name: number for number, group in enumerate(whole) for name in group}
    for a, b in combinations(sorted(names), 2):
        if (a, b) not in edges and (a not in family or family[a] != family.get(b)):
            one, other = items[a], items[b]
            if one.report != other.report and may_meet(one, other, held.rules.blocks):
                link = told(one, other, held)
                yield Link(link.a, link.b, link.score, link.verdict, link.features, link.rule, "inner")
