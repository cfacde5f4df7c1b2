"""Promise 17: the WACZ validates by the reference validator; the WARC is read back by another library."""

import gzip
import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as OtherIterator

from allegedly.model import Capture
from allegedly.preserve.evidence import Evidence
from allegedly.preserve.redaction import redact
from allegedly.preserve.wacz import pack_wacz, surt

from .desk import START, Desk, captures, file, page

WACZ = Path(sys.executable).with_name("wacz")


def packed(desk: Desk, path: Path) -> bytes:
    """A WACZ of all that the desk holds; gives its WARC."""
    evidence = Evidence(desk.store, desk.archive)
    pack_wacz(path, evidence, evidence.entries(), "Cranes")
    with zipfile.ZipFile(path) as archive:
        assert all(one.compress_type == zipfile.ZIP_STORED for one in archive.infolist())
        return archive.read("archive/data.warc.gz")


def validated(path: Path) -> str:
    done = subprocess.run([WACZ, "validate", "-f", path], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_the_reference_validator_accepts_it(desk: Desk, tmp_path: Path) -> None:
    desk.keep(*captures(6), file(90, "ж" * 2000), Capture("empty.txt", b"", "text/plain", START))
    packed(desk, tmp_path / "a.wacz")
    told = validated(tmp_path / "a.wacz")
    assert "Version detected as 1.1.1" in told
    assert "Validation succeeded, the passed WACZ is valid" in told


def test_the_reference_validator_sees_what_is_wrong(desk: Desk, tmp_path: Path) -> None:
    desk.keep(page(1))
    warc = packed(desk, tmp_path / "a.wacz")
    data = (tmp_path / "a.wacz").read_bytes()
    middle = data.index(warc) + len(warc) // 2
    (tmp_path / "b.wacz").write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    told = validated(tmp_path / "b.wacz")
    assert "Validation succeeded" not in told


def test_fastwarc_reads_every_capture_back(desk: Desk, tmp_path: Path) -> None:
    given = captures(8)
    desk.keep(*given)
    warc = packed(desk, tmp_path / "a.wacz")
    records = list(ArchiveIterator(BytesIO(warc), parse_http=True, verify_digests=True))
    kinds = [WarcRecordType.resource, WarcRecordType.response]
    assert len(records) == len(given)  # fastwarc passes over what fails its digests
    found = []
    for record in ArchiveIterator(BytesIO(warc), parse_http=True):
        if record.record_type in kinds:
            found.append((record.headers["WARC-Target-URI"], record.reader.read()))
    assert found == [(c.origin if c.http else f"urn:allegedly:{c.origin}", c.data) for c in given]


def test_warcio_reads_every_capture_back_and_agrees_with_its_digests(desk: Desk, tmp_path: Path) -> None:
    desk.keep(*captures(4))
    warc = packed(desk, tmp_path / "a.wacz")
    seen = 0
    for record in OtherIterator(BytesIO(warc), check_digests="raise"):
        body = record.content_stream().read()
        if record.rec_type == "response":
            seen += 1
            assert record.http_headers.get_statuscode() == "200"
            assert record.http_headers.get_header("Server") == "loop"
            assert record.http_headers.get_header("Content-Encoding") is None
            assert record.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
            assert int(record.http_headers.get_header("Content-Length")) == len(body)
            assert record.rec_headers.get_header("WARC-IP-Address") == "192.0.2.7"
    assert seen == 2


def test_the_same_bytes_from_two_places_are_held_once(desk: Desk, tmp_path: Path) -> None:
    twin = file(2, file(1).data.decode())
    desk.keep(file(1), twin, file(1), page(4))
    assert len(desk.files()) == 3
    warc = packed(desk, tmp_path / "a.wacz")
    again = [r for r in ArchiveIterator(BytesIO(warc)) if r.record_type == WarcRecordType.revisit]
    assert [r.headers["WARC-Refers-To-Target-URI"] for r in again] == ["urn:allegedly:note-1.txt"]
    assert [r.content_length for r in again] == [0]
    assert "the passed WACZ is valid" in validated(tmp_path / "a.wacz")


def test_the_index_leads_to_each_record(desk: Desk, tmp_path: Path) -> None:
    desk.keep(*captures(5))
    warc = packed(desk, tmp_path / "a.wacz")
    with zipfile.ZipFile(tmp_path / "a.wacz") as archive:
        lines = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
    assert lines == sorted(lines)
    assert len(lines) == 5 == len(pages) - 1
    for line in lines:
        key, stamp, rest = line.split(" ", 2)
        one = json.loads(rest)
        start, length = int(one["offset"]), int(one["length"])
        (record,) = list(ArchiveIterator(BytesIO(warc[start : start + length])))
        assert record.headers["WARC-Target-URI"] == one["url"]
        assert (key, len(stamp)) == (surt(one["url"]), 14)
        assert one.get("status") == ("200" if one["url"].startswith("https") else None)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Paper.example/A?b=C", "example,paper)/a?b=c"),
        ("http://paper.example:8080/", "example,paper:8080)/"),
        ("https://paper.example", "example,paper)/"),
        ("urn:allegedly:Note.txt", "urn:allegedly:note.txt"),
    ],
)
def test_sort_keys(url: str, key: str) -> None:
    assert surt(url) == key


def test_redacted_captures_are_left_out_and_it_still_validates(desk: Desk, tmp_path: Path) -> None:
    first, _ = desk.keep(file(1), page(2))
    redact(desk.store, desk.archive, first.sha256, "A. Editor", "a witness")
    warc = packed(desk, tmp_path / "a.wacz")
    assert b"crane 1" not in gzip.decompress(warc)
    assert "the passed WACZ is valid" in validated(tmp_path / "a.wacz")


def test_names_that_are_no_addresses_are_kept(desk: Desk, tmp_path: Path) -> None:
    names = ["папка/файл 1.txt", "a b\nc.txt", "x" * 3000, "http://bad host/é", "\udcff.txt", "C:\\notes.txt", ""]
    desk.keep(*(Capture(name, f"words {n}".encode(), "", START) for n, name in enumerate(names)))
    warc = packed(desk, tmp_path / "a.wacz")
    records = [r for r in ArchiveIterator(BytesIO(warc)) if r.record_type == WarcRecordType.resource]
    assert len(records) == len(names)
    assert "the passed WACZ is valid" in validated(tmp_path / "a.wacz")
