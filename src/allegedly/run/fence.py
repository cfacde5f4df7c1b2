"""Reading what strangers wrote, behind a wall: a process of its own, with bounded memory and time.

A parser that swells, hangs or crashes costs its one input; the next one finds a fresh worker.
"""

import multiprocessing
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import TypeVar

from allegedly.errors import AllegedlyError, SkipRecord

T = TypeVar("T")

SECONDS = 10.0
MEMORY = 256 * 1024 * 1024  # bytes above what the worker needs to start


class Fenced(SkipRecord):
    """The input broke the fence: it took too long, needed too much memory, or crashed its reader."""


class Fence:
    """Runs functions of one kind in a worker. `warm` is called once in a new worker, before its memory is bounded.

    Functions, arguments and results must be picklable. Safe to use from several threads: one input at a time.
    """

    def __init__(self, warm: Callable[[], object], seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._warm, self._seconds, self._memory = warm, seconds, memory
        self._worker: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._lock = Lock()

    def run(self, function: Callable[..., T], *given: object) -> T:
        """The function's result. Raises Fenced, or the SkipRecord or AbortRun that the function raised."""
        with self._lock:
            pipe = self._ready()
            try:
                pipe.send((function, given))
                if not pipe.poll(self._seconds):
                    self._end()
                    raise Fenced(f"reading took more than {self._seconds:g} s")
                kind, value = pipe.recv()
            except (EOFError, BrokenPipeError, ConnectionResetError) as error:
                self._end()
                raise Fenced("reading crashed the reader") from error
        if kind == "done":
            return value  # type: ignore[no-any-return]
        if kind == "memory":
            self.close()
            raise Fenced(f"reading needed more than {self._memory // 2**20} MB")
        if kind == "raised":
            raise value
        raise Fenced(f"reading failed: {value}")

    def close(self) -> None:
        """Let the worker go."""
        with self._lock:
            self._end()

    def _ready(self) -> Connection:
        if self._worker is not None and self._worker.is_alive() and self._pipe is not None:
            return self._pipe
        self._end()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._worker = context.Process(target=_serve, args=(theirs, self._warm, self._memory), daemon=True)
        with _uninterrupted():
            self._worker.start()
        theirs.close()
        self._pipe = ours
        try:
            ours.recv()  # it has loaded what it needs; the clock of an input starts after that
        except EOFError as error:
            self._end()
            raise Fenced("the reader's process does not start") from error
        return ours

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker.join()
            self._worker.close()
        if self._pipe is not None:
            self._pipe.close()
        self._worker = self._pipe = None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process begun here does not hear Ctrl-C, not even while it starts: it inherits the blocked signal."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, warm: Callable[[], object], memory: int) -> None:
    """The worker: one input after another, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent alone decides
    warm()
    _bound(memory)
    pipe.send("ready")
    with suppress(EOFError):
        while True:
            function, given = pipe.recv()
            pipe.send(_answer(function, given))


def _answer(function: Callable[..., object], given: tuple[object, ...]) -> tuple[str, object]:
    try:
        return "done", function(*given)
    except MemoryError:
        return "memory", ""
    except RecursionError:
        return "failed", "it is nested too deeply"
    except AllegedlyError as error:
        return "raised", error
    except Exception as error:  # noqa: BLE001 - the wall itself: whatever a parser does costs its one input
        return "failed", f"{type(error).__name__}: {str(error)[:200]}"


def _bound(memory: int) -> None:
    """No more address space than is used now, and so much."""
    with open("/proc/self/statm", "rb") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
