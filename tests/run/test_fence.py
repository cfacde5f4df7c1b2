import os
import signal
import time
from collections.abc import Iterator

import pytest

from allegedly.errors import SkipRecord, Unreadable
from allegedly.run.fence import Fence, Fenced


def nothing() -> None:
    pass


def double(n: int) -> int:
    return 2 * n


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def swell(size: int) -> int:
    return len(bytearray(size))


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def recurse(n: int) -> int:
    return recurse(n + 1)


def refuse(words: str) -> None:
    raise Unreadable(words)


def divide(n: int) -> float:
    return 1 / n


@pytest.fixture(scope="module")
def fence() -> Iterator[Fence]:
    one = Fence(nothing, seconds=1.0, memory=64 * 2**20)
    yield one
    one.close()


def test_results_come_back(fence: Fence) -> None:
    assert [fence.run(double, n) for n in range(3)] == [0, 2, 4]


@pytest.mark.parametrize(
    ("function", "given", "why"),
    [
        (sleep, (30,), "more than 1 s"),
        (swell, (2**31,), "more than 64 MB"),
        (crash, (), "crashed"),
        (recurse, (0,), "nested"),
        (divide, (0,), "ZeroDivisionError"),
    ],
)
def test_what_breaks_costs_only_itself(fence: Fence, function: object, given: tuple[object, ...], why: str) -> None:
    with pytest.raises(Fenced, match=why):
        fence.run(function, *given)  # type: ignore[arg-type]
    assert fence.run(double, 4) == 8


def test_a_refusal_of_the_reader_is_its_own(fence: Fence) -> None:
    with pytest.raises(Unreadable, match="no article"):
        fence.run(refuse, "no article")
    assert issubclass(Fenced, SkipRecord)


def test_memory_within_the_bound_is_given(fence: Fence) -> None:
    assert fence.run(swell, 2**24) == 2**24
