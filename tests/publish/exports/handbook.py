"""Makes the tables and samples of docs/exports.md: `python -m tests.publish.exports.handbook` (or `make docs`)."""

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from allegedly.assess import assess
from allegedly.extract import extract_fast
from allegedly.link import link
from allegedly.model import Capture, Extraction, Report
from allegedly.preserve import preserve
from allegedly.publish.exports.case import Case, Manner, Signed, case_of
from allegedly.publish.exports.parquet import schema
from allegedly.publish.exports.table import EXPORTS
from allegedly.publish.exports.tables import TABLES
from allegedly.read import document
from allegedly.read.jsonl import read_jsonl
from tests.publish.exports.made import written

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "exports.md"
BLOCK = re.compile(r"<!-- made: (?P<what>[\w ]+) -->\n(?P<made>.*?)<!-- end -->", re.DOTALL)
PLACED = ("crimea-2024-01-04", ("cr-26",))
COUNTED = ("plant-explosion", ("pl-02", "pl-03", "pl-06", "pl-07"))
CHOSEN = {"geojson": PLACED, "acled": PLACED, "atlos": PLACED, "timemap": PLACED}
SIGNED_AT = datetime(2024, 5, 20, tzinfo=UTC)


def sample_case(pack: str, ids: tuple[str, ...]) -> Case:
    """The largest incident of a few reports of a pack."""
    data = (ROOT / "samples" / pack / "reports.jsonl").read_bytes()
    snapshot = preserve(Capture(pack, data, "application/jsonl", datetime(2025, 1, 1, tzinfo=UTC)))
    reports = [r for r in read_jsonl(snapshot) if isinstance(r, Report) and r.id in ids]
    held: dict[str, Extraction] = {r.id: extract_fast(document(r)) for r in reports}
    incident = max(link(held.values()).incidents, key=lambda i: len(i.claims))
    return case_of(incident, assess(incident, held), held)


def upright(data: bytes) -> str:
    """The first row of a sheet, a column a line."""
    row = next(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    width = max(map(len, row))
    return "\n".join(f"{k:{width}}  {shortened(v)}".rstrip() for k, v in row.items())


def shortened(text: str) -> str:
    """One line that fits a page."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 90 else f"{flat[:88]} …"


def trimmed(value: object) -> object:
    """Lists cut to two, so that a sample fits a page."""
    if isinstance(value, dict):
        return {k: trimmed(v) for k, v in value.items()}
    if isinstance(value, list):
        return [trimmed(v) for v in value[:2]]
    return value


def pretty(value: object) -> str:
    """JSON to be read."""
    return json.dumps(trimmed(value), ensure_ascii=False, indent=2)


def sample(name: str) -> str:
    """A sample of one export as a block of text."""
    case = sample_case(*CHOSEN.get(name, COUNTED))
    claim = min((t.claim.id for t in case.claims.values() if t.claim.count), default=next(iter(case.claims)))
    signed = Signed("A. Editor", SIGNED_AT, (claim,), "Unproven") if EXPORTS[name].signed else None
    with tempfile.TemporaryDirectory() as folder:
        files = written(name, [case], Path(folder), Manner(signed=signed))
    return "\n".join(_shown(f, data) for f, data in files.items() if not f.endswith(".csv") or len(files) == 1)


def _shown(file: str, data: bytes) -> str:
    if file.endswith(".csv"):
        return f"`{file}`, the first row upright:\n\n```text\n{upright(data)}\n```\n"
    lines = file.endswith(".jsonl")
    shown = pretty(json.loads(data.splitlines()[0] if lines else data))
    return f"`{file}`{', the first line' if lines else ''} (lists cut to two):\n\n```json\n{shown}\n```\n"


def tables() -> Iterator[str]:
    """What each column of the desk's own tables means, and a row of each."""
    case = sample_case(*COUNTED)
    with tempfile.TemporaryDirectory() as folder:
        files = written("csv", [case], Path(folder))
    for name, table in TABLES.items():
        kinds = {f.name: str(f.type).replace("timestamp[us, tz=UTC]", "instant").replace("list<item: string>", "list")
                 for f in schema(table)}  # fmt: skip
        yield f"### {name}\n\n{table.about}\n\n| column | type | meaning |\n|---|---|---|\n"
        yield "".join(f"| `{c.name}` | {kinds[c.name]} | {c.about} |\n" for c in table.columns) + "\n"
        if files[f"{name}.csv"].count(b"\r\n") > 1:
            yield f"{_shown(f'{name}.csv', files[f'{name}.csv'])}\n"


def made(what: str) -> str:
    """What stands between two marks of the page."""
    return "\n" + ("".join(tables()) if what == "tables" else f"{sample(what.removeprefix('sample '))}\n")


def whole(page: str) -> str:
    """The page with everything in it that is made."""
    return BLOCK.sub(lambda m: f"<!-- made: {m['what']} -->\n{made(m['what'])}<!-- end -->", page)


if __name__ == "__main__":
    PAGE.write_text(whole(PAGE.read_text("utf-8")), "utf-8")
