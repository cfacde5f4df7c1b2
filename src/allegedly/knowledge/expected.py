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


class SpeaksRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Offices of which each speaks for `body`: for the forces of its own party, or for the authorities of a place."""

    body: str
    of: Literal["party", "place"]
    offices: tuple[str, ...]
    reason: str


class ExpectedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/expected.toml`."""

    expected: tuple[ExpectedRow, ...]
    speaks: tuple[SpeaksRow, ...]


@cache
def expected_rows() -> tuple[ExpectedRow, ...]:
    """The rows, in the order of the file."""
    return load("expected.toml", ExpectedFile).expected


@cache
def speaks_rows() -> tuple[SpeaksRow, ...]:
    """Who speaks for whom, in the order of the file."""
    return load("expected.toml", ExpectedFile).speaks
