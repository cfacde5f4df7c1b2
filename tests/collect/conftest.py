from collections.abc import Iterator

import pytest

from allegedly.collect.addresses import networks
from allegedly.collect.fetch import Fetcher, Manners
from allegedly.collect.guard import Limits
from tests.collect.host import Host, host

AGENT = "allegedly-tests/1"


@pytest.fixture
def web() -> Iterator[Host]:
    with host() as one:
        yield one


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    limits = Limits(connect=1, idle=0.5, total=1.5, size=400_000)
    one = Fetcher(Manners(AGENT, limits, networks(["127.0.0.0/8"])))
    yield one
    one.close()
