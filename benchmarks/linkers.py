"""`python -m benchmarks.linkers [--writers 4] [--each 60] [--at-once 6] [--kinds sqlite postgresql]`: who links.

So many processes each add reports to one desk, a few at a time, and link after each. Printed: CPU seconds of all of
them (without the server), how often everything was linked anew, and the CPU seconds of that. 1 where a report is in no
incident.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from allegedly import anew
from allegedly import relink as linking
from allegedly.model.home import Home, home
from allegedly.store import Store
from benchmarks.growing import keep, reports
from benchmarks.sharing import serving


def main(arguments: Sequence[str]) -> int:
    """Measure each kind of store."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linkers", description=__doc__)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--at-once", type=int, default=6)
    parser.add_argument("--kinds", nargs="*", default=["sqlite", "postgresql"])
    given = parser.parse_args(arguments)
    wrong = 0
    for kind in given.kinds:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
            shared = kind == "postgresql"
            at = home(running.enter_context(serving())) if shared else Path(folder) / "desk.db"
            wrong += _measured(kind, at, given)
    return int(wrong > 0)


def _measured(kind: str, at: Home, given: argparse.Namespace) -> int:
    Store.open(at, create=True).close()
    context = multiprocessing.get_context("spawn")
    told: Any = context.Queue()
    running = [context.Process(target=write, args=(at, n, given, told)) for n in range(given.writers)]
    before = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    for one in running:
        one.start()
    took = [told.get(timeout=3600) for _ in running]
    for one in running:
        one.join()
    cpu = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before
    with closing(Store.open(at)) as store:
        inside = {r for i, _ in store.view().incidents(limit=10**6) for r in i.reports}
    lost: int = given.writers * given.each - len(inside)
    print(f"{kind}: {given.writers} writers of {given.each} reports, {given.at_once} at once: {cpu:.1f} CPU s; all "
          f"linked anew {sum(n for n, _ in took)} times in {sum(s for _, s in took):.1f} CPU s; {lost} lost",
          flush=True)  # fmt: skip
    return lost


def write(at: Home, number: int, given: argparse.Namespace, told: Any) -> None:
    """One of the processes: its share of the reports."""
    whole, times = anew._whole, list[float]()

    def timed(*asked: Any) -> bool:
        started = time.process_time()
        done = whole(*asked)
        times.append(time.process_time() - started)
        return done

    mine = [*islice(reports(), number, given.writers * given.each, given.writers)]
    with closing(Store.open(at)) as store, patch.object(anew, "_whole", timed):
        for start in range(0, given.each, given.at_once):
            keep(store, mine[start : start + given.at_once])
            linking.relink(store)
    told.put((len(times), sum(times)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
