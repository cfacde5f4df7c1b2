"""Records that kill whoever reads them: one process for them alone, so that only they are lost.

A worker that dies takes the whole chunk with it and does not say at which record. So the chunk is done again in a child
of its own, which gives each result as soon as it has it: where it dies is the record that killed it.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from typing import IO, Any, TypeVar

from allegedly.errors import AllegedlyError
from allegedly.model import Rejection
from allegedly.run.local import Outcome, applied
from allegedly.run.stage import Stage

I = TypeVar("I")
O = TypeVar("O")

TRIES = 3  # times that a record may kill its process before it is given up
MEND = "Add it again by itself: it is tried anew. A record that needs too much memory: --max-chars, or more memory."


def apply_alone(stage: Stage[I, O], strict: bool, records: list[I], tries: int = TRIES) -> list[Outcome[I, O]]:
    """Some records through a stage, in order; one that kills its process `tries` times becomes a Rejection.

    Raises what the stage raised: AbortRun, and DefectFound where `strict`.
    """
    done: list[Outcome[I, O]] = []
    killed = 0
    while len(done) < len(records):
        before, rest = len(done), records[len(done) :]
        done += (one._replace(record=record) for record, one in zip(rest, _child(stage, strict, rest), strict=False))
        killed = killed + 1 if len(done) == before else 1
        if len(done) < len(records) and killed >= tries:
            done.append(_given_up(stage, records[len(done)], tries))
            killed = 0
    return done


def _given_up(stage: Stage[I, O], record: I, tries: int) -> Outcome[I, O]:
    name = stage.label(record)
    why = f"killed its process {tries} times (out of memory?)"
    return Outcome(record, (Rejection(name, stage.name, why, MEND),), final=False)


def _child(stage: Stage[I, O], strict: bool, records: list[I]) -> Iterator[Outcome[I, O]]:
    """What a fresh process makes of the records, as long as it lives."""
    with subprocess.Popen(
        [sys.executable, "-m", "allegedly.run.alone"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump((stage, strict, records), process.stdin)
            process.stdin.close()
            yield from _answers(process.stdout)
        except BrokenPipeError:
            return
        finally:
            process.kill()


def _answers(stream: IO[bytes]) -> Iterator[Outcome[Any, Any]]:
    while True:
        try:
            answer = pickle.load(stream)
        except (EOFError, pickle.UnpicklingError):
            return
        if isinstance(answer, AllegedlyError):
            raise answer
        yield answer


def main(source: IO[bytes], out: IO[bytes]) -> None:
    """What the child does: a stage and records in, an outcome for each out, at once."""
    stage, strict, records = pickle.load(source)
    try:
        for record in records:
            _tell(out, applied(stage, record, strict)._replace(record=None))
    except AllegedlyError as error:
        _tell(out, error)


def _tell(out: IO[bytes], what: object) -> None:
    pickle.dump(what, out)
    out.flush()


def own_output() -> IO[bytes]:
    """Standard output for answers alone: what the work prints goes to standard error."""
    mine = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return mine


if __name__ == "__main__":
    main(sys.stdin.buffer, own_output())
