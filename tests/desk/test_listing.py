"""Lists over a store: what an older desk has not worked out is worked out when it is asked for."""

import pytest

from allegedly.desk.listing import StoredLists, stated
from allegedly.desk.stored import StoredDesk
from allegedly.model import Done, Track
from allegedly.model.glance import Wanted
from allegedly.store import Store
from benchmarks import faces


@pytest.fixture
def filled(store: Store) -> Store:
    """Twelve incidents of five reports each, in one desk, as `benchmarks.faces` makes them."""
    held = [[*faces.told(n, 0, 5)] for n in range(12)]
    store.writer().extracted((Done(e.report, e) for group in held for e in group), "extract", 1)
    assessed = [faces.happening(n, group) for n, group in enumerate(held)]
    by_id = {e.report.id: e for group in held for e in group}
    with store.writer().blocks() as blocks:
        blocks.write(assessed, [])
        blocks.state(stated(assessed, by_id.__getitem__))
    store.writer().index()
    return store


def facts(lists: StoredLists) -> tuple[object, ...]:
    rows, total = lists.voices(2, 7)
    keys = dict.fromkeys(one.origin for one in rows)
    return [*keys], total, [*lists.records()], {k: [*lists.voice(k)] for k in keys}, [*lists.speakers("office:", 5)]


def test_it_is_the_same_whether_it_was_worked_out_before_or_not(filled: Store) -> None:
    before = facts(StoredLists(filled.view()))
    with filled.writer().blocks() as blocks:  # written as an older desk writes: nothing is stated
        held = {n: [*faces.told(n, 0, 5)] for n in range(0, 12, 2)}
        blocks.write([faces.happening(n, group) for n, group in held.items()], [])
    assert len(filled.view().lists().unstated()) == 6
    assert facts(StoredLists(filled.view())) == before


def test_a_voice_that_nobody_knows_has_no_records(filled: Store) -> None:
    assert StoredDesk(filled.view()).lists().voice("nobody") == []


def test_records_tell_on_what_somebody_spoke(filled: Store) -> None:
    lists = StoredLists(filled.view())
    for one in lists.records():
        assert isinstance(one, Track)
        assert len(one.propositions) == one.statements


def test_words_are_found_in_every_form(filled: Store) -> None:
    lists = StoredLists(filled.view())
    every = lists.glances(Wanted()).total
    assert 0 < lists.glances(Wanted(words="warehouses")).total <= every == 12
    assert lists.glances(Wanted(words="submarine")).total == 0


def test_open_pairs_of_one_incident_are_its_own(filled: Store) -> None:
    with filled.writer().blocks() as blocks:
        blocks.place((f"r{n}-0", f"r{n}-0", f"i{n:08x}", f"i{n:08x}", 0) for n in range(12))
        blocks.add(faces.links(range(12)))
    desk = StoredDesk(filled.view())
    every = desk.doubtful()
    assert {(p.a.id, p.b.id) for p in every} == {("i00000000", "i00000001"), ("i0000000a", "i0000000b")}
    assert [*desk.doubtful(1), *desk.doubtful(5, start=1)] == every
    assert desk.doubtful(5, start=2) == []
    (mine,) = desk.lists().doubtful(desk.incident("i0000000a"))
    assert mine.b.id == "i0000000b"
    assert desk.lists().doubtful(desk.incident("i00000005")) == []
