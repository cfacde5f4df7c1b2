import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly.errors import AbortRun, DefectFound, InputMissing, Unreadable
from allegedly.model import Rejection
from allegedly.run import Stage, engine, outcomes, run_stage
from allegedly.run.local import seldom_collected


def halve(number: int) -> Iterator[int | Rejection]:
    yield number
    if number == 13:
        raise Unreadable("thirteen cannot be read")
    if number == 17:
        raise ZeroDivisionError("seventeen")
    if number == 99:
        raise InputMissing("ninety-nine is missing")
    yield number // 2


HALVE: Stage[int, int] = Stage("halve", 1, int, int, halve)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_input(jobs: int) -> None:
    numbers = list(range(100, 160))
    found = [*run_stage(HALVE, numbers, jobs)]
    assert found == [x for n in numbers for x in (n, n // 2)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_skipped_record_is_a_rejection_after_what_it_gave(jobs: int) -> None:
    (found,) = outcomes(HALVE, [13], jobs)
    assert found.results == (13, Rejection("13", "halve", "thirteen cannot be read"))
    assert found.final


@pytest.mark.parametrize("jobs", [1, 2])
def test_defect_costs_one_record_and_says_where_it_is(jobs: int) -> None:
    found = list(outcomes(HALVE, [16, 17, 18], jobs))
    assert [o.final for o in found] == [True, False, True]
    rejection = found[1].results[-1]
    assert isinstance(rejection, Rejection)
    assert rejection.record == "17"
    assert "defect: ZeroDivisionError: seventeen (test_local.py:" in rejection.reason


@pytest.mark.parametrize("jobs", [1, 2])
def test_strict_run_stops_at_a_defect_and_names_the_record(jobs: int) -> None:
    with pytest.raises(DefectFound, match="halve broke on 17"):
        list(outcomes(HALVE, [16, 17, 18], jobs, strict=True))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_aborts_a_run_aborts_it(jobs: int) -> None:
    with pytest.raises(InputMissing, match="ninety-nine"):
        list(outcomes(HALVE, [98, 99], jobs))


def test_input_is_taken_only_as_fast_as_results_are() -> None:
    source = iter(range(100, 10_000))
    found = outcomes(HALVE, source, jobs=2)
    next(found)
    assert next(source) < 400


def refuse(record: str) -> Iterator[str]:
    raise Unreadable(f"{record}: broken. Fetch it again.")
    yield


def test_a_refusal_names_its_record_once() -> None:
    (found,) = run_stage(Stage("read", 1, str, str, refuse), ["a.gz"])
    assert found == Rejection("a.gz", "read", "broken. Fetch it again")


def test_rings_are_seldom_looked_for_while_a_stage_runs_and_as_ever_afterwards() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


def fatal(number: int) -> Iterator[int]:
    if number in {5, 30}:
        os.kill(os.getpid(), signal.SIGKILL)
    yield number


def tenfold(common: int, task: int) -> int:
    return common * task


def deadly(mark: Path, task: int) -> int:
    """Kills its process at the first call in the whole run."""
    if task == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def always(common: None, task: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return task


def test_a_record_that_kills_its_process_is_rejected_and_the_rest_goes_on() -> None:
    found = list(outcomes(Stage("tried", 1, int, int, fatal), range(40), jobs=2))
    assert [one.record for one in found] == list(range(40))
    assert [one.results for one in found if one.final] == [(n,) for n in range(40) if n not in {5, 30}]
    reasons = [one.results[0].reason for one in found if isinstance(one.results[0], Rejection)]
    assert reasons == ["killed its process 3 times (out of memory?)"] * 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_tasks_are_spread_and_come_back_in_order(jobs: int) -> None:
    with engine(jobs=jobs) as running:
        assert list(running.spread(tenfold, 10, range(50))) == list(range(0, 500, 10))


def test_a_task_whose_process_died_is_done_again(tmp_path: Path) -> None:
    with engine(jobs=2) as running:
        assert list(running.spread(deadly, tmp_path / "mark", range(20))) == list(range(20))
        with pytest.raises(AbortRun, match="died 3 times"):
            list(running.spread(always, None, range(3)))


LOADED: list[int] = []


def load() -> None:
    LOADED.append(os.getpid())


def loaded(common: None, task: int) -> tuple[int, ...]:
    return (os.getpid(), *LOADED)


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux only")
@pytest.mark.parametrize("several", [False, True])
def test_what_workers_need_is_loaded_once_where_no_other_thread_runs(
    several: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    LOADED.clear()
    monkeypatch.setattr("threading.active_count", lambda: 2 if several else 1)  # a runner may have some
    with engine(jobs=2, warm=load) as running:
        (mine, *where), *_ = running.spread(loaded, None, range(4))
    assert where == ([mine] if several else [os.getpid()])


def _who(_: None, number: int) -> tuple[int, int]:
    return number, os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux only")
def test_fresh_processes_go_on_where_the_first_ones_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 1)  # a runner may have some
    with engine("local", 2) as running:
        first = list(running.spread(_who, None, range(20)))
        running.fresh()
        then = list(running.spread(_who, None, range(20, 40)))
    assert [n for n, _ in (*first, *then)] == list(range(40))
    assert {pid for _, pid in first}.isdisjoint(pid for _, pid in then)
