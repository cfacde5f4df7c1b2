"""Whose word a kind of happening lets one expect: offices of the sides that it touches, and of its places."""

from functools import cache
from typing import Literal

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Event


class ExpectedRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`of` a party: one office of `offices` speaks for all of that side's; `of` a place: each office by itself."""

    name: str
    of: Literal["party", "place"]
    events: tuple[Event, ...]
    offices: tuple[str, ...]
    reason: str


class ExpectedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/expected.toml`."""

    expected: tuple[ExpectedRow, ...]


@cache
def expected_rows() -> tuple[ExpectedRow, ...]:
    """The rows, in the order of the file."""
    return load("expected.toml", ExpectedFile).expected
