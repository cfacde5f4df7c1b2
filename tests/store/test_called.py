"""Claims by a part of a name: the same list, whether few have it or many; no name is kept that no claim has."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from allegedly.model import Done
from allegedly.model.listing import ClaimsWanted, Mark
from allegedly.store import Store, called
from allegedly.store.forget import forget

from .records import START, extraction, report

WHO = ("Мэр Холмов", "Мэр Порта", "Harbour office", "100% sure_ly")
WHERE = (("Портовый", "geonames:7"), ("Холмы", "geonames:8"), ("Ёлкино", None))
COUNT = 24


def told(number: int, shift: int = 0) -> Done:
    one = extraction(replace(report(number), snapshot=f"{number:02}" * 32), place=WHERE[(number + shift) % 3][0])
    (claim,), who = one.claims, WHO[(number + shift) % 4]
    assert claim.speaker is not None
    place = replace(claim.places[0], id=WHERE[(number + shift) % 3][1])
    made = replace(claim, speaker=replace(claim.speaker, name=who, text=who, id=None), places=(place,))
    return Done(one.report, replace(one, claims=(made,)))


@pytest.fixture
def held(store: Store) -> Store:
    store.writer().extracted(map(told, range(1, COUNT + 1)), "extract", 1)
    return store


def listed(store: Store, wanted: ClaimsWanted) -> list[str]:
    """To the end, some at a time."""
    found, mark = list[str](), None
    while True:
        page: Any = store.pages().claims(wanted, mark, 3)
        found += [one.claim.report for one in page.items]
        mark = page.mark
        if mark is None:
            return found


def kept(store: Store) -> set[tuple[str, str]]:
    with store._engine.connect() as connection:
        return {(kind, name) for kind, name in connection.execute(select(called.called))}


@pytest.mark.parametrize(("names", "claims"), [(500, 2000), (1, 2000), (500, 5), (500, 6), (0, 0)])
def test_the_list_is_the_same_however_many_have_the_name(
    held: Store, monkeypatch: pytest.MonkeyPatch, names: int, claims: int
) -> None:
    monkeypatch.setattr(called, "MANY", names)
    monkeypatch.setattr(called, "FEW", claims)
    every = [f"r{n}" for n in range(COUNT, 0, -1)]

    def of(divisor: int, *rests: int) -> list[str]:
        return [f"r{n}" for n in range(COUNT, 0, -1) if n % divisor in rests]

    assert listed(held, ClaimsWanted(speaker="мэр")) == of(4, 0, 1)
    assert listed(held, ClaimsWanted(speaker="МЭР ПОРТА")) == of(4, 1)
    assert listed(held, ClaimsWanted(speaker="100% sure_ly")) == of(4, 3)
    assert listed(held, ClaimsWanted(speaker="1_0%")) == []
    assert listed(held, ClaimsWanted(place="елк")) == of(3, 2)
    assert listed(held, ClaimsWanted(place="geonames:8")) == of(3, 1)
    assert listed(held, ClaimsWanted(place="geonames")) == []
    assert listed(held, ClaimsWanted(speaker="office", place="портовый")) == [n for n in of(4, 2) if n in of(3, 0)]
    assert listed(held, ClaimsWanted(speaker="", place="о")) == every
    until = START + timedelta(hours=9)
    assert listed(held, ClaimsWanted(speaker="мэр порта", until=until)) == ["r5", "r1"]


def test_names_are_those_of_the_claims(held: Store) -> None:
    assert {name for kind, name in kept(held) if kind == "speaker"} == {name.casefold() for name in WHO}
    held.writer().extracted([told(n, shift=1) for n in range(1, COUNT + 1) if n % 4 == 3], "extract", 2)
    assert ("speaker", "100% sure_ly") not in kept(held)  # each report that had it was read anew
    assert listed(held, ClaimsWanted(speaker="sure")) == []


def test_a_name_goes_with_the_last_report_that_has_it(held: Store) -> None:
    mine = [n for n in range(1, COUNT + 1) if n % 4 == 2]
    for n in mine:
        assert ("speaker", "harbour office") in kept(held)
        with held.writer().blocks() as blocks:
            forget(blocks._connection, f"{n:02}" * 32)
    assert ("speaker", "harbour office") not in kept(held)
    assert len([name for kind, name in kept(held) if kind == "speaker"]) == 3


@pytest.mark.parametrize("wanted", [ClaimsWanted(speaker="nobody"), ClaimsWanted(place="nowhere")])
def test_whom_nobody_names_is_not_looked_for_in_claims(file: Store, wanted: ClaimsWanted) -> None:
    file.writer().extracted(map(told, range(1, COUNT + 1)), "extract", 1)
    said = list[tuple[str, Any]]()
    event.listen(file._engine, "before_cursor_execute", lambda c, d, words, given, *_: said.append((words, given)))
    mark: Mark | None = None
    assert file.pages().claims(wanted, mark).items == ()
    with file._engine.connect() as connection:
        for words, given in [one for one in said if "FROM claim" in one[0]]:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", given)]
            assert not [line for line in plan if line.startswith("SCAN claim")], plan
