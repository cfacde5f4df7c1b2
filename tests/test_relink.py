"""Reports that come in one by one, in any order and any groups, make what one batch of them makes."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegedly import relink as relinking
from allegedly.anew import link_anew
from allegedly.link import background
from allegedly.model import Done, Extraction, Judgement, Terms
from allegedly.relink import link_new, relink
from allegedly.store import Match, Store
from benchmarks import faces

from .assess.build import HILL, PORT, claim, count, report, speaker, when

EVENTS = ("impact", "explosion", "killed")
AT = datetime(2024, 5, 4, 12, tzinfo=UTC)


def _reports() -> list[Extraction]:
    """Thirty over nine days: two towns, names on no map, copies, one that tells of both towns, recollections."""
    made = []
    for n in range(30):
        places = ((PORT,), (HILL,), (), (PORT, HILL))[n % 4 if n % 7 else 3]
        told = [claim(EVENTS[n % 3], speaker("a"), places=places, count=count(n % 5))]
        if n % 6 == 5:
            told.append(claim("impact", places=(PORT,), factuality="historical", when=when(AT)))
        one = report(f"r{n:02}", *told, hours=7 * n)
        names = (f"kovrin{n // 9}", f"pelta{n % 2}")
        words = tuple(f"word{(n // 3 + k) % 17}" for k in range(9))
        made.append(replace(one, lang=("en", "ru", "uk")[n % 3], terms=Terms(words, names, (str(n % 4),))))
    return made


REPORTS = _reports()
DECIDED = Judgement("j1", "merge", ("r01", "r28"), "an editor", AT, "seen by eye")


def held(groups: list[list[Extraction]], judged: bool) -> tuple[object, ...]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "desk.db", create=True)
        if judged:
            store.writer().judge(DECIDED)
        for group in groups:
            store.writer().extracted([Done(e.report, e) for e in group], "extract", 1)
            relink(store)
        found = _shown(store)
        store.close()
    return found


def _shown(store: Store) -> tuple[object, ...]:
    view = store.view()
    links = {one for e in REPORTS for one in view.links(e.report.id)}
    return sorted(map(repr, view.incidents(Match(stories=True), limit=1000))), sorted(map(repr, links))


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rarity stands still from nine reports on."""
    monkeypatch.setattr(background, "FEW", 8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(REPORTS), st.lists(st.integers(1, 12), min_size=1, max_size=6), st.booleans())
def test_any_order_in_any_groups_makes_what_one_batch_makes(
    order: list[Extraction], sizes: list[int], judged: bool
) -> None:
    groups, rest = [], [*order]
    for size in sizes:
        groups.append(rest[:size])
        rest = rest[size:]
    assert held([g for g in (*groups, rest) if g], judged) == held([REPORTS], judged)


def test_later_reports_do_not_link_all_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    anew = link_anew

    def watched(store: Store, version: int) -> None:
        done.append("all")
        anew(store, version)

    monkeypatch.setattr(relinking, "link_anew", watched)
    parts = [REPORTS[:17], *([one] for one in REPORTS[17:])]
    assert held(parts, False) == held([REPORTS], False)
    assert done == ["all", "all"], "once each: at the first reports and for the batch"


@pytest.mark.parametrize("late", [1, 4])
def test_what_comes_late_can_wait_and_the_others_need_not(
    late: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, rest = REPORTS[:late], REPORTS[late:]

    def keep(group: list[Extraction]) -> None:
        store.writer().extracted([Done(e.report, e) for e in group], "extract", 1)

    keep(rest[:12])
    assert link_new(store), "nothing is linked yet"
    relink(store)
    with monkeypatch.context() as here:
        here.setattr(relinking, "link_anew", lambda *_: pytest.fail("all was linked anew"))
        keep(rest[12:14])
        assert not link_new(store)
        keep(rest[14:20])
        assert link_new(store), "what is held has doubled"
        assert store.view().unlinked() == []
        keep([*early, *rest[20:25]])
        assert link_new(store)
        assert {e.report.id for e in early} == set(store.view().unlinked())
        assert {e.report.id for e in rest[:25]} <= {r for i, _ in store.view().incidents() for r in i.reports}
    keep(rest[25:])
    relink(store)
    assert _shown(store) == held([REPORTS], False)


def test_where_most_are_new_all_is_linked_anew_since_that_costs_less(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relinking, "MANY_NEW", 5)
    monkeypatch.setattr(relinking, "link_beside", lambda *_: pytest.fail("it was linked beside the rest"))
    for part in (REPORTS[:17], REPORTS[17:25]):
        store.writer().extracted([Done(e.report, e) for e in part], "extract", 1)
        assert link_new(store)
        relink(store)
    assert store.view().unlinked() == []


def test_what_was_linked_beside_the_rest_is_made_as_one_batch_makes_it(store: Store) -> None:
    for part in (REPORTS[:9], REPORTS[9:]):
        store.writer().extracted([Done(e.report, e) for e in part], "extract", 1)
        link_new(store)
        if part[0] is REPORTS[0]:
            relink(store)
    assert store.view().unlinked() == []
    relink(store)
    assert _shown(store) == held([REPORTS], False)


def test_what_an_older_desk_wrote_is_stated_too(store: Store) -> None:
    held = [*faces.told(3, 0, 5)]
    store.writer().extracted((Done(e.report, e) for e in held), "extract", 1)
    relink(store)
    before = store.view().lists().records(spoken=True)
    with store.writer().blocks() as blocks:
        blocks.write([(i, a) for i, a in store.view().incidents()], [])
    newer = Store.open(store.path)  # a process looks at a store once
    lists = newer.view().lists()
    assert lists.unstated()
    relink(newer)
    assert (lists.unstated(), lists.records(spoken=True)) == ([], before)
    assert before
    newer.close()
