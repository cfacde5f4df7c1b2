"""Parity of grades, on reports made by hand: the same text under each language, then one that says less."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.desk import Desk, desk, read
from benchmarks.parity import LANGS, parity, twins

BURNT, DENIED = "Склад у Луцьку загорівся", "пожежі в Луцьку не було"
FIRST, THEN = f"{BURNT}, повідомив мер.", f"Компанія заявила, що {DENIED}."


def gold(report: str, span: str, stance: str = "affirm") -> dict[str, Any]:
    spans = dict.fromkeys(LANGS, span)
    plain = {"incident": "i", "report": report, "n": 1, "proposition": "fire", "value": None, "voice": "mayor"}
    return {**plain, "stance": stance, "event": ["fire"], "spans": spans, "span": span}


ROWS = (gold("a", BURNT), gold("b", DENIED, "deny"))


def written(path: Path, *texts: str) -> Path:
    rows = [
        {"id": name, "lang": "uk", "published": "2025-03-04T10:00:00+02:00", "text": text, "source": f"Вість {name}"}
        for name, text in zip("ab", texts, strict=False)
    ]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for lang in LANGS:
        written(tmp_path / f"{lang}.jsonl", FIRST, THEN)
    (tmp_path / "claims_gold.jsonl").write_text("".join(json.dumps(g) + "\n" for g in ROWS), "utf-8")
    return tmp_path


def told(path: Path, name: str) -> Desk:
    rows = [{**g, "incident": name} for g in ROWS]
    held = read(path)
    return desk(held, rows, dict.fromkeys(held, name))


def test_the_same_reports_get_the_same_grades(folder: Path) -> None:
    for _, alike, of, apart in parity(folder):
        assert (alike, of, apart) == (3, 3, [])


def test_a_language_that_says_less_differs_with_its_cause(folder: Path) -> None:
    written(folder / "uk.jsonl", FIRST, f"Нічого не відомо, {DENIED}?")
    found = {pair: (alike, of, {cause for cause, _ in apart}) for pair, alike, of, apart in parity(folder)}
    assert found["en-ru"] == (3, 3, set())
    alike, of, causes = found["en-uk"]
    assert alike < of
    assert "occurrence of a proposition" in causes


def test_twins_are_compared_once_and_differences_are_named(tmp_path: Path) -> None:
    one = told(written(tmp_path / "one.jsonl", FIRST, THEN), "i")
    other = told(written(tmp_path / "two.jsonl", FIRST), "j")
    rows = [{"incident": "i", "twin": "j", "batch": 1}, {"incident": "j", "twin": "i", "batch": 2}]
    assert twins([one, told(tmp_path / "one.jsonl", "j")], rows)[:2] == (3, 3)
    alike, of, notes = twins([one, other], rows)
    assert alike < of == 3
    assert notes[0][0] == "twins differ"
