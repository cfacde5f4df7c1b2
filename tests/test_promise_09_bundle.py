"""Promise 9, handed on: the assessment recomputes from the bundle alone; deleting the decisive claim changes it."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from allegedly.bundle import pack, recompute
from allegedly.model import Judgement
from tests.assess.build import NOON, claim, incident, report, speaker

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
