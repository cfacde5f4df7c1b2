"""Running a stage on this machine: in this process, or on several. Results come in the order of the input."""

import gc
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from allegedly.errors import AbortRun, DefectFound, SkipRecord
from allegedly.model import Rejection
from allegedly.run.stage import Stage

I = TypeVar("I")
O = TypeVar("O")

CHUNK = 8  # records that travel to a worker together: Ctrl-C waits for at most these
SELDOM = 50_000  # objects made and not yet gone, before Python looks for rings among them
AHEAD = 3  # chunks waiting for each worker, so that memory stays bounded


class Outcome(NamedTuple, Generic[I, O]):
    """One record with what a stage made of it. `final` is False where a defect stopped it: try again next time."""

    record: I
    results: tuple[O | Rejection, ...]
    final: bool = True


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_stage(stage: Stage[I, O], records: Iterable[I], jobs: int = 1, strict: bool = False) -> Iterator[O | Rejection]:
    """Everything a stage makes of the records, in order."""
    for outcome in outcomes(stage, records, jobs, strict):
        yield from outcome.results


def outcomes(stage: Stage[I, O], records: Iterable[I], jobs: int = 1, strict: bool = False) -> Iterator[Outcome[I, O]]:
    """Each record with its results, in order. With `jobs` above 1, on that many processes: the results are the same.

    A SkipRecord becomes a Rejection. So does any other error of the stage, marked as a defect, unless `strict`:
    then DefectFound names the record. AbortRun always ends the run.
    """
    if jobs <= 1:
        with seldom_collected():
            for record in records:
                yield _apply(stage, record, strict)
    else:
        yield from _spread(stage, records, jobs, strict)


def _apply(stage: Stage[I, O], record: I, strict: bool) -> Outcome[I, O]:
    """One record through a stage; what it gave before it failed is kept."""
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
        return [_apply(stage, record, strict) for record in records]


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


def _quiet() -> None:
    """Ctrl-C reaches the whole process group; the parent alone decides what becomes of the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _spread(stage: Stage[I, O], records: Iterable[I], jobs: int, strict: bool) -> Iterator[Outcome[I, O]]:
    # spawn: no lock or thread is copied, and the workers' time counts as this process's children's
    context = multiprocessing.get_context("spawn")
    source = iter(records)
    waiting: deque[tuple[list[I], Future[list[Outcome[I, O]]]]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_quiet)
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (chunk := list(islice(source, CHUNK))):
                waiting.append((chunk, pool.submit(apply_all, stage, chunk, strict)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            yield from _collected(stage, chunk, future)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _collected(stage: Stage[I, O], chunk: list[I], future: Future[list[Outcome[I, O]]]) -> list[Outcome[I, O]]:
    try:
        return future.result()
    except BrokenProcessPool as error:
        first, last = stage.label(chunk[0]), stage.label(chunk[-1])
        raise AbortRun(
            f"A worker process died at {stage.name}, between {first} and {last} (out of memory?). Try --jobs 1."
        ) from error
