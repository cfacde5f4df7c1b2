"""`python -m benchmarks.editions [--held 2000] [--new 200]`: what an edition costs, in CPU of one process.

A desk of made-up reports is restricted (one withheld, one word masked everywhere). Printed: CPU seconds to make its
edition and milliseconds for each report in it; then, for reports that come in by twenties, CPU milliseconds for each to
be linked in the desk, and for each to be followed by the edition; and for a look at a desk that has not changed.
"""

import argparse
import tempfile
import time
from itertools import islice
from pathlib import Path

from allegedly.model.restriction import Ask
from allegedly.relink import relink
from allegedly.restrict.door import Restricting
from allegedly.restrict.editions import Editions
from allegedly.store import Store
from benchmarks.growing import keep, reports

BATCH = 20


def measure(held: int, new: int, folder: Path) -> dict[str, float]:
    """The figures, by name."""
    store = Store.open(folder / "desk.db", create=True)
    made = islice(reports(), held + new)
    first = list(islice(made, held))
    keep(store, first)
    relink(store)
    door = Restricting(store)
    door.restrict(Ask("withhold", first[0].report.id, "A. Editor"))
    door.restrict(Ask("mask", "*", "A. Editor", words=("Qwertzuchenko",)))
    editions, figures = Editions(store), dict[str, float]()
    began = time.process_time()
    editions.refresh()
    figures["edition made, s"] = time.process_time() - began
    figures["for each report of it, ms"] = 1000 * figures["edition made, s"] / held
    linking = following = 0.0
    while group := list(islice(made, BATCH)):
        keep(store, group)
        began = time.process_time()
        relink(store)
        linking, began = linking + time.process_time() - began, time.process_time()
        editions.refresh()
        following += time.process_time() - began
    figures["new report linked in the desk, ms"] = 1000 * linking / new
    figures["new report followed by the edition, ms"] = 1000 * following / new
    began = time.process_time()
    editions.refresh()
    figures["nothing new, ms"] = 1000 * (time.process_time() - began)
    store.close()
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", type=int, default=2000)
    parser.add_argument("--new", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, value in measure(given.held, given.new, Path(folder)).items():
            print(f"{name:40} {value:10.2f}")


if __name__ == "__main__":
    main()
