"""Incidents of a store brought up to date: what new reports and decisions reach; all, where rarity or rules changed."""

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from weakref import WeakSet

import msgspec

from allegedly.anew import BACKGROUND, link_anew, writing
from allegedly.assess import assess
from allegedly.desk.listing import stated
from allegedly.desk.notices import notices
from allegedly.knowledge.linking import linking
from allegedly.link import (
    UNDATED,
    Background,
    Held,
    Keys,
    Meant,
    Slots,
    Standing,
    Update,
    decided,
    incident_id,
    reach,
    reference,
    update,
)
from allegedly.model import Assessment, Extraction, Incident, Judgement, Link
from allegedly.model.vocabulary import GROUPING
from allegedly.stages import LINK, knowledge_version
from allegedly.store import Blocks, Store
from allegedly.store import standing as standing_decisions

# New reports linked in one transaction. Of 2,000 at once each costs half as much, since what they reach is formed and
# assessed once; but at 10,000 held that took 300 MB.
GROUP = 500
# From so many new ones on, a sixth of all that is held, linking everything anew costs less; and it is the same.
MANY_NEW, SHARE = 500, 6
VOICES = ("same-origin", "independent")  # decisions about who is one voice
INNER = ("inner", "part")  # links that forming a group makes
AT_HAND: dict[str, Background] = {}  # the background read last, by digest
STATED = WeakSet[Store]()  # stores all of whose incidents have what was stated in them


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


def relink(store: Store) -> None:
    """Bring incidents up to date where reports, judgements or rules have changed.

    What other processes add or decide meanwhile is brought in too, by whoever is done last. Linking everything is done
    by one process at a time: the others wait for it, and most of them find theirs linked then.
    """
    version = knowledge_version(LINK)
    before: list[str] | None = None
    done_anew = False
    while True:
        new, against, current = _waiting(store, version)
        settled = not new and (against is not None or done_anew)  # there is nothing to count rarity in
        if current and (settled or new == before):  # the same again: what holds nothing that could be linked
            break
        if not current or against is None:
            _anew_once(store, version)
            before, done_anew = None, True
        else:
            done = [_add(store, new[start : start + GROUP], against) for start in range(0, len(new), GROUP)]
            before = new if all(done) else None
    _state(store)


def link_new(store: Store) -> bool:
    """Link what came in beside the rest as it stands; gives whether something is left for `relink`.

    Rarity is counted as it was when all was linked last, also where that is out of date by now: then `relink` links
    everything anew. What was published before the last report of that background is not linked until then.
    """
    version = knowledge_version(LINK)
    with store.writer().blocks() as blocks:
        against = _standing(blocks)
        if against is None or not blocks.is_linked(standing_decisions(blocks.judgements()), version):
            return True
        new = blocks.later(BACKGROUND)
        if _too_many(new, blocks):
            return True
    for start in range(0, len(new), GROUP):
        _add(store, new[start : start + GROUP], against, _standing)
    left, against, _ = _waiting(store, version)
    return bool(left) or against is None


def _waiting(store: Store, version: int) -> tuple[list[str], Background | None, bool]:
    """The reports that wait to be linked, what rarity is counted in while that stands (and they are not too many), and
    whether decisions and rules are those that all was linked by."""
    with store.writer().blocks() as blocks:
        current = blocks.is_linked(standing_decisions(blocks.judgements()), version)
        new = blocks.unlinked()
        return new, None if _too_many(new, blocks) else _background(blocks), current


def _too_many(new: Sequence[str], blocks: Blocks) -> bool:
    """Are so many new that linking everything anew costs less than linking them beside the rest?"""
    return len(new) >= MANY_NEW and len(new) * SHARE >= blocks.most()


def _anew_once(store: Store, version: int) -> None:
    """Link everything, unless somebody else has while this one waited for its turn."""
    with store.alone():
        _, against, current = _waiting(store, version)
        if not current or against is None:
            link_anew(store, version)


def _state(store: Store) -> None:
    """Work out what was stated in incidents that an older desk wrote, or that were copied; looked for once a process.

    Whoever writes an incident now keeps with it what was stated there, so looking again would only cost: the look is
    at all incidents.
    """
    if store in STATED:
        return
    view, late = store.view(), store.view().lists().unstated()
    for start in range(0, len(late), GROUP):
        part = [(view.incident(id), view.assessment(id)) for id in late[start : start + GROUP]]
        with store.writer().blocks() as blocks:
            blocks.state(stated(part, view.extraction))
    STATED.add(store)


def rejudge(store: Store, judgement: Judgement) -> None:
    """Keep a decision (or its undoing) and bring the incidents that it reaches up to date, in one transaction."""
    version, rules = knowledge_version(LINK), linking()
    with store.writer().blocks(rules.blocks.cap, UNDATED) as blocks:
        ready = blocks.is_linked(standing_decisions(blocks.judgements()), version) and not blocks.unlinked()
        against = _background(blocks) if ready else None
        blocks.judge(judgement)
        if against is not None:
            _reach(judgement, blocks, against)
            blocks.linked(standing_decisions(blocks.judgements()), version)
    if against is None:
        relink(store)


