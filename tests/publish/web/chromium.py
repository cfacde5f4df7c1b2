"""A real Chromium for tests, pictures and benchmarks: Debian's, as it asks nothing of the network by itself."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

ABSENT = "no chromium: install Debian's package chromium"
NEEDED = pytest.mark.skipif(CHROMIUM is None, reason=ABSENT)


@contextmanager
def chromium(*more: str, flags: Sequence[str] = FLAGS) -> Iterator[Browser]:
    """Chromium, running; `more` flags besides the usual ones."""
    with sync_playwright() as p:
        running = p.chromium.launch(executable_path=CHROMIUM, args=[*flags, *more])
        yield running
        running.close()
