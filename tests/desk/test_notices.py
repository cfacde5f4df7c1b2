"""What a desk tells of itself: as reports come in, as persons decide, as all is linked anew, as words are taken out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from allegedly.desk.notices import notices
from allegedly.judging import Judging
from allegedly.model import Done, Extraction, Notice, Wish
from allegedly.relink import relink
from allegedly.store import Store
from tests.assess.build import claim, report

AT = datetime(2024, 6, 1, 12, tzinfo=UTC)


def add(store: Store, *found: Extraction) -> list[Notice]:
    """What is told when these come in."""
    last = store.notices().bounds()[1]
    store.writer().extracted([Done(e.report, e) for e in found], "extract", 1)
    relink(store)
    return store.notices().after(last)


def shown(found: Sequence[Notice]) -> list[tuple[str, str, str]]:
    return [(n.kind, n.what, n.report) for n in found]


FIRST = report("r1", claim("impact"), source="Gull")
SECOND = report("r2", claim("impact", stance="deny"), hours=1, source="Tern")
LATER = report("r3", claim("impact"), hours=60, source="Heron")


def test_a_first_report_makes_an_incident(store: Store) -> None:
    found = add(store, FIRST)
    assert shown(found) == [("report", "new", "r1"), ("incident", "new", "")]
    assert {n.incident for n in found} == {store.view().incidents()[0][0].id}
    assert found[0].source == "Gull"
    assert found[1].occurrence == store.view().incidents()[0][1].occurrence


def test_a_denial_that_comes_later_changes_it_and_tells_of_the_conflict(store: Store) -> None:
    add(store, FIRST)
    found = add(store, SECOND)
    assert shown(found)[0] == ("report", "new", "r2")
    assert ("incident", "changed", "") in shown(found)
    changed = next(n for n in found if n.kind == "incident")
    assert ("occurrence", "contested") in [(c.kind, c.after) for c in changed.changes]
    conflict = next(n for n in found if n.kind == "conflict")
    assert [c.kind for c in conflict.changes] == ["conflict"]


def test_nothing_is_told_where_nothing_changes(store: Store) -> None:
    add(store, FIRST, SECOND)
    assert add(store, FIRST) == []
    last = store.notices().bounds()[1]
    with store.writer().blocks() as blocks:
        blocks._connection.exec_driver_sql("DELETE FROM ledger WHERE stage = 'link'")
    relink(store)  # all of it anew
    assert store.notices().after(last) == []


def test_reports_are_told_once_though_all_is_made_anew(store: Store) -> None:
    add(store, FIRST)
    with store.writer().blocks() as blocks:
        blocks._connection.exec_driver_sql("DELETE FROM ledger WHERE stage = 'link'")
    assert [r for kind, _, r in shown(add(store, LATER)) if kind == "report"] == ["r3"]


def test_a_merging_tells_what_is_gone_and_undoing_it_what_is_back(store: Store) -> None:
    add(store, FIRST, SECOND, LATER)
    judging, last = Judging(store, lambda: AT), store.notices().bounds()[1]
    done = judging.decide(Wish("merge", ("r1", "r3"), "O. Editor"))
    found = store.notices().after(last)
    assert [(n.kind, n.what) for n in found] == [("incident", "changed"), ("incident", "gone")]
    assert found[0].incident != found[1].incident
    last = store.notices().bounds()[1]
    judging.undo(done.judgement.id, "O. Editor")
    assert {(n.kind, n.what) for n in store.notices().after(last)} == {("incident", "changed"), ("incident", "new")}


def test_discounting_changes_the_grade(store: Store) -> None:
    add(store, FIRST)
    last, home = store.notices().bounds()[1], store.view().incidents()[0][0].id
    Judging(store, lambda: AT).decide(Wish("discount", (home,), "O. Editor", "an exercise"))
    (found,) = store.notices().after(last)
    assert (found.kind, found.occurrence) == ("incident", "discounted")


def test_stories_without_claims_are_not_told_of_as_incidents(store: Store) -> None:
    assert shown(add(store, report("r9", source="Gull"))) == [("report", "new", "r9")]


def test_an_incident_that_loses_its_claims_is_gone(store: Store) -> None:
    add(store, FIRST)
    with store.writer().blocks() as blocks:
        held = blocks.assessed(blocks.known())
    ((incident, assessed),) = held.values()
    found = notices(held, [(replace(incident, claims=()), assessed)], (), (), AT)
    assert [(n.kind, n.what) for n in found] == [("incident", "gone")]
