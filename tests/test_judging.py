"""Decisions come in by one door: they are found again after any reprocessing, and undone they leave nothing behind."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from allegedly import relink as relinking
from allegedly.bundle import pack, recompute
from allegedly.desk.stored import StoredDesk
from allegedly.errors import DecisionRefused
from allegedly.judging import Judging
from allegedly.link import background
from allegedly.model import Done, Extraction, Judgement, Taken, Terms, Wish
from allegedly.model.vocabulary import DECISIONS
from allegedly.relink import relink
from allegedly.store import Match, Store

from .assess.build import HILL, PORT, claim, count, report, speaker, when

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
EVENTS = ("impact", "explosion", "killed")


def made() -> list[Extraction]:
    """Fourteen reports of two towns in three languages: a digest of both, a recollection, an outlet without a name."""
    found = []
    for n in range(14):
        places = ((PORT,), (HILL,), (PORT, HILL))[n % 3 if n % 5 else 2]
        hours = 9 * n if n < 6 else 9 * n + 200
        told = [claim(EVENTS[n % 3], speaker("ab"[n % 2]), places=places, count=count(n % 4))]
        if n == 6:
            told = [
                claim("impact", places=(PORT,), text="\n1. A hit at the port."),
                claim("explosion", places=(HILL,), text="\n2. A blast on the hill."),
            ]
        if n == 9:
            told.append(
                claim("impact", places=(PORT,), factuality="historical", when=when(NOW.replace(month=5, day=4)))
            )
        one = report(f"r{n:02}", *told, hours=hours, source="" if n == 4 else f"Paper {n % 4}")
        words = tuple(f"word{(n // 3 + k) % 11}" for k in range(9))
        found.append(replace(one, lang=("en", "ru", "uk")[n % 3], terms=Terms(words, (f"kovrin{n // 5}",), (str(n),))))
    return found


REPORTS = made()


@contextmanager
def desk(reports: list[Extraction]) -> Iterator[tuple[Store, Judging]]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "desk.db", create=True)
        take(store, reports)
        yield store, Judging(store, lambda: NOW)
        store.close()


def take(store: Store, reports: list[Extraction]) -> None:
    store.writer().extracted([Done(e.report, e) for e in reports], "extract", 1)
    relink(store)


def content(store: Store) -> str:
    """All that the store holds but the record of decisions itself."""
    with sqlite3.connect(store.path) as connection:
        kept = connection.execute("SELECT id, at, payload FROM judgement").fetchall()
        connection.execute("DELETE FROM judgement")
    found = store.view().fingerprint()
    with sqlite3.connect(store.path) as connection:
        connection.executemany("INSERT INTO judgement VALUES (?, ?, ?)", kept)
    connection.close()
    return found


def shown(store: Store) -> list[str]:
    return sorted(map(repr, store.view().incidents(Match(stories=True), limit=1000)))


def groups(store: Store) -> list[tuple[str, ...]]:
    return sorted(i.reports for i, _ in store.view().incidents(Match(stories=True), limit=1000))


def wish(random: Random, store: Store) -> Wish:
    """Something that somebody may ask for, sensible or not."""
    kind = random.choice(DECISIONS)
    incidents = [i.id for i, _ in store.view().incidents(Match(stories=True), limit=100)]
    known = [*(e.report.id for e in REPORTS), *incidents, *incidents, "r06#0", "r06#1"]
    if kind in ("letter", "same-origin", "independent"):
        known = ["office:a", "office:b", "outlet:paper 1", "r01", "r04", "r06"]
    how_many = {"letter": 1, "discount": 1, "merge": 2, "apart": 2}.get(kind, random.randint(1, 3))
    target = tuple(random.sample(known, how_many))
    return Wish(kind, target, "An editor", "seen by eye", "B" if kind == "letter" else "")


def decide(judging: Judging, store: Store, random: Random, tries: int) -> list[Judgement]:
    taken = []
    for _ in range(tries):
        try:
            taken.append(judging.decide(wish(random, store)).judgement)
        except DecisionRefused:
            continue
    return taken


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rarity stands still from five reports on."""
    monkeypatch.setattr(background, "FEW", 4)


MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@MANY
@given(st.integers(0, 1 << 30))
def test_any_decisions_undone_in_any_order_leave_the_desk_as_it_was_to_the_byte(seed: int) -> None:
    random = Random(seed)
    with desk(REPORTS) as (store, judging):
        before = content(store)
        taken = decide(judging, store, random, 6)
        random.shuffle(taken)
        for one in taken:
            judging.undo(one.id, "Another editor")
        assert content(store) == before
        assert all(one.undone_by == "Another editor" for one in store.view().judgements())
        assert len(store.view().judgements()) == len(taken), "what was undone is remembered"


