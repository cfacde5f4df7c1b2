"""Watching until stopped: rounds when sources are due, the file of sources read anew before each."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from types import FrameType

from allegedly.collect.sources import Sources
from allegedly.relink import link_new
from allegedly.restrict.editions import Editions, linked
from allegedly.stages import Choice
from allegedly.store import Store
from allegedly.watch.look import Tools
from allegedly.watch.once import Heard, Round, brought, due, unheard

LONGEST = 60.0  # seconds between two looks at the file of sources
REST = 3  # times as long as linking took, before it is done again


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told of each look and of each round as it ends."""

    look: Heard = unheard
    round: Callable[[Round], None] = lambda done: None


def until_stopped(
    sources: Callable[[], Sources],
    store: Store,
    tools: Callable[[Sources], Tools],
    choice: Choice,
    stop: Event,
    listener: Listener | None = None,
) -> None:
    """Look at what is due, wait for the next, until `stop` is set. What a stop leaves out is due at the next start."""
    listener, pace = listener or Listener(), paced(store)
    while not stop.is_set():
        known = sources()
        ready = due(known.watched, store.intake().cursors(), datetime.now(UTC))
        new = 0
        if ready:
            done = brought(ready, store, tools(known), choice, stop, listener.look)
            listener.round(done)
            new = done.reports + done.anew
        pace.step(new)
        stop.wait(min(pause(known, store), pace.wait()))
    pace.end()


class Pace:
    """Links what came in: at once while that is quick, and for a quarter of the time at most.

    All is linked anew while a desk is small and each new report changes how rare words are, when it has doubled, and
    for reports that come late. Until the time for that has come, what is new is linked beside the rest, where that can
    be, and not more often than it takes time either: on a busy day what is new reaches much of that day.

    `link`: everything; `quick`: nothing anew, it gives whether something is left for the other.
    """

    def __init__(self, link: Callable[[], object], quick: Callable[[], bool], clock: Callable[[], float]) -> None:
        self._link, self._quick, self._clock = link, quick, clock
        self._next = self._soon = clock()  # for everything, and for what is new beside the rest
        self._took = 0.0  # seconds for the latter, the last time
        self._owed = self._new = True  # an earlier run may have left something

    def step(self, reports: int) -> None:
        """So many reports came in: link; nothing anew, if the last time was too short ago for what it took."""
        self._owed, self._new = self._owed or reports > 0, self._new or reports > 0
        began = self._clock()
        if self.wait() > 0:
            return
        if began >= self._next:
            self._link()
            self._owed, ended = False, self._clock()
            self._next, self._soon = ended + REST * (ended - began), ended + REST * self._took
        else:
            self._owed, ended = self._quick(), self._clock()
            self._took = ended - began
            self._soon = ended + REST * self._took
        self._new = False

    def wait(self) -> float:
        """Seconds until there is something to be linked; a minute where nothing waits."""
        due = min(self._next, self._soon) if self._new else self._next
        return max(due - self._clock(), 0.0) if self._owed else LONGEST

    def end(self) -> None:
        """Link what is left."""
        if self._owed:
            self._link()


def paced(store: Store) -> Pace:
    """The pace of a desk."""

    def quick() -> bool:
        left = link_new(store)
        Editions(store).refresh()
        return left

    return Pace(partial(linked, store), quick, time.monotonic)


def pause(known: Sources, store: Store) -> float:
    """Seconds until the next source is due, at most a minute."""
    cursors, now = store.intake().cursors(), datetime.now(UTC)
    moments = [cursors[one.name].due or now for one in known.watched if one.enabled and one.name in cursors]
    if any(one.enabled and one.name not in cursors for one in known.watched):
        return 0.0
    soonest = min(moments, default=now + timedelta(seconds=LONGEST))
    return min(max((soonest - now).total_seconds(), 0.05), LONGEST)


@contextmanager
def stopping(stop: Event, told: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Inside, the first Ctrl-C or SIGTERM sets `stop`; a second Ctrl-C interrupts as usual."""

    def first(number: int, frame: FrameType | None) -> None:
        stop.set()
        told()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = [(one, signal.signal(one, first)) for one in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)


def watched_names(known: Sources, names: Sequence[str]) -> Sources:
    """Only these sources; all where none is named. Raises InputMissing for a name that is none."""
    return Sources(tuple(known.named(name) for name in names), known.sites) if names else known
