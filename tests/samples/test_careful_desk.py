"""Each point that a careful desk sees in the packs is there in the result: by structure, whatever the words.

The points are data (`expected.toml` of each pack). A point refers to gold claims; the desk's own claims are found
by their place in the text. Where a point lists many tellings, most must carry it; one missed retelling hides nothing.
"""

import tomllib
from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from allegedly.knowledge.identity import key
from allegedly.model import Conflict
from tests.samples.desk import SAMPLES, Told, told

Point = dict[str, Any]
PACKS = ["crimea-2024-01-04", "plant-explosion"]
MOST = 0.6  # share of the tellings of a point that must carry it


def points(kind: str) -> list[Any]:
    found = []
    for pack in PACKS:
        expected = tomllib.loads((SAMPLES / pack / "expected.toml").read_text("utf-8"))
        found += [pytest.param(pack, p, id=p["title"], marks=_marks(p)) for p in expected["point"] if p["kind"] == kind]
    assert found, kind
    return found


def _marks(point: Point) -> list[pytest.MarkDecorator]:
    """A point that the desk does not reach yet says why (`open`); once reached, the test fails until that goes."""
    return [pytest.mark.xfail(reason=point["open"], strict=True)] if "open" in point else []


def conflicts(desk: Told) -> list[Conflict]:
    return [c for a in desk.assessed.values() for c in a.conflicts]


def touches(c: Conflict, one: set[str], other: set[str]) -> bool:
    a, b = set(c.a), set(c.b)
    return bool((a & one and b & other) or (a & other and b & one))


@pytest.mark.parametrize(("pack", "point"), points("contested"))
def test_contested(pack: str, point: Point) -> None:
    desk = told(pack)
    affirm, deny = desk.ids(point["affirm"]), desk.ids(point["deny"])
    assert affirm
    assert deny
    assert any(touches(c, affirm, deny) and not c.settled for c in conflicts(desk)), point["title"]


@pytest.mark.parametrize(("pack", "point"), points("update"))
def test_an_update_by_the_same_speaker_is_no_open_conflict(pack: str, point: Point) -> None:
    desk = told(pack)
    earlier, later = desk.ids(point["earlier"]), desk.ids(point["later"])
    assert earlier
    assert later
    between = [c for c in conflicts(desk) if touches(c, earlier, later)]
    assert all(c.settled == "update" for c in between), between
    origins = {
        o.key for a in desk.assessed.values() for o in a.origins if earlier & set(o.claims) and later & set(o.claims)
    }
    assert origins, "earlier and later rest on one origin"


@pytest.mark.parametrize(("pack", "point"), points("one_voice"))
def test_many_tellings_are_one_voice(pack: str, point: Point) -> None:
    desk = told(pack)
    mine = desk.ids(point["claims"])
    assert len(mine) >= MOST * len(point["claims"])
    by_origin = Counter(o.key for a in desk.assessed.values() for o in a.origins for c in o.claims if c in mine)
    (key, most), *_ = by_origin.most_common(1)
    assert most >= MOST * len(mine), by_origin
    reports = {c.report for e in desk.extractions.values() for c in e.claims if c.id in mine}
    if len(reports) > 1:
        carried = {r for a in desk.assessed.values() for o in a.origins if o.key == key for r in o.carriers}
        assert carried & reports, "those who only repeat it are its carriers"


@pytest.mark.parametrize(("pack", "point"), points("silence"))
def test_silence_stands_until_somebody_speaks(pack: str, point: Point) -> None:
    desk = told(pack)
    said = desk.ids(point["claims"])
    assert said

    def standing(moment: str) -> int:
        known = desk.at(datetime.fromisoformat(moment))
        return sum(s.until is None for a in known.values() for s in a.silences if s.claim in said)

    assert standing(point["stands_at"]), "as known then, the silence stands"
    if point["ends"]:
        ended = [
            s
            for a in desk.at(datetime.fromisoformat(point["fallen_at"])).values()
            for s in a.silences
            if s.claim in said and s.until is not None
        ]
        assert ended, "as known later, it has ended"
        where = {c.id: c.report for e in desk.extractions.values() for c in e.claims}
        assert {where[s.ended_by] for s in ended if s.ended_by} & {*point["ends"], *point["indirect"]}


@pytest.mark.parametrize(("pack", "point"), points("against_interest"))
def test_against_interest_is_marked(pack: str, point: Point) -> None:
    desk = told(pack)
    mine = [m[0] for ref in point["claims"] if (m := desk.matched(ref))]
    assert mine
    # An origin's own act is told by name once and then without it ("a strike on ..."): its cell bears the mark.
    own = {c for a in desk.assessed.values() for cell in a.matrix.cells if cell.own_act for c in cell.claims}
    marked = [c for c in mine if c.interest == "against" or c.basis == "own_act" or c.id in own]
    assert len(marked) >= MOST * len(mine)


