"""When each source was watched in health: what a silence may rest on."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allegedly.collect.health import healthy
from allegedly.collect.sources import Sources
from allegedly.model import Watch
from allegedly.store import Store

BEFORE = timedelta(days=1)  # looks before the moment asked for, so that the stretch that covers it is whole
MOST = 100_000  # looks at one source that are weighed


def stretches(store: Store, known: Callable[[], Sources]) -> Callable[[datetime], tuple[Watch, ...]]:
    """A function from a moment to all healthy stretches since then; the file of sources is read when it is called."""

    def since(moment: datetime) -> tuple[Watch, ...]:
        intake = store.intake()
        return tuple(
            Watch(one.outlet or one.name, start, end)
            for one in known().watched
            for start, end in healthy(intake.attempts(one.name, moment - BEFORE, MOST), one.every)
        )

    return since
