"""A common word is in many reports: what is counted, listed and left out, in every kind of store alike."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from allegedly.model import Done, Extraction, Terms
from allegedly.model.search import Sought, Term
from allegedly.store import Store, search

from .records import START, extraction, report

COUNT = 40
FIRE = Term("пожаром", lemmas=("пожар",))
QUAY = Term("quay", names=("kuai",))
DEPOT = Term("depot", names=("depo",))  # some reports have it as written, others by its letters
LINES: tuple[tuple[Term, ...], ...] = (
    (),
    (Term("said"),),
    (FIRE,),
    (QUAY,),
    (FIRE, QUAY),
    (DEPOT,),
    (Term("said"), DEPOT),
    (Term("rare"), Term("said"), DEPOT),
    (Term("said"), DEPOT, Term("quay", names=("kuai",), without=True)),
    (Term("said"), DEPOT, FIRE),
    (Term("said"), FIRE, QUAY),
    (Term("said"), Term("пожаром", lemmas=("пожар",), without=True)),
    (Term("mayor said", phrase=True), FIRE),
    (Term("rare"),),
    (Term("rare"), FIRE),
    (Term("nothing"),),
)


def hour(number: int) -> datetime:
    """When a report was published."""
    return START + timedelta(hours=number)


def told(number: int) -> Extraction:
    """Every report says something; every third speaks of a fire, every second of a quay, every thirteenth is rare."""
    words = ["mayor said" if number % 5 else "said mayor"]
    words += ["пожары"] * (number % 3 == 0) + ["quays"] * (number % 4 == 0) + ["rare"] * (number % 13 == 0)
    words += ["depot"] * (number % 7 == 0)
    made = extraction(report(number, " ".join(words), f"Outlet {number % 2}"), "fire" if number % 6 else "explosion")
    forms = Terms(("пожар",) * (number % 3 == 0), ("kuai",) * (number % 2 == 0) + ("depo",) * (number % 5 == 0))
    return Extraction(made.report, made.lang, (), made.claims, (), forms)


def holds(number: int, term: Term) -> bool:
    """Does a report hold a term? Worked out from its number, not from its words."""
    told = {
        "said": True, "пожаром": number % 3 == 0, "quay": number % 2 == 0, "mayor said": number % 5 != 0,
        "rare": number % 13 == 0, "nothing": False, "depot": number % 7 == 0 or number % 5 == 0,
    }  # fmt: skip
    return told[term.text] != term.without


@pytest.fixture
def told_much(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(search, "MOST", 8)
    monkeypatch.setattr(search, "FACETED", 5)
    monkeypatch.setattr(search, "FEW", 4)
    store.writer().extracted((Done(one.report, one) for one in map(told, range(1, COUNT + 1))), "extract", 1)
    store.writer().index()
    return store


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"source": "Outlet 1"}, {"event": "fire"}, {"lang": "ru"}, {"lang": "en"}, {"since": hour(9)},
        {"until": hour(21)}, {"source": "Outlet 1", "event": "fire", "lang": "ru", "until": hour(30)},
        {"event": "fire", "since": hour(9), "until": hour(21)},
    ],
)  # fmt: skip
def test_the_last_that_match_are_found_whatever_is_asked(told_much: Store, fields: dict[str, Any]) -> None:
    kept = {"source": {n for n in range(COUNT + 1) if n % 2}, "event": {n for n in range(COUNT + 1) if n % 6}}
    kept |= {"since": set(range(9, COUNT + 1)), "until": set(range(21 if fields.get("until") == hour(21) else 30))}
    kept["lang"] = set(range(COUNT + 1)) if fields.get("lang") == "ru" else set()
    for line in LINES:
        match = [n for n in range(COUNT, 0, -1) if all(holds(n, term) for term in line)]
        match = [n for n in match if all(n in kept[name] for name in fields)]
        found = told_much.view().search(Sought(line, **fields), limit=100)
        assert [hit.report.id for hit in found.hits] == [f"r{n}" for n in match[:8]], line
        assert (found.total, found.more) == (min(8, len(match)), len(match) > 8), line
        assert found.counted == min(5, len(match))


def test_outlets_are_counted_over_the_newest_alone(told_much: Store) -> None:
    facets = {f.name: dict(f.values) for f in told_much.view().search(Sought((Term("said"),))).facets}
    assert facets["source"] == {"Outlet 0": 3, "Outlet 1": 2}


def test_pages_end_with_what_is_counted(told_much: Store) -> None:
    view = told_much.view()
    pages = [view.search(Sought((FIRE,)), start, 3).hits for start in (0, 3, 6, 9)]
    assert [[hit.report.id for hit in page] for page in pages] == [
        ["r39", "r36", "r33"], ["r30", "r27", "r24"], ["r21", "r18"], []
    ]  # fmt: skip
