from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from .chromium import ABSENT, CHROMIUM, chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(ABSENT)
    with chromium() as running:
        yield running
