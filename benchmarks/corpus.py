"""`python -m benchmarks.corpus [LANG ...] [--from N] [--misses]`: the corpus against its gold, by language and split.

`--from N` looks only at reports whose id ends in a number of at least N. `--misses` lists what went wrong in the dev
split. The held split is for figures only: its misses are never shown.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from allegedly.extract import extract
from allegedly.model import Capture, Claim, Document, Extraction, Report
from allegedly.preserve import preserve
from allegedly.read import document
from allegedly.read.jsonl import read_jsonl
from benchmarks.fields import Pair, fields
from benchmarks.score import Gold, aligned, as_list, claims, speaker_right

CORPUS = Path(__file__).parents[1] / "corpus"
SHOWN = 90  # characters of a claim in the list of misses
COLUMNS = (
    *("claim P", "R", "F1", "full", "speaker", "stance F1", "hedged F1", "event F1", "count", "via F1", "places F1"),
    *("anaphoric", "gold", "found", "false/empty"),
)


def main(arguments: Sequence[str] = ()) -> None:
    """One table: a line for each language and split; the misses of dev below it, if asked for."""
    asked = _arguments(arguments)
    print("".join(f"{name:>12}" for name in ("", *COLUMNS)))
    misses: list[str] = []
    for folder in sorted(p for p in CORPUS.iterdir() if (p / "reports_gold.jsonl").exists()):
        if asked.languages and folder.name not in asked.languages:
            continue
        held, gold, split = extracted(folder), lines(folder / "reports_gold.jsonl"), splits(folder)
        for part in ("dev", "held"):
            mine = {r: held[r] for r in split if split[r] == part and number(r) >= asked.first}
            wanted = [g for g in gold if g["report"] in mine]
            print("".join(f"{cell:>12}" for cell in (f"{folder.name} {part}", *row(wanted, mine))))
            if asked.misses and part == "dev":
                misses += missed(wanted, mine)
    print(*misses, sep="\n")


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="LANG")
    parser.add_argument("--from", dest="first", type=int, default=0, metavar="N")
    parser.add_argument("--misses", action="store_true")
    return parser.parse_args(arguments)


def number(report: str) -> int:
    """The number in which a report's id ends."""
    return int(report.rpartition("-")[2])


def lines(path: Path) -> list[Gold]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def splits(folder: Path) -> dict[str, str]:
    """The split of each report."""
    return {r["id"]: r["split"] for r in lines(folder / "reports.jsonl")}


def extracted(folder: Path) -> dict[str, Extraction]:
    """What the desk finds in the reports of a language."""
    return {r: extract(one) for r, one in documents(folder).items()}


def documents(folder: Path) -> dict[str, Document]:
    """The reports of a language, made ready to be read, by id."""
    snapshot = preserve(Capture(folder.name, (folder / "reports.jsonl").read_bytes(), "", datetime.now(UTC)))
    return {r.id: document(r) for r in read_jsonl(snapshot) if isinstance(r, Report)}


def row(gold: Sequence[Gold], held: Mapping[str, Extraction]) -> list[str]:
    """The cells of a line, in the order of `COLUMNS`; "-" where there is nothing to measure."""
    if not gold:
        return ["-"] * len(COLUMNS)
    (t,) = claims(gold, held).values()
    f = fields(paired(gold, held))
    empty = held.keys() - {g["report"] for g in gold}
    false = sum(len(held[r].claims) for r in empty)
    whole = (t.found / max(1, t.predicted), t.found / t.gold, t.f1, t.full_share, t.speaker / max(1, t.found))
    part = (f.stance_f1, f.hedged_f1, f.event_f1, f.count, f.via_f1, f.places_f1)
    anaphoric = "-" if f.anaphoric is None else f"{f.anaphoric:.3f}/{f.anaphors}"
    shares = ["-" if x is None else f"{x:.3f}" for x in (*whole, *part)]
    return [*shares, anaphoric, str(t.gold), str(t.predicted), f"{false}/{len(empty)}"]


def paired(gold: Sequence[Gold], held: Mapping[str, Extraction]) -> list[Pair]:
    """Gold claims with the claims that were found for them."""
    by_report: dict[str, list[Gold]] = {}
    for g in gold:
        by_report.setdefault(g["report"], []).append(g)
    return [pair for r, some in by_report.items() for pair in aligned(some, held[r].claims, held[r].report.text)]


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
    if bool(gold["hedged"]) != bool(claim.hedges):
        yield "hedge missing" if gold["hedged"] else f"hedge {claim.hedges[0].text!r} for none"
    if fields([(gold, claim)]).count == 0:
        yield f"count {claim.count.text if claim.count else None!r} for {gold['count']}"


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
