"""Formats of others, read back: what maps to what, what stays empty, and how exactly places are given."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from allegedly.desk.stored import StoredDesk
from allegedly.knowledge.events import event_types
from allegedly.knowledge.exports import Grade, export_words
from allegedly.model.vocabulary import Attributed, Event, Occurrence
from allegedly.publish.exports import acled, airwars, atlos, timemap, ucdp
from allegedly.publish.exports.case import Asked, Case, Manner
from allegedly.publish.exports.table import EXPORTS
from tests.publish.exports.made import at_place, case, killed, rows, standing, written

BRIDGE = (45.31, 36.51)  # a point in a strait, some kilometres from the next town


def one(name: str, made: Case, folder: Path, manner: Manner | None = None) -> dict[str, str]:
    (data,) = written(name, [made], folder, manner or Manner()).values()
    (row,) = rows(data)
    return row


# ACLED


def test_acled_has_all_columns_and_the_least_figure(tmp_path: Path) -> None:
    row = one("acled", standing("corroborated", "alleged", [("impact", 2), ("killed", 2)], killed(3, 7)), tmp_path)
    assert len(acled.THEIRS) == 31
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (row["event_date"], row["year"], row["time_precision"]) == ("11 March 2025", "2025", "1")
    assert (row["fatalities"], row["allegedly_fatalities_claim"]) == ("3", "c3")
    assert row["allegedly_event_claims"] == "c3"


@pytest.mark.parametrize(
    ("affirmed", "told", "fatalities"),
    [([], None, "0"), ([("killed", 1)], None, ""), ([("killed", 1)], killed(2), "2")],
)
def test_acled_invents_no_number(
    affirmed: list[tuple[Event, int]], told: object, fatalities: str, tmp_path: Path
) -> None:
    row = one("acled", standing("single_origin", "none", affirmed, told), tmp_path)  # type: ignore[arg-type]
    assert row["fatalities"] == fatalities


def test_a_blast_alone_is_no_act_of_violence(tmp_path: Path) -> None:
    row = one("acled", standing("corroborated", "none", [("explosion", 3), ("fire", 2)]), tmp_path)
    assert row["event_type"] == row["sub_event_type"] == row["disorder_type"] == ""


def test_every_sub_event_has_its_type() -> None:
    words, types = export_words().acled, event_types()
    for event in words.order:
        sub = words.launch if event == "launch" else types[event].acled
        assert sub in words.types, event


# UCDP


def test_ucdp_has_the_49_columns_and_the_range(tmp_path: Path) -> None:
    assert len(ucdp.THEIRS) == 49
    row = one("ucdp", standing("contested", "none", [("killed", 2)], killed(3, 7)), tmp_path)
    assert (row["low"], row["best"], row["high"], row["deaths_unknown"]) == ("3", "", "7", "")
    assert (row["allegedly_low_claim"], row["allegedly_high_claim"]) == ("c3", "c3")
    assert row["date_start"] == "2025-03-11 00:00:00.000"
    assert row["number_of_sources"] == "3"
    assert row["side_a"] == row["type_of_violence"] == ""
    assert one("ucdp", standing("contested", "none", [("killed", 2)], killed(3, 3, 3)), tmp_path)["best"] == "3"


@pytest.mark.parametrize(("hours", "code"), [(1, 1), (24, 1), (30, 2), (24 * 7, 3), (24 * 20, 4), (24 * 90, 5)])
def test_ucdp_date_precision(hours: int, code: int, tmp_path: Path) -> None:
    start = datetime(2025, 3, 1, tzinfo=UTC)
    row = one("ucdp", case(start=start, end=start + timedelta(hours=hours)), tmp_path)
    assert row["date_prec"] == str(code)


# Airwars


@pytest.mark.parametrize(
    ("occurrence", "attribution", "affirmed", "grade"),
    [
        ("discounted", "none", [("killed", 2)], "Discounted"),
        ("corroborated", "self_acknowledged", [("killed", 1), ("attack", 1)], "Confirmed"),
        ("contested", "contested", [("injured", 2), ("attack", 2)], "Contested"),
        ("corroborated", "alleged", [("killed", 2), ("impact", 1)], "Fair"),
        ("corroborated", "none", [("killed", 2), ("explosion", 2)], "Weak"),
        ("single_origin", "alleged", [("injured", 1), ("impact", 1)], "Weak"),
        ("contested", "self_acknowledged", [("impact", 2)], ""),
    ],
)
def test_airwars_grades(
    occurrence: Occurrence, attribution: Attributed, affirmed: list[tuple[Event, int]], grade: str, tmp_path: Path
) -> None:
    row = one("airwars", standing(occurrence, attribution, affirmed), tmp_path)
    assert row["airwars_grade"] == grade
    assert row["rests_on"]
    assert (row["harm_claims"] != "") == bool({e for e, _ in affirmed} & {"killed", "injured"})


def test_a_grade_does_not_depend_on_the_party(tmp_path: Path) -> None:
    made = standing("corroborated", "alleged", [("killed", 2), ("impact", 2)])
    for party in ("ukraine", "russia", None):
        origins = tuple(replace(o, party=party) for o in made.assessment.origins)
        other = replace(made, assessment=replace(made.assessment, origins=origins))
        assert one("airwars", other, tmp_path) == one("airwars", made, tmp_path)


def test_each_grade_says_what_it_rests_on() -> None:
    grades: list[Grade] = ["Discounted", "Confirmed", "Contested", "Fair", "Weak"]
    assert [w.grade for w in export_words().airwars] == grades
    assert airwars.HEAD[8:10] == ("airwars_grade", "rests_on")


# places


def test_nothing_finer_than_a_settlement_leaves_by_itself(tmp_path: Path) -> None:
    made = at_place("exact", *BRIDGE)
    for name, export in EXPORTS.items():
        if export.signed:
            continue
        for file, data in written(name, [made], tmp_path).items():
            raw = data.replace(b"\x00", b"")
            assert b"45.31," not in raw, (name, file)
            assert b"36.51" not in raw, (name, file)
            assert b"place:depot" not in raw, (name, file)
    row = one("ucdp", made, tmp_path)
    assert (row["where_coordinates"], row["where_prec"]) == ("Kerch", "2")


def test_exact_places_only_where_they_are_asked_for(tmp_path: Path) -> None:
    row = one("ucdp", at_place("exact", *BRIDGE), tmp_path, Manner(exact=True))
    assert (row["latitude"], row["longitude"], row["where_prec"]) == ("45.31", "36.51", "1")


def test_far_from_any_town_a_cell_is_given(tmp_path: Path) -> None:
    data = written("geojson", [at_place("exact", 43.21, 34.33)], tmp_path)["incidents.geojson"]
    (feature,) = json.loads(data)["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [34.25, 43.25]}
    assert feature["properties"]["precision"] == "district"
    assert feature["properties"]["coarsened"] is True


def test_geojson_of_the_pack(desk: StoredDesk, tmp_path: Path) -> None:
    cases = list(desk.cases(Asked()))
    found = json.loads(written("geojson", cases, tmp_path)["incidents.geojson"])
    assert found["type"] == "FeatureCollection"
    assert [f["id"] for f in found["features"]] == [c.incident.id for c in cases]
    for f, c in zip(found["features"], cases, strict=True):
        assert f["properties"]["precision"] != "exact"
        assert f["properties"]["claims"] == list(c.incident.claims)
        if f["geometry"]:
            lon, lat = f["geometry"]["coordinates"]
            assert (lat, lon) == (c.incident.lat, c.incident.lon)
    assert any(f["geometry"] is None or f["properties"]["toll"] for f in found["features"])


# the exchange files


def test_jsonl_is_the_contract_and_holds_each_report_once(desk: StoredDesk, tmp_path: Path) -> None:
    cases = list(desk.cases(Asked()))
    files = written("jsonl", cases, tmp_path)
    claims = [json.loads(line) for line in files["claims.jsonl"].splitlines()]
    assert len({c["id"] for c in claims}) == len(claims) >= sum(len(c.incident.claims) for c in cases)
    texts = {r.id: r.text for c in cases for r in c.reports}
    for c in claims:
        assert texts[c["report"]][slice(*c["span"])] == c["text"]
    incidents = [json.loads(line) for line in files["incidents.jsonl"].splitlines()]
    assert [i["id"] for i in incidents] == [c.incident.id for c in cases]
    assert {"occurrence", "attribution", "toll", "propositions", "conflicts"} <= set(incidents[0])
    assert len(files["mentions.jsonl"].splitlines()) >= len(texts)


# Atlos


def test_atlos_fits_its_bulk_import(desk: StoredDesk, tmp_path: Path) -> None:
    found = rows(written("atlos", desk.cases(Asked()), tmp_path)["atlos.csv"])
    assert found
    for row in found:
        assert tuple(row) == atlos.HEAD
        assert 8 <= len(row["description"]) <= 240
        assert len(row["more_info"]) <= 3000
        assert row["status"] == "Unclaimed"
        assert row["sensitive"] == "Not Sensitive"
        assert bool(row["latitude"]) == bool(row["longitude"])
        datetime.strptime(row["date"], "%Y-%m-%d").astimezone(UTC)


def test_atlos_gets_no_point_of_a_region(tmp_path: Path) -> None:
    assert one("atlos", at_place("region", 44.95, 34.1), tmp_path)["latitude"] == ""
    assert one("atlos", at_place("settlement", 44.95, 34.1), tmp_path)["latitude"] == "44.95"


# TimeMap: its schemas (src/reducers/validate), which refuse keys that they do not know.

EVENT_TEXTS = {
    "id", "description", "date", "time", "time_precision", "location", "latitude", "longitude", "type", "category",
    "category_full", "comments", "time_display", "shape", "colour",
}  # fmt: skip
ASSOCIATION_TEXTS = {"id", "title", "desc", "mode", "colour", "type", "display"}
SOURCE_TEXTS = {
    "id", "title", "thumbnail", "type", "url", "description", "parent", "author", "date", "notes",
}  # fmt: skip


def deeprows(data: bytes) -> list[dict[str, object]]:
    """What datasheet-server makes of a sheet: numbered columns become lists, empty cells left out."""
    found = []
    for row in rows(data):
        deep: dict[str, object] = {}
        for label, value in row.items():
            bare = label.rstrip("0123456789")
            if bare == label:
                deep[label] = value
            else:
                held = deep.setdefault(f"{bare}s", [])
                assert isinstance(held, list)
                held.extend([value] if value else [])
        found.append(deep)
    return found


def test_timemap_fits_its_schemas(desk: StoredDesk, tmp_path: Path) -> None:
    cases = list(desk.cases(Asked()))
    files = written("timemap", cases, tmp_path)
    assert tuple(files) == timemap.PARTS
    events, filters, sources = (json.loads(files[f"{n}.json"]) for n in ("events", "associations", "sources"))
    ids = [a["id"] for a in filters]
    assert len(set(ids)) == len(ids)
    for e in events:
        assert set(e) <= EVENT_TEXTS | {"associations", "sources"}
        assert all(isinstance(e[k], str) for k in set(e) & EVENT_TEXTS)
        assert bool(e["latitude"]) == bool(e["longitude"])
        assert e["date"] or e["latitude"]
        datetime.strptime(f"{e['date']} {e['time']}", "%m/%d/%Y %H:%M").astimezone(UTC)
        assert set(e["associations"]) <= set(ids)
        assert set(e["sources"]) <= set(sources)
    for a in filters:
        assert set(a) <= ASSOCIATION_TEXTS | {"filter_paths"}
        assert a["mode"] in ("FILTER", "CATEGORY")
    assert {e["category"] for e in events} == {a["id"] for a in filters if a["mode"] == "CATEGORY"}
    for key, s in sources.items():
        assert set(s) <= SOURCE_TEXTS | {"paths", "affil_s"}
        assert s["id"] == key
    assert len(sources) == len({r.id for c in cases for r in c.reports})


def test_timemap_sheets_are_the_same(desk: StoredDesk, tmp_path: Path) -> None:
    files = written("timemap", desk.cases(Asked()), tmp_path)
    sheet, events = deeprows(files["events.csv"]), json.loads(files["events.json"])
    assert len(sheet) == len(events)
    for row, event in zip(sheet, events, strict=True):
        cut = {**event, "sources": event["sources"][: timemap.NUMBERED["sources"]]}
        assert {k: row[k] for k in cut if k != "description"} == {k: v for k, v in cut.items() if k != "description"}
    filters = json.loads(files["associations.json"])
    assert [a["filter_paths"] for a in deeprows(files["associations.csv"])] == [a["filter_paths"] for a in filters]
