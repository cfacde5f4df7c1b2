from dataclasses import replace
from datetime import timedelta

import pytest

from allegedly.model import Done, Judgement, Rejection
from allegedly.model.search import Sought
from allegedly.store import Match, Store
from allegedly.store.view import View, plain_terms

from .records import START, done, extraction, incident, linking, report


@pytest.fixture
def filled(store: Store) -> Store:
    """Six reports, three incidents."""
    events = ("explosion", "fire", "killed", "explosion", "fire", "killed")
    places = ("Портовый", "Холмы", "Портовый", "Холмы", "Портовый", "Ёлкино")
    reports = [report(n) for n in range(1, 7)]
    group = [Done(r, extraction(r, e, p)) for r, e, p in zip(reports, events, places, strict=True)]
    store.writer().extracted(group, "extract", 1)
    found = [
        incident("aa1", "r1", "r2", "r3", occurrence="contested"),
        incident("ab2", "r4"),
        incident("b3", "r5", "r6"),
    ]
    store.writer().linked(linking(*found), found, "00" * 16, 1)
    store.writer().index()
    return store


def test_reports_page_by_key(filled: Store) -> None:
    view = filled.view()
    first = view.reports(limit=4)
    assert [r.id for r in first] == ["r1", "r2", "r3", "r4"]
    assert [r.id for r in view.reports(after="r4", limit=4)] == ["r5", "r6"]
    assert view.report("r3") == report(3)
    with pytest.raises(KeyError):
        view.report("r9")


def test_everything_is_all_extractions_in_order_of_arrival(filled: Store) -> None:
    assert [e.report.id for e in filled.view().everything()] == [f"r{n}" for n in range(1, 7)]
    assert filled.view().extractions(["r2", "nowhere"]).keys() == {"r2"}


def test_claims_by_each_filter(filled: Store) -> None:
    view = filled.view()

    def ids(match: Match) -> list[str]:
        return [c.report for c, _ in view.claims(match)]

    assert ids(Match()) == ["r6", "r5", "r4", "r3", "r2", "r1"]
    assert ids(Match(event="fire")) == ["r5", "r2"]
    assert ids(Match(place="холм")) == ["r4", "r2"]
    assert ids(Match(place="елкино")) == ["r6"]
    assert ids(Match(speaker="МЭР")) == ["r6", "r5", "r4", "r3", "r2", "r1"]
    assert ids(Match(speaker="100%")) == []
    assert ids(Match(stance="deny")) == []
    assert ids(Match(since=START + timedelta(hours=3), until=START + timedelta(hours=5))) == ["r4", "r3"]


def test_claims_page_by_the_last_one_seen(filled: Store) -> None:
    view, seen, after = filled.view(), [], ""
    while page := view.claims(after=after, limit=4):
        seen += [c.id for c, _ in page]
        after = f"{page[-1][0].report} {page[-1][0].id}"
    assert seen == [f"r{n}-c" for n in range(6, 0, -1)]


def test_incidents_by_each_filter_newest_first(filled: Store) -> None:
    view = filled.view()

    def ids(match: Match) -> list[str]:
        return [i.id for i, _ in view.incidents(match)]

    assert ids(Match()) == ["b3", "ab2", "aa1"]
    assert ids(Match(status="contested")) == ["aa1"]
    assert ids(Match(place="портов")) == ["b3", "ab2", "aa1"]
    assert ids(Match(place="нигде")) == []
    assert ids(Match(words="взрыве 4")) == ["ab2"]
    assert ids(Match(since=START + timedelta(days=1))) == []
    assert [i.id for i, _ in view.incidents(after="b3", limit=1)] == ["ab2"]


def test_reports_in_which_nobody_claims_anything_are_no_incident(filled: Store) -> None:
    one, assessed = incident("aa1", "r1", "r2")
    story, told = incident("st1", "r4")
    found = [(one, assessed), (replace(story, claims=()), told)]
    filled.writer().linked(linking(*found), found, "00" * 16, 1)
    view = filled.view()
    assert [i.id for i, _ in view.incidents()] == ["aa1"]
    assert [i.id for i, _ in view.incidents(Match(stories=True))] == ["st1", "aa1"]
    assert (view.counts()["incident"], view.counts()["story"]) == (1, 1)
    assert view.incident("st1").reports == ("r4",), "a story can still be opened"


