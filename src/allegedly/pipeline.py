"""THE page: the stages in order.

collect -> preserve -> read -> extract -> link -> assess -> publish
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from allegedly.bulk import Progress, drained, understood, unseen
from allegedly.extract import explain
from allegedly.model import (
    Considered,
    Done,
    Extraction,
    Quarantined,
    Rejection,
    Report,
    Snapshot,
)
from allegedly.publish.results import As, Results
from allegedly.read import Version, document, settle
from allegedly.run import Engine, Outcome, Stage, engine, outcomes, seldom_collected
from allegedly.run.spool import Spool
from allegedly.stages import (
    QUARANTINE,
    Choice,
    InTime,
    Sealed,
    Way,
    gathered,
    left_out,
    respected,
    sources,
    spoken,
    warmed,
    way,
)
from allegedly.tally import Tally

if TYPE_CHECKING:  # batch needs no store, and SQLAlchemy is slow to load
    from allegedly.preserve.keeper import Keeper
    from allegedly.store import Store

I = TypeVar("I")
O = TypeVar("O")
Explained = tuple[Extraction, tuple[Considered, ...]]


def batch(
    given: str | Path | Sequence[str],
    out: str | Path,
    choice: Choice | None = None,
    progress: Progress = unseen,
    as_: As = "jsonl",
) -> Tally:
    """Reports in, the contract's four files out; no store. Raises AbortRun where nothing can be read or written.

    `given`: files, folders, patterns, addresses (`s3://...`). What was read out of reports rests on disk meanwhile.
    """
    choice, tally = choice or Choice(), Tally()
    steps = way(choice)
    with seldom_collected(), closing(Spool()) as held, Results(out, as_) as into:
        with tally.timed("read"):
            files = gathered(given)
            tally.notes += left_out(given)
            snapshots = _step(steps.preserve, _step(steps.gather, files, tally), tally)
            reports = deque(tally.fresh(settle(_step(steps.read, snapshots, tally))))
        with _engine(choice, reports) as running:
            with tally.timed("extract"):
                order, total = list[InTime](), len(reports)
                done = running.outcomes(steps.seal, drained(reports), choice.strict)
                for n, one in enumerate(done, 1):
                    order += _kept(one, tally, held, into)
                    progress("extract", n, total)
            with tally.timed("link"):
                for incident, line in understood([id for *_, id in sorted(order)], held, running, progress):
                    tally.incidents += bool(incident.claims)
                    into.incident(line)
    return tally


def _kept(one: Outcome[Report, Sealed], tally: Tally, held: Spool, into: Results) -> list[InTime]:
    """What one report gave, counted, put away and written; and its place in time."""
    found = [*tally.keep(one.results)]  # all of them: what comes after an extraction counts too
    for sealed in found:
        tally.add(sealed.attributions, sealed.claims)
    for sealed in found[:1]:
        held.keep(sealed.at[-1], sealed.data)
        into.extraction(sealed.data)
    return [sealed.at for sealed in found[:1]]


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
        tally.notes += left_out(given)
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
        again = view.unfinished(steps.extract.name, steps.extract.version, *respected(choice))
        done = _extracted(again + reports, {one.id for one in again}, steps, choice, tally, progress)
        for refused in writer.extracted(done, steps.extract.name, steps.extract.version):
            tally.refused(refused)
    with tally.timed("index"):
        writer.index()
    if not linked:
        return tally
    with tally.timed("link"):
        from allegedly.relink import relink

        relink(store)
        tally.incidents = view.claimed()
    return tally


def explained(given: Sequence[str], choice: Choice, tally: Tally) -> Iterator[Explained]:
    """Reports read and extracted on the spot, nothing kept: what was found, and what was considered and let go."""
    steps = way(choice)
    for raw in _step(steps.read, _snapshots(given, steps, tally), tally):
        yield explain(document(raw), choice.extractor == "fast")


def _snapshots(given: Iterable[str], steps: Way, tally: Tally) -> Iterator[Snapshot]:
    return _step(steps.preserve, _step(steps.collect, sources(given), tally), tally)


def _extracted(
    reports: Sequence[Report], anew: Set[str], steps: Way, choice: Choice, tally: Tally, progress: Progress
) -> Iterator[Done]:
    """Each report with what was read out of it, counted as it passes; those `anew` were held before."""
    for n, one in enumerate(_run(steps.extract, reports, choice), 1):
        yield _done(one, tally, one.record.id in anew)
        progress("extract", n, len(reports))


def _run(stage: Stage[Report, O], reports: Sequence[Report], choice: Choice) -> Iterator[Outcome[Report, O]]:
    """A stage on the engine that was chosen."""
    with _engine(choice, reports) as running:
        yield from running.outcomes(stage, reports, choice.strict)


def _engine(choice: Choice, reports: Sequence[Report]) -> AbstractContextManager[Engine]:
    """The engine that was chosen, for these reports; it loads what reads them as it starts."""
    jobs = choice.jobs if choice.engine == "dask" else choice.processes(len(reports))
    name = choice.engine if reports else "local"
    return engine(name, jobs, choice.scheduler, choice.told, partial(warmed, choice.extractor, spoken(reports)))


def _done(one: Outcome[Report, Extraction], tally: Tally, anew: bool) -> Done:
    dropped = tuple(r for r in one.results if isinstance(r, Rejection))
    found = [*tally.keep(one.results)]  # all of them: what comes after an extraction counts too
    for extraction in found:
        tally.count(extraction, anew)
    return Done(one.record, found[0] if found else None, dropped, one.final)


def _step(stage: Stage[I, O], records: Iterable[I], tally: Tally) -> Iterator[O]:
    for outcome in outcomes(stage, records):
        yield from tally.keep(outcome.results)
