"""Running a stage in this process. Results come in the order of the input, here and on every engine."""

import gc
import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, NamedTuple, TypeVar

from allegedly.errors import AbortRun, DefectFound, SkipRecord
from allegedly.model import Rejection
from allegedly.run.stage import Stage

I = TypeVar("I")
O = TypeVar("O")
C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

SELDOM = 50_000  # objects made and not yet gone, before Python looks for rings among them


class Outcome(NamedTuple, Generic[I, O]):
    """One record with what a stage made of it. `final` is False where a defect stopped it: try again next time."""

    record: I
    results: tuple[O | Rejection, ...]
    final: bool = True


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Here:
    """The engine of one process: this one."""

    workers = 1

    def outcomes(self, stage: Stage[I, O], records: Iterable[I], strict: bool = False) -> Iterator[Outcome[I, O]]:
        """Each record with its results, in order.

        A SkipRecord becomes a Rejection. So does any other error of the stage, marked as a defect, unless `strict`:
        then DefectFound names the record. AbortRun always ends the run.
        """
        with seldom_collected():
            for record in records:
                yield applied(stage, record, strict)

    def spread(self, work: Callable[[C, T], R], common: C, tasks: Iterable[T]) -> Iterator[R]:
        """What the work makes of each task, in order; `common` is the same for all of them."""
        with seldom_collected():
            for task in tasks:
                yield work(common, task)

    def fresh(self) -> None:
        """Let workers go that hold much of what is done: this process has none."""


def applied(stage: Stage[I, O], record: I, strict: bool) -> Outcome[I, O]:
    """One record through a stage; what it gave before it failed is kept. Raises AbortRun, DefectFound (`strict`)."""
    given: list[O | Rejection] = []
    try:
        given.extend(stage.apply(record))
    except SkipRecord as error:
        name = stage.label(record)
        why = str(error).removeprefix(f"{name}: ").removesuffix(".")  # the record is named beside it, the stop added
        return Outcome(record, (*given, Rejection(name, stage.name, why)))
    except AbortRun:
        raise
    except Exception as error:  # the one wall: a defect met on one report must not cost thousands
        name, why = stage.label(record), _describe(error)
        if strict:
            raise DefectFound(f"{stage.name} broke on {name}: {why}") from error
        mend = "This is a fault of the desk, not of the report: please report it; --strict shows it in full."
        return Outcome(record, (*given, Rejection(name, stage.name, f"defect: {why}", mend)), final=False)
    return Outcome(record, tuple(given))


def _describe(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {str(error)[:200]}{where}"


def apply_all(stage: Stage[I, O], records: list[I], strict: bool) -> list[Outcome[I, O]]:
    """Some records through a stage, in order: what a worker does."""
    with seldom_collected():
        return [applied(stage, record, strict) for record in records]


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Python's search for rings among records at a seventieth of its usual rate; what is no ring goes at once as ever.

    Records hold no rings, and the search looks at all that are held: a sixth of the time of a large run.
    """
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
