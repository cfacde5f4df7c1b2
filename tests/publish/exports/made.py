"""Cases made by hand for exports, and exports read back by independent readers."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from allegedly.model import Cell, Count, Matrix, Origin, Place, Proposition, Toll
from allegedly.model.vocabulary import Attributed, Event, Occurrence, PlacePrecision
from allegedly.publish.exports.case import Case, Manner, case_of
from allegedly.publish.exports.table import EXPORTS, export
from tests.publish.build import CLAIMS, EXTRACTIONS, INCIDENT, assessment, words

FIRE, HURT = CLAIMS[1], CLAIMS[2]
PLAIN = Manner()


def case(**incident: object) -> Case:
    """The incident of `tests.publish.build`, changed."""
    return case_of(replace(INCIDENT, **incident), assessment(), EXTRACTIONS)  # type: ignore[arg-type]


def standing(
    occurrence: Occurrence,
    attribution: Attributed,
    affirmed: Iterable[tuple[Event, int]] = (),
    toll: Toll | None = None,
) -> Case:
    """A case in which so many voices affirm each of these events."""
    rows = tuple(affirmed)
    propositions = tuple(
        Proposition(f"p{n}", e, None, None, None, ("c3",), (), (), (), (), "single_origin", 2, e)
        for n, (e, _) in enumerate(rows)
    )
    voices = max((many for _, many in rows), default=0)
    origins = tuple(Origin(f"o{n}", f"Voice {n}", "official", None, ("c3",), ()) for n in range(voices))
    cells = tuple(
        Cell(f"p{n}", f"o{v}", "affirm", False, False, ("c3",)) for n, (_, many) in enumerate(rows) for v in range(many)
    )
    changed = replace(
        assessment(), occurrence=occurrence, attribution=attribution, propositions=propositions, origins=origins,
        matrix=Matrix(tuple(p.key for p in propositions), tuple(o.key for o in origins), cells),
        toll=(toll,) if toll else (), conflicts=(), silences=(),
    )  # fmt: skip
    return case_of(INCIDENT, changed, EXTRACTIONS)


def at_place(precision: PlacePrecision, lat: float, lon: float) -> Case:
    """The incident at a point that is known so exactly, with a claim that names it."""
    held = EXTRACTIONS["kanal-1"]
    place = Place("склад", words(held.report.text, "склад").span, "place:depot", "Depot", lat, lon, precision)
    claims = tuple(replace(c, places=(place,)) if c.id == FIRE.id else c for c in held.claims)
    found = {**EXTRACTIONS, "kanal-1": replace(held, claims=claims)}
    incident = replace(INCIDENT, place="place:depot", place_name="Depot", lat=lat, lon=lon, precision=precision)
    return case_of(incident, assessment(), found)


def killed(low: int, high: int | None = None, best: int | None = None) -> Toll:
    """A toll whose bounds rest on claims that are held."""
    return Toll("killed", low, best, high, "c3", "c3")


def counted(words_of: str) -> Count:
    """A count of the words of the channel's claim."""
    return Count(2, 2, 2, words_of, words(EXTRACTIONS["kanal-1"].report.text, words_of).span)


def written(name: str, cases: Iterable[Case], folder: Path, manner: Manner = PLAIN) -> dict[str, bytes]:
    """The files of an export, by name."""
    goal = folder / f"{name}.zip"
    export(EXPORTS[name], iter(cases), goal, manner)
    with zipfile.ZipFile(goal) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def rows(data: bytes) -> list[dict[str, str]]:
    """A CSV file, read by Python's own reader."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def cells(data: bytes) -> Iterator[str]:
    """Every cell of a CSV file."""
    for row in csv.reader(io.StringIO(data.decode("utf-8"), newline="")):
        yield from row
