"""Running a stage on a Dask cluster: of this machine, or of many. The results are those of one process, in its order.

Dask promises that a task runs at least once. Stages are pure, so once more does no harm: what a lost worker had is
computed by another, and after a loss of the scheduler everything that is still waited for is sent again. A record that
kills its workers is found by itself (`alone`) and rejected.
"""

import logging
import pickle
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any, Generic, TypeVar

from allegedly.errors import AbortRun, SetupIncomplete
from allegedly.run.alone import apply_alone
from allegedly.run.local import Outcome, cores, seldom_collected
from allegedly.run.processes import apply_chunk, chunks, idle
from allegedly.run.same import identity
from allegedly.run.stage import Stage

I = TypeVar("I")
O = TypeVar("O")
C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

CHUNK = 64  # records that travel together; a lost worker costs at most these again
AHEAD = 3  # chunks waiting for each worker, so that memory stays bounded
PATIENCE = 60.0  # seconds without a scheduler or a worker, before the run gives up
KEPT = 128 * 1024 * 1024  # bytes that a worker of this machine holds free, before they go back to the system
DEATHS = 1  # workers of this machine that may die at a chunk, before its records are done one by one
Told = Callable[[str], None]


def untold(line: str) -> None:
    """Words that nobody reads."""


@dataclass(slots=True)
class Cluster:
    """The engine of a running cluster, and the way to it."""

    client: Any
    address: str  # empty: the cluster of this process
    workers: int
    patience: float = PATIENCE
    told: Told = untold

    def outcomes(self, stage: Stage[I, O], records: Iterable[I], strict: bool = False) -> Iterator[Outcome[I, O]]:
        """As `Here.outcomes`; a record that kills its workers again and again is rejected."""
        doing = _Doing(partial(apply_chunk, stage, strict), partial(apply_alone, stage, strict))
        for chunk, found in self._through(doing, chunks(records, CHUNK)):
            yield from (one._replace(record=record) for record, one in zip(chunk, found, strict=True))

    def spread(self, work: Callable[[C, T], R], common: C, tasks: Iterable[T]) -> Iterator[R]:
        """As `Here.spread`. Raises AbortRun where one task kills its workers again and again."""
        doing: _Doing[T, R] = _Doing(partial(_with, work), None, pickle.dumps(common, 5))
        yield from (found for _, found in self._through(doing, tasks))

    def fresh(self) -> None:
        """As `Here.fresh`: workers stay, since those of a cluster may be others' too and start slowly."""

    def _through(self, doing: "_Doing[T, R]", tasks: Iterable[T]) -> Iterator[tuple[T, R]]:
        """Each task with its result, in order."""
        work, source = _Work(self, doing), iter(tasks)
        try:
            while True:
                room = max(1, self.workers) * AHEAD - len(work.waiting)
                for task in islice(source, max(0, room)):
                    work.send(task)
                if not work.waiting:
                    return
                yield work.first()
        finally:
            work.drop()

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


@dataclass(frozen=True, slots=True)
class _Doing(Generic[T, R]):
    """What is done with each task; what with one that kills its workers; what all share, pickled."""

    work: Callable[..., R]
    alone: Callable[[T], R] | None
    common: bytes | None = None


@dataclass(slots=True)
class _Work(Generic[T, R]):
    """What was sent and is waited for, oldest first."""

    cluster: Cluster
    doing: _Doing[T, R]
    common: Any = None
    waiting: deque[tuple[T, Any]] = field(default_factory=deque)

    def send(self, task: T) -> None:
        """One more task."""
        self.waiting.append((task, self._submit(task)))

    def _submit(self, task: T) -> Any:
        if self.doing.common is None:
            return self.cluster.client.submit(self.doing.work, task, pure=False)
        if self.common is None:
            self.common = self._share(self.doing.common)
        return self.cluster.client.submit(self.doing.work, self.common, task, pure=False)

    def _share(self, common: bytes) -> Any:
        """A task of its own, so that whoever loses it makes it again; workers hand it to each other."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Sending large graph")
            return self.cluster.client.submit(pickle.loads, common, pure=False)

    def first(self) -> tuple[T, R]:
        """The oldest task and its result; it and all others are sent again where the scheduler was lost."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError

        while True:
            task, future = self.waiting[0]
            try:
                found: R = future.result()
            except KilledWorker as error:
                self.waiting[0] = (task, self._submit_alone(task, error))
            except (CancelledError, FutureCancelledError, CommClosedError, TimeoutError, OSError):
                self.cluster.reach()
                self.common = None
                self.waiting = deque((one, self._submit(one)) for one, _ in self.waiting)
            else:
                self.waiting.popleft()
                return task, found

    def _submit_alone(self, task: T, error: Exception) -> Any:
        if self.doing.alone is None:
            raise AbortRun("Several workers died at one task (out of memory?). Give workers more.") from error
        self.cluster.told("Workers died; what they had is done again, record by record.")
        return self.cluster.client.submit(self.doing.alone, task, pure=False)

    def drop(self) -> None:
        """Nobody waits any longer."""
        for _, future in self.waiting:
            future.cancel()


def _with(work: Callable[[Any, T], R], common: Any, task: T) -> R:
    """What a worker does with what it shares with the others."""
    with seldom_collected():
        return work(common, task)


@contextmanager
def cluster(
    address: str = "", jobs: int = 0, told: Told = untold, warm: Callable[[], object] = idle
) -> Iterator[Cluster]:
    """A cluster: that of the scheduler at an address (`tcp://HOST:8786`), or one of processes on this machine.

    `told` is given lines for the user: where the dashboard is, what was lost. `warm` is called in each worker as it
    starts. Raises SetupIncomplete without Dask, AbortRun where no scheduler answers or a worker runs other code.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise SetupIncomplete("Dask is not installed. Run: pip install 'allegedly[dask]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told by `told` and by errors
    if address:
        client = _client(Client, address)
        try:
            _tell(client, told)
            _same(client, warm)
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
            yield Cluster(client, address, workers, told=told)
        finally:
            client.close(timeout=5)
        return
    number = jobs or cores()
    with (
        _undisturbed(),
        LocalCluster(
            n_workers=number,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            scheduler_kwargs={"allowed_failures": DEATHS},
        ) as here,
        Client(here, set_as_default=False, direct_to_workers=True) as client,
    ):
        _same(client, warm)
        yield Cluster(client, "", number, told=told)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Workers look seldom at themselves (nobody reads it), and keep memory that they will need again at once."""
    import dask

    with dask.config.set(
        {
            "distributed.worker.profile.enabled": False,
            "distributed.admin.tick.interval": "1s",
            "distributed.admin.system-monitor.interval": "5s",
            "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": KEPT,
        }
    ):
        yield


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


def _same(client: Any, warm: Callable[[], object]) -> None:
    """Let each worker check that it runs what this process runs, now and whenever one joins, and load what it needs."""
    from allegedly.run.plugin import Same

    try:
        client.register_plugin(Same(identity(), warm), name="allegedly")
    except (ImportError, AttributeError) as error:
        raise AbortRun(
            f"The scheduler or a worker cannot load allegedly ({error}). Install the same version on every machine."
        ) from error


def _tell(client: Any, told: Told) -> None:
    if client.dashboard_link:
        told(f"Dashboard: {client.dashboard_link}")
