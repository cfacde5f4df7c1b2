"""Preserving, as a whole: what tests/preserve samples, here at every point.

python -m benchmarks.preserve tamper             every byte of a small bundle and of a WACZ, flipped
python -m benchmarks.preserve killed [--every N] kill -9 at every write point of a run of 500 reports
python -m benchmarks.preserve full [--every N]   no space, and I/O errors, at every write point of the same run
python -m benchmarks.preserve calls [--every N]  the same by strace, at SQLite's own calls of the system
python -m benchmarks.preserve again              100 shuffled reruns of 500 reports
python -m benchmarks.preserve proofs             inclusion for every entry, consistency for every pair, sizes to 1,024
python -m benchmarks.preserve speed              what keeping costs, and what an audit costs
"""

import argparse
import errno
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.preserve import faults
from tests.preserve.desk import Desk, captures, file
from tests.preserve.test_promise_14_tamper import flipped, found_out, owner, small_bundle, wacz

REPORTS, FILES = 500, 20
PLUGIN = Path(__file__).parents[1] / "tests" / "plugin"
WRITES = "write,pwrite64,fsync,fdatasync,rename,mkdir,unlink,ftruncate"


def main() -> None:
    """Run what the command line names."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("what", choices=("tamper", "killed", "full", "calls", "again", "proofs", "speed", "run"))
    ap.add_argument("--every", type=int, default=1)
    ap.add_argument("--folder", type=Path)
    given = ap.parse_args()
    sys.path.insert(0, str(PLUGIN))
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        chosen: dict[str, Callable[[], None]] = {
            "tamper": partial(tamper, folder),
            "killed": partial(killed, folder, given.every),
            "full": partial(full, folder, given.every),
            "calls": partial(calls, folder, given.every),
            "again": partial(again, folder),
            "proofs": proofs,
            "speed": partial(speed, folder),
            "run": partial(_run, folder),
        }
        chosen[given.what]()


def tamper(folder: Path) -> None:
    """Every byte, one bit each: how many are found out, how many name the member that they are in."""
    for name, make in (("bundle", small_bundle), ("wacz", wacz)):
        (folder / name).mkdir()
        desk = Desk(folder / name)
        path = folder / name / "case.zip"
        data = make(desk, path)
        assert found_out(data) == []
        missed = misnamed = inside = 0
        members = owner(path)
        for at in range(len(data)):
            told = found_out(flipped(data, at, at % 8))
            missed += not told
            for start, end, member in members:
                if start + 30 + len(member) <= at < end:
                    inside += 1
                    misnamed += member not in told
        print(f"{name}: {len(data):,} bytes flipped, {missed} not found out; "
              f"{inside:,} of them in contents, {misnamed} without the file's name", flush=True)  # fmt: skip
        desk.store.close()


def _whole(folder: Path) -> tuple[list[str], list[str]]:
    given = faults.written(folder, REPORTS, FILES)
    return given, faults.counted(faults.prepared(folder / "whole", folder / "key"), given)


def _swept(folder: Path, runs: Iterator[tuple[str, Callable[[Path], int], set[int]]], given: list[str]) -> None:
    """Each run that is stopped, what is wrong after it, and whether the next run comes to the same end."""
    expected, held = faults.state(folder / "whole"), faults.noted(folder / "whole")
    count = wrong = lost = other = odd = 0
    for name, stopped, fine in runs:
        desk = faults.prepared(folder / "desk", folder / "key")
        odd += (status := stopped(desk)) not in fine
        if status not in fine:
            print(f"{name}: ended with {status}", flush=True)
        before = faults.noted(desk) if (desk / "desk.db").exists() else set()
        wrong += bool(faults.faults(desk))
        ended = faults.apart(partial(faults.added, desk, given))
        lost += not before <= faults.noted(desk) <= held
        if ended or faults.state(desk) != expected or faults.faults(desk):
            other += 1
            print(f"{name}: another end", flush=True)
        shutil.rmtree(desk)
        count += 1
    print(f"{count} runs stopped; {odd} ended in an unexpected way, {wrong} left something wrong, "
          f"{lost} lost an entry, {other} came to another end", flush=True)  # fmt: skip


def killed(folder: Path, every: int) -> None:
    """Killed at each point."""
    given, points = _whole(folder)
    print(f"{len(points)} points", flush=True)

    def runs() -> Iterator[tuple[str, Callable[[Path], int], set[int]]]:
        for n in range(0, len(points), every):
            meet = faults.killed_at(n)
            yield f"{n} {points[n]}", partial(_failed, given, meet, 0), {-signal.SIGKILL}

    _swept(folder, runs(), given)


def full(folder: Path, every: int) -> None:
    """No space, or an error, at each call on a file; and a store that may grow to each number of pages."""
    given, points = _whole(folder)
    files = sum(name in faults.CALLS and name != "unlink" for name in points)
    pages = (folder / "whole" / "desk.db").stat().st_size // 4096
    print(f"{files} calls on files, twice; {pages} pages of the store", flush=True)

    def runs() -> Iterator[tuple[str, Callable[[Path], int], set[int]]]:
        for code in (errno.ENOSPC, errno.EIO):
            for n in range(0, files, every):
                meet = faults.failing_at(n, code)
                run = partial(_failed, given, meet, 0)
                yield f"{errno.errorcode[code]} {n}", run, {faults.FAILED}
        for most in range(2, pages, every):
            yield f"{most} pages", partial(_failed, given, None, most), {faults.FAILED}

    _swept(folder, runs(), given)


def _failed(given: list[str], meet: faults.Point | None, pages: int, desk: Path) -> int:
    return faults.apart(partial(faults.added, desk, given, meet, pages))


def calls(folder: Path, every: int) -> None:
    """Killed, or given an error, at the nth call of the system that writes: SQLite's own among them."""
    if shutil.which("strace") is None:
        print("skipped: needs strace")
        return
    given, _ = _whole(folder)
    runs = [
        ("signal=SIGKILL", {-signal.SIGKILL}),
        ("error=ENOSPC", {1, faults.FAILED}),
        ("error=EIO", {1, faults.FAILED}),
    ]
    desk = faults.prepared(folder / "desk", folder / "key")
    counts = _traced(desk, [])
    shutil.rmtree(desk)
    print(f"calls: {counts}", flush=True)

    def every_run() -> Iterator[tuple[str, Callable[[Path], int], set[int]]]:
        for call, count in counts.items():
            for what, fine in runs:
                for n in range(1, count + 1, every):
                    inject = ["-e", f"inject={call}:{what}:when={n}"]
                    yield f"{call} {n} {what}", partial(_status, inject), fine | {0}

    _swept(folder, every_run(), given)


