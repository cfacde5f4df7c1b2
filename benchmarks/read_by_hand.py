"""`python -m benchmarks.read_by_hand FOLDER`: copies and flags against pairs that were read one by one.

The labels (`benchmarks/labels/*.tsv`) hold ids, a label and a word of why; the texts are public development sets in
FOLDER (`data/NAME.jsonl.gz`) and no part of the project. Skipped with a word where they are missing.
"""

import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from allegedly.assess import assess
from allegedly.extract import extract
from allegedly.link import link
from allegedly.model import Extraction, Linking, Report
from allegedly.read import document

LABELS = Path(__file__).parent / "labels"
SETS = {"telegram": ("tg_stream",), "ecbplus": ("ecbplus_dev", "ecbplus_train")}
Row = Mapping[str, str]
Pair = frozenset[str]


def main(folder: Path) -> None:
    """Pairwise precision, recall and F1 of copies; how many flags still stand, and of these how many are real."""
    missing = [name for names in SETS.values() for name in names if not _file(folder, name).is_file()]
    if missing:
        print(f"skipped: {_file(folder, missing[0])} is missing; give the evaluation folder's path")
        return
    for name, figure in (("copies", _copies), ("flags", _flags)):
        for set_, rows in _by_set(labels(name)).items():
            held = {e.report.id: e for e in _read(folder, set_, {r[side] for r in rows for side in ("a", "b")})}
            print(f"{name:7} {set_:9} {figure(rows, link(held.values()), held)}")


def labels(name: str) -> list[Row]:
    """The rows of a label file, its remarks left out."""
    with (LABELS / f"{name}.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))


def _by_set(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["set"], []).append(row)
    return found


def _copies(rows: Iterable[Row], made: Linking, _: Mapping[str, Extraction]) -> str:
    told = {frozenset(pair) for family in made.copies for pair in combinations(family, 2)}
    hits = Counter((_pair(r) in told, r["label"] == "copy") for r in rows)
    right, extra, missed = hits[True, True], hits[True, False], hits[False, True]
    precision, recall = right / max(1, right + extra), right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + extra + missed)
    return f"{hits.total()} pairs, {right + missed} copies: P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def _flags(rows: Iterable[Row], made: Linking, held: Mapping[str, Extraction]) -> str:
    flagged = {pair for i in made.incidents if len(i.reports) > 1 for pair in _in_conflict(i.id, made, held)}
    still = [r for r in rows if _pair(r) in flagged]
    counts = Counter(r["label"] for r in still)
    told = ", ".join(f"{count} {label}" for label, count in sorted(counts.items()))
    return f"{len(list(rows))} flags read; {len(still)} of them still stand among these reports alone: {told}"


def _in_conflict(incident: str, made: Linking, held: Mapping[str, Extraction]) -> Iterator[Pair]:
    one = next(i for i in made.incidents if i.id == incident)
    of_claim = {c.id: name for name in one.reports for c in held[name].claims}
    for c in assess(one, held).conflicts:
        if not c.settled:
            yield from (frozenset((of_claim[a], of_claim[b])) for a in c.a for b in c.b if of_claim[a] != of_claim[b])


def _pair(row: Row) -> Pair:
    return frozenset((row["a"], row["b"]))


def _read(folder: Path, set_: str, wanted: set[str]) -> Iterator[Extraction]:
    for name in SETS[set_]:
        with gzip.open(_file(folder, name), "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                if row["id"] in wanted:
                    told = (row["id"], row["text"], row["title"], row["lang"], _at(row["published"]))
                    yield extract(document(Report(*told, source=row.get("source") or "")))


def _at(published: str | None) -> datetime | None:
    at = datetime.fromisoformat(published) if published else None
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


def _file(folder: Path, name: str) -> Path:
    return folder / "data" / f"{name}.jsonl.gz"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("evaluation"))
