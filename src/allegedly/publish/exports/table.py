"""The exports by name. One more format is one module and one line here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from allegedly.errors import OutputFailed
from allegedly.publish.exports import (
    acled,
    airwars,
    atlos,
    claimreview,
    geojson,
    jsonl,
    parquet,
    sheets,
    timemap,
    ucdp,
)
from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.tables import TABLES
from allegedly.publish.exports.target import target
from allegedly.publish.exports.writing import Writer

Seen = Callable[[int], object]  # how many incidents are written


@dataclass(frozen=True, slots=True)
class Export:
    """A format: what it is for, its files, and what writes them.

    `tabular`: it holds the desk's tables, of which some may be chosen. `signed`: only after a person's sign-off.
    """

    name: str
    about: str
    parts: tuple[str, ...]
    media_type: str
    write: Writer | None = None
    tabular: str = ""
    signed: bool = False
    extra: str = ""

    def files(self, manner: Manner) -> tuple[str, ...]:
        """Names of its files. Raises OutputFailed where a chosen table is none."""
        if not self.tabular:
            if manner.tables:
                raise OutputFailed(f"{self.name} has no tables to choose from. Leave --table out.")
            return self.parts
        return tuple(f"{t}.{self.tabular}" for t in chosen(manner))

    def writer(self, manner: Manner) -> Writer:
        """What writes it."""
        if self.write is not None:
            return self.write
        tables = tuple(TABLES[t] for t in chosen(manner))
        return partial(parquet.write_tables if self.tabular == "parquet" else sheets.write_tables, tables)


def chosen(manner: Manner) -> tuple[str, ...]:
    """The tables that were asked for; all, where none was named. Raises OutputFailed."""
    if unknown := [t for t in manner.tables if t not in TABLES]:
        raise OutputFailed(f"No such table: {', '.join(unknown)}. There are {', '.join(TABLES)}.")
    return tuple(t for t in TABLES if t in manner.tables) if manner.tables else tuple(TABLES)


CSV = "text/csv; charset=utf-8"
ZIP = "application/zip"
_all = (
    Export("jsonl", "the exchange files of docs/contract.md", jsonl.PARTS, ZIP, jsonl.write),
    Export("csv", "the desk's tables for spreadsheets", (), CSV, tabular="csv"),
    Export("parquet", "the desk's tables with types", (), "application/vnd.apache.parquet",
           tabular="parquet", extra="frames"),
    Export("geojson", "incidents on a map", (geojson.PART,), "application/geo+json", geojson.write),
    Export("acled", "ACLED's columns", (acled.PART,), CSV, acled.write),
    Export("ucdp", "UCDP GED's columns", (ucdp.PART,), CSV, ucdp.write),
    Export("airwars", "Airwars' grades of civilian harm", (airwars.PART,), CSV, airwars.write),
    Export("claimreview", "ClaimReview of claims that a person signs", (claimreview.PART,), "application/ld+json",
           claimreview.write, signed=True),
    Export("atlos", "bulk import of Atlos", (atlos.PART,), CSV, atlos.write),
    Export("timemap", "a dataset of TimeMap", timemap.PARTS, ZIP, timemap.write),
)  # fmt: skip
EXPORTS = {e.name: e for e in _all}


def export(one: Export, cases: Iterator[Case], goal: Path, manner: Manner, seen: Seen = lambda count: None) -> int:
    """Write incidents to a file, a folder or a ZIP, one after the other. Returns how many; raises OutputFailed."""
    count = 0
    with target(goal, one.files(manner)) as files:
        add = one.writer(manner)(files, manner)
        for count, case in enumerate(cases, 1):
            add(case)
            seen(count)
    return count
