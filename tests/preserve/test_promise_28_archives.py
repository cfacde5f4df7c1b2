"""Promise 28: files from elsewhere are checked without being unpacked: no name leads out, no bomb swells."""

import gzip
import json
import struct
import zipfile
from pathlib import Path

import pytest

from allegedly.bundle import recompute
from allegedly.errors import InputMissing
from allegedly.preserve.opened import check_file
from allegedly.preserve.verifier import CUSTODY, WARC
from allegedly.preserve.zipped import Zip

from .desk import Desk
from .test_promise_14_tamper import small_bundle

NAMES = (
    "../out.txt",
    "/etc/out.txt",
    "a/../../out.txt",
    "C:\\out.txt",
    "a\\..\\out.txt",
    "./out.txt",
    "a//out.txt",
    "c:out",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_elsewhere_is_named_and_nothing_is_written(desk: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / "in" / "case.zip"
    path.parent.mkdir()
    small_bundle(desk, path)
    with zipfile.ZipFile(path) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    with Zip(path) as out:
        out.add_all({**files, name: b"x"})
    before = sorted(p for p in tmp_path.rglob("*") if "desk.db" not in p.name)
    assert any(f.item == name and "unsafe" in f.what for f in check_file(path).faults)
    assert sorted(p for p in tmp_path.rglob("*") if "desk.db" not in p.name) == before


def test_a_name_given_twice_is_named(desk: Desk, tmp_path: Path) -> None:
    small_bundle(desk, tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    with Zip(tmp_path / "case.zip") as out:
        out.add_all(files)
        out.add("README.txt", [b"another"])
    assert any(f.item == "README.txt" and "twice" in f.what for f in check_file(tmp_path / "case.zip").faults)


def test_links_and_packed_members_are_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    link = zipfile.ZipInfo("README.txt", (1980, 1, 1, 0, 0, 0))
    link.external_attr, link.create_system = 0o120777 << 16, 3
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"sha256": {}}))
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb", b"\0" * 50_000_000, zipfile.ZIP_DEFLATED)
    named = {fault.item for fault in check_file(path).faults}
    assert {"README.txt", "bomb"} <= named


def test_sizes_that_lie_are_found_out(desk: Desk, tmp_path: Path) -> None:
    small_bundle(desk, tmp_path / "case.zip")
    data = (tmp_path / "case.zip").read_bytes()
    for wrong in (0, 1 << 31, 0xFFFFFFFF):
        at = data.rindex(b"PK\1\2")
        (tmp_path / "case.zip").write_bytes(data[: at + 24] + struct.pack("<I", wrong) + data[at + 28 :])
        assert check_file(tmp_path / "case.zip").faults


def test_a_bomb_as_a_record_is_refused(desk: Desk, tmp_path: Path) -> None:
    small_bundle(desk, tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    bomb = gzip.compress(b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 9\r\n\r\n" + b"\0" * 100_000_000)
    custody = json.loads(files[CUSTODY])
    leaf = json.loads(custody["entries"][0]["leaf"])
    from hashlib import sha256

    leaf["record"] = sha256(bomb).hexdigest()
    custody["entries"][0] |= {"leaf": json.dumps(leaf), "at": [0, len(bomb)]}
    with Zip(tmp_path / "case.zip") as out:
        out.add_all({**files, WARC: bomb, CUSTODY: json.dumps(custody).encode()})
    faults = check_file(tmp_path / "case.zip").faults
    assert any("more in it than its entry says" in f.what for f in faults)


def test_a_bundle_that_swells_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allegedly.bundle.MOST", 1_000_000)
    with zipfile.ZipFile(tmp_path / "case.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"\0" * 2_000_000)
    with pytest.raises(InputMissing, match="larger than 1,000,000 bytes"):
        recompute(tmp_path / "case.zip")
