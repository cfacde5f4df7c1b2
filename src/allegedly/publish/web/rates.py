"""How often one visitor may ask: a bucket of requests that fills again by and by. Each process counts for itself."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

REMEMBERED = 20_000  # buckets; whoever asked longest ago is forgotten, which makes their bucket full
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests of one minute: of pages and of programs by one person or address, and tries to sign in by one address.
    0: any number."""

    pages: int = 600
    programs: int = 600
    doors: int = 20


class Rates:
    """The buckets of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._left = clock, OrderedDict[tuple[str, str], tuple[float, float]]()

    def wait(self, kind: str, who: str, per_minute: int) -> int:
        """Take one request out of a bucket; seconds to wait where it is empty, else 0."""
        if not per_minute:
            return 0
        now, key = self._clock(), (kind, who)
        left, at = self._left.pop(key, (float(per_minute), now))
        left = min(float(per_minute), left + (now - at) * per_minute / MINUTE)
        taken = left >= 1
        self._left[key] = (left - 1 if taken else left, now)
        while len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return 0 if taken else ceil((1 - left) * MINUTE / per_minute)
