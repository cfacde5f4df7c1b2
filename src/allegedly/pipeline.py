"""THE page: the stages in order.

collect -> preserve -> read -> extract -> link -> assess -> publish
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from allegedly.assess import assess
from allegedly.collect import expand
from allegedly.link import link
from allegedly.model import Assessment, Extraction, Incident, Linking, Report
from allegedly.publish.contract import write_contract
from allegedly.read import settle
from allegedly.run import Stage, outcomes
from allegedly.stages import Choice, Way, way
from allegedly.tally import Tally

T = TypeVar("T")
I = TypeVar("I")
O = TypeVar("O")
Progress = Callable[[str, int, int], None]  # stage, done so far, of how many


def unseen(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def batch(path: Path, out: Path, choice: Choice | None = None, progress: Progress = unseen) -> Tally:
    """Reports in, the contract's four files out; no store. Raises AbortRun where nothing can be read or written."""
    choice, tally = choice or Choice(), Tally()
    steps = way(choice)
    reports = _reports([str(path)], steps, tally)
    found = list(watched("extract", _extractions(reports, steps, choice, tally), len(reports), progress))
    linking, assessed = understood(found)
    write_contract(out, found, assessed)
    tally.incidents = len(linking.incidents)
    return tally


def _reports(sources: Iterable[str], steps: Way, tally: Tally) -> list[Report]:
    captures = _step(steps.collect, expand(sources), tally)
    snapshots = _step(steps.preserve, captures, tally)
    reports = _step(steps.read, snapshots, tally)
    return list(tally.fresh(settle(reports)))


def _extractions(reports: list[Report], steps: Way, choice: Choice, tally: Tally) -> Iterator[Extraction]:
    for found in _step(steps.extract, reports, tally, choice.processes(len(reports)), choice.strict):
        tally.reports += 1
        tally.attributions += len(found.attributions)
        tally.claims += len(found.claims)
        yield found


def _step(stage: Stage[I, O], records: Iterable[I], tally: Tally, jobs: int = 1, strict: bool = False) -> Iterator[O]:
    for outcome in outcomes(stage, records, jobs, strict):
        yield from tally.keep(outcome.results)


def understood(found: Iterable[Extraction]) -> tuple[Linking, list[tuple[Incident, Assessment]]]:
    """The incidents in the extractions, each with its assessment as of all that is held."""
    held = {one.report.id: one for one in found}
    linking = link(held.values())
    return linking, [(incident, assess(incident, held)) for incident in linking.incidents]


def watched(stage: str, records: Iterable[T], total: int, progress: Progress) -> Iterator[T]:
    """The records, each reported to `progress` as it passes."""
    for done, record in enumerate(records, 1):
        yield record
        progress(stage, done, total)
