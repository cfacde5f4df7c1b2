"""A stage is a small value: a name, a version, what it takes and gives, and a pure function."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Generic, TypeVar

from allegedly.model import Rejection

I = TypeVar("I")
O = TypeVar("O")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Stage(Generic[I, O]):
    """One step of the way. A new `version` makes the ledger compute its records again.

    `apply` yields records of type `gives`, or a Rejection for what it drops; it is importable by name
    (a module's function, or a `partial` of one), so that other processes can run it.
    `label` names a record in messages.
    """

    name: str
    version: int
    takes: type[I]
    gives: type[O]
    apply: Callable[[I], Iterable[O | Rejection]]
    label: Callable[[I], str] = str


def check(stages: Sequence[Stage[Any, Any]]) -> None:
    """Neighbours must fit. Raises TypeError naming the two that do not."""
    for left, right in pairwise(stages):
        if left.gives is not right.takes:
            gives, takes = left.gives.__name__, right.takes.__name__
            raise TypeError(f"stage {left.name} gives {gives}, stage {right.name} takes {takes}")


def fuse(left: Stage[I, P], right: Stage[P, O]) -> Stage[I, O]:
    """Two neighbours as one stage, so that what passes between them never leaves the process."""
    check((left, right))
    both = partial(_both, left.apply, right.apply)
    return Stage(
        f"{left.name}+{right.name}", left.version * 1000 + right.version, left.takes, right.gives, both, left.label
    )


def _both(
    left: Callable[[I], Iterable[P | Rejection]], right: Callable[[P], Iterable[O | Rejection]], record: I
) -> Iterable[O | Rejection]:
    for middle in left(record):
        if isinstance(middle, Rejection):
            yield middle
        else:
            yield from right(middle)
