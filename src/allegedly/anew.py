"""All reports of a store linked anew: where rarity or rules changed. Of many reports in a process that ends with it."""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from datetime import UTC, datetime
from itertools import islice

import msgspec

from allegedly.assess import assess
from allegedly.desk.listing import stated
from allegedly.desk.notices import Assessed, notices
from allegedly.knowledge.linking import linking
from allegedly.link import UNDATED, Whole, incident_id, reach, standing, whole_of
from allegedly.model import Extraction, Notice
from allegedly.model.home import Home
from allegedly.model.vocabulary import GROUPING
from allegedly.resting import Resting
from allegedly.run import seldom_collected
from allegedly.run.apart import Unavailable, apart
from allegedly.stages import LINK, knowledge_version
from allegedly.store import Blocks, Store
from allegedly.store import standing as standing_decisions

BACKGROUND = 2  # version of how it is kept
TRIES = 2  # at linking everything while others write
PART = 1_000  # items put under their keys at once
# Reports from which it is done apart: that many take 60 MB, and four times as long as a process takes to start.
MANY = 2_000


def link_anew(store: Store, version: int) -> None:
    """Link everything: while others write, and where they decided or read something anew meanwhile, once more.

    `version`: of the rules and knowledge. Raises Killed where its process was killed; then all is as it was.
    """
    if _number(store) >= MANY:
        try:
            if apart("linking all reports anew", link_apart, store.place, version):
                return
        except Unavailable:
            pass
    _link_here(store, version)


def link_apart(place: Home, version: int) -> bool:
    """The same in a process of its own; not where that has other rules or knowledge than whoever asks."""
    if knowledge_version(LINK) != version:
        return False
    with closing(Store.open(place)) as store, seldom_collected():
        _link_here(store, version)
    return True


def writing(store: Store) -> AbstractContextManager[Blocks]:
    """The tables that linking goes on from, in one transaction."""
    return store.writer().blocks(linking().blocks.cap, UNDATED)


def _number(store: Store) -> int:
    """About how many reports are held, never too few."""
    with writing(store) as blocks:
        return blocks.most()


def _link_here(store: Store, version: int) -> None:
    for _ in range(TRIES):
        with ExitStack() as later:
            if _whole(store, version, lambda: later.enter_context(writing(store))):
                return
    with writing(store) as blocks:  # now the others wait
        _whole(store, version, lambda: blocks)


def _whole(store: Store, version: int, begin: Callable[[], Blocks]) -> bool:
    """Link everything and write it in the transaction that `begin` begins; not if it is out of date by then."""
    view = store.view()
    judgements, waiting = view.judgements(), set(view.unlinked())
    with closing(Resting(view.everything())) as found:
        made = whole_of(found, found.order, judgements)
        weighed = [one for one in judgements if one.kind not in GROUPING]
        assessed = [(one, assess(one, found, None, weighed)) for one in made.linking.incidents]
        blocks = begin()
        again = (set(blocks.unlinked()) - waiting) & found.keys()
        if again or blocks.judgements() != judgements or not found.keys() <= blocks.readable():
            return False
        told = _told(blocks, assessed, found)
        blocks.replace(made.linking, assessed, standing_decisions(judgements), version)
        blocks.state(stated(assessed, found.__getitem__))
        _place(blocks, made, found)
        blocks.tell(told)
    return True


def _place(blocks: Blocks, made: Whole, found: Resting) -> None:
    """Keep what a later report goes on from."""
    blocks.place(_placed(made))
    blocks.recall_all(made.recollections)
    if not found:
        return
    rows = _rows(made)
    while part := list(islice(rows, PART)):
        blocks.put(part)
    reached = reach(len(found))
    payload = zlib.compress(msgspec.msgpack.encode(made.background), 1)
    blocks.keep_background(BACKGROUND, reached, found[found.order[reached - 1]].report, payload)


def _told(blocks: Blocks, after: Sequence[Assessed], found: Mapping[str, Extraction]) -> list[Notice]:
    """What is different in incidents that were all made anew."""
    before = blocks.assessed(blocks.known())
    held = {report for incident, _ in before.values() for report in incident.reports}
    new = [found[id].report for id in found if id not in held]
    return notices(before, after, before, new, datetime.now(UTC))


def _placed(made: Whole) -> Iterator[tuple[str, str, str, str | None, int]]:
    for item in made.items():
        yield item.id, item.report, incident_id(item.id), made.homes.get(item.id), int(item.recalled)


def _rows(made: Whole) -> Iterator[tuple[Sequence[int], int, float, str]]:
    """Items with their keys, in order of time: so whoever leads a key is put first, and none has to give way."""
    for item in sorted(made.items(), key=lambda i: (i.at is None, i.at.timestamp() if i.at else 0.0, i.id)):
        keys = made.held.keys(item)
        yield keys.every(), keys.slot, standing(item, keys).at, item.id