def _command(desk: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.preserve", "run", "--folder", str(desk)]


def _traced(desk: Path, inject: list[str]) -> dict[str, int]:
    """How often each call is made on files of the desk."""
    log = desk.parent / "strace.txt"
    subprocess.run(
        ["strace", "-f", "-q", "-y", "-o", log, "-P", str(desk), *_paths(desk), "-e", f"trace={WRITES}", *inject,
         *_command(desk)],
        check=True,
    )  # fmt: skip
    lines = log.read_text(errors="replace").splitlines()
    names = [line.split(" ", 1)[1].lstrip().partition("(")[0] for line in lines]
    return {name: names.count(name) for name in dict.fromkeys(names) if name in WRITES.split(",")}


def _paths(desk: Path) -> list[str]:
    """The desk's files, for strace to look at: its own calls elsewhere are not of interest."""
    found = [desk / "desk.db", desk / "desk.db-wal", desk / "desk.db-shm", desk / "desk.db-journal"]
    return [word for path in found for word in ("-P", str(path))]


def _status(inject: list[str], desk: Path) -> int:
    command = ["strace", "-f", "-q", "-y", "-o", "/dev/null", *_paths(desk), "-e", f"trace={WRITES}", *inject]
    return subprocess.run([*command, *_command(desk)], stderr=subprocess.DEVNULL, check=False).returncode


def _run(folder: Path) -> None:
    """One run of the 500 reports, for strace."""
    from allegedly.errors import StoreFailed

    try:
        faults.added(folder, [str(p) for p in sorted(folder.parent.glob("in-*.jsonl"))])
    except StoreFailed:
        sys.exit(faults.FAILED)


def again(folder: Path) -> None:
    """Shuffled reruns: another content hash, or another count of rows, is told."""
    given, _ = _whole(folder)
    desk, chance = folder / "whole", random.Random(22)
    before, rows = faults.state(desk), _counts(desk)
    changed = 0
    for _ in range(100):
        chance.shuffle(given)
        faults.added(desk, given[: chance.randrange(1, len(given) + 1)])
        changed += (faults.state(desk), _counts(desk)) != (before, rows)
    print(f"100 shuffled reruns of {REPORTS} reports in {FILES} files: {changed} changed anything")


def _counts(desk: Path) -> dict[str, int]:
    from allegedly.store import Store

    store = Store.open(desk / "desk.db")
    found = dict(store.view().counts())
    with store.view().log() as log:
        found |= {"log": log.size(), "nodes": len(log.nodes()), "checkpoints": len(log.checkpoints())}
    store.close()
    return found


def proofs() -> None:
    """All proofs of all sizes, accepted by pymerkle and by the verifier."""
    import pymerkle
    from pymerkle.core import _consistency_path_layout, _inclusion_path_layout
    from pymerkle.proof import ConsistencyProof, InclusionProof

    from allegedly.preserve import tree
    from allegedly.preserve.verifier import consistent, included
    from tests.preserve.test_promise_13_log import HASHES, NODES, SIZES, other

    theirs, made = other(), 0
    roots = [theirs.get_root(size) for size in range(SIZES + 1)]
    for size in range(1, SIZES + 1):
        for n in range(size):
            path = tree.inclusion(n, size, NODES.node)
            rule, _ = _inclusion_path_layout(n + 1, size)
            proof = InclusionProof("sha256", True, size, n + 1, rule, [HASHES[n], *path])
            pymerkle.verify_inclusion(HASHES[n], roots[size], proof, index=n + 1, size=size)
            assert included(HASHES[n], n, size, path, roots[size])
            rule, subset, ranges = _consistency_path_layout(n + 1, size)
            spans = [tree.span(start, end, NODES.node) for start, end in ranges]
            grown = ConsistencyProof("sha256", True, size, n + 1, rule, subset, spans)
            pymerkle.verify_consistency(roots[n + 1], roots[size], grown, prior_size=n + 1, later_size=size)
            path = tree.consistency(n + 1, size, NODES.node)
            assert consistent(n + 1, size, path, roots[n + 1], roots[size])
            made += 1
    print(f"{made:,} proofs of inclusion and as many of consistency, sizes 1 to {SIZES:,}: all accepted by both")


def speed(folder: Path) -> None:
    """CPU seconds and wall for many small captures, one large one, and an audit of all."""
    from allegedly.preserve.audit import audit

    for name, given in (
        ("2,000 captures of 100 bytes", captures(2000)),
        ("one capture of 50 MB", [file(1, "".join(f"line {n} {n * 7919 % 1009}\n" for n in range(2_900_000)))]),
    ):
        (folder / name).mkdir()
        desk = Desk(folder / name)
        before, wall = time.process_time(), time.perf_counter()
        desk.keep(*given)
        print(f"{name}: kept in {time.process_time() - before:.2f} CPU s ({time.perf_counter() - wall:.2f} s)")
        before = time.process_time()
        assert audit(desk.store, desk.archive).faults == []
        print(f"{name}: audited in {time.process_time() - before:.2f} CPU s", flush=True)
        desk.store.close()


if __name__ == "__main__":
    main()
