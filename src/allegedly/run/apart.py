"""Work that needs much room once: done in a process that ends with it, so that all of its room goes back to the system.

What Python and the C library once took for small objects they mostly keep: a process that lives long would stay as
large as its largest piece of work. The child is a fresh one, not a fork: threads, connections and locks stay here.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import IO, TypeVar, cast

from allegedly.errors import AbortRun, AllegedlyError
from allegedly.run.alone import own_output

T = TypeVar("T")

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Killed(AbortRun):
    """The process was killed before it was done: there was no memory left, or somebody did it."""


class Unavailable(AllegedlyError):  # noqa: N818 - says what is so
    """No process can be made here, or the work broke in it: do it where you are, and see."""


def apart(what: str, function: Callable[..., T], *given: object) -> T:
    """The function's result, from a process of its own; `what` it is, in words, for an error.

    The function is one of a module, it and what it takes and gives can be pickled. Signals that stop a program go to
    the caller alone; the process ends at once when the caller does, or when something is raised in it. Raises what
    the function raised where the desk raises it on purpose, Killed, and Unavailable.
    """
    with _child() as process:
        try:
            kind, value = _answer(process, (function, given))
        except (EOFError, pickle.UnpicklingError, BrokenPipeError):
            if (code := process.wait()) < 0:
                raise Killed(_killed(what, -code)) from None
            raise Unavailable(what) from None
    if kind == "raised":
        raise cast(AllegedlyError, value)
    return cast(T, value)


@contextmanager
def _child() -> Iterator[subprocess.Popen[bytes]]:
    """A fresh process of this program, which is ended in any case."""
    if not sys.executable:
        raise Unavailable("no interpreter")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:  # it inherits the blocked signals: whether to stop is decided here
        process = subprocess.Popen(
            [sys.executable, "-m", "allegedly.run.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )
    except OSError as error:
        raise Unavailable(str(error)) from error
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _answer(process: subprocess.Popen[bytes], work: object) -> tuple[str, object]:
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(work, process.stdin)
    process.stdin.flush()  # and stays open: its end tells the child that we are gone
    answer: tuple[str, object] = pickle.load(process.stdout)
    return answer


def _killed(what: str, number: int) -> str:
    return (
        f"{what}: its process was killed ({signal.Signals(number).name}; out of memory?). Nothing that was kept is "
        "lost. Give the desk more memory and run this again."
    )


def main(source: IO[bytes], out: IO[bytes]) -> None:
    """What the child does: work in, an answer out."""
    function, given = pickle.load(source)
    Thread(target=_end_with, args=(source.fileno(),), daemon=True).start()
    try:
        answer: tuple[str, object] = ("done", function(*given))
    except AllegedlyError as error:
        answer = ("raised", error)
    pickle.dump(answer, out)
    out.flush()


def _end_with(lifeline: int) -> None:
    """Wait until whoever gave the work is gone, and end at once: nobody would hear the answer."""
    while os.read(lifeline, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main(sys.stdin.buffer, own_output())
