"""TimeMap (Forensic Architecture, Bellingcat): an event an incident, reports as sources, kinds and standing as filters.

The JSON files are what TimeMap fetches (EVENTS_EXT, ASSOCIATIONS_EXT, SOURCES_EXT) and checks with its schemas: texts
only, no key that it does not know. The CSV files are the same as sheets for datasheet-server (blueprints `deeprows` for
events and associations, `deepids` for sources), whose numbered columns become lists. Dates are MM/DD/YYYY and times
HH:mm, TimeMap's own default; both are UTC.
"""

from datetime import UTC

from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.places import of_incident
from allegedly.publish.exports.sheets import sheet
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.told_of import days, named
from allegedly.publish.exports.writing import Add, Array, encode

PARTS = ("events.json", "associations.json", "sources.json", "events.csv", "associations.csv", "sources.csv")
NUMBERED = {"associations": 20, "sources": 20}  # numbered columns of the sheet; the JSON has no such end
EVENT = (
    "id", "description", "date", "time", "time_precision", "location", "latitude", "longitude", "type", "category",
    "comments", "time_display",
)  # fmt: skip
ASSOCIATION = ("id", "title", "desc", "mode")
SOURCE = ("id", "title", "type", "url", "description", "author", "date", "notes")
Texts = dict[str, str]


class _Files:
    """The files of one dataset, and what they hold once only."""

    def __init__(self, files: Files, manner: Manner) -> None:
        self._manner = manner
        self._events, self._associations = (Array(files, name) for name in PARTS[:2])
        self._sources = files.binary(PARTS[2])
        self._sources.write(b"{\n")
        files.at_end(lambda: self._sources.write(b"\n}\n"))
        numbered = [f"{key[:-1]}{n}" for key, most in NUMBERED.items() for n in range(1, most + 1)]
        self._event_row = sheet(files, PARTS[3], (*EVENT, *numbered))
        self._association_row = sheet(files, PARTS[4], (*ASSOCIATION, "filter_path0", "filter_path1"))
        self._source_row = sheet(files, PARTS[5], (*SOURCE, "path1"))
        self._known: set[str] = set()
        self._held: set[str] = set()

    def add(self, case: Case) -> None:
        """One incident, with the filters and sources that are new with it."""
        filters, texts = associations(case), event(case, self._manner)
        sources = [r.id for r in case.reports]
        self._events.add({**texts, "associations": [f["id"] for f, _ in filters], "sources": sources})
        lists = [[f["id"] for f, _ in filters], sources]
        cells = (c for ids, most in zip(lists, NUMBERED.values(), strict=True) for c in _padded(ids, most))
        self._event_row((*(texts[k] for k in EVENT), *cells))
        for texts, path in filters:
            if texts["id"] not in self._known:
                self._known.add(texts["id"])
                self._associations.add({**texts, "filter_paths": path})
                self._association_row((*(texts[k] for k in ASSOCIATION), *path))
        self._add_sources(case)

    def _add_sources(self, case: Case) -> None:
        for report, told in zip(case.reports, named(case.reports), strict=True):
            if report.id in self._held:
                continue
            day = f"{report.published.astimezone(UTC):%m/%d/%Y}" if report.published else ""
            claims = " ".join(t.claim.id for t in case.claims.values() if t.report.id == report.id)
            texts = {
                "id": report.id, "title": report.title or report.source or report.id, "type": "Text",
                "url": report.url or "", "description": told, "author": report.source, "date": day,
                "notes": f"claims: {claims}" if claims else "",
            }  # fmt: skip
            start = b",\n" if self._held else b""
            self._sources.write(start + encode(report.id) + b":" + encode({**texts, "paths": []}))
            self._source_row((*(texts[k] for k in SOURCE), ""))
            self._held.add(report.id)


def write(files: Files, manner: Manner) -> Add:
    """A dataset of TimeMap."""
    return _Files(files, manner).add


def event(case: Case, manner: Manner) -> Texts:
    """An incident in the words of TimeMap's event schema; latitude and longitude come together or not at all."""
    one, a, spot = case.incident, case.assessment, of_incident(case.incident, manner.exact)
    start = one.start.astimezone(UTC) if one.start else None
    return {
        "id": one.id,
        "description": f"{one.title} ({a.occurrence.replace('_', ' ')}): {'; '.join(p.label for p in a.propositions)}",
        "date": f"{start:%m/%d/%Y}" if start else "",
        "time": f"{start:%H:%M}" if start else "",
        "time_precision": f"{days(case)} d" if start else "",
        "location": spot.name or "",
        "latitude": "" if spot.lat is None else str(spot.lat),
        "longitude": "" if spot.lon is None else str(spot.lon),
        "type": a.occurrence,
        "category": a.occurrence,
        "comments": f"place precision: {spot.precision or 'unknown'}; claims: {' '.join(one.claims)}",
        "time_display": f"{start:%Y-%m-%d %H:%M} UTC" if start else "",
    }


def associations(case: Case) -> list[tuple[Texts, list[str]]]:
    """Filters of an incident with their paths: its standing on two axes, and the kinds of happening in it."""
    a = case.assessment
    kinds = sorted({p.event for p in a.propositions if p.event})
    paths = [["Did it happen", a.occurrence], ["Who did it", a.attribution], *(["What is told", k] for k in kinds)]
    modes = ["CATEGORY", *["FILTER"] * (len(paths) - 1)]
    return [
        (
            {
                "id": path[1] if mode == "CATEGORY" else f"{path[0]}: {path[1]}",
                "title": path[1].replace("_", " "),
                "desc": path[0],
                "mode": mode,
            },
            path,
        )
        for mode, path in zip(modes, paths, strict=True)
    ]


def _padded(ids: list[str], most: int) -> list[str]:
    return [*ids[:most], *[""] * (most - len(ids))]
