"""Many processes at one desk at once, on both kinds of store: nothing is lost, nobody is turned away.

What is guaranteed: all reports are held with all their claims; each stands in the incidents when the last writer is
done; every decision is kept and followed. Not: which of two reports came in first, and so their numbers in notices.
"""

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from allegedly import anew
from allegedly import relink as relinking
from allegedly.judging import Judging
from allegedly.model import Wish
from allegedly.model.home import Home
from allegedly.relink import relink
from allegedly.stages import LINK, knowledge_version
from allegedly.store import Store
from allegedly.store.contents import Held
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


@contextmanager
def meanwhile(work: Callable[[], object]) -> Iterator[threading.Thread]:
    """Something that is done in a thread, which ends with the block."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    yield thread
    thread.join(60)
    assert not thread.is_alive()


def test_who_waited_for_another_to_link_everything_finds_it_done(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, [*islice(reports(), 8)])
    done, whole = list[str](), anew.link_anew

    def counted(*given: Any) -> None:
        done.append("anew")
        whole(*given)

    monkeypatch.setattr(relinking, "link_anew", counted)
    with ExitStack() as first:
        first.enter_context(store.alone())
        with meanwhile(lambda: relink(store)) as other:
            other.join(1)
            assert (other.is_alive(), done) == (True, []), "it waits"
            whole(store, knowledge_version(LINK))
            first.close()
    assert (done, store.view().unlinked()) == ([], [])


def test_one_is_alone_until_it_leaves_and_nobody_waits_for_ever(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = threading.Event()

    def enter() -> None:
        with store.alone():
            inside.set()

    with ExitStack() as first:
        first.enter_context(store.alone())
        with meanwhile(enter):
            assert not inside.wait(0.5)
            first.close()
            assert inside.wait(30)
    inside.clear()
    monkeypatch.setattr("allegedly.store.alone.PATIENCE", 0.2)
    with store.alone(), meanwhile(enter):
        assert inside.wait(30)
    assert not [*store.path.parent.glob("*.linking")], "nothing is left beside the store"


# What linking writes, but for the instants of notices.
LINKED = ("incident", "member", "link", "item", "block", "recollection", "background", "ledger", "unlinked")


def linked(store: Store) -> dict[str, Held]:
    """What it writes about some reports."""
    keep(store, [*islice(reports(), 24)])
    relink(store)
    held = store.contents()
    return {table: held[table] for table in LINKED}


def test_in_a_process_of_its_own_linking_anew_writes_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store.open(tmp_path / "here.db", create=True)) as here:
        expected = linked(here)
    monkeypatch.setattr(anew, "MANY", 1)
    monkeypatch.setattr(anew, "_link_here", lambda *_: pytest.fail("it was done here"))
    assert linked(store) == expected
    assert expected["incident"].rows
