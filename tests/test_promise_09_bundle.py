"""Promise 9, handed on: the assessment recomputes from the bundle alone; deleting the decisive claim changes it."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from allegedly.assess import assess
from allegedly.bundle import pack, recompute
from allegedly.model import Judgement, Watch
from tests.assess.build import NOON, claim, incident, report, speaker

HOUR = timedelta(hours=1)
DECIDED = (
    Judgement("j1", "letter", ("office:a",), "An editor", NOON, "late", value="C"),
    Judgement("j2", "same-origin", ("office:b", "office:c"), "An editor", NOON, "one house"),
)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    reports = [report(f"r{n}", claim("impact", speaker(who)), hours=n) for n, who in enumerate("abc")]
    found, held = incident(*reports)
    assert pack(tmp_path / "one.zip", found, held, DECIDED).occurrence == "corroborated"
    return tmp_path / "one.zip"


def altered(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for n, content in files.items():
            archive.writestr(n, change(content) if n == name else content)
    return path


def test_another_process_in_an_empty_folder_gets_the_same_bytes(bundle: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    tool = Path(sys.executable).with_name("allegedly")
    done = subprocess.run([tool, "recompute", bundle], cwd=empty, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "the same assessment" in done.stdout
    assert list(empty.iterdir()) == []


def test_without_a_decisive_claim_another_assessment_comes_out(bundle: Path) -> None:
    def without(content: bytes) -> bytes:
        rows = [json.loads(line) for line in content.splitlines()]
        for row in rows:
            row["claims"] = [] if row["report"]["id"] == "r0" else row["claims"]
        return b"".join(json.dumps(row).encode() + b"\n" for row in rows)

    assert any("another assessment" in fault for fault in recompute(altered(bundle, "reports.jsonl", without)).faults)


@pytest.mark.parametrize("lost", ["letter", "same-origin"])
def test_without_a_decision_another_assessment_comes_out(bundle: Path, lost: str) -> None:
    def without(content: bytes) -> bytes:
        return b"".join(line + b"\n" for line in content.splitlines() if json.loads(line)["kind"] != lost)

    assert any("another assessment" in f for f in recompute(altered(bundle, "judgements.jsonl", without)).faults)


WATCHED = tuple(Watch(source, NOON - HOUR, NOON + 9 * HOUR) for source in ("ukraine:general-staff", "Harbour Wire"))


@pytest.mark.parametrize("watched", [(), WATCHED])
def test_a_silence_that_was_watched_recomputes_too(tmp_path: Path, watched: tuple[Watch, ...]) -> None:
    told = report("r1", claim("attack", speaker("channel", kind="channel"), actor="Ukraine"))
    found, held = incident(told, report("r2", claim("explosion", speaker("driver", kind="witness")), hours=6))
    made = pack(tmp_path / "one.zip", found, held, watched=watched)
    assert made == assess(found, held, watched=watched)
    assert ("silent" in {one.state for one in made.expected}) == bool(watched)
    assert recompute(tmp_path / "one.zip").faults == ()


def test_of_what_was_watched_only_who_is_expected_stands_in_it(tmp_path: Path) -> None:
    found, held = incident(report("r1", claim("attack", speaker("channel", kind="channel"), actor="Ukraine")))
    pack(tmp_path / "one.zip", found, held, watched=WATCHED)
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert [json.loads(row)["source"] for row in archive.read("watches.jsonl").splitlines()] == [WATCHED[0].source]


def test_without_what_was_watched_another_assessment_comes_out(tmp_path: Path) -> None:
    found, held = incident(report("r1", claim("attack", speaker("channel", kind="channel"), actor="Ukraine")))
    pack(tmp_path / "one.zip", found, held, watched=WATCHED)
    faults = recompute(altered(tmp_path / "one.zip", "watches.jsonl", lambda _: b"")).faults
    assert [fault.partition(":")[0] for fault in faults] == ["watches.jsonl", "assessment.json"]


def test_a_bundle_of_before_without_that_file_is_still_one(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        files = {n: archive.read(n) for n in archive.namelist() if n != "watches.jsonl"}
    manifest = json.loads(files["manifest.json"])
    del manifest["sha256"]["watches.jsonl"]
    with zipfile.ZipFile(bundle, "w") as archive:
        for name, content in (files | {"manifest.json": json.dumps(manifest).encode()}).items():
            archive.writestr(name, content)
    assert recompute(bundle).faults == ()
