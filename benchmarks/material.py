"""Reports to measure with, of any number: those the project holds, told again with new ids and dates.

Each round lies whole years after the one before, and years named in the texts move along, so that rounds never meet in
time: the archive grows, it does not get denser. Words repeat from round to round; rates of extraction are therefore
taken from the first round alone.
"""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from allegedly.model import Capture, Report
from allegedly.preserve import preserve
from allegedly.read import settle
from allegedly.read.jsonl import read_jsonl

ROOT = Path(__file__).parents[1]
HELD = ("corpus/en", "corpus/ru", "corpus/uk", "corpus/incidents/set", "samples/crimea-2024-01-04",
        "samples/plant-explosion")  # fmt: skip
LANGUAGES = ("en", "ru", "uk")
SEEN = datetime(2100, 1, 1, tzinfo=UTC)  # always the same, so that results are
YEAR = re.compile(r"\b20\d\d\b")
Row = dict[str, Any]


@cache
def rows() -> tuple[Row, ...]:
    """What the project holds, in order of publication."""
    texts = [(ROOT / folder / "reports.jsonl").read_text("utf-8") for folder in HELD]
    found = [json.loads(line) for text in texts for line in text.splitlines()]
    return tuple(sorted(found, key=lambda row: (_published(row), row["id"])))


def material(size: int, language: str = "") -> list[Row]:
    """`size` reports in order of publication, of one language or of all; 0: one round, each held report once."""
    mine = [row for row in rows() if language in ("", row["lang"])]
    years = _published(mine[-1]).year - _published(mine[0]).year + 1
    told = (_again(row, turn, turn * years) for turn in range(size // len(mine) + 1) for row in mine)
    return [next(told) for _ in range(size or len(mine))]


def _again(row: Row, turn: int, years: int) -> Row:
    """A report as if it had been published some years later."""
    at = _published(row)
    day = min(at.day, 28) if at.month == 2 else at.day
    text = YEAR.sub(lambda year: str(int(year[0]) + years), row["text"])
    published = at.replace(year=at.year + years, day=day).isoformat()
    return {**row, "id": f"{row['id']}-{turn}", "text": text, "published": published}


def _published(row: Row) -> datetime:
    return datetime.fromisoformat(row["published"])


def reports(given: Sequence[Row]) -> list[Report]:
    """Rows through the reader of JSON Lines, versions told apart."""
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in given)
    snapshot = preserve(Capture("material", lines.encode(), "", SEEN))
    settled = settle(r for r in read_jsonl(snapshot) if isinstance(r, Report))
    return [r for r in settled if isinstance(r, Report)]
