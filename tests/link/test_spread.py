"""Passes that run anywhere, in any order, over windows of any size: the incidents of one process, to the byte."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegedly.knowledge.linking import LinkingFile, linking
from allegedly.link import admit, background, in_time, link, link_spread, linker, passes, spread
from allegedly.link.admit import Meeting
from allegedly.link.keys import UNDATED
from allegedly.link.shelf import AROUND
from allegedly.link.spread import windows
from allegedly.model import Extraction, Judgement, Terms
from allegedly.model.vocabulary import LANGS, Lang
from allegedly.run.spool import Spool
from tests.assess.build import HILL, NOON, PORT, claim, count, report, when

encode = msgspec.json.encode
PLACES = ((PORT,), (HILL,), (), (PORT, HILL))
COPIED = "The pier at the old port was closed for the night after the guards had heard two dull blasts near the cranes."


class Shuffled:
    """Tasks are sent as bytes, done in any order, given back in theirs."""

    def __init__(self, seed: int) -> None:
        self.chance, self.done, self.pairs = Random(seed), list[str](), list[Meeting]()

    def __call__(self, work: Callable[[Any, Any], Any], common: Any, tasks: Iterable[Any]) -> Iterator[Any]:
        sent = [pickle.dumps((work, task)) for task in tasks]
        shared, found = pickle.loads(pickle.dumps(common)), dict[int, Any]()
        for n in self.chance.sample(range(len(sent)), len(sent)):
            does, task = pickle.loads(sent[n])
            self.done.append(does.__name__)
            self.pairs += task.pairs if isinstance(task, passes.Meetings) else ()
            found[n] = pickle.loads(pickle.dumps(does(shared, task)))
        return iter([found[n] for n in range(len(sent))])


@st.composite
def told(draw: st.DrawFn) -> list[Extraction]:
    """Reports over ten days: towns, names on no map, copies, two happenings in one, recollections, some undated."""
    made = []
    for n in range(draw(st.integers(1, 24))):
        stated = when(NOON.replace(day=draw(st.integers(1, 9)))) if draw(st.booleans()) else None
        one = claim(draw(st.sampled_from(("impact", "explosion", "killed"))), count=count(draw(st.integers(0, 4))),
                    places=draw(st.sampled_from(PLACES)), when=stated)  # fmt: skip
        past = [claim("impact", places=(PORT,), factuality="historical", when=when(NOON))] if n % 5 == 4 else []
        words = [replace(one, text=COPIED)] if draw(st.integers(0, 3)) == 0 else [one]
        held = report(f"r{n:02}", *words, *past, hours=draw(st.integers(0, 240)))
        at = held.report.published if draw(st.integers(0, 5)) else None
        terms = Terms(
            tuple(draw(st.lists(st.sampled_from([f"word{k}" for k in range(14)]), min_size=2, max_size=9))),
            (f"kovrin{draw(st.integers(0, 3))}", f"pelta{draw(st.integers(0, 1))}"),
            (str(draw(st.integers(0, 3))),),
        )
        lang: Lang = draw(st.sampled_from(LANGS))
        made.append(replace(held, report=replace(held.report, published=at), lang=lang, terms=terms))
    return made


def sealed(found: Iterable[Extraction]) -> tuple[list[str], dict[str, bytes]]:
    ordered = sorted(found, key=lambda e: in_time(e.report))
    return [e.report.id for e in ordered], {e.report.id: encode(e) for e in ordered}


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rarity stands still from nine reports on; three lead a key on one day."""
    held = linking()
    few = msgspec.structs.replace(held, blocks=msgspec.structs.replace(held.blocks, cap=3))

    def rules() -> LinkingFile:
        return few

    monkeypatch.setattr(background, "FEW", 8)
    for module in (linker, passes, spread):
        monkeypatch.setattr(module, "linking", rules)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(told(), st.integers(1, 8), st.integers(1, 5), st.integers(0, 99))
def test_windows_and_passes_anywhere_give_what_one_process_gives(
    found: list[Extraction], least: int, size: int, seed: int
) -> None:
    order, reports = sealed(found)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("WINDOW", least), ("CHUNK", size), ("PAIRS", size), ("REPORTS", 2 * size)):
            patch.setattr(spread, name, value)
        decided = [Judgement("j1", "merge", ("r00", "r03"), "an editor", NOON, "seen by eye")] if seed % 3 == 0 else []
        with closing(Spool()) as aside:
            made = link_spread(order, reports, spread_to := Shuffled(seed), aside, decided)
    again = [msgspec.json.decode(data, type=Extraction) for data in reports.values()]
    pairs, compare = list[Meeting](), admit.compare
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(admit, "compare", lambda met, held: (pairs.append(met), compare(met, held))[1])  # type: ignore[func-returns-value]
        here = link(again, decided).incidents
    assert sorted(spread_to.pairs) == sorted(pairs)
    assert [encode(one) for one in made] == [encode(one) for one in here]


def test_everything_that_reads_words_runs_elsewhere() -> None:
    found = [report(f"r{n}", replace(claim("impact", places=(PORT,)), text=COPIED), hours=n) for n in range(4)]
    order, reports = sealed(found)
    spread_to = Shuffled(1)
    with closing(Spool()) as aside:
        (one,) = link_spread(order, reports, spread_to, aside)
    assert one.reports == ("r0", "r1", "r2", "r3")
    assert set(spread_to.done) == {"count", "profile", "compared", "forming"}


@given(st.lists(st.integers(0, 30), max_size=40), st.integers(0, 5), st.integers(1, 9))
def test_windows_hold_each_report_once_with_all_days_that_reach_it(days: list[int], undated: int, least: int) -> None:
    slots = [*sorted(days), *[UNDATED] * undated]
    made = windows(slots, least)
    assert [n for one in reversed(made) for n in range(one.first, one.last)] == list(range(len(slots)))
    for one in made:
        held = {n for part in one.around for n in part}
        assert len(held) == sum(map(len, one.around))
        for mine in range(one.first, one.last):
            near = {n for n, slot in enumerate(slots) if abs(slot - slots[mine]) <= AROUND}
            assert near | {n for n, slot in enumerate(slots) if slot == UNDATED} <= held
