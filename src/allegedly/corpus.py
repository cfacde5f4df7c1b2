"""Annotated reports, checked: words that stand in their text, names of the contract, twins that agree.

A folder holds `reports.jsonl` and `reports_gold.jsonl` in the exchange contract's shapes (docs/contract.md).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from allegedly.errors import InputMissing
from allegedly.model.vocabulary import Event, EvidenceKind, Factuality, Stance

Row = Mapping[str, Any]
REPORT = ("id", "lang", "published", "text", "source")
CLAIM = ("report", "n", "span", "speaker", "via", "stance", "hedged", "event", "count_text", "places", "when_text",
         "evidence", "factuality")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the file and line, what it is, and what to do."""

    where: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Item:
    """A report with its gold claims; `line` is the number of the report's line."""

    file: str
    line: int
    report: Row
    claims: tuple[tuple[int, Row], ...]

    def fault(self, what: str, mend: str, line: int = 0) -> Fault:
        """A fault of the report, or of the gold line given."""
        name = self.file.replace("reports.jsonl", "reports_gold.jsonl") if line else self.file
        return Fault(f"{name}:{line or self.line}", f"{self.report['id']}: {what}", mend)


def faults(folder: Path) -> Iterator[Fault]:
    """All that is wrong in a folder, in the order of its lines. Raises InputMissing where a file is missing."""
    path, gold_path = folder / "reports.jsonl", folder / "reports_gold.jsonl"
    found: list[Fault] = []
    reports, gold = _rows(path, REPORT, found), _rows(gold_path, CLAIM, found)
    yield from found
    known = {r["id"] for _, r in reports}
    yield from (
        Fault(f"{gold_path}:{n}", f"no report has the id {g['report']!r}", "Correct the id, or add the report.")
        for n, g in gold
        if g["report"] not in known
    )
    claims: dict[str, list[tuple[int, Row]]] = {}
    for n, g in gold:
        claims.setdefault(g["report"], []).append((n, g))
    items = {r["id"]: Item(str(path), n, r, tuple(claims.get(r["id"], ()))) for n, r in reports}
    yield from _twice(path, reports)
    for item in items.values():
        for check in CHECKS:
            yield from check(item, items)


def _rows(path: Path, wanted: Sequence[str], found: list[Fault]) -> list[tuple[int, Row]]:
    """The good lines of a file with their numbers; the others go to `found`."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", "") or error
        raise InputMissing(f"{path}: cannot be read: {why}. Name a folder with reports and gold.") from error
    good: list[tuple[int, Row]] = []
    for n, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            found.append(Fault(f"{path}:{n}", f"no JSON: {error.msg}", "One object a line."))
            continue
        missing = [k for k in wanted if k not in row] if isinstance(row, dict) else list(wanted)
        if missing:
            found.append(Fault(f"{path}:{n}", f"lacks {', '.join(missing)}", "Add the keys; null where unknown."))
        else:
            good.append((n, row))
    return good


def _twice(path: Path, reports: Sequence[tuple[int, Row]]) -> Iterator[Fault]:
    """Ids stand once, and so does a text of one outlet; a copy in another outlet is a report of its own."""
    seen: dict[tuple[str, ...], int] = {}
    for n, r in reports:
        for name, key in (("id", (r["id"],)), ("text and source", (r["text"], r["source"]))):
            first = seen.setdefault((name, *key), n)
            if first != n:
                yield Fault(f"{path}:{n}", f"the same {name} as line {first}", "Keep one of the two.")


def _names(item: Item, items: Mapping[str, Item]) -> Iterator[Fault]:
    """Stances, events and the like are names of the vocabulary."""
    for line, g in item.claims:
        for key, names in NAMES.items():
            for value in _listed(g[key]):
                if value not in names:
                    yield item.fault(
                        f"{key} {value!r} is no name of the vocabulary", f"One of {', '.join(names)}.", line
                    )


def _words(item: Item, items: Mapping[str, Item]) -> Iterator[Fault]:
    """Whatever is annotated as words stands in the text, and a count inside its span."""
    text = item.report["text"]
    for line, g in item.claims:
        parts = ("span", "speaker", "via", "places", "when_text")
        for key, words in ((k, w) for k in parts for w in _listed(g[k])):
            if words not in text:
                yield item.fault(f"{key} {words!r} is not in the text", "Copy the words from the text.", line)
        if g["count_text"] and g["count_text"] not in g["span"]:
            yield item.fault(f"count_text {g['count_text']!r} is not in the span", "Copy it from the span.", line)


def _numbered(item: Item, items: Mapping[str, Item]) -> Iterator[Fault]:
    """Claims of a report are numbered from 1, and none stands twice."""
    for n, (line, g) in enumerate(item.claims, 1):
        if g["n"] != n:
            yield item.fault(f"n is {g['n']}, not {n}", "Number the claims of a report from 1.", line)
    seen = Counter((g["span"], g.get("nth"), g["stance"], g["speaker"], str(g["event"])) for _, g in item.claims)
    for (span, *_), times in seen.items():
        if times > 1 and item.report["text"].count(span) < times:
            yield item.fault(f"{times} equal claims of {span!r}", "Keep one.", item.claims[0][0])


def _twins(item: Item, items: Mapping[str, Item]) -> Iterator[Fault]:
    """Twins name each other, stay in one split and carry the same claims."""
    name = item.report.get("twin")
    if not name:
        return
    other = items.get(name)
    if other is None or other.report.get("twin") != item.report["id"]:
        yield item.fault(f"its twin {name!r} does not name it", "Let both name each other.")
    elif other.report.get("split") != item.report.get("split"):
        yield item.fault(f"its twin {name!r} is in another split", "Move both to one split.")
    elif [_shape(g) for _, g in item.claims] != [_shape(g) for _, g in other.claims]:
        yield item.fault(f"its twin {name!r} carries other claims", "Annotate both sides alike.")


def _shape(g: Row) -> tuple[object, ...]:
    return g["event"], g["stance"], g["hedged"], g["factuality"], len(g["via"]), g["evidence"]


def _listed(value: object) -> list[str]:
    """One value or several, without empty ones."""
    values = value if isinstance(value, list) else [value]
    return [v for v in values if isinstance(v, str) and v]


NAMES: Mapping[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "factuality": get_args(Factuality),
    "event": (*get_args(Event), "other"),
    "evidence": get_args(EvidenceKind),
}
CHECKS: tuple[Callable[[Item, Mapping[str, Item]], Iterator[Fault]], ...] = (_names, _words, _numbered, _twins)