@pytest.mark.parametrize(("pack", "point"), points("no_evidence"))
def test_missing_evidence_marks_the_cells_of_whom_it_is_about(pack: str, point: Point) -> None:
    desk = told(pack)
    assert desk.ids(point["claims"])
    marked = {
        o.name for a in desk.assessed.values() for c in a.matrix.cells if c.evidence_absent for o in a.origins
        if o.key == c.origin
    }  # fmt: skip
    assert point["about"] in marked


@pytest.mark.parametrize(("pack", "point"), points("clocks"))
def test_three_clocks_lie_on_one_axis(pack: str, point: Point) -> None:
    from allegedly.extract.analyse import analyse
    from allegedly.extract.times import times
    from allegedly.read import document

    desk = told(pack)
    right = 0
    for t in point["times"]:
        held = desk.extractions[t["report"]].report
        start = held.text.index(t["text"])
        found = [
            e.when
            for e in times(analyse(document(held)))
            if e.when.span.start < start + len(t["text"]) and start < e.when.span.end
        ]
        right += any(w.start == datetime.fromisoformat(t["start"]) for w in found)
    assert right >= MOST * len(point["times"]), f"{right} of {len(point['times'])}"


@pytest.mark.parametrize(("pack", "point"), points("two_causes"))
def test_two_explanations_are_not_merged(pack: str, point: Point) -> None:
    desk = told(pack)
    a, b = desk.worded(point["a"]), desk.worded(point["b"])
    assert a
    assert b
    rows = [set(p.affirm) for x in desk.assessed.values() for p in x.propositions]
    assert any(row & a for row in rows)
    assert any(row & b for row in rows)
    assert not any(row & a and row & b for row in rows)


@pytest.mark.parametrize(("pack", "point"), points("apart"))
def test_other_incidents_stay_apart(pack: str, point: Point) -> None:
    import json

    desk = told(pack)
    lines = (SAMPLES / pack / "incidents_gold.jsonl").read_text("utf-8").splitlines()
    gold = {g["incident"]: g["reports"] for g in map(json.loads, lines)}
    main = max(desk.incidents, key=lambda i: len(i.reports))
    for name in point["incidents"]:
        own = [r for r in gold[name] if desk.of_report(r) != {main.id}]
        assert len(own) >= MOST * len(gold[name]), name


@pytest.mark.parametrize(("pack", "point"), points("background"))
def test_what_is_only_recalled_is_historical_and_not_part_of_the_incident(pack: str, point: Point) -> None:
    desk = told(pack)
    mine = [m[0] for ref in point["recalled"] if (m := desk.matched(ref))]
    assert mine
    assert all(c.factuality == "historical" for c in mine)
    main = max(desk.incidents, key=lambda i: len(i.reports))
    supported = {c for p in desk.assessed[main.id].propositions for c in (*p.affirm, *p.deny)}
    assert not supported & {c.id for c in mine}


@pytest.mark.parametrize(("pack", "point"), points("linked"))
def test_two_towns_of_one_attack_are_linked_not_merged(pack: str, point: Point) -> None:
    desk = told(pack)
    main = max(desk.incidents, key=lambda i: len(i.reports))
    assert len(set(point["reports"]) & set(main.reports)) >= MOST * len(point["reports"])
    assert {key(p) for p in point["places"]} <= {key(p) for p in main.parts}


@pytest.mark.parametrize(("pack", "point"), points("withdrawn"))
def test_a_withdrawal_is_seen(pack: str, point: Point) -> None:
    desk = told(pack)
    mine = desk.ids(point["withdrawals"])
    assert mine
    assert any(set(p.retract) & mine for a in desk.assessed.values() for p in a.propositions)


@pytest.mark.parametrize(("pack", "point"), points("part_whole"))
def test_a_part_of_a_whole_is_no_conflict(pack: str, point: Point) -> None:
    desk = told(pack)
    mine = desk.ids(point["claims"])
    counts = [c.count.best for e in desk.extractions.values() for c in e.claims if c.id in mine and c.count]
    assert counts
    assert not [c for c in conflicts(desk) if not c.settled and set(c.a) <= mine and set(c.b) <= mine]


@pytest.mark.parametrize(("pack", "point"), points("toll"))
def test_the_toll_is_a_range_and_each_bound_names_its_claim(pack: str, point: Point) -> None:
    desk = told(pack)
    known = desk.at(datetime.fromisoformat(point["as_of"]))
    tolls = [t for a in known.values() for t in a.toll if t.event == point["event"]]
    where = {c.id: c.report for e in desk.extractions.values() for c in e.claims}
    assert any((t.low, t.high) == (point["low"]["count"], point["high"]["count"]) for t in tolls), tolls
    assert all(t.low_claim in where and t.high_claim in where for t in tolls)
