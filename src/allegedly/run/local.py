"""Running a stage on this machine: in this process, or on several."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from allegedly.model import Rejection
from allegedly.run.stage import Stage

I = TypeVar("I")
O = TypeVar("O")


def run_stage(stage: Stage[I, O], records: Iterable[I]) -> Iterator[O | Rejection]:
    """Apply a stage to each record, in order."""
    for record in records:
        yield from stage.apply(record)
