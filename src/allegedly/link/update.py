"""New reports among those that are held: only what their keys reach is formed anew. The result is that of one batch.

The same passes as for a batch (`admit`, `settle`, `recalls`), over a shelf that holds the rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from allegedly.link.admit import admit
from allegedly.link.items import Item
from allegedly.link.keys import number, slot
from allegedly.link.linker import Made, incidents
from allegedly.link.profile import Held
from allegedly.link.recalls import candidates, recalled_by, recalls, with_background
from allegedly.link.settle import Settled, settle, walked
from allegedly.link.shelf import AROUND, around
from allegedly.link.spheres import everyday
from allegedly.model import Incident, Judgement, Link


class Past(Protocol):
    """The incidents that are held."""

    def housed(self, items: Sequence[str]) -> Mapping[str, str]:
        """The incident that each item is in; items that are in none are left out."""

    def inside(self, incidents: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The items of each incident."""

    def incidents(self, ids: Sequence[str]) -> Mapping[str, Incident]:
        """Incidents by id."""

    def recollections(self, items: Sequence[str] = (), incidents: Sequence[str] = ()) -> set[tuple[str, str]]:
        """Which item recalls which incident, for these items or incidents."""


@dataclass(frozen=True, slots=True)
class Update:
    """What changes: incidents (with their items) to write, ids to remove, links in groups, recollections by item."""

    made: tuple[Made, ...]
    removed: frozenset[str]
    covered: frozenset[str]
    links: tuple[Link, ...]
    recalled: Mapping[str, frozenset[str]]


def update(
    reports: Sequence[str],
    held: Held,
    past: Past,
    judgements: Sequence[Judgement] = (),
    also: Iterable[str] = (),
) -> Update:
    """Link new reports with those on the shelf; `also` are items that a new or undone decision names."""
    changed = admit(reports, held)
    new = [i for report in reports for i in held.told(report)]
    done, old = _whole(sorted({*changed, *_namesakes(new, held), *also}), held, past, judgements)
    made = {one.id: (one, group) for one, group in incidents(done, held)}
    affected = {i.id for i in new if i.recalled} | {a for a, _ in past.recollections(incidents=sorted(old))}
    for one, group in made.values():
        affected |= recalled_by(one, group, held)
    held.shelf.ready(affected)
    recalled = {name: _meant(held.item(name), made, past, held) for name in sorted(affected)}
    before = past.recollections(items=sorted(affected))
    touched = {one for _, one in before} | {one for found in recalled.values() for one in found}
    return Update(
        tuple(_with_background(made, touched - old, recalled, past, held)),
        frozenset(old - made.keys()),
        frozenset(name for group in done.groups for name in group),
        done.links,
        recalled,
    )


def _namesakes(new: Iterable[Item], held: Held) -> set[str]:
    """Items whose names or spheres a new report has too: whether these are theirs alone is counted anew."""
    found: set[str] = set()
    for item in new:
        for name in sorted(held.names(item.report)):
            at = slot(item.at)
            if held.shelf.members([number("unmapped", name)], around(at, 2 * AROUND)):
                found.update(other for _, other in held.shelf.members([number("name", name)], around(at)))
        spheres = [number("sphere", s) for s in item.spheres if not everyday(s, held)]
        found.update(other for _, other in held.shelf.members(spheres, around(slot(item.at))))
    return found


def _whole(seeds: Sequence[str], held: Held, past: Past, judgements: Sequence[Judgement]) -> tuple[Settled, set[str]]:
    """Groups formed anew, with all that was grouped with them before; and the incidents that were."""
    walk = walked(held, judgements)
    while True:
        done = settle(seeds, walk)
        covered = sorted(name for group in done.groups for name in group)
        old = set(past.housed(covered).values())
        before = {name for items in past.inside(sorted(old)).values() for name in items}
        if before <= set(covered):
            return done, old
        seeds = sorted(before | set(covered))


def _meant(item: Item, made: Mapping[str, Made], past: Past, held: Held) -> frozenset[str]:
    """The incidents that an item recalls."""
    near = sorted(candidates(item, held))
    homes = {**past.housed(near), **{name: one for one, (_, group) in made.items() for name in group}}
    ids = sorted({homes[name] for name in near if name in homes})
    held_before = [one for one in ids if one not in made]
    stored, items = past.incidents(held_before), past.inside(held_before)
    held.shelf.ready(name for group in items.values() for name in group)
    found = [made[one] if one in made else (stored[one], items[one]) for one in ids]
    return frozenset(one.id for one in recalls(item, found, held))


def _with_background(
    made: Mapping[str, Made],
    touched: Iterable[str],
    recalled: Mapping[str, frozenset[str]],
    past: Past,
    held: Held,
) -> list[Made]:
    """The incidents to write: those made, and those whose recollections changed."""
    others = sorted(one for one in touched if one not in made)
    stored, items = past.incidents(others), past.inside(others)
    every = {**made, **{one: (stored[one], items[one]) for one in stored}}
    by: dict[str, set[str]] = defaultdict(set)
    for item, one in past.recollections(incidents=sorted(every)):
        if item not in recalled:
            by[one].add(item)
    for item, found in recalled.items():
        for one in found:
            by[one].add(item)
    held.shelf.ready({name for one in every for name in by[one]})
    return [
        (with_background(one, [held.item(name) for name in sorted(by[id])]), group)
        for id, (one, group) in sorted(every.items())
    ]
