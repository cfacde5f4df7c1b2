"""THE page: the stages in order.

    collect -> preserve -> read -> extract -> link -> assess -> publish
"""

import gzip
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from allegedly.assess import assess
from allegedly.extract import extract
from allegedly.link import link
from allegedly.model import Capture, Extraction, Rejection, Report
from allegedly.preserve import preserve
from allegedly.publish.contract import write_contract
from allegedly.read import document
from allegedly.read.jsonl import read_jsonl
from allegedly.run import Stage, run_stage


def _extract(report: Report) -> Iterator[Extraction | Rejection]:
    yield extract(document(report))


EXTRACT: Stage[Report, Extraction] = Stage("extract", 1, Report, Extraction, _extract)


def batch(path: Path, out: Path) -> None:
    """Reports in, the contract's four files out; no store."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    snapshot = preserve(Capture(str(path), data, "application/jsonl", datetime.now(UTC)))
    reports: Iterable[Report] = (r for r in read_jsonl(snapshot) if isinstance(r, Report))
    done = {e.report.id: e for e in run_stage(EXTRACT, reports) if isinstance(e, Extraction)}
    linking = link(done.values())
    write_contract(out, done.values(), ((i, assess(i, done)) for i in linking.incidents))
