"""Promise 25: whatever comes in costs its own item at most: some time, some memory, a reason; the next is read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from allegedly.model import Rejection, Report, Snapshot
from allegedly.read import Options
from allegedly.run.fence import MEMORY, SECONDS, Fenced
from allegedly.watch.parse import Fences, reports
from tests.watch.poison import SEEDS, inputs

ALL = dict(inputs())
PARTS = 8


@pytest.fixture(scope="module")
def fences() -> Iterator[Fences]:
    """Less patient than the desk's own, so that the test ends soon; what it costs is judged by the desk's constants."""
    one = Fences(1, 2.0)
    yield one
    one.close()


def read(fences: Fences, data: bytes, origin: str = "https://g.example/x") -> list[Report | Rejection]:
    snapshot = Snapshot(sha256(data).hexdigest(), origin, data, "", datetime(2026, 3, 10, tzinfo=UTC))
    try:
        return fences.run(reports, snapshot, Options(), "")
    except Fenced as error:
        return [Rejection(origin, "read", str(error))]


def test_there_are_enough() -> None:
    assert len(ALL) >= 500
    assert (SECONDS, MEMORY) == (10.0, 256 * 2**20)


@pytest.mark.parametrize("part", range(PARTS))
def test_poison_costs_only_itself(fences: Fences, part: int) -> None:
    """The fence holds each to its time and memory; here: each ends in reports, a reason, or the fence, never else."""
    for name, data in list(ALL.items())[part::PARTS]:
        found = read(fences, data)
        assert all(one.reason for one in found if isinstance(one, Rejection)), name
    good = read(fences, SEEDS["rss"])
    assert sum(isinstance(one, Report) for one in good) == 2
