"""What linking asks of what is held: in memory for a batch; over the tables of a store where reports come in later."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from allegedly.link.judge import Meant, incident_id, reference
from allegedly.link.keys import UNDATED, Keys
from allegedly.model import Extraction, Link

# Days of publication before and after a report's own in which its like are looked for.
AROUND = 2


class Slots(NamedTuple):
    """Days of publication, both ends included; what is undated belongs to all of them."""

    first: int
    last: int


ANY = Slots(-UNDATED, UNDATED)


def around(slot: int, days: int = AROUND) -> Slots:
    """The days around one; an undated report meets the undated only."""
    return Slots(slot, slot) if slot == UNDATED else Slots(slot - days, slot + days)


class Standing(NamedTuple):
    """An item that stands under keys. Items are in order of `at` (seconds; undated last) and id."""

    slot: int
    at: float
    item: str
    report: str


class Shelf(Protocol):
    """The first of each day under a key lead it: later ones are compared with them, so that cost stays flat."""

    def put(self, rows: Sequence[tuple[Standing, Keys]]) -> set[str]:
        """Stand items under their keys; gives those who lead no more where they did."""

    def leaders(self, keys: Sequence[int], slots: Slots) -> list[str]:
        """Items that lead the keys in these days, once for each key."""

    def led(self, item: str, keys: Sequence[tuple[int, int]], slots: Slots) -> list[str]:
        """For pairs of which the item leads the first key on its own day: the items under the second, each time."""

    def members(self, keys: Sequence[int], slots: Slots) -> list[tuple[int, str]]:
        """All items under the keys in these days, with the key."""

    def ready(self, items: Iterable[str]) -> None:
        """Make the reports of these items ready to be read."""

    def report(self, item: str) -> str:
        """The report that an item is of."""

    def extraction(self, report: str) -> Extraction:
        """What was read out of a report."""

    def add(self, links: Iterable[Link]) -> None:
        """Keep links; one of the same two and level is replaced."""

    def drop(self, items: Iterable[str], levels: Sequence[str]) -> None:
        """Forget the links of these levels that an item has with any other."""

    def links(self, items: Iterable[str]) -> list[Link]:
        """All links that these items have, of levels `copy` and `item`; those between two of them once."""

    def meant(self, target: str) -> Meant:
        """The items that a report id, an item id or an incident id means."""


# The first item of some days, the first behind them, the first of those undated that they leave out.
Days = tuple[int, int, int]


def _within(numbers: Sequence[int], days: Days | None) -> Sequence[int]:
    """Those of sorted numbers that lie in the days, and what is undated: numbers are in order of time."""
    if days is None:
        return numbers
    low, high = bisect_left(numbers, days[0]), bisect_left(numbers, days[1])
    late = bisect_left(numbers, days[2], high)
    return numbers[low:high] if late == len(numbers) else (*numbers[low:high], *numbers[late:])


class Memory:
    """A shelf for one batch: all items are put at once."""

    def __init__(self, extractions: Mapping[str, Extraction], most: int) -> None:
        self._extractions = extractions
        self._most = most
        self._items: list[str] = []
        self._slots: list[int] = []
        self._number: dict[str, int] = {}
        # One item or several under each key; most keys have one.
        self._under: dict[int, int | list[int]] = {}
        self._leaders: dict[int, list[int]] = {}
        self._report: dict[str, str] = {}
        self._links: dict[tuple[str, str, str], Link] = {}
        self._of: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._incidents: dict[str, str] | None = None

    def put(self, rows: Sequence[tuple[Standing, Keys]]) -> set[str]:
        """Stand items under their keys. Raises ValueError where some stand there already."""
        if self._items:
            raise ValueError("a batch is put once")
        for number, (one, keys) in enumerate(sorted(rows, key=lambda r: (r[0].at, r[0].item))):
            self._items.append(one.item)
            self._slots.append(one.slot)
            self._number[one.item] = number
            self._report[one.item] = one.report
            for key in keys.every():
                self._stand(key, number)
        return set()

    def _stand(self, key: int, number: int) -> None:
        here = self._under.setdefault(key, number)
        if isinstance(here, list):
            here.append(number)
        elif here != number:
            self._under[key] = [here, number]

    def leaders(self, keys: Sequence[int], slots: Slots) -> list[str]:
        """Items that lead the keys in these days, once for each key."""
        items, under, days = self._items, self._under, self._days(slots)
        found: list[str] = []
        for key in keys:
            here = under.get(key)
            if here is None:
                continue
            if isinstance(here, list):
                found += [items[n] for n in _within(here if len(here) <= self._most else self._leading(key), days)]
            elif days is None or days[0] <= here < days[1] or here >= days[2]:
                found.append(items[here])
        return found

    def led(self, item: str, keys: Sequence[tuple[int, int]], slots: Slots) -> list[str]:
        """For pairs of which the item leads the first key on its own day: the items under the second, each time."""
        number = self._number[item]
        days, led = self._days(slots), [other for key, other in keys if number in self._leading(key)]
        return [self._items[n] for key in led for n in _within(self._all(key), days)]

    def members(self, keys: Sequence[int], slots: Slots) -> list[tuple[int, str]]:
        """All items under the keys in these days, with the key."""
        days = self._days(slots)
        return [(key, self._items[n]) for key in keys for n in _within(self._all(key), days)]

    def _days(self, slots: Slots) -> Days | None:
        """The numbers of the items of these days, None for all."""
        if slots == ANY:
            return None
        first, behind = bisect_left(self._slots, slots.first), bisect_right(self._slots, slots.last)
        return first, behind, max(behind, bisect_left(self._slots, UNDATED))

    def _all(self, key: int) -> Sequence[int]:
        here = self._under.get(key, ())
        return (here,) if isinstance(here, int) else here

    def _leading(self, key: int) -> Sequence[int]:
        here = self._all(key)
        if len(here) <= self._most:
            return here
        if key not in self._leaders:
            days: dict[int, list[int]] = defaultdict(list)
            for number in here:
                day = days[self._slots[number]]
                if len(day) < self._most:
                    day.append(number)
            self._leaders[key] = [n for day in days.values() for n in day]
        return self._leaders[key]

    def ready(self, items: Iterable[str]) -> None:
        """Nothing to do: all is at hand."""

    def report(self, item: str) -> str:
        """The report that an item is of."""
        return self._report[item]

    def extraction(self, report: str) -> Extraction:
        """What was read out of a report."""
        return self._extractions[report]

    def add(self, links: Iterable[Link]) -> None:
        """Keep links; one of the same two and level is replaced."""
        for one in links:
            key = (one.a, one.b, one.level)
            if key not in self._links:
                self._of[one.a].append(key)
                self._of[one.b].append(key)
            self._links[key] = one

    def drop(self, items: Iterable[str], levels: Sequence[str]) -> None:
        """Forget the links of these levels that an item has with any other."""
        for key in {k for item in items for k in self._of.get(item, ()) if k[2] in levels}:
            del self._links[key]
            self._of[key[0]].remove(key)
            self._of[key[1]].remove(key)

    def links(self, items: Iterable[str]) -> list[Link]:
        """All links that these items have, of levels `copy` and `item`; those between two of them once."""
        return [self._links[k] for k in dict.fromkeys(k for item in items for k in self._of.get(item, ()))]

    def reports(self) -> Sequence[str]:
        """All reports, sorted."""
        return sorted(self._extractions)

    def all_links(self) -> tuple[Link, ...]:
        """Every link, sorted."""
        return tuple(one for _, one in sorted(self._links.items(), key=lambda p: (p[0][2], p[0])))

    def meant(self, target: str) -> Meant:
        """The items that a report id, an item id or an incident id means."""
        if self._incidents is None:
            self._incidents = {incident_id(item): item for item in self._number}
        if target in self._incidents:
            return Meant((self._incidents[target],), True)
        if target in self._extractions:
            return Meant(self._items_of(target))
        if target in self._report:
            return Meant((target,))
        report, first = reference(target) or ("", False)
        return Meant((report,) if first and report in self._report else self._items_of(report))

    def _items_of(self, report: str) -> tuple[str, ...]:
        return tuple(sorted(i for i, one in self._report.items() if one == report))
