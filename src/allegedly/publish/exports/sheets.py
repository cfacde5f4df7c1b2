"""CSV: RFC 4180, UTF-8, and no cell that a spreadsheet would take for a formula.

A text that begins with one of `= + - @`, a tab or a carriage return (or their full-width twins), also after spaces or
quotation marks that a program may drop, gets an apostrophe before it (OWASP, CSV Injection). So does what would begin a
cell inside a text where a program splits at semicolons, tabs or line ends as well. Numbers are numbers.
"""

import csv
import re
from collections.abc import Callable
from datetime import datetime
from io import TextIOWrapper

from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.columns import Row, Table, Value
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.writing import Add

# After what spreadsheets trim or ignore: white space, quotation marks, marks of direction, a byte-order mark.
UNSEEN = r"\"'\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00"
FORMULA = re.compile(rf"[\s{UNSEEN}]*[=+\-@＝＋－＠\u2212\t\r]")
# A line that begins with a dash is common in posts, so it counts only where it could compute something.
DASH = r"[-－\u2212](?=[^\r\n]{0,200}[|!(=])"
INNER = re.compile(rf"(?<=[;\t\r\n])([ \u00a0{UNSEEN}]{{0,8}})([=+@＝＋＠]|{DASH})")
LIST = " | "  # between the parts of a list


def safe(text: str) -> str:
    """The text as a cell: as it is, or with an apostrophe before it where a program might compute it."""
    shown = text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    guarded = INNER.sub(r"\1'\2", shown)
    return f"'{guarded}" if FORMULA.match(shown) else guarded


def cell(value: Value) -> str | int | float:
    """A value as a cell. Times are ISO 8601 with their offset, yes and no are `true` and `false`, nothing is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return safe(LIST.join(value))
    return safe(value) if isinstance(value, str) else value


def sheet(files: Files, name: str, head: tuple[str, ...]) -> Callable[[Row], None]:
    """A new CSV file with that head; rows go into what is returned."""
    text = TextIOWrapper(files.binary(name), encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)

    def take(row: Row) -> None:
        writer.writerow([cell(v) for v in row])

    return take


def write_tables(tables: tuple[Table, ...], files: Files, manner: Manner) -> Add:
    """One CSV file a table."""
    sheets = [(t, sheet(files, f"{t.name}.csv", t.names)) for t in tables]

    def add(case: Case) -> None:
        for table, take in sheets:
            for row in table.rows(case, manner):
                take(row)

    return add
