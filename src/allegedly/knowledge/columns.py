"""Headers of tables: which column holds what."""

from typing import Literal

import msgspec

from allegedly.knowledge.load import load

Field = Literal["id", "text", "title", "published", "source", "url", "lang", "edited", "forward_source", "reply_to"]


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a report, and the headers that stand for it, best first, in lower case."""

    field: Field
    headers: tuple[str, ...]


class ColumnFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/columns.toml`."""

    column: tuple[Column, ...]


def columns() -> tuple[Column, ...]:
    """All fields with their headers."""
    found: ColumnFile = load("columns.toml", ColumnFile)
    return found.column