@MANY
@example(447)  # a decision is undone while a later one has renamed a voice that both name
@given(st.integers(0, 1 << 30))
def test_what_a_decision_reaches_is_what_linking_all_anew_gives(seed: int) -> None:
    random = Random(seed)
    with desk(REPORTS) as (store, judging):
        for one in decide(judging, store, random, 6)[::2]:
            judging.undo(one.id, "Another editor")
        step_by_step = content(store)
        with sqlite3.connect(store.path) as connection:
            connection.execute("DELETE FROM ledger WHERE stage = 'link'")
        connection.close()
        relink(store)
        assert content(store) == step_by_step


@MANY
@given(st.integers(0, 1 << 30), st.integers(6, 13))
@example(0, 10)  # a report that was taken out linked the new one to the rest of its component
def test_later_reports_find_the_decisions_as_if_they_had_been_there(seed: int, first: int) -> None:
    random = Random(seed)
    with desk(REPORTS[:first]) as (store, judging):
        decide(judging, store, random, 4)
        for one in REPORTS[first:]:
            take(store, [one])
        step_by_step = shown(store)
        with sqlite3.connect(store.path) as connection:
            connection.execute("DELETE FROM ledger WHERE stage = 'link'")
        connection.close()
        relink(store)
        assert shown(store) == step_by_step


def test_a_decision_links_anew_only_what_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    with desk(REPORTS) as (store, judging):
        monkeypatch.setattr(relinking, "link_anew", lambda *_: pytest.fail("all was linked anew"))
        one, other = groups(store)[0], groups(store)[-1]
        taken = judging.decide(Wish("merge", (one[0], other[0]), "An editor"))
        assert tuple(sorted({*one, *other})) in groups(store)
        judging.decide(Wish("letter", ("office:a",), "An editor", "years of it", "B"))
        judging.undo(taken.judgement.id[:6], "An editor")
        assert one in groups(store)


def test_decisions_survive_reading_the_reports_anew_into_other_items() -> None:
    """The digest becomes one item; what named its second item means the report from then on."""
    with desk(REPORTS) as (store, judging):
        (home,) = store.view().of_report("r00")
        judging.decide(Wish("move", ("r06#1", home.id), "An editor"))
        assert home.id in {i.id for i in store.view().of_report("r06")}
        told = [claim("impact", speaker("a"), places=(PORT,))]
        again = report("r06", *told)
        again = replace(again, report=next(e.report for e in REPORTS if e.report.id == "r06"))
        store.writer().extracted([Done(again.report, replace(again, claims=()))], "extract", 2)
        relink(store)
        assert [i.id for i in store.view().of_report("r06")] == [home.id]


def simple() -> list[Extraction]:
    """Two reports of one hit, one of another two days later; three outlets."""
    return [
        report("r1", claim("impact"), source="Gull"),
        report("r2", claim("impact"), hours=1, source="Tern"),
        report("r3", claim("impact"), hours=60, source="Heron"),
    ]


def taken(store: Store, judging: Judging, kind: str, *target: str, **more: Any) -> Taken:
    return judging.decide(Wish(kind, target, "An editor", more.pop("reason", "seen by eye"), **more))


@pytest.mark.parametrize(
    ("kind", "target", "wanted"),
    [
        ("merge", ("r1", "r3"), [("r1", "r2", "r3")]),
        ("split", ("r2",), [("r1",), ("r2",), ("r3",)]),
        ("reject", ("r2",), [("r1",), ("r2",), ("r3",)]),
        ("move", ("r2", "r3"), [("r1",), ("r2", "r3")]),
        ("pin", ("r1", "r2"), [("r1", "r2"), ("r3",)]),
        ("apart", ("r1", "r2"), [("r1",), ("r2",), ("r3",)]),
    ],
)
def test_each_kind_of_grouping_and_its_undoing(kind: str, target: tuple[str, ...], wanted: list[tuple[str]]) -> None:
    with desk(simple()) as (store, judging):
        together = {r for name in target for i in store.view().of_report(name) for r in i.reports}
        one = taken(store, judging, kind, *target)
        assert groups(store) == wanted
        own = {i.id for r in target for i in store.view().of_report(r)}
        assert set(one.incidents[: len(own)]) == own
        assert set(one.incidents) == {i.id for r in together for i in store.view().of_report(r)}
        judging.undo(one.judgement.id, "An editor", "a slip")
        assert groups(store) == [("r1", "r2"), ("r3",)]
        (kept,) = store.view().judgements()
        assert (kept.undone, kept.undone_reason) == (NOW, "a slip")


