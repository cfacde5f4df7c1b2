"""A batch (read, extract, link, assess, write) here, on processes of this machine, and on a local Dask cluster.

    python -m benchmarks.engines --reports 100000 --jobs 2

CPU seconds hold what an engine adds: starting, loading in each worker, sending records. The clock is told beside it:
on a machine that others use it says little, so the load is told too.
"""

import argparse
import json
import os
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from allegedly import pipeline
from allegedly.run.local import cores
from allegedly.stages import Choice
from benchmarks.apart import apart, cpu, peak
from benchmarks.material import material

ENGINES = ("one process", "processes", "dask")


@dataclass(frozen=True, slots=True)
class Run:
    """One engine. `digest` is that of the four files: it must be the same for every engine. `peak`: MB of the run's
    own process; those of workers come on top. `link`: of the clock, what linking and assessing took.
    """

    engine: str
    jobs: int
    reports: int
    cpu: float
    clock: float
    digest: str
    peak: float = 0.0
    link: float = 0.0


def run(engine: str, size: int, jobs: int = 2, language: str = "") -> Run:
    """`size` reports (of one language, or of all) through `batch`; `jobs` processes where an engine has several."""
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "reports.jsonl", Path(folder) / "out"
        with given.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in material(size, language))
        jobs = 1 if engine == ENGINES[0] else jobs
        choice = Choice(jobs=jobs, engine="dask" if engine == "dask" else "local")
        before, start = cpu(), time.monotonic()
        tally = pipeline.batch(given, out, choice)
        return Run(engine, jobs, tally.reports, cpu() - before, time.monotonic() - start, _digest(out), peak(),
                   tally.seconds["link"])  # fmt: skip


def _digest(out: Path) -> str:
    whole = sha256()
    for path in sorted(out.iterdir()):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def compared(found: list[Run]) -> list[str]:
    """What the runs say beside each other."""
    of = {one.engine: one for one in found}
    told = []
    if "dask" in of and "processes" in of:
        a, b = of["dask"], of["processes"]
        told.append(f"Dask against processes: {a.cpu / b.cpu - 1:+.1%} CPU, {a.clock / b.clock - 1:+.1%} clock")
    told += [
        f"{name} against one process: {of[ENGINES[0]].clock / of[name].clock:.2f} times as fast by the clock"
        for name in ENGINES[1:]
        if name in of and ENGINES[0] in of
    ]
    if len({one.digest for one in found}) > 1:
        told.append("THE ENGINES' RESULTS DIFFER")
    return told


def main() -> None:
    """Each engine in a process of its own, one after the other."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("--reports", type=int, default=5_000)
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--only", nargs="+", choices=ENGINES, default=ENGINES)
    given = ap.parse_args()
    found = []
    for engine in given.only:
        load = os.getloadavg()[0]
        one = apart(run, engine, given.reports, given.jobs)
        found.append(one)
        print(f"{one.engine} ({one.jobs}): {one.reports} reports  {one.cpu:.1f} CPU s, {one.clock:.1f} s by the clock "
              f"({one.link:.1f} of it linking)  {one.peak:.0f} MB  results {one.digest}  "
              f"load {load:.1f} on {cores()} cores", flush=True)  # fmt: skip
    print("\n".join(compared(found)))


if __name__ == "__main__":
    main()
