"""Promise 14: flip any byte of an exported bundle: it is found out, and the item is named."""

import json
import random
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from allegedly.bundle import pack, prove
from allegedly.model import Extraction, Incident, Report
from allegedly.preserve.evidence import Evidence
from allegedly.preserve.verifier import Broken, check
from allegedly.preserve.wacz import pack_wacz
from allegedly.preserve.zipped import Zip

from .desk import START, Desk, captures, file, page

Make = Callable[[Desk, Path], bytes]
SAMPLE = 1500  # bytes of each file; all of them: python -m benchmarks.preserve tamper


def small_bundle(desk: Desk, path: Path) -> bytes:
    """An incident of two reports with their captures."""
    kept = desk.keep(*captures(3))
    found = {
        f"r{n}": Extraction(
            Report(f"r{n}", one.data.decode(), lang="en", published=START, source=f"Paper {n}", snapshot=one.sha256),
            "en",
        )
        for n, one in enumerate(kept[:2])
    }
    incident = Incident("abcd", "Crane", tuple(found), (), START, START, None, None)
    pack(path, incident, found)
    prove(path, Evidence(desk.store, desk.archive), captures=True)
    return path.read_bytes()


def wacz(desk: Desk, path: Path) -> bytes:
    desk.keep(*captures(3))
    evidence = Evidence(desk.store, desk.archive)
    pack_wacz(path, evidence, evidence.entries(), "Crane")
    return path.read_bytes()


def found_out(data: bytes) -> list[str]:
    """The items that are named; a file that cannot be read at all names itself."""
    try:
        return [fault.item for fault in check(data).faults]
    except Broken as error:
        return [str(error)]


def flipped(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def owner(path: Path) -> list[tuple[int, int, str]]:
    """Where each member lies, from the header before its content on."""
    with zipfile.ZipFile(path) as archive:
        rows = sorted((one.header_offset, one.filename, one.file_size) for one in archive.infolist())
    return [(at, at + 30 + len(name.encode()) + size, name) for at, name, size in rows]


@pytest.mark.parametrize("make", [small_bundle, wacz])
def test_every_flipped_byte_is_found_out_and_its_item_named(make: Make, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    data = make(desk, path)
    assert found_out(data) == []
    members = owner(path)
    chance = random.Random(14)
    heads = (at for start, _, name in members for at in range(start, start + 30 + len(name)))
    some = {*chance.sample(range(len(data)), SAMPLE), *heads, *range(len(data) - 400, len(data))}
    for at in sorted(some):
        named = found_out(flipped(data, at, at % 8))
        assert named, at
        for start, end, name in members:
            if start <= at < start + 30 + len(name):  # its header: a damaged name is told as it is now
                assert any(len(item) == len(name) or item in name or name in item for item in named), (at, name, named)
            elif start <= at < end:
                assert name in named, (at, name, named)


@pytest.mark.parametrize("make", [small_bundle, wacz])
def test_cut_doubled_and_swapped_files_are_found_out(make: Make, desk: Desk, tmp_path: Path) -> None:
    data = make(desk, tmp_path / "case.zip")
    for wrong in (data[:-1], data[1:], data + b"\0", data[: len(data) // 2], data + data, b"", b"PK\3\4"):
        assert found_out(wrong)


def altered(path: Path, name: str, old: bytes, new: bytes) -> bytes:
    """The file with one member changed and everything that is not signed made to fit again."""
    with zipfile.ZipFile(path) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    assert old in files[name]
    files[name] = files[name].replace(old, new)
    manifest = json.loads(files["manifest.json"])
    manifest["sha256"] = {n: sha256(files[n]).hexdigest() for n in manifest["sha256"]}
    files["manifest.json"] = json.dumps(manifest).encode()
    seal = json.loads(files["manifest-digest.json"])
    seal["hash"] = "sha256:" + sha256(files["manifest.json"]).hexdigest()
    files["manifest-digest.json"] = json.dumps(seal).encode()
    with Zip(path) as out:
        out.add_all(files)
    return path.read_bytes()


def test_a_forger_who_mends_every_sum_is_found_out_by_the_signature(desk: Desk, tmp_path: Path) -> None:
    small_bundle(desk, tmp_path / "case.zip")
    data = altered(tmp_path / "case.zip", "assessment.json", b'"unassessed"', b'"corroborated"')
    assert [f.item for f in check(data).faults] == ["manifest-digest.json"]


def test_a_forger_with_a_key_of_his_own_is_found_out_by_the_desk_s(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "forged").mkdir()
    forged = Desk(tmp_path / "forged")
    data = small_bundle(forged, tmp_path / "forged.zip")
    assert check(data).faults == []
    assert any("inside the file" in note for note in check(data).notes)
    desk.keep(file(1))
    with zipfile.ZipFile(tmp_path / "forged.zip") as archive:
        theirs = archive.read("evidence/key.txt").decode()
    evidence = Evidence(desk.store, desk.archive)
    ours = evidence.files(evidence.entries(), {})["evidence/key.txt"].decode()
    assert check(data, theirs).faults == []
    assert {f.item for f in check(data, ours).faults} == {"evidence/checkpoint.txt", "manifest-digest.json"}
    forged.store.close()


def test_other_bytes_under_the_same_name_are_found_out(desk: Desk, tmp_path: Path) -> None:
    small_bundle(desk, tmp_path / "case.zip")
    data = altered(tmp_path / "case.zip", "evidence/custody.json", b"note-0.txt", b"note-9.txt")
    assert any("not proven to be in the log" in f.what for f in check(data).faults)


def test_words_that_are_not_the_report_s_are_named(desk: Desk, tmp_path: Path) -> None:
    desk.keep(page(1))
    one = Report("r1", "Crane fell.", lang="en", published=START, snapshot="ab" * 32)
    path = tmp_path / "case.zip"
    pack(path, Incident("abcd", "Crane", ("r1",), (), START, START, None, None), {"r1": Extraction(one, "en")})
    prove(path, Evidence(desk.store, desk.archive))
    assert [(f.item, f.what) for f in check(path.read_bytes()).faults] == [
        ("report r1", "comes from no capture in the log")
    ]
