"""docs/asvs.md names tests that exist, and says of each item that is met by which test it is shown."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "asvs.md").read_text("utf-8").splitlines()
    if re.match(r"\| \d", line)
]


def test_every_test_that_is_named_exists() -> None:
    assert len(ROWS) > 50
    for row in ROWS:
        for name in re.findall(r"`([^`]+)`", row[4]):
            assert (ROOT / "tests" / name).is_file(), row


def test_what_is_met_has_a_test_and_what_is_not_says_so() -> None:
    for row in ROWS:
        assert len(row) == 5, row
        met = row[2].strip("*")
        assert met.split(",")[0] in ("yes", "partly", "no"), row
        assert bool(row[4]) == (met != "no"), row


def test_items_are_named_once_by_chapter_section_and_number() -> None:
    items = [item for row in ROWS for item in row[0].split(", ")]
    assert all(re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{1,2}", item) for item in items)
    assert len(items) == len(set(items))
