"""Results as they come: whole files or none, on disk, as Parquet, and in S3-compatible storage over HTTP."""

import json
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from allegedly import pipeline
from allegedly.publish.nested import schema
from allegedly.publish.results import NAMES, Results
from allegedly.stages import Choice
from tests.publish.storage import storage

PACK = Path(__file__).parents[2] / "samples/plant-explosion/reports.jsonl"
FAST = Choice(extractor="fast", jobs=1)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lines")
    pipeline.batch(PACK, out, FAST)
    return out


def plain(value: Any) -> Any:
    """JSON as Parquet gives it back: maps are pairs, values of several types are texts."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def test_parquet_holds_what_the_lines_hold(lines: Path, tmp_path: Path) -> None:
    pipeline.batch(PACK, tmp_path, FAST, as_="parquet")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{name}.parquet" for name in NAMES)
    for name in NAMES:
        wanted = [json.loads(line) for line in (lines / f"{name}.jsonl").read_text("utf-8").splitlines()]
        found = parquet.read_table(tmp_path / f"{name}.parquet").to_pylist()
        assert len(found) == len(wanted) > 0
        for row, line in zip(found, wanted, strict=True):
            assert set(row) == set(line)
            if name == "mentions":
                value = line["value"]
                line["value"] = value if value is None or isinstance(value, str) else json.dumps(value)
            if name == "incidents":
                row["toll"] = dict(row["toll"])
            assert plain(row) == plain(line)


def test_columns_are_the_keys_of_the_contract_without_any_incident(tmp_path: Path) -> None:
    with Results(tmp_path, "parquet"):
        pass
    for name in NAMES:
        assert parquet.read_table(tmp_path / f"{name}.parquet").schema.names == schema(name).names


def test_a_run_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text("old")

    def fails() -> None:
        with Results(tmp_path) as into:
            into.incident(b"{}")
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        fails()
    assert [p.name for p in tmp_path.iterdir()] == ["claims.jsonl"]
    assert (tmp_path / "claims.jsonl").read_text() == "old"


def test_reports_and_results_of_s3_are_those_of_disk(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("s3fs", reason="no S3: pip install 'allegedly[s3]'")
    import s3fs

    with storage() as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        s3fs.S3FileSystem.clear_instance_cache()
        server.objects["desk/years/reports.jsonl"] = PACK.read_bytes()
        pipeline.batch(["s3://desk/years"], "s3://desk/result", FAST)
        for name in NAMES:
            assert server.objects[f"desk/result/{name}.jsonl"] == (lines / f"{name}.jsonl").read_bytes()
    s3fs.S3FileSystem.clear_instance_cache()