def _reach(judgement: Judgement, blocks: Blocks, against: Background) -> None:
    """Form anew, or assess anew, what a decision names."""
    shelf = Shelved(blocks)
    if judgement.kind in GROUPING:
        (named,) = decided([replace(judgement, undone=None)], shelf.meant)
        held = Held(shelf, against, linking())
        _keep(update((), held, blocks, blocks.judgements(), sorted(named.items)), blocks, shelf, ())
    else:
        ids = concerned(judgement, blocks.judgements(), blocks.of_reports, blocks.of_origin)
        before = blocks.assessed(sorted(ids))
        after = _assessed((incident for incident, _ in before.values()), blocks, shelf)
        blocks.write(after, ())
        blocks.state(stated(after, shelf.extraction))
        blocks.tell(notices(before, after, (), (), datetime.now(UTC)))


def concerned(
    judgement: Judgement,
    standing: Iterable[Judgement],
    of_reports: Callable[[Sequence[str]], list[str]],
    of_origin: Callable[[str], list[str]],
) -> set[str]:
    """The incidents whose assessment a decision about voices, sources or an incident as a whole may change."""
    reports = [ref.rpartition("#")[0] or ref for refs in judgement.held for ref in refs]
    found = {*of_reports([*reports, *judgement.target]), *judgement.incidents}
    if judgement.kind == "discount":
        return found
    return found.union(*(of_origin(one) for one in sorted(_called(judgement, standing))))


def _called(judgement: Judgement, standing: Iterable[Judgement]) -> set[str]:
    """What the voices of a decision may be called by now: other decisions that name one of them gave it their names."""
    named, others = set(judgement.target), [set(one.target) for one in standing if one.kind in VOICES]
    while met := [one for one in others if not one.isdisjoint(named) and not one <= named]:
        named = named.union(*met)
    return named


def _background(blocks: Blocks) -> Background | None:
    """What rarity is counted in, where that still stands with all that is held by now."""
    kept = blocks.background(BACKGROUND)
    if kept is None or blocks.earlier(kept.at, kept.last):
        return None
    if kept.reports != reach(blocks.most()) and kept.reports != reach(blocks.total()):
        return None
    return _standing(blocks)


def _standing(blocks: Blocks) -> Background | None:
    """What rarity was counted in when all was linked last."""
    kept = blocks.background(BACKGROUND)
    if kept is None:
        return None
    if kept.digest not in AT_HAND:
        AT_HAND.clear()
        AT_HAND[kept.digest] = msgspec.msgpack.decode(zlib.decompress(blocks.counted(BACKGROUND)), type=Background)
    return AT_HAND[kept.digest]


def _add(
    store: Store,
    reports: Sequence[str],
    against: Background,
    stands: Callable[[Blocks], Background | None] = _background,
) -> bool:
    """Link new reports with what they reach, in one transaction; not where all was linked anew meanwhile."""
    rules = linking()
    with writing(store) as blocks:
        waiting = set(blocks.unlinked())
        reports = [one for one in reports if one in waiting]  # others may have linked some
        if stands(blocks) is not against:
            return False
        shelf = Shelved(blocks)
        shelf.read(reports)
        held = Held(shelf, against, rules)
        # First of all, so that a decision finds what it names among the new ones too.
        new = [i for report in reports for i in held.told(report)]
        blocks.place((i.id, i.report, incident_id(i.id), None, int(i.recalled)) for i in new)
        _keep(update(reports, held, blocks, blocks.judgements()), blocks, shelf, reports)
    return True


def _keep(found: Update, blocks: Blocks, shelf: Shelved, reports: Sequence[str]) -> None:
    """Write what changed, and tell of it; `reports` are new."""
    blocks.drop(sorted(found.covered), INNER)
    blocks.add(found.links)
    for item, incidents in found.recalled.items():
        blocks.recall(item, incidents)
    held = blocks.incidents([one.id for one, _ in found.made])
    changed = [one for one, _ in found.made if held.get(one.id) != one]
    before = blocks.assessed([*(one.id for one in changed), *found.removed])
    after = _assessed(changed, blocks, shelf)
    blocks.write(after, found.removed)
    blocks.state(stated(after, shelf.extraction))
    new = [shelf.extraction(one).report for one in reports]
    blocks.tell(notices(before, after, found.removed, new, datetime.now(UTC)))
    blocks.house([(one.id, name) for one, group in found.made for name in group])


def _assessed(incidents: Iterable[Incident], blocks: Blocks, shelf: Shelved) -> list[tuple[Incident, Assessment]]:
    """Incidents with what they rest on, by the decisions that stand."""
    found = list(incidents)
    weighed = [one for one in blocks.judgements() if one.kind not in GROUPING]
    shelf.read(sorted({r for one in found for r in one.reports}))
    return [(one, assess(one, {r: shelf.extraction(r) for r in one.reports}, None, weighed)) for one in found]
