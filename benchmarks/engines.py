"""Extraction of the same reports in this process, on processes of this machine, and on a local Dask cluster.

CPU seconds hold what an engine adds: starting, loading in each worker, sending records. The clock is told beside it,
but says little on a machine that others use.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from allegedly.model import Extraction, Report
from allegedly.run import Outcome, Stage, outcomes
from allegedly.run.cluster import cluster
from allegedly.stages import Choice, way
from benchmarks.apart import cpu
from benchmarks.material import material, reports

ENGINES = ("one process", "processes", "dask")


@dataclass(frozen=True, slots=True)
class Run:
    """One engine. `digest` is that of all results in their order: it must be the same for every engine."""

    engine: str
    jobs: int
    reports: int
    cpu: float
    clock: float
    digest: str


def run(engine: str, size: int, jobs: int = 2, language: str = "") -> Run:
    """`size` reports (of one language, or of all) extracted on an engine; `jobs` processes where it has several."""
    given = reports(material(size, language))
    jobs = 1 if engine == ENGINES[0] else jobs
    before, start = cpu(), time.monotonic()
    digest = _digest(_extracted(engine, given, jobs))
    return Run(engine, jobs, len(given), cpu() - before, time.monotonic() - start, digest)


def _extracted(engine: str, given: list[Report], jobs: int) -> Iterator[Outcome[Report, Extraction]]:
    stage: Stage[Report, Extraction] = way(Choice()).extract
    if engine != "dask":
        yield from outcomes(stage, given, jobs)
        return
    with cluster("", jobs) as running:
        yield from running.outcomes(stage, given)


def _digest(found: Iterable[Outcome[Report, Extraction]]) -> str:
    whole = sha256()
    for one in found:
        whole.update(msgspec.json.encode(one.results))
    return whole.hexdigest()[:16]
