"""How the desk's words are told in the formats of others (`exports.toml`)."""

from typing import Literal

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Event, PlacePrecision

Grade = Literal["Confirmed", "Fair", "Weak", "Contested", "Discounted"]


class Acled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """ACLED's words.

    order    kinds of event, first to last, whose sub-event (`events.toml`) an incident gets
    launch   sub-event of a launch, which `events.toml` has no code for
    types    sub-event -> event type and disorder type
    place    precision -> geo_precision
    """

    order: tuple[Event, ...]
    launch: str
    types: dict[str, tuple[str, str]]
    place: dict[PlacePrecision, int]


class Ucdp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """UCDP GED's codes. place: precision -> where_prec."""

    place: dict[PlacePrecision, int]


class Airwars(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of Airwars' grades, and what it rests on here."""

    grade: Grade
    rests_on: str


class ExportFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/exports.toml`."""

    acled: Acled
    ucdp: Ucdp
    airwars: tuple[Airwars, ...]


def export_words() -> ExportFile:
    """How the desk's words are told in the formats of others."""
    return load("exports.toml", ExportFile)
