"""`allegedly judge` as people type it: what it prints, what it refuses, what `show` and `list` tell afterwards."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from allegedly.model import Done
from allegedly.relink import relink
from allegedly.store import Store

from .assess.build import claim, report

TOOL = Path(sys.executable).with_name("allegedly")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    held = Store.open(tmp_path / "desk.db", create=True)
    made = [
        report(f"r{n}", claim("impact"), hours=h, source=s)
        for n, (h, s) in enumerate([(0, "Gull"), (1, "Tern"), (60, "Heron")])
    ]
    held.writer().extracted([Done(e.report, e) for e in made], "extract", 1)
    relink(held)
    held.close()
    return tmp_path / "desk.db"


def run(store: Path, *words: str, by: str = "An editor") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "ALLEGEDLY_STORE": str(store), "ALLEGEDLY_BY": by}
    return subprocess.run([TOOL, *words], env=env, capture_output=True, text=True, check=False, cwd=store.parent)


def test_a_decision_is_told_seen_listed_and_undone(store: Path) -> None:
    done = run(store, "judge", "same-origin", "Gull", "r1", "--reason", "one editor", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    key = told["judgement"]["id"]
    assert (told["judgement"]["by"], told["judgement"]["reason"]) == ("An editor", "one editor")
    shown = run(store, "show", "largest").stdout
    assert "Single origin" in shown
    assert "one voice: Gull, r1" in shown
    assert '"one editor"' in shown
    other = run(store, "judge", "independent", "Gull", "r1").stdout
    assert f"overrules {key}" in other
    assert "the newest wins" in other
    undone = run(store, "judge", "undo", key[:5], "--reason", "a slip", "--by", "Another").stdout
    assert "undone by Another" in undone
    assert "(a slip)" in undone
    listed = run(store, "judge", "list").stdout
    assert listed.count("An editor") == 2
    assert key not in run(store, "judge", "list", "--standing").stdout


def test_letters_stand_beside_the_voice(store: Path) -> None:
    assert run(store, "judge", "letter", "Gull", "c", "--reason", "revised twice", "--topic", "impact").returncode == 0
    shown = run(store, "show", "largest").stdout
    assert "reliability on impact C" in shown
    assert "reliability C: Gull, on impact" in shown


@pytest.mark.parametrize(
    ("words", "by", "told"),
    [
        (("merge", "r0", "nothing"), "An editor", "“nothing”: nothing has this id"),
        (("merge", "r0", "r2"), "", "--by NAME"),
        (("move", "r0", "--to", "r1"), "An editor", "there already"),
        (("undo", "ff"), "An editor", "allegedly judge list"),
        (("letter", "Gull", "Z", "--reason", "x"), "An editor", "no letter from A"),
    ],
)
def test_what_is_refused_ends_with_one_and_says_what_to_do(
    store: Path, words: tuple[str, ...], by: str, told: str
) -> None:
    done = run(store, "judge", *words, by=by)
    assert done.returncode == 1
    assert told in " ".join(done.stderr.split())
    assert run(store, "judge", "list", "--json").stdout == ""


def test_each_kind_has_examples_in_its_help(store: Path) -> None:
    for kind in (
        "merge",
        "split",
        "move",
        "reject",
        "pin",
        "apart",
        "same-origin",
        "independent",
        "letter",
        "discount",
        "list",
        "undo",
    ):
        assert f"allegedly judge {kind}" in run(store, "judge", kind, "--help").stdout


def test_known_by_is_one_of_two_clocks(store: Path) -> None:
    assert run(store, "show", "largest", "--as-of", "2024-05-04T13:00", "--known-by", "seen").returncode == 0
    assert "published, seen" in run(store, "show", "largest", "--known-by", "hearsay").stderr