def test_incidents_are_named_by_the_start_of_their_ids_and_merged_ones_can_be_split_off_again() -> None:
    with desk(simple()) as (store, judging):
        (first,), (second,) = (store.view().of_report(r) for r in ("r1", "r3"))
        taken(store, judging, "merge", "largest", second.id[:6])
        assert groups(store) == [("r1", "r2", "r3")]
        again = taken(store, judging, "split", second.id[:7])
        assert groups(store) == [("r1", "r2"), ("r3",)]
        assert [one.kind for one in again.overrules] == ["merge"], "the newest wins, and is said to"
        back = taken(store, judging, "merge", first.id, second.id)
        assert groups(store) == [("r1", "r2", "r3")]
        assert [one.kind for one in back.overrules] == ["split"]


def test_a_rejected_report_stays_alone_and_a_pinned_one_stays_whatever_comes() -> None:
    later = report("r4", claim("impact"), hours=2, source="Crane")
    with desk(simple()) as (store, judging):
        taken(store, judging, "reject", "r2")
        take(store, [later])
        assert groups(store) == [("r1", "r4"), ("r2",), ("r3",)]
    with desk(simple()) as (store, judging):
        taken(store, judging, "apart", "r1", "r3")
        taken(store, judging, "pin", "r1", "r2")
        take(store, [later])
        assert groups(store) == [("r1", "r2", "r4"), ("r3",)]


def status(store: Store, of: str) -> str:
    (one,) = store.view().of_report(of)
    return store.view().assessment(one.id).occurrence


def test_one_voice_and_voices_of_their_own() -> None:
    with desk(simple()) as (store, judging):
        assert status(store, "r1") == "corroborated"
        same = taken(store, judging, "same-origin", "r1", "r2")
        assert status(store, "r1") == "single_origin"
        other = taken(store, judging, "independent", "r1", "r2")
        assert status(store, "r1") == "corroborated"
        assert [one.id for one in other.overrules] == [same.judgement.id]
        judging.undo(other.judgement.id, "An editor")
        assert status(store, "r1") == "single_origin"


def test_voices_named_by_name_are_one_wherever_they_speak() -> None:
    there = [report("r5", claim("fire", places=(HILL,)), hours=200, source="Tern")]
    with desk([*simple(), *there]) as (store, judging):
        taken(store, judging, "same-origin", "Gull", "Tern")
        (far,) = store.view().of_report("r5")
        (near,) = store.view().of_report("r1")
        keys = [o.key for i in (near, far) for o in store.view().assessment(i.id).origins]
        assert keys == ["outlet:hul", "outlet:hul"]


def test_a_letter_stands_beside_the_voice_by_kind_of_happening_and_moves_no_grade() -> None:
    with desk(simple()) as (store, judging):
        (one,) = store.view().of_report("r1")
        before = store.view().assessment(one.id)
        taken(store, judging, "letter", "Gull", value="B")
        again = taken(store, judging, "letter", "Gull", value="D", topic="impact")
        assert not again.overrules, "another kind of happening"
        after = store.view().assessment(one.id)
        assert [o.letters for o in after.origins] == [(("", "B"), ("impact", "D")), ()]
        assert replace(after, origins=before.origins) == before
        newer = taken(store, judging, "letter", "Gull", value="C")
        assert [one.value for one in newer.overrules] == ["B"]


def test_only_a_person_discounts_and_the_reason_is_shown() -> None:
    with desk(simple()) as (store, judging):
        (one,) = store.view().of_report("r1")
        taken(store, judging, "discount", one.id, reason="an exercise, says the port")
        found = store.view().assessment(one.id)
        assert found.occurrence == "discounted"
        assert "An editor, 2024-06-01: an exercise, says the port" in found.reasons[0].text
        take(store, [report("r0", claim("impact"), hours=-1, source="Crane")])
        (renamed,) = store.view().of_report("r1")
        assert renamed.id != one.id, "an earlier report names the incident anew"
        assert store.view().assessment(renamed.id).occurrence == "discounted"


