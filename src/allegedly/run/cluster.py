"""Running a stage on a Dask cluster: of this machine, or of many. The results are those of one process, in its order.

Dask promises that a task runs at least once. Stages are pure, so once more does no harm: what a lost worker had is
computed by another, and after a loss of the scheduler everything that is still waited for is sent again.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from allegedly.errors import AbortRun, SetupIncomplete
from allegedly.run.local import AHEAD, Outcome, apply_all, cores
from allegedly.run.stage import Stage

I = TypeVar("I")
O = TypeVar("O")

CHUNK = 32  # records that travel together; a lost worker costs at most these again
PATIENCE = 60.0  # seconds without a scheduler or a worker, before the run gives up
Told = Callable[[str], None]


def untold(line: str) -> None:
    """Words that nobody reads."""


@dataclass(slots=True)
class Cluster:
    """A running cluster, and the way to it."""

    client: Any
    address: str  # empty: the cluster of this process
    workers: int
    patience: float = PATIENCE
    told: Told = untold

    def outcomes(self, stage: Stage[I, O], records: Iterable[I], strict: bool = False) -> Iterator[Outcome[I, O]]:
        """Each record with its results, in the order of the records, as `run.outcomes` gives them."""
        work: _Work[I, O] = _Work(self, stage, strict)
        source = iter(records)
        try:
            while True:
                self._fill(work, source)
                if not work.waiting:
                    return
                yield from work.first()
        finally:
            work.drop()

    def _fill(self, work: "_Work[I, O]", source: Iterator[I]) -> None:
        while len(work.waiting) < max(1, self.workers) * AHEAD and (chunk := list(islice(source, CHUNK))):
            work.send(chunk)

    def reach(self) -> None:
        """Find the scheduler again. Raises AbortRun where there is none for too long."""
        from distributed import Client

        if not self.address:
            raise AbortRun("The cluster of this run is gone. Run again: what was done is not done again.")
        until = time.monotonic() + self.patience
        self.told(f"The scheduler at {self.address} is gone; waiting for it.")
        while time.monotonic() < until:
            try:
                self.client.close(timeout=1)
                self.client = Client(self.address, timeout=max(1, until - time.monotonic()), set_as_default=False)
                self.client.wait_for_workers(1, timeout=max(1, until - time.monotonic()))
            except (OSError, TimeoutError):
                time.sleep(0.5)
            else:
                self.workers = len(self.client.scheduler_info(n_workers=-1)["workers"])
                self.told("It is back; what was not finished is sent again.")
                return
        raise AbortRun(
            f"No scheduler with a worker at {self.address} for {self.patience:.0f} seconds. "
            "Start it, and run again: what was done is not done again."
        )


@dataclass(slots=True)
class _Work(Generic[I, O]):
    """What was sent and is waited for, oldest first."""

    cluster: Cluster
    stage: Stage[I, O]
    strict: bool
    waiting: deque[tuple[list[I], Any]] = field(default_factory=deque)

    def send(self, chunk: list[I]) -> None:
        """One more chunk."""
        self.waiting.append((chunk, self._submit(chunk)))

    def _submit(self, chunk: list[I]) -> Any:
        return self.cluster.client.submit(apply_all, self.stage, chunk, self.strict, pure=False)

    def first(self) -> list[Outcome[I, O]]:
        """The results of the oldest chunk; it and all others are sent again where the scheduler was lost."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError

        while True:
            chunk, future = self.waiting[0]
            try:
                found: list[Outcome[I, O]] = future.result()
            except KilledWorker as error:
                first, last = self.stage.label(chunk[0]), self.stage.label(chunk[-1])
                raise AbortRun(
                    f"Several workers died at {self.stage.name}, between {first} and {last} (out of memory?)."
                ) from error
            except (CancelledError, FutureCancelledError, CommClosedError, TimeoutError, OSError):
                self.cluster.reach()
                self.waiting = deque((chunk, self._submit(chunk)) for chunk, _ in self.waiting)
            else:
                self.waiting.popleft()
                return found

    def drop(self) -> None:
        """Nobody waits any longer."""
        for _, future in self.waiting:
            future.cancel()


@contextmanager
def cluster(address: str = "", jobs: int = 0, told: Told = untold) -> Iterator[Cluster]:
    """A cluster: that of the scheduler at an address (`tcp://HOST:8786`), or one of processes on this machine.

    `told` is given lines for the user: where the dashboard is, what was lost. Raises SetupIncomplete without Dask,
    AbortRun where no scheduler answers.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise SetupIncomplete("Dask is not installed. Run: pip install 'allegedly[dask]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told by `told` and by errors
    if address:
        client = _client(Client, address)
        try:
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
            _tell(client, told)
            yield Cluster(client, address, workers, told=told)
        finally:
            client.close(timeout=5)
        return
    number = jobs or cores()
    with (
        LocalCluster(n_workers=number, threads_per_worker=1, processes=True, dashboard_address=None) as here,
        Client(here, set_as_default=False) as client,
    ):
        yield Cluster(client, "", number, told=told)


def _client(client: Any, address: str) -> Any:
    try:
        found = client(address, timeout=PATIENCE / 3, set_as_default=False)
        found.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise AbortRun(
            f"{address}: no scheduler with a worker answers ({error}). "
            "Start them: dask scheduler; dask worker tcp://HOST:8786. Both need the same allegedly."
        ) from error
    return found


def _tell(client: Any, told: Told) -> None:
    if client.dashboard_link:
        told(f"Dashboard: {client.dashboard_link}")
