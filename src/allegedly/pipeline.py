"""THE page: the stages in order.

collect -> preserve -> read -> extract -> link -> assess -> publish
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from allegedly.assess import assess
from allegedly.extract import explain, forget
from allegedly.link import link
from allegedly.model import (
    Assessment,
    Considered,
    Done,
    Extraction,
    Incident,
    Judgement,
    Linking,
    Quarantined,
    Rejection,
    Report,
    Snapshot,
)
from allegedly.publish.contract import write_contract
from allegedly.read import Version, document, settle
from allegedly.run import Outcome, Stage, outcomes, seldom_collected
from allegedly.run.cluster import cluster
from allegedly.stages import QUARANTINE, Choice, Way, respected, sources, way
from allegedly.tally import Tally

if TYPE_CHECKING:  # batch needs no store, and SQLAlchemy is slow to load
    from allegedly.preserve.keeper import Keeper
    from allegedly.store import Store

I = TypeVar("I")
O = TypeVar("O")
LARGE = 2_000  # reports of a batch from which linking is given the room that the parser and the dictionaries took
Explained = tuple[Extraction, tuple[Considered, ...]]
Progress = Callable[[str, int, int], None]  # stage, done so far, of how many


def unseen(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def batch(path: Path, out: Path, choice: Choice | None = None, progress: Progress = unseen) -> Tally:
    """Reports in, the contract's four files out; no store. Raises AbortRun where nothing can be read or written."""
    choice, tally = choice or Choice(), Tally()
    steps = way(choice)
    with tally.timed("read"):
        raw = list(_step(steps.read, _snapshots([str(path)], steps, tally), tally))
        reports = list(tally.fresh(settle(raw)))
    with tally.timed("extract"):
        found = [e for done in _extracted(reports, steps, choice, tally, progress) if (e := done.extraction)]
    if len(found) > LARGE:
        forget()
    with tally.timed("link"):
        linking, assessed = understood(found)
    tally.incidents = sum(1 for one in linking.incidents if one.claims)
    write_contract(out, found, assessed)
    return tally


def add(
    given: Sequence[str],
    store: "Store",
    choice: Choice | None = None,
    progress: Progress = unseen,
    keeper: "Keeper | None" = None,
) -> Tally:
    """Reports into the store, captures into its archive. What the ledger says is done is not done again, so an
    interrupted run goes on. Without a `keeper`, the archive is the folder beside the store.
    """
    from allegedly.preserve.keeper import kept_beside

    choice, tally = choice or Choice(), Tally()
    steps = way(choice)
    with tally.timed("read"):
        raw, keep = list[Report](), keeper or kept_beside(store)
        for snapshot in tally.keep(keep.keep(_snapshots(given, steps, tally))):
            before = len(tally.rejections)
            raw += _step(steps.read, [snapshot], tally)
            _quarantine(snapshot, tally.rejections[before:], store)
        keep.seal()
    return take(raw, store, choice, tally, progress)


def _quarantine(snapshot: Snapshot, dropped: Iterable[Rejection], store: "Store") -> None:
    """Note what broke the fence, so that it can be read again one day."""
    for one in dropped:
        if one.stage == QUARANTINE:
            apart = Quarantined(snapshot.sha256, snapshot.origin, one.reason, snapshot.fetched)
            store.intake().quarantine(apart)


def take(
    raw: Sequence[Report],
    store: "Store",
    choice: Choice,
    tally: Tally,
    progress: Progress = unseen,
    linked: bool = True,
) -> Tally:
    """Reports that were read into the store: versions told apart, claims extracted, incidents brought up to date.

    What an interrupted run left undone is done first. Where not `linked`, the caller brings incidents up to date later.
    """
    steps, writer, view = way(choice), store.writer(), store.view()
    with tally.timed("read"):
        ids = {report.id for report in raw}
        held = view.versions(ids)
        with view.log() as log:
            used = log.retired(ids)
        settled = settle(raw, lambda id: [Version(*row) for row in held.get(id, ())], lambda id: used.get(id, 0))
        reports = list(tally.fresh(settled))
        writer.rejections((*tally.rejections, *tally.notes))
    with tally.timed("extract"):
        queue = view.unfinished(steps.extract.name, steps.extract.version, *respected(choice)) + reports
        done = _extracted(queue, steps, choice, tally, progress)
        for refused in writer.extracted(done, steps.extract.name, steps.extract.version):
            tally.refused(refused)
    with tally.timed("index"):
        writer.index()
    if not linked:
        return tally
    with tally.timed("link"):
        from allegedly.relink import relink

        tally.incidents = relink(store)
    return tally


def explained(given: Sequence[str], choice: Choice, tally: Tally) -> Iterator[Explained]:
    """Reports read and extracted on the spot, nothing kept: what was found, and what was considered and let go."""
    steps = way(choice)
    for raw in _step(steps.read, _snapshots(given, steps, tally), tally):
        yield explain(document(raw), choice.extractor == "fast")


def understood(
    found: Iterable[Extraction], judgements: Sequence[Judgement] = ()
) -> tuple[Linking, list[tuple[Incident, Assessment]]]:
    """The incidents in the extractions, each with its assessment as of all that is held."""
    held = {one.report.id: one for one in found}
    with seldom_collected():
        linking = link(held.values(), judgements)
        return linking, [(incident, assess(incident, held, None, judgements)) for incident in linking.incidents]


def _snapshots(given: Iterable[str], steps: Way, tally: Tally) -> Iterator[Snapshot]:
    return _step(steps.preserve, _step(steps.collect, sources(given), tally), tally)


def _extracted(
    reports: Sequence[Report], steps: Way, choice: Choice, tally: Tally, progress: Progress
) -> Iterator[Done]:
    """Each report with what was read out of it, counted as it passes."""
    for n, one in enumerate(_run(steps.extract, reports, choice), 1):
        yield _done(one, tally)
        progress("extract", n, len(reports))


def _run(stage: Stage[I, O], records: Sequence[I], choice: Choice) -> Iterator[Outcome[I, O]]:
    """A stage on the engine that was chosen."""
    if choice.engine == "local" or not records:
        yield from outcomes(stage, records, choice.processes(len(records)), choice.strict)
        return
    with cluster(choice.scheduler, choice.jobs, choice.told) as running:
        yield from running.outcomes(stage, records, choice.strict)


def _done(one: Outcome[Report, Extraction], tally: Tally) -> Done:
    dropped = tuple(r for r in one.results if isinstance(r, Rejection))
    found = [*tally.keep(one.results)]  # all of them: what comes after an extraction counts too
    for extraction in found:
        tally.count(extraction)
    return Done(one.record, found[0] if found else None, dropped, one.final)


def _step(stage: Stage[I, O], records: Iterable[I], tally: Tally) -> Iterator[O]:
    for outcome in outcomes(stage, records):
        yield from tally.keep(outcome.results)
