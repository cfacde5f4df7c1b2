"""docs/exports.md says what is written today: every format, every column, and samples with the same columns."""

import re

import pytest

from allegedly.publish.exports import acled, airwars, atlos, timemap, ucdp
from allegedly.publish.exports.table import EXPORTS
from tests.publish.exports.handbook import BLOCK, PAGE, made

TEXT = PAGE.read_text("utf-8")
BLOCKS = {m["what"]: m["made"] for m in BLOCK.finditer(TEXT)}


def outline(block: str, depth: int) -> list[str]:
    """Headings, columns with what they mean, and keys down to a depth; not the values: these follow other rules."""
    lines = []
    for line in block.splitlines():
        key = re.match(rf'\s{{1,{depth}}}"(\w+)":', line)
        if line.startswith(("#", "|", "`")):
            lines.append(line)
        elif key:
            lines.append(key[1])
        elif re.match(r"\w+(\s|$)", line) and not line.startswith(("One ", "Two ", "The ", "Somebody ")):
            lines.append(line.split()[0])
    return sorted(set(lines))


def section(name: str) -> str:
    return TEXT.split(f"\n## {name}\n")[1].split("\n## ")[0]


def test_each_export_has_its_section_and_sample() -> None:
    assert {f"sample {n}" for n, e in EXPORTS.items() if not e.tabular} | {"tables"} == set(BLOCKS)
    for name in EXPORTS:
        assert f"| `{name}` |" in TEXT


@pytest.mark.parametrize("what", BLOCKS)
def test_samples_have_the_columns_of_today(what: str) -> None:
    if what == "sample jsonl":  # the model's own records: what is shown is there, whatever a record gains
        assert set(outline(BLOCKS[what], 2)) <= set(outline(made(what), 2)), "run: make docs"
    else:
        assert outline(BLOCKS[what], 8) == outline(made(what), 8), "run: make docs"


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("acled", acled.HEAD),
        ("ucdp", ucdp.HEAD),
        ("airwars", airwars.HEAD),
        ("atlos", [c for c in atlos.HEAD if not c.startswith("source_")]),
        ("timemap", timemap.EVENT),
    ],
)
def test_each_column_is_explained(name: str, columns: tuple[str, ...]) -> None:
    told = set(re.findall(r"`(\w+)`", section(name).split("<!--")[0]))
    assert set(columns) <= told
