"""Whole or not at all; a few incidents in memory however many there are; and where files go."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly.errors import OutputFailed
from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.table import EXPORTS, export
from tests.publish.exports.made import case, written

CSV = EXPORTS["csv"]
ONE = Manner(tables=("claims",))


def broken() -> Iterator[Case]:
    yield case()
    raise RuntimeError("the disk caught fire")


@pytest.mark.parametrize("name", [n for n, e in EXPORTS.items() if not e.signed])
def test_what_breaks_half_way_leaves_the_old_file(name: str, tmp_path: Path) -> None:
    goal = tmp_path / "out.zip"
    goal.write_text("old")
    with pytest.raises(RuntimeError):
        export(EXPORTS[name], broken(), goal, Manner())
    assert goal.read_text() == "old"
    assert list(tmp_path.iterdir()) == [goal]


def test_one_file_a_folder_and_a_zip(tmp_path: Path) -> None:
    export(CSV, iter([case()]), tmp_path / "claims.csv", ONE)
    assert (tmp_path / "claims.csv").read_text("utf-8").startswith("incident,claim,")
    export(CSV, iter([case()]), tmp_path / "tables", Manner())
    assert (tmp_path / "tables" / "claims.csv").read_bytes() == (tmp_path / "claims.csv").read_bytes()
    assert written("csv", [case()], tmp_path)["claims.csv"] == (tmp_path / "claims.csv").read_bytes()


def test_equal_content_is_an_equal_file(tmp_path: Path) -> None:
    export(CSV, iter([case()]), tmp_path / "a.zip", Manner())
    export(CSV, iter([case()]), tmp_path / "b.zip", Manner())
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_several_files_need_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match=r"Name a folder or a \.zip"):
        export(CSV, iter([case()]), tmp_path / "out.csv", Manner())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputFailed, match="cannot be written"):
        export(CSV, iter([case()]), tmp_path / "file" / "claims.csv", ONE)


@pytest.mark.parametrize("tables", [("clams",), ("claims", "")])
def test_a_table_that_is_none_is_told(tables: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match="No such table"):
        export(CSV, iter([case()]), tmp_path / "x.zip", Manner(tables=tables))
    with pytest.raises(OutputFailed, match="no tables"):
        export(EXPORTS["acled"], iter([case()]), tmp_path / "x.csv", Manner(tables=("claims",)))


@pytest.mark.parametrize(
    ("name", "manner"), [("csv", ONE), ("parquet", ONE), ("geojson", Manner()), ("jsonl", Manner())]
)
def test_rows_go_to_the_disk_as_they_come(name: str, manner: Manner, tmp_path: Path) -> None:
    sizes = []

    def many() -> Iterator[Case]:
        for number in range(6_000):
            if number % 1_000 == 0:
                sizes.append(sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()))
            yield case(id=f"i-{number}")

    counted: list[int] = []
    assert export(EXPORTS[name], many(), tmp_path / "out.zip", manner, counted.append) == 6_000
    assert counted == list(range(1, 6_001))
    assert sizes[-1] > sizes[2] > sizes[0]
