"""New reports linked beside those that are held: what they reach is formed anew. Many in a process that then ends."""

import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime

import msgspec

from allegedly.anew import BACKGROUND, writing
from allegedly.assess import assess
from allegedly.desk.listing import stated
from allegedly.desk.notices import notices
from allegedly.knowledge.linking import linking
from allegedly.link import Background, Held, Keys, Meant, Slots, Standing, Update, incident_id, reach, reference, update
from allegedly.model import Assessment, Extraction, Incident, Link
from allegedly.model.home import Home
from allegedly.model.vocabulary import GROUPING
from allegedly.run import seldom_collected
from allegedly.run.apart import Unavailable, apart
from allegedly.stages import LINK, knowledge_version
from allegedly.store import Blocks, Store

# New reports linked in one transaction. What they reach is formed and assessed once for all of them: of one day 2,053
# beside 16,416 took 49 CPU s at once, the first 200 of them 26. So a process that ends takes more: it has the room.
GROUP, GROUP_APART = 500, 2_000
# Reports from which it is done apart: what they reach takes some 50 MB, and twice as long as a process takes to start.
MANY = 200
INNER = ("inner", "part")  # links that forming a group makes
AT_HAND: dict[str, Background] = {}  # the background read last, by digest


class Shelved:
    """The shelf of `link` over the tables of a store."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._reports: dict[str, str] = {}
        self._extractions: dict[str, Extraction] = {}

    def put(self, rows: Sequence[tuple[Standing, Keys]]) -> set[str]:
        """Stand items under their keys; gives those who lead no more where they did."""
        self._reports.update((one.item, one.report) for one, _ in rows)
        return self._blocks.put((keys.every(), one.slot, one.at, one.item) for one, keys in rows)

    def leaders(self, keys: Sequence[int], slots: Slots) -> list[str]:
        """Items that lead the keys in these days, once for each key."""
        return self._blocks.leaders(keys, *slots)

    def led(self, item: str, keys: Sequence[tuple[int, int]], slots: Slots) -> list[str]:
        """For pairs of which the item leads the first key on its own day: the items under the second, each time."""
        return self._blocks.led(item, keys, *slots)

    def members(self, keys: Sequence[int], slots: Slots) -> list[tuple[int, str]]:
        """All items under the keys in these days, with the key."""
        return self._blocks.members(keys, *slots)

    def ready(self, items: Iterable[str]) -> None:
        """Make the reports of these items ready to be read."""
        wanted = list(items)
        self._reports.update(self._blocks.reports([i for i in wanted if i not in self._reports]))
        self.read(sorted({self._reports[i] for i in wanted if i in self._reports}))

    def read(self, reports: Sequence[str]) -> None:
        """Read reports that are not at hand."""
        missing = [r for r in reports if r not in self._extractions]
        self._extractions.update((e.report.id, e) for e in self._blocks.extractions(missing))

    def report(self, item: str) -> str:
        """The report that an item is of."""
        if item not in self._reports:
            self.ready([item])
        return self._reports[item]

    def extraction(self, report: str) -> Extraction:
        """What was read out of a report."""
        if report not in self._extractions:
            self.read([report])
        return self._extractions[report]

    def add(self, links: Iterable[Link]) -> None:
        """Keep links; one of the same two and level is replaced."""
        self._blocks.add(links)

    def drop(self, items: Iterable[str], levels: Sequence[str]) -> None:
        """Forget the links of these levels that an item has with any other."""
        self._blocks.drop(list(items), levels)

    def links(self, items: Iterable[str]) -> list[Link]:
        """All links that these items have, of levels `copy` and `item`; those between two of them once."""
        return self._blocks.links(list(items))

    def meant(self, target: str) -> Meant:
        """The items that a report id, an item id or an incident id means."""
        items, of_incident = self._blocks.meant(target)
        if not items and (found := reference(target)):
            report, first = found
            items = (self._blocks.first(report) if first else []) or self._blocks.meant(report)[0]
        return Meant(tuple(items), of_incident)


def link_beside(store: Store, reports: Sequence[str], outdated: bool = False) -> bool:
    """Link new reports with what they reach; gives whether all of them were.

    Not, where what rarity is counted in does not stand any more; `outdated`: it may be what it was when all was linked
    last. Raises Killed where its process was killed: the groups before are linked, the others wait.
    """
    if len(reports) >= MANY:
        try:
            done = apart("linking new reports", beside_apart, store.place, reports, outdated, knowledge_version(LINK))
            if done is not None:
                return done
        except Unavailable:
            pass
    return _link_here(store, reports, outdated)


def beside_apart(place: Home, reports: Sequence[str], outdated: bool, version: int) -> bool | None:
    """The same in a process of its own; None where that has other rules or knowledge than whoever asks."""
    if knowledge_version(LINK) != version:
        return None
    with closing(Store.open(place)) as store, seldom_collected():
        return _link_here(store, reports, outdated, GROUP_APART)


def _link_here(store: Store, reports: Sequence[str], outdated: bool, group: int = GROUP) -> bool:
    return all([_add(store, reports[start : start + group], outdated) for start in range(0, len(reports), group)])


def stands(blocks: Blocks) -> bool:
    """Does what rarity is counted in still stand with all that is held by now?"""
    kept = blocks.background(BACKGROUND)
    if kept is None or blocks.earlier(kept.at, kept.last):
        return False
    return kept.reports == reach(blocks.most()) or kept.reports == reach(blocks.total())


def last_background(blocks: Blocks) -> Background | None:
    """What rarity was counted in when all was linked last."""
    kept = blocks.background(BACKGROUND)
    if kept is None:
        return None
    if kept.digest not in AT_HAND:
        AT_HAND.clear()
        AT_HAND[kept.digest] = msgspec.msgpack.decode(zlib.decompress(blocks.counted(BACKGROUND)), type=Background)
    return AT_HAND[kept.digest]


def _add(store: Store, reports: Sequence[str], outdated: bool) -> bool:
    """Link new reports with what they reach, in one transaction."""
    rules = linking()
    with writing(store) as blocks:
        waiting = set(blocks.unlinked())
        reports = [one for one in reports if one in waiting]  # others may have linked some
        against = last_background(blocks) if outdated or stands(blocks) else None
        if against is None:
            return False
        shelf = Shelved(blocks)
        shelf.read(reports)
        held = Held(shelf, against, rules)
        # First of all, so that a decision finds what it names among the new ones too.
        new = [i for report in reports for i in held.told(report)]
        blocks.place((i.id, i.report, incident_id(i.id), None, int(i.recalled)) for i in new)
        keep(update(reports, held, blocks, blocks.judgements()), blocks, shelf, reports)
    return True


def keep(found: Update, blocks: Blocks, shelf: Shelved, reports: Sequence[str]) -> None:
    """Write what changed, and tell of it; `reports` are new."""
    blocks.drop(sorted(found.covered), INNER)
    blocks.add(found.links)
    for item, incidents in found.recalled.items():
        blocks.recall(item, incidents)
    held = blocks.incidents([one.id for one, _ in found.made])
    changed = [one for one, _ in found.made if held.get(one.id) != one]
    before = blocks.assessed([*(one.id for one in changed), *found.removed])
    after = assessed(changed, blocks, shelf)
    blocks.write(after, found.removed)
    blocks.state(stated(after, shelf.extraction))
    new = [shelf.extraction(one).report for one in reports]
    blocks.tell(notices(before, after, found.removed, new, datetime.now(UTC)))
    blocks.house([(one.id, name) for one, group in found.made for name in group])


def assessed(incidents: Iterable[Incident], blocks: Blocks, shelf: Shelved) -> list[tuple[Incident, Assessment]]:
    """Incidents with what they rest on, by the decisions that stand."""
    found = list(incidents)
    weighed = [one for one in blocks.judgements() if one.kind not in GROUPING]
    shelf.read(sorted({r for one in found for r in one.reports}))
    return [(one, assess(one, {r: shelf.extraction(r) for r in one.reports}, None, weighed)) for one in found]
