"""One batch of the set of incidents taken through the desk, and its gold claims laid beside the desk's own."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from allegedly.assess import assess
from allegedly.extract import extract
from allegedly.link import link
from allegedly.model import Assessment, Capture, Claim, Extraction, Incident, Proposition, Report
from allegedly.preserve import preserve
from allegedly.read import document
from allegedly.read.jsonl import read_jsonl
from benchmarks.score import aligned

Row = Mapping[str, Any]


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read(path: Path) -> dict[str, Extraction]:
    """What the desk extracts from each report of a file, by report id."""
    snapshot = preserve(Capture(path.name, path.read_bytes(), "", datetime.now(UTC)))
    return {r.id: extract(document(r)) for r in read_jsonl(snapshot) if isinstance(r, Report)}


@dataclass(frozen=True)
class Desk:
    """What the desk made of one batch. `gold` are claims by reference, `where` the gold incident of each report."""

    held: Mapping[str, Extraction]
    incidents: tuple[Incident, ...]
    assessed: tuple[Assessment, ...]
    gold: Mapping[str, Row]
    where: Mapping[str, str]

    @cached_property
    def match(self) -> dict[str, Claim]:
        """The desk's claim for each gold claim that it found, by reference."""
        found = {}
        for report, one in self.held.items():
            mine = {id(g): ref for ref, g in self.gold.items() if g["report"] == report}
            wanted = [g for g in self.gold.values() if g["report"] == report]
            found.update({mine[id(g)]: c for g, c in aligned(wanted, one.claims, one.report.text)})
        return found

    @cached_property
    def report_of(self) -> dict[str, str]:
        """The report of each of the desk's claims."""
        return {c.id: report for report, one in self.held.items() for c in one.claims}

    @cached_property
    def origin_of(self) -> dict[str, str]:
        """The key of the desk's origin of each claim that an assessment holds."""
        return {c: o.key for a in self.assessed for o in a.origins for c in o.claims}

    @cached_property
    def voice_of(self) -> dict[str, str]:
        """The gold voice of each of the desk's claims: by its words, else by its origin's other claims, else "?"."""
        known = {c.id: self.gold[ref]["voice"] for ref, c in self.match.items()}
        most: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for claim, voice in known.items():
            most[self._at(claim)][voice] += 1
        for claim in self.report_of:
            if claim not in known:
                counted = most.get(self._at(claim))
                known[claim] = counted.most_common(1)[0][0] if counted else "?"
        return known

    def _at(self, claim: str) -> tuple[str, str]:
        return self.where[self.report_of[claim]], self.origin_of.get(claim, claim)

    def ids(self, references: Iterable[str]) -> set[str]:
        """The desk's claims for gold claims; those it did not find are left out."""
        return {self.match[r].id for r in references if r in self.match}

    def incident(self, claim: str) -> str:
        """The gold incident in which a claim of the desk stands."""
        return self.where[self.report_of[claim]]

    def propositions(self, claims: set[str]) -> Iterator[Proposition]:
        """The desk's propositions that rest on any of `claims`."""
        for a in self.assessed:
            for p in a.propositions:
                if claims & {*p.affirm, *p.deny, *p.query, *p.retract}:
                    yield p


def desk(held: Mapping[str, Extraction], gold: Iterable[Row], where: Mapping[str, str], given: bool = False) -> Desk:
    """`held` linked and assessed. `where` may name more reports than `held` has; the others are left out.

    `given`: the incidents are those of gold, so that figures tell of assessing alone.
    """
    linked = link(held.values()).incidents
    incidents = tuple(together(name, linked, held, where) for name in sorted(set(where.values()))) if given else linked
    return Desk(
        held,
        incidents,
        tuple(assess(i, held) for i in incidents),
        {f"{g['report']}/{g['n']}": g for g in gold if g["report"] in held},
        {r: i for r, i in where.items() if r in held},
    )


def together(
    name: str, linked: Iterable[Incident], held: Mapping[str, Extraction], where: Mapping[str, str]
) -> Incident:
    """A gold incident whole: all of its reports and claims, the rest as in the incident that holds most of them."""
    mine = tuple(sorted(r for r in held if where.get(r) == name))
    most = max(linked, key=lambda i: len({*i.reports} & {*mine}))
    copies = {family for i in linked for family in i.copies if {*family} <= {*mine}}
    claims = tuple(c.id for r in mine for c in held[r].claims)
    return replace(most, reports=mine, claims=claims, copies=tuple(sorted(copies)))
