"""The tables, read back by csv, pyarrow, polars and pandas: nothing lost, every figure with its claim and span."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from allegedly.desk.stored import StoredDesk
from allegedly.publish.exports.case import Asked, Case, Manner, case_of
from allegedly.publish.exports.columns import Table
from allegedly.publish.exports.tables import TABLES, incident_rows
from tests.publish.build import EXTRACTIONS, INCIDENT, assessment, at
from tests.publish.exports.made import rows, written


@pytest.fixture(scope="module")
def cases(desk: StoredDesk) -> list[Case]:
    return list(desk.cases(Asked()))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_row_has_every_column(table: Table, cases: list[Case]) -> None:
    found = [row for case in cases for row in table.rows(case, Manner())]
    assert {len(row) for row in found} <= {len(table.columns)}
    assert found
    assert len(set(table.names)) == len(table.names)


def test_each_incident_and_claim_is_there_once(cases: list[Case], tmp_path: Path) -> None:
    files = written("csv", cases, tmp_path)
    assert [r["incident"] for r in rows(files["incidents.csv"])] == [c.incident.id for c in cases]
    told = [r["claim"] for r in rows(files["claims.csv"])]
    assert sorted(told) == sorted(c for case in cases for c in case.incident.claims)
    cells = sum(len(c.assessment.matrix.cells) for c in cases)
    assert len(rows(files["cells.csv"])) == cells > 0


def test_the_words_of_a_claim_are_at_its_span(cases: list[Case], tmp_path: Path) -> None:
    files = written("parquet", cases, tmp_path)
    texts = {r["report"]: r["text"] for r in pq.read_table(pa.BufferReader(files["reports.parquet"])).to_pylist()}
    claims = pq.read_table(pa.BufferReader(files["claims.parquet"])).to_pylist()
    for c in claims:
        text = texts[c["report"]]
        assert text[c["span_start"] : c["span_end"]] == c["text"]
        for words in ("speaker", "count"):
            if c[f"{words}_start"] is not None:
                shown = c["speaker"] if words == "speaker" else c["count_words"]
                assert text[c[f"{words}_start"] : c[f"{words}_end"]] == shown
    assert any(c["count_start"] is not None for c in claims)
    assert any(c["speaker_start"] is not None for c in claims)


def test_every_figure_of_a_toll_names_a_claim_that_tells_it(cases: list[Case], tmp_path: Path) -> None:
    files = written("csv", cases, tmp_path)
    claims = {r["claim"]: r for r in rows(files["claims.csv"])}
    tolls = rows(files["tolls.csv"])
    assert tolls
    for t in tolls:
        for bound in ("low", "high"):
            told = claims[t[f"{bound}_claim"]]
            assert told["report"] == t[f"{bound}_report"]
            assert told["count_words"] == t[f"{bound}_words"] != ""
            figures = [float(told[f"count_{k}"]) for k in ("low", "best", "high") if told[f"count_{k}"]]
            assert float(t[bound]) in figures


def test_parquet_has_types_and_moments_with_a_zone(cases: list[Case], tmp_path: Path) -> None:
    data = written("parquet", cases, tmp_path)["incidents.parquet"]
    schema = pq.read_schema(pa.BufferReader(data))
    assert schema.field("start").type == pa.timestamp("us", tz="UTC")
    assert schema.field("reports").type == pa.int64()
    assert schema.field("lat").type == pa.float64()
    assert schema.field("resting_on").type == pa.list_(pa.string())
    assert schema.field("lat").metadata[b"about"] == b"degrees north, WGS 84"
    held = {c.incident.id: c.incident for c in cases}
    for row in pq.read_table(pa.BufferReader(data)).to_pylist():
        assert row["start"] == held[row["incident"]].start


def test_polars_and_pandas_read_what_csv_reads(cases: list[Case], tmp_path: Path) -> None:
    sheets, typed = written("csv", cases, tmp_path), written("parquet", cases, tmp_path)
    for name in TABLES:
        there = list(csv.reader(io.StringIO(sheets[f"{name}.csv"].decode(), newline="")))
        one, other = pl.read_parquet(typed[f"{name}.parquet"]), pd.read_parquet(io.BytesIO(typed[f"{name}.parquet"]))
        assert one.columns == list(other.columns) == there[0]
        assert one.height == len(other) == len(there) - 1


def test_chosen_tables_alone(cases: list[Case], tmp_path: Path) -> None:
    assert list(written("csv", cases, tmp_path, Manner(tables=("tolls", "claims")))) == ["claims.csv", "tolls.csv"]


def test_as_of_knows_only_what_had_been_told(desk: StoredDesk) -> None:
    whole = desk.incident("largest")
    told = sorted(t for e in desk.extractions(whole.reports).values() if (t := e.report.published))
    then = next(desk.cases(Asked((whole.id,), as_of=told[3])))
    assert 0 < len(then.reports) <= 4 < len(whole.reports)
    assert set(then.incident.claims) == set(then.claims) < set(whole.claims)
    assert then.assessment.as_of == told[3]
    before = told[0].replace(year=2000)
    assert list(desk.cases(Asked((whole.id,), as_of=before))) == []


def test_filters_are_those_of_the_list(desk: StoredDesk) -> None:
    everything = {c.incident.id for c in desk.cases(Asked())}
    contested = {c.incident.id for c in desk.cases(Asked(status="contested"))}
    assert contested == {i.id for i, _ in desk.incidents(status="contested")}
    assert contested < everything
    held = {c.incident.id: c.assessment for c in desk.cases(Asked())}
    expected = [
        (Asked(attribution="none"), {k for k, a in held.items() if a.attribution == "none"}),
        (
            Asked(event="interception"),
            {k for k, a in held.items() if any(p.event == "interception" for p in a.propositions)},
        ),
        (Asked(disputed=True), {k for k, a in held.items() if any(not c.settled for c in a.conflicts)}),
        (Asked(silent=True), {k for k, a in held.items() if any(s.until is None for s in a.silences)}),
    ]
    for asked, fitting in expected:
        assert {c.incident.id for c in desk.cases(asked)} == fitting
    assert any(0 < len(fitting) < len(everything) for _, fitting in expected)
    latest = max(t for c in desk.cases(Asked()) for r in c.reports if (t := r.published))
    newest = list(desk.cases(Asked(told_since=latest)))
    assert 0 < len(newest) < len(everything)
    assert all(latest in [r.published for r in c.reports] for c in newest)
    with pytest.raises(KeyError):
        next(desk.cases(Asked(("nothing-has-this-id",))))


def test_a_report_without_a_date_gives_an_incident_none_in_the_table() -> None:
    held = {id: replace(e, report=replace(e.report, published=None, first_seen=at(9))) for id, e in EXTRACTIONS.items()}
    (row,) = incident_rows(case_of(INCIDENT, assessment(), held), Manner())
    columns = [c.name for c in TABLES["incidents"].columns]
    told = dict(zip(columns, row, strict=True))
    assert (told["first_told"], told["last_told"]) == (None, None), "when the desk held it is no date of the report"
