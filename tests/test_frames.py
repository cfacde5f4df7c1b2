"""`allegedly.open`: tidy frames of three kinds, documented columns, and plain words where a part is missing."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import allegedly
from allegedly import pipeline
from allegedly.errors import SetupIncomplete, StoreFailed
from allegedly.frames import Frames
from allegedly.publish.exports.tables import TABLES
from allegedly.stages import Choice
from allegedly.store import Store

PACK = Path(__file__).parents[1] / "samples" / "crimea-2024-01-04" / "reports.jsonl"


@pytest.fixture(scope="module")
def desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("frames") / "desk.db"
    store = Store.open(path, create=True)
    pipeline.add([str(PACK)], store, Choice(jobs=1, extractor="fast"))
    store.close()
    return path


@pytest.fixture
def desk(desk_file: Path) -> Iterator[Frames]:
    with allegedly.open(desk_file) as opened:
        yield opened


@pytest.mark.parametrize("name", TABLES)
def test_each_table_in_three_kinds(name: str, desk: Frames) -> None:
    read = getattr(desk, name)
    plain, fast, arrow = read(), read(as_="polars"), read(as_="arrow")
    assert isinstance(plain, pd.DataFrame)
    assert isinstance(fast, pl.DataFrame)
    assert isinstance(arrow, pa.Table)
    assert list(plain.columns) == fast.columns == arrow.column_names == [c.name for c in desk.columns(name)]
    assert len(plain) == fast.height == arrow.num_rows > 0
    assert all(c.about and c.type for c in desk.columns(name))


def test_types_survive_in_pandas(desk: Frames) -> None:
    claims = desk.claims()
    assert str(claims["told"].dtype) == "datetime64[us, UTC]"
    assert claims["count_start"].dtype == pd.Int64Dtype()
    assert claims["count_start"].isna().any()
    assert desk.cells()["hedged"].dtype == pd.BooleanDtype()


def test_frames_join(desk: Frames) -> None:
    claims = desk.claims("polars")
    cells = desk.cells("polars").explode("claims").join(claims, left_on="claims", right_on="claim", how="left")
    assert cells["text"].null_count() == 0
    incidents = desk.incidents("polars")
    counted = claims.group_by("incident").len()
    joined = incidents.join(counted, on="incident", how="left")
    assert (joined["claims"] == joined["len"].fill_null(0)).all()


def test_filters(desk: Frames) -> None:
    largest = desk.incidents(incidents=("largest",))
    assert len(largest) == 1
    assert set(desk.claims(incidents=("largest",))["incident"]) == set(largest["incident"])
    late = datetime(2024, 1, 5)  # without an offset it is UTC
    assert (desk.incidents(since=late)["start"] >= late.replace(tzinfo=UTC)).all()
    then = desk.claims(as_of=datetime(2024, 1, 4, 16, tzinfo=UTC))
    assert 0 < len(then) < len(desk.claims())


def test_places_are_settlements_unless_exact_is_asked_for(desk_file: Path) -> None:
    with allegedly.open(desk_file) as plain, allegedly.open(desk_file, exact=True) as exact:
        assert "exact" not in set(plain.claims()["place_precision"].dropna())
        assert "exact" in set(exact.claims()["place_precision"].dropna())


def test_no_desk_and_no_such_kind(tmp_path: Path, desk_file: Path) -> None:
    with pytest.raises(StoreFailed, match="no store here"):
        allegedly.open(tmp_path / "none.db")
    with pytest.raises(ValueError, match="pandas, polars, arrow"):
        allegedly.open(desk_file, as_="excel")  # type: ignore[arg-type]


@pytest.mark.parametrize(("package", "as_"), [("pyarrow", "arrow"), ("polars", "polars"), ("pandas", "pandas")])
def test_a_missing_part_is_named_with_its_extra(
    package: str, as_: str, desk: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SetupIncomplete, match=rf"{package} is not installed.*allegedly\[frames\]"):
        desk.tolls(as_)  # type: ignore[arg-type]


def test_a_desk_in_a_notebook_says_what_it_has(desk: Frames) -> None:
    assert repr(desk).endswith(": " + ", ".join(f"{name}()" for name in TABLES))
    assert all(callable(getattr(desk, name)) for name in TABLES)


def test_the_package_is_light() -> None:
    look = "import sys; before = set(sys.modules); import allegedly; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout.split()
    assert [m for m in loaded if m.split(".")[0] not in {"allegedly", *sys.stdlib_module_names}] == []
    assert [m for m in loaded if m.startswith("allegedly.")] == []
