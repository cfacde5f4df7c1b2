"""Many processes at one desk at once, on both kinds of store: nothing is lost, nobody is turned away.

What is guaranteed: all reports are held with all their claims; each stands in the incidents when the last writer is
done; every decision is kept and followed. Not: which of two reports came in first, and so their numbers in notices.
"""

import multiprocessing
from contextlib import closing
from itertools import islice
from pathlib import Path

from allegedly.judging import Judging
from allegedly.model import Wish
from allegedly.model.home import Home
from allegedly.relink import relink
from allegedly.store import Store
from benchmarks.growing import keep, reports

PROCESSES = 4
EACH = 16


def work(place: Home, number: int) -> None:
    """Every fourth of the reports, a few at a time, linked at once; then a decision about one of them."""
    with closing(Store.open(place)) as store:
        mine = [one for n, one in enumerate(islice(reports(), EACH * PROCESSES)) if n % PROCESSES == number]
        for start in range(0, EACH, 4):
            keep(store, mine[start : start + 4])
            store.writer().index()
            relink(store)
        Judging(store).decide(Wish("split", (mine[0].report.id,), f"Editor {number}", "A drill."))


def at_once(place: Home) -> list[int | None]:
    """All of them; gives how each process ended."""
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=work, args=(place, n)) for n in range(PROCESSES)]
    for one in running:
        one.start()
    for one in running:
        one.join(300)
    return [one.exitcode for one in running]


def test_writers_and_deciders_at_once_lose_nothing(store: Store, tmp_path: Path) -> None:
    every = [*islice(reports(), EACH * PROCESSES)]
    assert at_once(store.place) == [0] * PROCESSES
    view = store.view()
    assert {r.id for r in view.reports(limit=999)} == {e.report.id for e in every}
    assert {c.id for c, _ in view.claims(limit=999)} == {c.id for e in every for c in e.claims}
    assert {r for i, _ in view.incidents(limit=999) for r in i.reports} == {e.report.id for e in every}
    assert {one.by for one in view.judgements()} == {f"Editor {n}" for n in range(PROCESSES)}
    assert (store.check().wrong, store.check().waiting) == ((), ())
    alone = Store.open(tmp_path / "alone.db", create=True)
    keep(alone, every)
    relink(alone)
    for one in view.judgements():
        alone.writer().judge(one)
    relink(alone)
    relink(store)
    assert groups(store) == groups(alone)
    alone.close()


def groups(store: Store) -> set[tuple[str, tuple[str, ...], str]]:
    """Incidents with their reports, and how they are assessed."""
    return {(i.id, tuple(sorted(i.reports)), a.occurrence) for i, a in store.view().incidents(limit=999)}
