"""What executes a run: this process, several, or a Dask cluster. All give the same results in the same order."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, Protocol, TypeVar

from allegedly.model import Rejection
from allegedly.run.cluster import Told, cluster, untold
from allegedly.run.local import Here, Outcome
from allegedly.run.processes import Processes, idle
from allegedly.run.stage import Stage

I = TypeVar("I")
O = TypeVar("O")
C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")
Name = Literal["local", "dask"]


class Engine(Protocol):
    """Functions, records, tasks and results can be pickled; functions are importable by name."""

    @property
    def workers(self) -> int:
        """How many at once."""
        ...

    def outcomes(self, stage: Stage[I, O], records: Iterable[I], strict: bool = False) -> Iterator[Outcome[I, O]]:
        """Each record with its results, in order. A SkipRecord becomes a Rejection; so does a defect, unless `strict`,
        and a record that kills whoever reads it.
        """

    def spread(self, work: Callable[[C, T], R], common: C, tasks: Iterable[T]) -> Iterator[R]:
        """What the work makes of each task, in order; `common` is sent to each worker once."""

    def fresh(self) -> None:
        """Other work begins: let workers go, with what they remember of the work so far, where others start at once."""


@contextmanager
def engine(
    name: Name = "local",
    jobs: int = 1,
    scheduler: str = "",
    told: Told = untold,
    warm: Callable[[], object] = idle,
) -> Iterator[Engine]:
    """An engine for a run. `jobs` 0: for Dask as many workers as there are cores.

    `warm` is called in each worker as it starts. Raises AbortRun and SetupIncomplete as `cluster` does.
    """
    if name == "dask":
        with cluster(scheduler, jobs, told, warm) as running:
            yield running
    elif jobs <= 1:
        yield Here()
    else:
        several = Processes(jobs, warm)
        try:
            yield several
        finally:
            several.close()


def outcomes(stage: Stage[I, O], records: Iterable[I], jobs: int = 1, strict: bool = False) -> Iterator[Outcome[I, O]]:
    """Each record with its results, in order: in this process, or with `jobs` above 1 on that many."""
    with engine(jobs=jobs) as running:
        yield from running.outcomes(stage, records, strict)


def run_stage(stage: Stage[I, O], records: Iterable[I], jobs: int = 1, strict: bool = False) -> Iterator[O | Rejection]:
    """Everything a stage makes of the records, in order."""
    for outcome in outcomes(stage, records, jobs, strict):
        yield from outcome.results
