from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly.collect.addresses import networks
from allegedly.collect.fetch import Fetcher, Manners
from allegedly.collect.guard import Limits
from allegedly.collect.manners import Polite
from allegedly.store import Store
from allegedly.watch import Tools
from allegedly.watch.parse import Fences
from tests.collect.host import Host, host


@pytest.fixture
def web() -> Iterator[Host]:
    with host() as one:
        yield one


@pytest.fixture(scope="session")
def fences() -> Iterator[Fences]:
    one = Fences(1)
    yield one
    one.close()


@pytest.fixture
def tools(fences: Fences) -> Iterator[Tools]:
    limits = Limits(connect=1, idle=1, total=5)
    fetcher = Fetcher(Manners("allegedly-tests/1", limits, networks(["127.0.0.0/8"])))
    yield Tools(Polite(fetcher, 0, robots=False), fences)
    fetcher.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    one = Store.open(tmp_path / "desk.db", create=True)
    yield one
    one.close()
