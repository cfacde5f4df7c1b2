"""The engine of several processes on this machine. They start once and serve a whole run.

Where it is safe they are forked off a parent that has loaded everything: loaded once, held once. A process that dies
(out of memory, killed) loses nothing: what was under way is done again, and a record that kills its process each time
is rejected.
"""

import gc
import multiprocessing
import pickle
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from allegedly.errors import AbortRun
from allegedly.run.alone import TRIES, apply_alone
from allegedly.run.heap import large_pages
from allegedly.run.local import Outcome, apply_all, seldom_collected
from allegedly.run.stage import Stage

I = TypeVar("I")
O = TypeVar("O")
C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

CHUNK = 8  # records that travel to a worker together: Ctrl-C waits for at most these
AHEAD = 3  # chunks waiting for each worker, so that memory stays bounded


def idle() -> None:
    """Nothing to load before the first record."""


class Processes:
    """So many processes. `warm` loads what they need: once before they are forked, else in each as it starts."""

    def __init__(self, jobs: int, warm: Callable[[], object] = idle) -> None:
        self.workers, self._warm = jobs, warm
        self._pool = self._started()

    def outcomes(self, stage: Stage[I, O], records: Iterable[I], strict: bool = False) -> Iterator[Outcome[I, O]]:
        """As `Here.outcomes`; a record that kills its process again and again is rejected."""
        work: Callable[[list[I]], list[Outcome[I, O]]] = partial(apply_chunk, stage, strict)
        alone = partial(apply_alone, stage, strict)
        for chunk, found in self._through(work, chunks(records, CHUNK), alone):
            yield from (one._replace(record=record) for record, one in zip(chunk, found, strict=True))

    def spread(self, work: Callable[[C, T], R], common: C, tasks: Iterable[T]) -> Iterator[R]:
        """As `Here.spread`. Raises AbortRun where processes die again and again."""
        with _kept(common) as path:
            doing = partial(_with, path, work)
            yield from (found for _, found in self._through(doing, tasks, partial(self._again, doing)))

    def fresh(self) -> None:
        """As `Here.fresh`: new processes, forked off this one as it is now. Spawned ones are left as they are."""
        if self._forked:
            self._pool.shutdown(wait=True)
            self._warm = idle
            self._pool = self._started()

    def _through(self, work: Callable[[T], R], tasks: Iterable[T], alone: Callable[[T], R]) -> Iterator[tuple[T, R]]:
        """Each task with its result, in order; `alone` is for one under way when a process died."""
        source, waiting = iter(tasks), deque[tuple[T, Future[R]]]()
        try:
            while True:
                while len(waiting) < self.workers * AHEAD and (more := list(islice(source, 1))):
                    waiting.append((more[0], self._submit(work, more[0])))
                if not waiting:
                    return
                task, future = waiting.popleft()
                try:
                    found = future.result()
                except BrokenProcessPool:
                    self._restart()
                    found = alone(task)
                    waiting = deque((one, self._submit(work, one)) for one, _ in waiting)
                yield task, found
        finally:
            for _, future in waiting:
                future.cancel()

    def _submit(self, work: Callable[[T], R], task: T) -> Future[R]:
        try:
            return self._pool.submit(work, task)
        except BrokenProcessPool as error:
            broken: Future[R] = Future()
            broken.set_exception(error)
            return broken

    def _again(self, work: Callable[[T], R], task: T) -> R:
        for _ in range(TRIES):
            try:
                return self._submit(work, task).result()
            except BrokenProcessPool:
                self._restart()
        raise AbortRun(f"Processes died {TRIES} times at one task (out of memory?). Try --jobs 1.")

    def _restart(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        self._forked = forked = alone()
        if forked:
            self._warm()
        # spawn elsewhere: no lock or thread is copied
        context = multiprocessing.get_context("fork" if forked else "spawn")
        pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin, initargs=(self._warm, forked))
        with _set_aside():
            for _ in range(self.workers):
                pool.submit(idle)  # so that all of them start now
        return pool

    def close(self) -> None:
        """Let the processes go."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def chunks(records: Iterable[I], size: int) -> Iterator[list[I]]:
    """Records in lists of so many, taken only as they are asked for."""
    source = iter(records)
    while chunk := list(islice(source, size)):
        yield chunk


def alone() -> bool:
    """May this process be forked: is none of its locks another thread's? Elsewhere than on Linux never."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _set_aside() -> Iterator[None]:
    """What is held now is not searched for rings by those who are forked: that would copy every page of it."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _begin(warm: Callable[[], object], forked: bool) -> None:
    """Ctrl-C reaches the whole process group; the parent alone decides what becomes of the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a parent that ends in good order on SIGTERM is not forked with it
    if not forked:
        warm()
    large_pages()


def apply_chunk(stage: Stage[Any, Any], strict: bool, records: list[Any]) -> list[Outcome[Any, Any]]:
    """What a worker does. The records stay where they came from: nobody needs them back."""
    return [one._replace(record=None) for one in apply_all(stage, records, strict)]


def _with(path: Path, work: Callable[[Any, T], R], task: T) -> R:
    """What a worker does with what it shares with the others."""
    with seldom_collected():
        return work(_read(path), task)


@lru_cache(1)
def _read(path: Path) -> Any:
    return pickle.loads(path.read_bytes())


@contextmanager
def _kept(common: object) -> Iterator[Path]:
    """What all tasks share, where each worker reads it once."""
    with tempfile.NamedTemporaryFile(prefix="allegedly-") as file:
        pickle.dump(common, file, 5)
        file.flush()
        yield Path(file.name)
