"""Tables as data: each column has a name, a kind and a sentence, shared by CSV, Parquet, data frames and the docs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from allegedly.publish.exports.case import Case, Manner

# `moment` is an aware instant, `list` a list of texts.
Kind = Literal["text", "integer", "number", "bool", "moment", "list"]
Value = str | int | float | bool | datetime | tuple[str, ...] | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and kind, and what it means."""

    name: str
    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, what one row is, its columns, and its rows for one incident."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Case, Manner], Iterator[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(c.name for c in self.columns)


def columns(text: str) -> tuple[Column, ...]:
    """Columns from lines of `name kind what it means`."""
    found = []
    for line in text.strip().splitlines():
        name, kind, about = line.split(maxsplit=2)
        found.append(Column(name, _kind(kind), about))
    return tuple(found)


def _kind(word: str) -> Kind:
    return next(k for k in get_args(Kind) if k == word)


def number(value: float | int | str | None) -> float | None:
    """A figure for a column of numbers."""
    return float(value) if isinstance(value, int | float) else None