def test_incident_by_the_start_of_its_id(filled: Store) -> None:
    view = filled.view()
    assert view.incident("b").id == "b3"
    assert view.incident("largest").id == "aa1"
    with pytest.raises(KeyError, match="several: aa1, ab2"):
        view.incident("a")
    with pytest.raises(KeyError, match="no incident"):
        view.incident("z")
    with pytest.raises(KeyError, match="no incident"):
        view.incident("%")


def test_report_knows_its_incidents_and_links(filled: Store) -> None:
    assert [i.id for i in filled.view().of_report("r2")] == ["aa1"]
    assert [(one.a, one.b) for one in filled.view().links("r2")] == [("r1", "r2")]


def looked(view: View, words: str) -> list[str]:
    return [hit.report.id for hit in view.search(Sought(plain_terms(words)), limit=100).hits]


def test_search_finds_beginnings_of_words_newest_first(filled: Store) -> None:
    view = filled.view()
    assert looked(view, "ВЗРЫВ")[:2] == ["r6", "r5"]
    assert looked(view, "взрыве 3") == ["r3"]
    assert looked(view, "наводнение") == []
    assert looked(view, '"; DROP TABLE report; --') == []
    assert len(looked(view, "")) == view.counts()["report"]  # nothing asked: everything


def test_text_index_takes_each_report_once(filled: Store) -> None:
    assert filled.writer().index() == 0
    filled.writer().extracted([done(7)], "extract", 1)
    assert filled.writer().index() == 1
    assert looked(filled.view(), "7") == ["r7"]


def test_versions_by_the_id_as_it_was_given(store: Store) -> None:
    from dataclasses import replace

    first = report(1)
    second = replace(first, id="r1@2", text="Другое", version=2, edits="r1")
    store.writer().extracted([Done(first), Done(second)], "extract", 1)
    assert store.view().versions(["r1", "r5"]) == {"r1": [(first.content, "r1", "G"), (second.content, "r1@2", "G")]}


def test_state_changes_with_reports_stages_and_judgements(store: Store) -> None:
    view, seen = store.view(), [store.view().state()]
    store.writer().extracted([done(1)], "extract", 1)
    seen.append(view.state())
    store.writer().extracted([done(1)], "extract", 2)
    seen.append(view.state())
    store.writer().judge(Judgement("j", "merge", ("a", "b"), "an editor", START))
    seen.append(view.state())
    store.writer().linked(linking(), [], view.state(), 1)
    assert len(set(seen)) == 4
    assert view.state() == seen[-1]


def test_rejections_and_judgements_come_back(store: Store) -> None:
    given = Rejection("a.jsonl, line 3", "read", "broken JSON", "Correct this line.", "published")
    store.writer().rejections([given, given])
    assert store.view().rejections() == [given]
    undone = Judgement("j", "merge", ("a", "b"), "an editor", START, undone=START + timedelta(days=1))
    store.writer().judge(Judgement("j", "merge", ("a", "b"), "an editor", START))
    store.writer().judge(undone)
    assert store.view().judgements() == [undone]


def test_rules_of_everything_that_is_held(filled: Store) -> None:
    from dataclasses import replace

    from allegedly.model import Conflict, Proposition, Reason

    made, assessed = incident("c1", "r1")
    proposition = Proposition(
        "p", "fire", None, None, None, (), (), (), (), (), "single_origin", 6, "fire", (Reason("one", "One."),)
    )
    full = replace(
        assessed,
        reasons=(Reason("two", "Two."),),
        conflicts=(Conflict("count", (), (), "x", "three"),),
        propositions=(proposition,),
    )
    filled.writer().linked(linking((made, full)), [(made, full)], "22" * 16, 1)
    assert filled.view().rules() == {"test", "one", "two", "three"}
