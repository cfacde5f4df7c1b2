"""Preserving, as a whole: what tests/preserve samples, here at every point.

python -m benchmarks.preserve tamper             every byte of a small bundle and of a WACZ, flipped
python -m benchmarks.preserve killed [--every N] kill -9 at every write point of a run of 500 reports (swept.py)
python -m benchmarks.preserve full [--every N]   no space, and I/O errors, at every write point of the same run
python -m benchmarks.preserve calls [--every N]  both at every call of the system, SQLite's own among them (strace)
python -m benchmarks.preserve again              100 shuffled reruns of 500 reports
python -m benchmarks.preserve proofs             inclusion for every entry, consistency for every pair, sizes to 1,024
python -m benchmarks.preserve speed              what keeping costs, and what an audit costs
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.swept import FILES, REPORTS, calls, full, killed
from tests.preserve import faults
from tests.preserve.desk import Desk, captures, file
from tests.preserve.test_promise_14_tamper import flipped, found_out, owner, small_bundle, wacz

PLUGIN = Path(__file__).parents[1] / "tests" / "plugin"


def main() -> None:
    """Run what the command line names."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("what", choices=("tamper", "killed", "full", "calls", "again", "proofs", "speed"))
    ap.add_argument("--every", type=int, default=1)
    ap.add_argument("--folder", type=Path, help="of a sweep, to go on there")
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
