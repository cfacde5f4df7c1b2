"""Watching until stopped: rounds when sources are due, the file of sources read anew before each."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event
from types import FrameType

from allegedly.collect.sources import Sources
from allegedly.stages import Choice
from allegedly.store import Store
from allegedly.watch.look import Tools
from allegedly.watch.once import Heard, Round, due, once, unheard

LONGEST = 60.0  # seconds between two looks at the file of sources


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
    listener = listener or Listener()
    while not stop.is_set():
        known = sources()
        ready = due(known.watched, store.intake().cursors(), datetime.now(UTC))
        if ready:
            listener.round(once(ready, store, tools(known), choice, stop, listener.look))
        stop.wait(pause(known, store))


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
