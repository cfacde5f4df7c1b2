"""Inputs of any size and place: the same reports, whatever they are packed in and wherever they lie."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from allegedly.collect import large
from allegedly.collect.large import collect_large, listed
from allegedly.errors import InputMissing, OutOfBounds, Unreadable
from allegedly.model import Capture, Rejection, Report
from allegedly.preserve import preserve
from allegedly.read.jsonl import read_jsonl

ROWS = [{"id": f"r{n}", "text": f"Guard {n} saw «fire».", "published": "2024-05-04T12:00:00Z"} for n in range(50)]
LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()


def captures(source: object) -> list[Capture]:
    return [one for one in collect_large(str(source)) if isinstance(one, Capture)]


def reports(source: object) -> list[Report]:
    made = (one for capture in captures(source) for one in read_jsonl(preserve(capture)))
    return [one for one in made if isinstance(one, Report)]


def told(found: list[Report]) -> list[tuple[str, str, str]]:
    return [(one.id, one.text, str(one.published)) for one in found]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(LINES)
    return path


def test_lines_come_in_parts_and_know_where_they_stood(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reports(plain)
    monkeypatch.setattr(large, "PART", 400)
    parts = captures(plain)
    assert len(parts) > 5
    assert b"".join(one.data for one in parts) == LINES
    assert told(reports(plain)) == told(whole)
    assert [one.locator for one in reports(plain)] == [f"line {n}" for n in range(1, 51)]


@pytest.mark.parametrize("packed", [".gz", ".zst"])
def test_packed_lines_are_the_same(plain: Path, packed: str) -> None:
    data = gzip.compress(LINES) if packed == ".gz" else pa.compress(LINES, "zstd", asbytes=True)
    path = plain.with_name(f"reports.jsonl{packed}")
    if packed == ".gz":
        path.write_bytes(data)
    else:
        with pa.CompressedOutputStream(str(path), "zstd") as out:
            out.write(LINES)
    assert told(reports(path)) == told(reports(plain))


def test_rows_of_parquet_are_the_same(plain: Path) -> None:
    path = plain.with_name("reports.parquet")
    parquet.write_table(pa.Table.from_pylist([{**row, "not_ours": 1} for row in ROWS]), path)
    assert told(reports(path)) == told(reports(plain))
    parquet.write_table(pa.table({"words": ["a"]}), path)
    with pytest.raises(Unreadable, match="no column is called text; it has: words"):
        captures(path)
    path.write_bytes(b"PAR1 broken")
    with pytest.raises(Unreadable, match="not a whole Parquet file"):
        captures(path)


def test_broken_packing_and_endless_lines_are_told(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = plain.with_name("b.jsonl.gz")
    broken.write_bytes(gzip.compress(LINES)[:-20])
    with pytest.raises(Unreadable, match="broken gzip"):
        captures(broken)
    monkeypatch.setattr(large, "LONGEST", 30)
    with pytest.raises(OutOfBounds, match="a line longer than 30 bytes"):
        captures(plain)


def test_other_encodings_and_files_are_read_whole(plain: Path) -> None:
    plain.write_bytes(LINES.decode().encode("utf-16"))
    assert len(reports(plain)) == 50
    page = plain.with_name("page.txt")
    page.write_text("Guard saw fire.")
    (one,) = captures(page)
    assert (one.data, one.origin, one.line) == (b"Guard saw fire.", str(page), 1)
    plain.write_bytes(b"")
    assert [one.data for one in captures(plain)] == [b""]


def test_a_folder_means_the_files_of_reports_in_it(plain: Path) -> None:
    (plain.parent / "2023").mkdir()
    for name in ("2023/a.jsonl.gz", "2023/b.wacz", "2023/picture.jpg", "2023/c.csv"):
        (plain.parent / name).touch()
    names = [str(Path(one).relative_to(plain.parent)) for one in listed(str(plain.parent))]
    assert names == ["2023/a.jsonl.gz", "2023/b.wacz", "2023/c.csv", "reports.jsonl"]
    (plain.parent / "empty").mkdir()
    with pytest.raises(InputMissing, match="without files of reports"):
        listed(str(plain.parent / "empty"))
    with pytest.raises(InputMissing, match="no such file"):
        listed(str(plain.parent / "gone.jsonl"))


def test_addresses_are_reached_by_fsspec(plain: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    files = fsspec.filesystem("memory")
    files.pipe_file("/desk/years/b.jsonl.gz", gzip.compress(LINES))
    files.pipe_file("/desk/years/a.jsonl", LINES)
    files.pipe_file("/desk/years/notes.doc", b"no")
    try:
        found = listed("memory://desk/years")
        assert [one.rpartition("/")[2] for one in found] == ["a.jsonl", "b.jsonl.gz"]
        assert listed("memory://desk/years/*.gz") == found[1:]
        assert listed("memory://desk/years/a.jsonl") == found[:1]
        assert told(reports(found[1])) == told(reports(plain))
        with pytest.raises(InputMissing, match="nothing is there"):
            listed("memory://desk/gone")
    finally:
        files.rm("/desk", recursive=True)


def test_pages_of_a_web_archive_at_an_address_are_read(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    head = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://outlet.example/1\r\n"
    head += b"WARC-Date: 2024-05-04T12:00:00Z\r\n"
    body = b"<p>Guard saw fire.</p>"
    record = head + b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(body), body)
    fsspec.filesystem("memory").pipe_file("/web/a.warc.gz", gzip.compress(record))
    found = [one for one in collect_large("memory://web/a.warc.gz") if not isinstance(one, Rejection)]
    assert [(one.origin, one.data) for one in found] == [("https://outlet.example/1", body)]
