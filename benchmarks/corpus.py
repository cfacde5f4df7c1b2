"""`python -m benchmarks.corpus [--misses]`: the corpus against its gold, for each language and split.

`--misses` lists what went wrong in the dev split. The held split is for figures only: its misses are never shown.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from allegedly.extract import extract
from allegedly.model import Capture, Claim, Extraction, Report
from allegedly.preserve import preserve
from allegedly.read import document
from allegedly.read.jsonl import read_jsonl
from benchmarks.score import Gold, aligned, as_list, claims, speaker_right

CORPUS = Path(__file__).parents[1] / "corpus"
SHOWN = 90  # characters of a claim in the list of misses


def main(misses: bool = False) -> None:
    """A line for each language and split; the misses of dev below it, if asked for."""
    for folder in sorted(p for p in CORPUS.iterdir() if (p / "reports_gold.jsonl").exists()):
        held, gold, split = extracted(folder), lines(folder / "reports_gold.jsonl"), splits(folder)
        for part in ("dev", "held"):
            mine = {r: held[r] for r in split if split[r] == part}
            wanted = [g for g in gold if g["report"] in mine]
            print(f"{folder.name} {part:<4}  {figures(wanted, mine)}")
            if misses and part == "dev":
                print(*missed(wanted, mine), sep="\n")


def lines(path: Path) -> list[Gold]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def splits(folder: Path) -> dict[str, str]:
    """The split of each report."""
    return {r["id"]: r["split"] for r in lines(folder / "reports.jsonl")}


def extracted(folder: Path) -> dict[str, Extraction]:
    """What the desk finds in the reports of a language."""
    snapshot = preserve(Capture(folder.name, (folder / "reports.jsonl").read_bytes(), "", datetime.now(UTC)))
    return {r.id: extract(document(r)) for r in read_jsonl(snapshot) if isinstance(r, Report)}


def figures(gold: Sequence[Gold], held: Mapping[str, Extraction]) -> str:
    """One line: agreement where there are claims, and how many were found where there are none."""
    (t,) = claims(gold, held).values()
    share = "  ".join(f"{k} {getattr(t, k) / max(1, t.found):.3f}" for k in ("speaker", "stance", "event"))
    empty = held.keys() - {g["report"] for g in gold}
    false = sum(len(held[r].claims) for r in empty)
    return (
        f"claim F1 {t.f1:.3f}  full {t.full_share:.3f}  {share}  ({t.gold} gold, {t.predicted} found; "
        f"{false} in {len(empty)} reports without a claim)"
    )


def missed(gold: Sequence[Gold], held: Mapping[str, Extraction]) -> Iterator[str]:
    """What differs, report by report: claims not found, found with a wrong field, found where there is none."""
    for report, one in held.items():
        wanted, text = [g for g in gold if g["report"] == report], one.report.text
        pairs = aligned(wanted, one.claims, text)
        for g in wanted:
            found = next((p for w, p in pairs if w is g), None)
            if wrong := ["missing"] if found is None else [*differences(g, found)]:
                yield f"  {report}  {', '.join(wrong)}: {g['span'][:SHOWN]!r}"
        taken = {p.span for _, p in pairs}
        for c in one.claims:
            if c.span not in taken:
                yield f"  {report}  extra {c.event}: {text[c.span.start : c.span.end][:SHOWN]!r}"


def differences(gold: Gold, claim: Claim) -> Iterator[str]:
    """The fields of a found claim that gold does not agree with."""
    if not speaker_right(gold, claim):
        yield f"speaker {claim.speaker.text if claim.speaker else None!r} for {gold['speaker']!r}"
    if gold["stance"] != claim.stance:
        yield f"stance {claim.stance} for {gold['stance']}"
    if claim.event not in as_list(gold["event"]):
        yield f"event {claim.event} for {gold['event']}"


if __name__ == "__main__":
    main("--misses" in sys.argv[1:])
