"""Linking a batch that is too large for one process: the passes run where `spread` puts them, to the same result.

Only what all must see stays here: items, names, keys of place and day, and links. Words and copies are looked for in
windows of time, since reports that share only these meet within some days of each other: so the keys of one window are
held at once. Windows are gone through backwards, as `admit` goes through items, and a pair that two windows see is
compared for the first of them: the pairs, and with them the incidents, are those of `whole`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from allegedly.knowledge.linking import linking
from allegedly.link import passes
from allegedly.link.admit import Meeting, meets, unseen
from allegedly.link.background import Background, Counts, counted, counted_of, weighted
from allegedly.link.keys import UNDATED, Keys, slot
from allegedly.link.linker import by_start, incidents, recollections
from allegedly.link.passes import Bench, Component, Components, Meetings
from allegedly.link.profile import Held, standing
from allegedly.link.recalls import with_background
from allegedly.link.settle import Formed, component, settle, walked
from allegedly.link.shelf import AROUND, Memory
from allegedly.model import Extraction, Incident, Judgement

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

CHUNK = 100  # reports that travel together
PAIRS = 10_000  # pairs, or
REPORTS = 500  # reports of pairs, that are compared together
WINDOW = 5000  # items of a window of time, at least


class Spread(Protocol):
    """Runs one function on many tasks, somewhere; `common` is the same for all. Results in the order of the tasks."""

    def __call__(self, work: Callable[[C, T], R], common: C, tasks: Iterable[T]) -> Iterator[R]:
        """Lazy in its tasks."""
        ...


class Kept(Protocol):
    """Bytes by name, out of the way."""

    def __getitem__(self, name: str) -> bytes:
        """What was kept."""
        ...

    def keep(self, name: str, data: bytes) -> None:
        """Put it away."""
        ...


def link_spread(
    order: Sequence[str],
    reports: Mapping[str, bytes],
    spread: Spread,
    aside: Kept,
    judgements: Sequence[Judgement] = (),
) -> list[Incident]:
    """The incidents of `link`, of reports (an Extraction as JSON each) given in order of time (`in_time`).

    `aside` is where keys, words and texts are kept until they are compared.
    """
    held, bench = _held(order, reports, spread, aside), Bench()
    for found in spread(passes.compared, bench, _meetings(order, held, aside)):
        held.shelf.add(passes.links(found))
    items = [i.id for report in order for i in held.told(report) if not i.recalled]
    walk = walked(held, judgements)
    for one in _formed(items, held, spread, bench, aside):
        walk.take(one)
    done = settle(items, walk)
    made = incidents(done, held)
    recalled = recollections(made, order, held)
    return sorted((with_background(one, recalled.get(one.id, ())) for one, _ in made), key=by_start)


def chunked(given: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """A sequence in parts of so many."""
    return (given[start : start + size] for start in range(0, len(given), size))


def _background(order: Sequence[str], reports: Mapping[str, bytes], spread: Spread) -> Background:
    tasks = ([reports[r] for r in part] for part in chunked(counted_of(order), CHUNK))
    counts: Counts = counted(())
    for found in spread(passes.count, None, tasks):
        counts.add(found)
    return weighted(counts)


def _held(order: Sequence[str], reports: Mapping[str, bytes], spread: Spread, aside: Kept) -> Held:
    """All items on a shelf, under the keys by which they meet at any distance in time."""
    against = _background(order, reports, spread)
    tasks = ({r: reports[r] for r in part} for part in chunked(order, CHUNK))
    rules, rows = linking(), []
    shelf = Memory(Opened(reports), rules.blocks.cap)
    held = Held(shelf, against, rules, alone=True)
    for found in spread(passes.profile, against, tasks):
        for data in found:
            one, keys = passes.profiled(data.profile), passes.keys_of(data.laid)
            aside.keep(one.report, data.laid)
            held.know(one.report, one.items, one.names, one.heading)
            rows += [(standing(i, k), _lasting(k)) for i, k in zip(one.items, keys, strict=True)]
    shelf.put(rows)
    return held


def _lasting(keys: Keys) -> Keys:
    """Without the keys that count within some days only."""
    return Keys(
        keys.slot,
        frames=keys.frames,
        names=keys.names,
        unmapped=keys.unmapped,
        recalled=keys.recalled,
        spheres=keys.spheres,
    )


def _passing(keys: Keys) -> Keys:
    """The others."""
    return Keys(keys.slot, keys.words, copies=keys.copies)


class Opened(Mapping[str, Extraction]):
    """Reports that are read when they are asked for."""

    def __init__(self, reports: Mapping[str, bytes]) -> None:
        self._reports = reports

    def __getitem__(self, report: str) -> Extraction:
        return passes.opened(self._reports[report])

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)


@dataclass(frozen=True, slots=True)
class Window:
    """Reports of whole days, by their place in the order of time; with those of the days around it, and the undated."""

    first: int
    last: int  # behind the last one
    around: tuple[range, ...]


def windows(slots: Sequence[int], least: int) -> list[Window]:
    """Reports (their days, ascending, the undated last) in windows of so many or more, the latest first."""
    behind = bisect_left(slots, UNDATED)
    undated = range(behind, len(slots))
    made = [Window(behind, len(slots), (undated,))] if undated else []
    while behind:
        first = bisect_left(slots, slots[max(0, behind - least)])
        low, high = bisect_left(slots, slots[first] - AROUND), bisect_right(slots, slots[behind - 1] + AROUND)
        made.append(Window(first, behind, (range(low, high), undated)))
        behind = first
    return made


def _meetings(order: Sequence[str], held: Held, aside: Kept) -> Iterator[Meetings]:
    """All pairs of items to compare, with their reports."""
    slots = [slot(held.told(report)[0].at) for report in order]
    place = {i.id: n for n, report in enumerate(order) for i in held.told(report)}
    seen: set[tuple[str, str]] = set()
    for window in windows(slots, WINDOW):
        yield from _sent(_pairs(order, window, held, aside, seen), held, aside)
        # Whoever is of an earlier window may meet the others once more.
        seen = {(a, b) for a, b in seen if min(place[a], place[b]) < window.first}


def _pairs(
    order: Sequence[str], window: Window, held: Held, aside: Kept, seen: set[tuple[str, str]]
) -> Iterator[Meeting]:
    """The pairs of one window, from its last item to its first."""
    near, keyed = Memory({}, held.rules.blocks.cap), dict[str, Keys]()
    rows = []
    for number in (n for part in window.around for n in part):
        told = zip(held.told(order[number]), passes.keys_of(aside[order[number]]), strict=True)
        for item, keys in ((i, k) for i, k in told if not i.recalled):
            rows.append((standing(item, keys), _passing(keys)))
            if window.first <= number < window.last:
                keyed[item.id] = keys
    near.put(rows)
    for number in reversed(range(window.first, window.last)):
        for item in reversed([i for i in held.told(order[number]) if not i.recalled]):
            yield from unseen(item.id, meets(keyed[item.id], held.shelf, near), seen)


def _sent(pairs: Iterable[Meeting], held: Held, aside: Kept) -> Iterator[Meetings]:
    """Pairs in parts, each with the reports that it needs."""
    part, needed = list[Meeting](), set[str]()
    for one in pairs:
        part.append(one)
        needed |= {held.item(one.a).report, held.item(one.b).report}
        if len(part) >= PAIRS or len(needed) >= REPORTS:
            yield Meetings(_ready(needed, aside), tuple(part))
            part, needed = [], set()
    if part:
        yield Meetings(_ready(needed, aside), tuple(part))


def _ready(reports: Iterable[str], aside: Kept) -> dict[str, bytes]:
    """What comparing needs of these reports."""
    return {r: passes.laid(aside[r]).ready for r in sorted(reports)}


def _formed(items: Sequence[str], held: Held, spread: Spread, bench: Bench, aside: Kept) -> list[Formed]:
    """All components with their clusters; those of one item need no work."""
    alone, large, known = list[Formed](), list[Component](), set[str]()
    for item in items:
        if item not in known:
            names, links = component(item, held)
            known.update(names)
            if len(names) == 1:
                alone.append(Formed((item,), ((item,),)))
            else:
                large.append(Component(tuple(names), tuple(links)))
    large.sort(key=lambda one: -len(one.names))  # all pairs of a large one are compared: the others go on beside it
    found = spread(passes.forming, bench, _components(large, held, aside))
    return [*alone, *(one for part in found for one in passes.formed(part))]


def _components(given: Iterable[Component], held: Held, aside: Kept) -> Iterator[Components]:
    part, needed = list[Component](), set[str]()
    for one in given:
        part.append(one)
        needed |= {held.item(name).report for name in one.names}
        if len(needed) >= REPORTS:
            yield Components(_ready(needed, aside), passes.encode(part))
            part, needed = [], set()
    if part:
        yield Components(_ready(needed, aside), passes.encode(part))
