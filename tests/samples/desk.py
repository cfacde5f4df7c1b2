"""A pack taken through the whole desk once, and gold claims matched to the desk's own by their words."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from allegedly.assess import assess
from allegedly.extract import extract
from allegedly.link import link
from allegedly.model import Assessment, Capture, Claim, Extraction, Incident, Report, Span
from allegedly.preserve import preserve
from allegedly.read import document
from allegedly.read.jsonl import read_jsonl

SAMPLES = Path(__file__).parents[2] / "samples"
CLOSE = 0.3  # least overlap of spans for one claim, as in the field's scorers


@dataclass(frozen=True)
class Told:
    """What the desk made of a pack."""

    gold: dict[str, dict[str, Any]]
    extractions: dict[str, Extraction]
    incidents: tuple[Incident, ...]
    assessed: dict[str, Assessment]

    def matched(self, ref: str) -> list[Claim]:
        """The desk's claims that say what a gold claim says: the same words and event, the closest words first."""
        gold = self.gold[ref]
        held, span = self.extractions[gold["report"]], self._span(ref)
        events = gold["event"] if isinstance(gold["event"], list) else [gold["event"]]
        found = [(overlap(span, c.span), c) for c in held.claims if c.event in events]
        return [c for near, c in sorted(found, key=lambda f: -f[0]) if near >= CLOSE]

    def worded(self, refs: list[str]) -> set[str]:
        """Ids of the claims in the words of gold claims, whatever event the desk read out of them."""
        return {c.id for ref in refs for c in self.extractions[self.gold[ref]["report"]].claims
                if overlap(self._span(ref), c.span) >= CLOSE}  # fmt: skip

    def _span(self, ref: str) -> Span:
        gold = self.gold[ref]
        start = self.extractions[gold["report"]].report.text.index(gold["span"])
        return Span(start, start + len(gold["span"]))

    def ids(self, refs: list[str]) -> set[str]:
        """Ids of the best match of each gold claim; gold claims that were missed are left out."""
        return {m[0].id for ref in refs if (m := self.matched(ref))}

    def at(self, moment: datetime) -> dict[str, Assessment]:
        """Every incident as known at a moment."""
        return {i.id: assess(i, self.extractions, moment) for i in self.incidents}

    def of_report(self, report: str) -> set[str]:
        """Ids of the incidents that a report is part of."""
        return {i.id for i in self.incidents if report in i.reports}


def overlap(a: Span, b: Span) -> float:
    """Intersection over union of two spans."""
    both = max(0, min(a.end, b.end) - max(a.start, b.start))
    return both / (a.end - a.start + b.end - b.start - both)


@cache
def told(pack: str) -> Told:
    """The pack, read, extracted, linked and assessed."""
    folder = SAMPLES / pack
    data = (folder / "reports.jsonl").read_bytes()
    snapshot = preserve(Capture(str(folder), data, "application/jsonl", datetime(2025, 1, 1, tzinfo=UTC)))
    held = {r.id: extract(document(r)) for r in read_jsonl(snapshot) if isinstance(r, Report)}
    linking = link(held.values())
    gold = [json.loads(line) for line in (folder / "reports_gold.jsonl").read_text("utf-8").splitlines()]
    return Told(
        {f"{g['report']}/{g['n']}": g for g in gold},
        held,
        linking.incidents,
        {i.id: assess(i, held) for i in linking.incidents},
    )
