"""Who recalls an earlier incident: place and time of what a report tells of the past fit it.

Each recollection is looked up by itself, so a new report or a changed incident touches only those that name its place
and day, or its names.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from allegedly.knowledge.spots import meet
from allegedly.link.compare import at_time
from allegedly.link.items import Item
from allegedly.link.keys import MOST, dates, number, past_frames, places
from allegedly.link.profile import Held
from allegedly.link.shelf import ANY
from allegedly.model import Background, Incident
from allegedly.model.moments import undated_last


def recalled_by(one: Incident, items: Iterable[str], held: Held) -> set[str]:
    """The recollections that may be of an incident: those to look at again where it changes."""
    members = [held.item(name) for name in items]
    days = [] if one.start is None or one.end is None else list(dates(one.start, one.end, MOST))
    spots = sorted(places(s for i in members for s in i.spots))
    keys = [number("recall", f"{place} {day}") for place in spots for day in days]
    if not spots:
        names = sorted({n for i in members for n in held.names(i.report)})
        keys += [number("recall name", n) for n in names]
    return {item for _, item in held.shelf.members(keys, ANY)}


def candidates(item: Item, held: Held) -> set[str]:
    """Items that tell of a happening which a recollection may mean."""
    found = set(held.shelf.leaders([number("frame", f) for f in past_frames(item)], ANY))
    return found | set(held.shelf.leaders([number("unmapped", n) for n in held.rare(item.report)], ANY))


def recalls(item: Item, found: Iterable[tuple[Incident, Sequence[str]]], held: Held) -> Iterator[Incident]:
    """Those of the incidents (each with its items) that a recollection means; without a date the latest one."""
    if item.window is None:
        return
    days = set(dates(item.window.start, item.window.end, MOST))
    fits = [
        one
        for one, members in found
        if item.report not in one.reports
        and one.start is not None
        and one.end is not None
        and not days.isdisjoint(dates(one.start, one.end, MOST))
        and _fits(item, [held.item(name) for name in members], held)
    ]
    fits.sort(key=lambda i: (*undated_last(i.start), i.id))
    yield from fits if item.window.stated else fits[-1:]


def with_background(one: Incident, recalled: Iterable[Item]) -> Incident:
    """An incident with the recollections of it."""
    claims: dict[str, set[str]] = {}
    for item in recalled:
        claims.setdefault(item.report, set()).update(item.claims)
    made = (Background(report, one.id, tuple(sorted(found))) for report, found in claims.items())
    return replace(one, background=tuple(sorted(made, key=lambda b: (b.report, b.claims))))


def _fits(item: Item, members: Sequence[Item], held: Held) -> bool:
    """What is recalled shares family and time with the incident, and its place, or a name of it that no map knows."""
    alike = [m for m in members if item.families & m.families and at_time(item, m, held.rules) == 1.0]
    if any(meet(item.spots, m.spots, held.rules) for m in alike):
        return True
    if not alike or any(m.spots for m in members):
        return False
    rare = set(held.rare(item.report))
    named = Counter(name for m in members for name in held.names(m.report) if name in rare)
    return any(2 * count > len(members) for count in named.values())
