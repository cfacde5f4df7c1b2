"""`allegedly corpus check` finds each kind of fault, and none in what the project ships."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from allegedly.corpus import faults
from allegedly.errors import InputMissing

ROOT = Path(__file__).parents[1]
SHIPPED = sorted(p.parent for p in (*ROOT.glob("corpus/*/reports.jsonl"), *ROOT.glob("samples/*/reports.jsonl")))
TEXT = "The mayor said two people were injured in Berg."
REPORT = {"id": "a", "lang": "en", "published": "2025-01-01T00:00:00Z", "text": TEXT, "source": "The Quay"}
CLAIM = {
    "report": "a",
    "n": 1,
    "span": "two people were injured in Berg",
    "speaker": "The mayor",
    "via": [],
    "stance": "affirm",
    "hedged": False,
    "event": "injured",
    "count_text": "two",
    "places": ["Berg"],
    "when_text": None,
    "evidence": [],
    "factuality": "asserted",
}


def write(folder: Path, reports: list[dict[str, Any]], gold: list[dict[str, Any]]) -> Path:
    for name, rows in (("reports", reports), ("reports_gold", gold)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    return folder


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda p: p.name)
def test_what_the_project_ships_has_no_fault(folder: Path) -> None:
    assert list(faults(folder)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"speaker": "The governor"}, "speaker 'The governor' is not in the text"),
        ({"span": "three people", "count_text": None}, "span 'three people' is not in the text"),
        ({"stance": "maybe"}, "stance 'maybe' is no name"),
        ({"event": ["injured", "hurt"]}, "event 'hurt' is no name"),
        ({"evidence": ["rumour"]}, "evidence 'rumour' is no name"),
        ({"places": ["Tal"]}, "places 'Tal' is not in the text"),
        ({"count_text": "mayor"}, "count_text 'mayor' is not in the span"),
        ({"n": 2}, "n is 2, not 1"),
        ({"report": "b"}, "no report has the id 'b'"),
    ],
)
def test_a_wrong_claim_is_told_with_file_and_line(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    found = list(faults(write(tmp_path, [REPORT], [CLAIM | change])))
    assert [(told in f.what, f.where) for f in found] == [(True, f"{tmp_path / 'reports_gold.jsonl'}:1")]
    assert found[0].mend


def test_twins_that_differ_or_do_not_know_each_other(tmp_path: Path) -> None:
    one = REPORT | {"twin": "b", "split": "dev"}
    other = REPORT | {"id": "b", "twin": "a", "split": "dev", "source": "The Pier"}
    assert [f.what for f in faults(write(tmp_path, [one, other], [CLAIM]))] == [
        "a: its twin 'b' carries other claims",
        "b: its twin 'a' carries other claims",
    ]
    alone = list(faults(write(tmp_path, [one], [CLAIM])))
    assert [f.what for f in alone] == ["a: its twin 'b' does not name it"]


def test_broken_lines_missing_keys_and_repeats(tmp_path: Path) -> None:
    write(tmp_path, [REPORT, REPORT, {"id": "c"}], [CLAIM])
    with (tmp_path / "reports_gold.jsonl").open("a") as file:
        file.write("{broken\n")
    told = [f.what for f in faults(tmp_path)]
    assert "lacks lang, published, text, source" in told
    assert any(t.startswith("no JSON") for t in told)
    assert "the same id as line 1" in told


def test_a_folder_without_files_stops_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="Name a folder"):
        list(faults(tmp_path))


def test_the_command_ends_with_1_on_a_fault_and_0_without(tmp_path: Path) -> None:
    def run() -> int:
        tool = Path(sys.executable).with_name("allegedly")
        return subprocess.run([tool, "corpus", "check", tmp_path], capture_output=True, check=False).returncode

    write(tmp_path, [REPORT], [CLAIM])
    assert run() == 0
    write(tmp_path, [REPORT], [CLAIM | {"n": 7}])
    assert run() == 1
