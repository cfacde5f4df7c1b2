"""Web archives in, written by other programs than the one that reads them."""

import gzip
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from allegedly.collect import collect_files
from allegedly.errors import Unreadable
from allegedly.model import Capture, Rejection

PAGE = "<html><body><p>Вода піднялася</p></body></html>".encode()


def archive(packed: bool = True) -> bytes:
    out = BytesIO()
    rows = (
        ("https://a.example/1", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://a.example/2", "301 Moved", "text/html", b""),
        ("https://a.example/3", "200 OK", "image/png", b"\x89PNG"),
        ("https://a.example/feed", "200 OK", "application/rss+xml", b"<rss/>"),
    )
    for url, status, kind, body in rows:
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        record.headers["WARC-Date"] = "2022-03-04T05:06:07Z"
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body)
        plain = BytesIO()
        record.write(plain)
        out.write(gzip.compress(plain.getvalue()) if packed else plain.getvalue())
    return out.getvalue()


def read(path: Path) -> tuple[list[Capture], list[Rejection]]:
    found = list(collect_files(str(path)))
    return [c for c in found if isinstance(c, Capture)], [r for r in found if isinstance(r, Rejection)]


@pytest.mark.parametrize(("name", "packed"), [("a.warc.gz", True), ("a.warc", False)])
def test_the_pages_of_an_archive_are_captures(tmp_path: Path, name: str, packed: bool) -> None:
    (tmp_path / name).write_bytes(archive(packed))
    captures, dropped = read(tmp_path / name)
    assert [c.origin for c in captures] == ["https://a.example/1", "https://a.example/feed"]
    assert captures[0].data == PAGE
    assert captures[0].http is not None
    assert captures[0].http.archived is not None
    assert captures[0].http.archived.year == 2022
    assert captures[0].fetched.year > 2022
    assert [r.reason for r in dropped] == ["1 answers without a page (redirects, errors)", "1 records of kind image"]


def package(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return path


def test_a_package_is_read_through_its_archives(tmp_path: Path) -> None:
    path = package(tmp_path / "a.wacz", {"archive/data.warc.gz": archive(), "pages/pages.jsonl": b"{}"})
    captures, _ = read(path)
    assert len(captures) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        gzip.compress(b"hello", mtime=0),
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nx",
    ],
)
def test_what_is_no_archive_or_is_cut_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    with pytest.raises(Unreadable, match=r"a\.warc"):
        read(tmp_path / "a.warc")


def test_a_package_without_archives_and_a_bomb_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no folder archive"):
        read(package(tmp_path / "a.wacz", {"pages/pages.jsonl": b"{}"}))
    with pytest.raises(Unreadable, match="swells"):
        read(package(tmp_path / "b.wacz", {"archive/x.warc": b"\0" * 30_000_000}))
    (tmp_path / "c.wacz").write_bytes(b"PK nothing")
    with pytest.raises(Unreadable, match="not a whole"):
        read(tmp_path / "c.wacz")


def hostile(head: bytes = b"", length: int = 30, body: bytes = b"HTTP/1.1 200 OK\r\n\r\n<p>Rain") -> bytes:
    fields = b"WARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %d\r\n" % length
    return b"WARC/1.1\r\n" + fields + head + b"\r\n" + body + b"\r\n\r\n"


@pytest.mark.parametrize(
    "data",
    [
        hostile(b"X: " + b"a" * 3_000_000 + b"\r\n"),  # the library needs a minute and a half for fifty million
        hostile(b"X: a\r\n" * 300_000),
        hostile(length=3_000_100, body=b"HTTP/1.1 200 OK\r\nX: " + b"a" * 3_000_000 + b"\r\n\r\n<p>Rain"),
    ],
    ids=["a long line", "many lines", "a long head of the page"],
)
def test_heads_without_end_are_not_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    with pytest.raises(Unreadable, match="heads of more than"):
        read(tmp_path / "a.warc")


@pytest.mark.parametrize("length", [60, 10**20])
@pytest.mark.parametrize("packed", [True, False])
def test_what_is_left_of_a_page_does_not_pass_for_the_page(tmp_path: Path, length: int, packed: bool) -> None:
    data = archive(packed) + (gzip.compress(hostile(length=length)) if packed else hostile(length=length))
    (tmp_path / "a.warc.gz").write_bytes(data)
    captures, dropped = read(tmp_path / "a.warc.gz")
    assert len(captures) == 2
    assert any("end before they should" in one.reason for one in dropped)


def test_members_that_are_encrypted_or_packed_in_an_unknown_way_are_told(tmp_path: Path) -> None:
    path = package(tmp_path / "a.wacz", {"archive/a.warc.gz": archive()})
    whole = path.read_bytes()
    for near, far, value in ((6, 8, 1), (8, 10, 99)):  # flags, method; in the file's own head and in the directory
        data = bytearray(whole)
        data[near] = data[data.index(b"PK\x01\x02") + far] = value
        path.write_bytes(data)
        with pytest.raises(Unreadable, match="not a whole WACZ"):
            read(path)


def test_names_that_climb_out_write_nothing(tmp_path: Path) -> None:
    path = package(tmp_path / "a.wacz", {"archive/../../../evil.warc.gz": archive()})
    assert len(read(path)[0]) == 2
    assert sorted(p.name for p in tmp_path.parent.rglob("evil*")) == []


def test_files_that_a_desk_had_added_come_back_out_of_its_own_wacz(tmp_path: Path) -> None:
    from allegedly.preserve.evidence import Evidence
    from allegedly.preserve.wacz import pack_wacz
    from tests.preserve.desk import START, Desk

    given = {"one.jsonl": "", "table.csv": "text/csv", "plain.bin": "", "shot.png": "image/png"}
    desk = Desk(tmp_path)
    desk.keep(*(Capture(name, f"words of {name}".encode(), kind, START) for name, kind in given.items()))
    with desk.store.view().log() as log:
        entries = log.entries()
    pack_wacz(tmp_path / "case.wacz", Evidence(desk.store, desk.archive), entries, "case")
    captures, dropped = read(tmp_path / "case.wacz")
    assert [c.data.decode() for c in captures] == ["words of one.jsonl", "words of table.csv", "words of plain.bin"]
    assert captures[0].origin.endswith("one.jsonl")
    assert "1 records of kind image" in [r.reason for r in dropped]
