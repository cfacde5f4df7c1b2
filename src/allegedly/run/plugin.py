"""What each worker of a Dask cluster does as it joins. Imported with Dask only."""

import gc
import sys
from collections.abc import Callable, Mapping
from threading import Thread
from typing import Any

from distributed import WorkerPlugin

from allegedly.errors import AbortRun
from allegedly.run.heap import large_pages
from allegedly.run.same import differences, identity


class Same(WorkerPlugin):  # type: ignore[misc]
    """Whoever runs something else than the client does not work for it; whoever does loads what it will need."""

    name = "allegedly"

    def __init__(self, wanted: Mapping[str, str], warm: Callable[[], object]) -> None:
        self.wanted, self.warm = dict(wanted), warm

    def setup(self, worker: Any) -> None:
        """Check, and load beside the work. Raises AbortRun where something differs."""
        found = differences(self.wanted, identity())
        if found:
            raise AbortRun(
                f"Worker {worker.address} ({sys.executable}) differs from this machine: {'; '.join(found)}. "
                "Install the same there, and start it again."
            )
        Thread(target=self._loaded, daemon=True).start()

    def _loaded(self) -> None:
        """What is held from here on stays: the search for rings passes over it, and it lies in large pages."""
        self.warm()
        gc.freeze()
        large_pages()
