"""`allegedly search`: what a person and a program get."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from allegedly.cli.app import app

from .conftest import Write


@pytest.fixture
def desk(reports: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALLEGEDLY_EXTRACTOR", "fast")
    store = tmp_path / "desk.db"
    given = reports(
        "Mayor heard a blast in Novoport",
        "Guard saw no fire",
        "Мэр слышал взрывы в Новопорте",
        "Smoke\x1b[2J rose \u202efrom a roof",
    )
    assert CliRunner().invoke(app, ["add", str(given), "--store", str(store)]).exit_code == 0
    return store


def test_hits_with_their_words(desk: Path) -> None:
    found = CliRunner().invoke(app, ["search", "взрыв", "Novoport", "--store", str(desk)])
    assert found.exit_code == 0
    assert "Мэр слышал взрывы в Новопорте" in found.output
    assert "1 reports" in found.output
    assert "Mayor" not in found.output


def test_rows_for_programs_name_the_spans(desk: Path) -> None:
    found = CliRunner().invoke(app, ["search", "fire", "--store", str(desk), "--json"])
    (row,) = [json.loads(line) for line in found.stdout.splitlines()]
    (span,) = row["spans"]
    assert row["report"]["text"][slice(*span)] == "fire"


def test_nothing_found_is_told_by_the_exit_status(desk: Path) -> None:
    found = CliRunner().invoke(app, ["search", "flood", "--store", str(desk)])
    assert (found.exit_code, "0 reports" in found.output) == (1, True)


def test_words_of_an_outlet_do_not_steer_the_terminal(desk: Path) -> None:
    found = CliRunner().invoke(app, ["search", "smoke", "--store", str(desk)])
    assert "Smoke\ufffd[2J rose \ufffdfrom a roof" in found.output
    assert "\x1b" not in found.output
