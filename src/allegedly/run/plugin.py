"""What each worker of a Dask cluster does as it joins. Imported with Dask only."""

import sys
from collections.abc import Callable, Mapping
from threading import Thread
from typing import Any

from distributed import WorkerPlugin

from allegedly.errors import AbortRun
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
        Thread(target=self.warm, daemon=True).start()
