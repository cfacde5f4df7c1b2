"""What became of every record of a run: nothing disappears silently."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from allegedly.model import Rejection, Report
from allegedly.read import Repeat

T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """Counts of a run. `rejections` are whole records, `notes` are fields dropped of records that were kept."""

    reports: int = 0
    repeats: int = 0
    attributions: int = 0
    claims: int = 0
    incidents: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    notes: list[Rejection] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def keep(self, results: Iterable[T | Rejection]) -> Iterator[T]:
        """The records themselves; what was dropped is noted here."""
        for result in results:
            if isinstance(result, Rejection):
                (self.notes if result.part else self.rejections).append(result)
            else:
                yield result

    def fresh(self, results: Iterable[Report | Repeat | Rejection]) -> Iterator[Report]:
        """The reports that are not held yet."""
        for result in results:
            if isinstance(result, Repeat):
                self.repeats += 1
            else:
                yield from self.keep((result,))