@pytest.mark.parametrize(
    ("kind", "target", "more", "told"),
    [
        ("merge", ("r1", "zz"), {}, "nothing has this id"),
        ("merge", ("r", "r3"), {}, "several: r1, r2, r3"),
        ("merge", ("r1", "r2"), {}, "together already"),
        ("merge", ("r1",), {}, "another incident"),
        ("merge", ("r1", "r1"), {}, "named twice"),
        ("move", ("r1", "r2"), {}, "there already"),
        ("pin", ("r1",), {}, "alone cannot be pinned"),
        ("pin", ("r1", "r3"), {}, "different incidents"),
        ("letter", ("Gull",), {"value": "G"}, "no letter from A"),
        ("letter", ("Gull",), {"value": "A", "reason": " "}, "Say why"),
        ("letter", ("Gull",), {"value": "A", "topic": "weather"}, "is none of attack"),
        ("letter", ("Nobody Known",), {"value": "A"}, "no voice, outlet or report"),
        ("letter", ("r1",), {"value": "A"}, "Name one source"),
        ("discount", ("r1",), {}, "Name one incident"),
        ("forget", ("r1",), {}, "is none of merge"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_the_way_out(
    kind: str, target: tuple[str, ...], more: dict[str, str], told: str
) -> None:
    with desk(simple()) as (store, judging):
        before = content(store)
        with pytest.raises(DecisionRefused, match=told):
            taken(store, judging, kind, *target, **more)
        assert content(store) == before
        assert store.view().judgements() == []


def test_who_decides_must_be_named_and_the_same_is_not_decided_twice() -> None:
    with desk(simple()) as (store, judging):
        with pytest.raises(DecisionRefused, match="--by"):
            judging.decide(Wish("split", ("r2",), "  "))
        one = taken(store, judging, "split", "r2")
        with pytest.raises(DecisionRefused, match=one.judgement.id):
            taken(store, judging, "split", "r2")
        judging.undo(one.judgement.id, "An editor")
        with pytest.raises(DecisionRefused, match="undone already"):
            judging.undo(one.judgement.id, "An editor")
        with pytest.raises(DecisionRefused, match="no decision has this id"):
            judging.undo("zz", "An editor")
        taken(store, judging, "split", "r2")
        assert len(store.view().judgements()) == 2


def test_a_report_of_two_incidents_must_be_named_by_its_item() -> None:
    with desk(REPORTS) as (store, judging):
        assert len(store.view().of_report("r06")) == 2
        with pytest.raises(DecisionRefused, match="r06#0, r06#1"):
            taken(store, judging, "merge", "r06", "r13")


def test_a_bundle_holds_the_decisions_and_gives_the_same_again(tmp_path: Path) -> None:
    with desk(simple()) as (store, judging):
        taken(store, judging, "merge", "r1", "r3")
        taken(store, judging, "same-origin", "r1", "r2")
        taken(store, judging, "letter", "Gull", value="B")
        taken(store, judging, "discount", store.view().of_report("r1")[0].id, reason="an exercise")
        held = StoredDesk(store.view())
        one = held.incident("largest")
        decided = held.judgements(one)
        assert [j.kind for j in decided] == ["merge", "same-origin", "letter", "discount"]
        assessed = pack(tmp_path / "one.zip", one, held.extractions(one.reports), decided)
        assert assessed == held.assess(one)
        assert recompute(tmp_path / "one.zip").faults == ()


def test_history_is_found_from_every_incident_that_a_decision_touched() -> None:
    with desk(simple()) as (store, judging):
        held = StoredDesk(store.view())
        one = taken(store, judging, "split", "r2").judgement
        left, apart = (store.view().of_report(r)[0] for r in ("r1", "r2"))
        assert held.judgements(left) == held.judgements(apart) == [one]
        assert held.judgements(store.view().of_report("r3")[0]) == []


def worded(name: str, words: str, hours: float) -> Extraction:
    one = report(name, claim("explosion", places=()), hours=hours)
    return replace(one, terms=Terms(tuple(words.split())))


def test_a_pair_that_linking_left_open_is_proposed_until_it_is_decided() -> None:
    alike = [worded("p1", "oak elm ash fir yew box", 0), worded("p2", "oak elm sea bay tin ice gas oat", 1)]
    other = [worded(f"q{n}", f"ink{n} cap{n}", 90 * n) for n in range(1, 6)]
    with desk([*alike, *other]) as (store, judging):
        held = StoredDesk(store.view())
        pairs = held.doubtful()
        assert pairs
        assert [p.link.score for p in pairs] == sorted((p.link.score for p in pairs), reverse=True)
        assert all(p.link.verdict == "unsure" and p.a.id != p.b.id for p in pairs)
        declined = taken(store, judging, "apart", pairs[0].a.id, pairs[0].b.id)
        assert {(p.a.id, p.b.id) for p in held.doubtful()} == {(p.a.id, p.b.id) for p in pairs[1:]}
        judging.undo(declined.judgement.id, "An editor")
        assert held.doubtful() == pairs
