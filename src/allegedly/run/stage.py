"""A stage is a small value: a name, a version, what it takes and gives, and a pure function."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from allegedly.model import Rejection

I = TypeVar("I")
O = TypeVar("O")


@dataclass(frozen=True, slots=True)
class Stage(Generic[I, O]):
    """One step of the way. A new `version` makes the ledger compute its records again.

    `apply` yields records of type `gives`, or a Rejection for what it drops.
    """

    name: str
    version: int
    takes: type[I]
    gives: type[O]
    apply: Callable[[I], Iterable[O | Rejection]]


def check(stages: Sequence[Stage[object, object]]) -> None:
    """Neighbours must fit. Raises TypeError naming the two that do not."""
    for left, right in zip(stages, stages[1:], strict=False):
        if left.gives is not right.takes:
            raise TypeError(f"stage {left.name} gives {left.gives.__name__}, stage {right.name} takes {right.takes.__name__}")
