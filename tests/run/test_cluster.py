"""A real Dask cluster on loopback: the results of one process, whatever dies on the way."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from allegedly import pipeline
from allegedly.errors import AbortRun, DefectFound
from allegedly.model import Rejection
from allegedly.run import Stage, outcomes
from allegedly.run.cluster import cluster
from allegedly.run.same import differences, identity
from allegedly.stages import Choice

distributed = pytest.importorskip("distributed", reason="no Dask: pip install 'allegedly[dask]'")
pytestmark = pytest.mark.filterwarnings("default")  # what Dask's own processes warn of is not ours


def doubled(number: int) -> Iterator[int]:
    yield 2 * number


def broken(number: int) -> Iterator[int]:
    if number == 40:
        raise ValueError("forty")
    yield number


def slow(number: int) -> Iterator[int]:
    time.sleep(0.002)
    yield number


def fatal(number: int) -> Iterator[int]:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    yield number


def once(number: int) -> Iterator[int]:
    """Kills its worker at the first call in the whole run."""
    mark = Path(os.environ["ALLEGEDLY_TEST_MARK"])
    if number == 100 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    yield number


def added(common: int, task: int) -> int:
    time.sleep(0.005)
    return common + task


def stage(apply: object) -> Stage[int, int]:
    return Stage("tried", 1, int, int, apply)  # type: ignore[arg-type]


@contextmanager
def scheduler(port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    with started([*command, "--no-dashboard"], folder) as process:
        while not answers(port):
            assert process.poll() is None, "the scheduler did not start"
            time.sleep(0.1)
        yield process


@contextmanager
def worker(port: int, folder: Path, nanny: str = "--no-nanny") -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1"]
    with started([*command, "--no-dashboard", nanny, "--death-timeout", "60"], folder) as process:
        yield process


@contextmanager
def started(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_results_are_those_of_one_process_in_the_same_order() -> None:
    numbers = list(range(300))
    with cluster(jobs=2) as running:
        assert list(running.outcomes(stage(doubled), numbers)) == list(outcomes(stage(doubled), numbers))
        found, alone = (list(f(stage(broken), numbers)) for f in (running.outcomes, outcomes))
        assert [one.final for one in found] == [n != 40 for n in numbers]
        assert [one.results[0] for one in found if one.final] == [one.results[0] for one in alone if one.final]
        with pytest.raises(DefectFound, match="40"):
            list(running.outcomes(stage(broken), numbers, strict=True))
        assert list(running.outcomes(stage(doubled), [])) == []


def test_a_worker_that_dies_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEGEDLY_TEST_MARK", str(tmp_path / "mark"))
    with cluster(jobs=2) as running:
        assert [one.results[0] for one in running.outcomes(stage(once), range(400))] == list(range(400))
    assert (tmp_path / "mark").exists()


def test_a_record_that_kills_every_worker_is_rejected_and_the_rest_goes_on() -> None:
    with cluster(jobs=1) as running:
        found = list(running.outcomes(stage(fatal), range(64)))
    assert [one.record for one in found] == list(range(64))
    assert [one.results for one in found if one.record != 7] == [(n,) for n in range(64) if n != 7]
    (rejected,) = found[7].results
    assert isinstance(rejected, Rejection)
    assert (rejected.record, rejected.stage, found[7].final) == ("7", "tried", False)
    assert "killed its process 3 times" in rejected.reason


def test_a_scheduler_that_is_started_again_is_found_again(tmp_path: Path) -> None:
    port, said = free(), list[str]()
    address = f"tcp://127.0.0.1:{port}"
    with scheduler(port, tmp_path) as first, worker(port, tmp_path), cluster(address, told=said.append) as running:
        ready = running.outcomes(stage(slow), range(2000))
        found = [next(ready).results[0] for _ in range(100)]
        first.kill()
        first.wait()
        with scheduler(port, tmp_path), worker(port, tmp_path):
            found += [one.results[0] for one in ready]
    assert found == list(range(2000))
    assert any("gone" in line for line in said)


def test_a_worker_that_runs_other_code_is_refused_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free()
    monkeypatch.setattr("allegedly.run.cluster.identity", lambda: {**identity(), "code": "000000"})
    with (
        scheduler(port, tmp_path),
        worker(port, tmp_path),
        pytest.raises(AbortRun, match=r"Worker tcp://.* differs from this machine: code \w+, not 000000\. Install"),
        cluster(f"tcp://127.0.0.1:{port}"),
    ):
        pass


@pytest.mark.parametrize("nanny", ["--no-nanny", "--nanny"])
def test_tasks_are_spread_over_workers_and_a_node_that_stops_loses_nothing(tmp_path: Path, nanny: str) -> None:
    """A worker by itself; a nanny, whose worker goes with it."""
    port = free()
    with (
        scheduler(port, tmp_path),
        worker(port, tmp_path, nanny) as node,
        worker(port, tmp_path),
        cluster(f"tcp://127.0.0.1:{port}") as running,
    ):
        running.client.wait_for_workers(2, timeout=60)
        found = running.spread(added, 1000, range(300))
        first = [next(found) for _ in range(20)]
        node.kill()
        node.wait()
        assert [*first, *found] == list(range(1000, 1300))


def test_a_batch_on_the_cluster_is_that_of_one_process_to_the_byte(tmp_path: Path) -> None:
    pack = Path(__file__).parents[2] / "samples/plant-explosion/reports.jsonl"
    here, there = tmp_path / "here", tmp_path / "there"
    pipeline.batch(pack, here, Choice(extractor="fast", jobs=1))
    pipeline.batch(pack, there, Choice(extractor="fast", jobs=2, engine="dask"))
    files = sorted(p.name for p in here.iterdir())
    assert len(files) == 4
    assert all((here / name).read_bytes() == (there / name).read_bytes() for name in files)


def test_no_scheduler_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allegedly.run.cluster.PATIENCE", 1.0)
    with pytest.raises(AbortRun, match="dask scheduler"), cluster(f"tcp://127.0.0.1:{free()}"):
        pass


def test_differences_are_named_with_what_is_wanted() -> None:
    mine = identity()
    assert differences(mine, mine) == []
    assert differences({"python": "2.7", "code": mine["code"]}, {"code": mine["code"]}) == ["python missing, not 2.7"]
