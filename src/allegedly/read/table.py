"""Tables: CSV with a header line, its columns guessed by their headers or named by the user."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from allegedly.errors import Unreadable
from allegedly.knowledge.columns import columns
from allegedly.model import Rejection, Report, Snapshot, digest
from allegedly.read.build import STAGE, Fields, build
from allegedly.read.decode import decode
from allegedly.read.reader import Options, Reader

DELIMITERS = ",;\t|"
DECLARED = re.compile(r"\Asep=.\n")  # some spreadsheets write their delimiter above the header
WIDEST = 50_000_000  # characters in one cell, so that a stray quotation mark cannot swallow a file unnoticed


def read_table(snapshot: Snapshot, options: Options) -> Iterator[Report | Rejection]:
    """One report a row. Raises Unreadable where no column holds text, or a column named by the user is absent."""
    text = DECLARED.sub("", decode(snapshot).removeprefix("\ufeff"))
    header, delimiter = _header(text)
    where = _where(header, dict(options.columns), snapshot.origin)
    csv.field_size_limit(WIDEST)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            if number > 1 and row:
                yield from _row(snapshot, number, row, where, options)
    except csv.Error as error:
        place = f"{snapshot.origin}, line {rows.line_num}"
        yield Rejection(
            place, STAGE, f"broken CSV: {error}; the rest of the file is not read", "Mend the quotation marks."
        )
    if number == 1:
        yield Rejection(snapshot.origin, STAGE, "a header and no rows", "Export the table again.")


def _header(text: str) -> tuple[list[str], str]:
    """The header cells, and the delimiter that cuts the first line into most of them."""
    first = (text.splitlines() or [""])[0]
    delimiter = max(DELIMITERS, key=first.count)
    return next(csv.reader([first], delimiter=delimiter), []), delimiter


def _where(header: list[str], wanted: Mapping[str, str], origin: str) -> dict[str, int]:
    """Which cell holds which field."""
    places = {name.strip().lower(): at for at, name in reversed(list(enumerate(header)))}
    found: dict[str, int] = {
        column.field: places[next(h for h in column.headers if h in places)]
        for column in columns()
        if any(h in places for h in column.headers)
    }
    known = {column.field for column in columns()}
    for field, name in wanted.items():
        if field not in known:
            raise Unreadable(f"{origin}: --map knows no field {field!r}; it knows {', '.join(sorted(known))}")
        if name.strip().lower() not in places:
            raise Unreadable(f"{origin}: no column {name!r}; the file has: {', '.join(header)}")
        found[field] = places[name.strip().lower()]
    if "text" not in found:
        raise Unreadable(
            f"{origin}: no column holds text; the file has: {', '.join(header)[:300]}. Name it: --map text=HEADER"
        )
    return found


def _row(
    snapshot: Snapshot, number: int, row: list[str], where: dict[str, int], options: Options
) -> Iterator[Report | Rejection]:
    if max(where.values()) >= len(row):
        reason = f"{len(row)} cells, where the header has more"
        yield Rejection(f"{snapshot.origin}, row {number}", STAGE, reason, "Mend this row; the rest is read.")
        return
    cell = {field: row[at] for field, at in where.items()}
    made = digest(cell.get("source"), cell.get("published"), cell.get("title"), cell["text"], size=6)
    given: dict[str, Any] = {field: value for field, value in cell.items() if value}
    fields = Fields(**{**given, "text": cell["text"], "id": cell.get("id") or f"row-{made}"})
    yield from build(snapshot, f"row {number}", fields, options)


def suits(head: bytes, suffix: str) -> int:
    """The suffix, or a first line of at least two known headers."""
    if suffix in {".csv", ".tsv"}:
        return 85
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").removeprefix("\ufeff")
    known = {h for column in columns() for h in column.headers}
    cells = {cell.strip().lower() for cell in _header(first)[0]} if len(first) < 2000 else set()
    return 70 if len(cells & known) >= 2 else 0


TABLE = Reader(suits, read_table)
