"""What became of every record of a run: nothing disappears silently."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TypeVar

from allegedly.model import Done, Extraction, Rejection, Report
from allegedly.read import Repeat

T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """Counts of a run. `rejections` are whole records, `notes` are fields dropped of records that were kept.

    `anew` of the reports were held before: rules changed, or an earlier run was stopped; `anew_claims` are theirs.
    """

    reports: int = 0
    repeats: int = 0
    attributions: int = 0
    claims: int = 0
    anew: int = 0
    anew_claims: int = 0
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

    def count(self, found: Extraction, anew: bool = False) -> None:
        """Count what one report gave, new or read anew."""
        self.add(len(found.attributions), len(found.claims))
        if anew:
            self.anew += 1
            self.anew_claims += len(found.claims)

    def add(self, attributions: int, claims: int) -> None:
        """Count one report that gave so many."""
        self.reports += 1
        self.attributions += attributions
        self.claims += claims

    def refused(self, one: Done) -> None:
        """It was counted, and could not be kept."""
        self.rejections += one.rejections
        if one.extraction:
            self.reports -= 1
            self.attributions -= len(one.extraction.attributions)
            self.claims -= len(one.extraction.claims)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Measure a part of the run, in seconds."""
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - start

    def fresh(self, results: Iterable[Report | Repeat | Rejection]) -> Iterator[Report]:
        """The reports that are not held yet."""
        for result in results:
            if isinstance(result, Repeat):
                self.repeats += 1
            else:
                yield from self.keep((result,))
