"""CSV for the bulk import of Atlos (docs.atlos.org): one row an incident that a team is to investigate.

Atlos asks for `status`, `description` (8 to 240 characters) and `sensitive`; the others are attributes of its projects.
The desk holds texts and judges no media, so `sensitive` is its neutral value: whoever imports looks at the material.
"""

from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.columns import Row
from allegedly.publish.exports.places import of_incident
from allegedly.publish.exports.sheets import sheet
from allegedly.publish.exports.target import Files
from allegedly.publish.exports.told_of import named
from allegedly.publish.exports.writing import Add

PART = "atlos.csv"
SOURCES = 10  # columns for addresses; more stand in more_info
HEAD = (
    "status", "description", "sensitive", "date", "latitude", "longitude", "more_info", "tags",
    *(f"source_{n}" for n in range(1, SOURCES + 1)),
)  # fmt: skip
LONGEST, SHORTEST, INFO = 240, 8, 3000


def write(files: Files, manner: Manner) -> Add:
    """One row an incident."""
    take = sheet(files, PART, HEAD)
    return lambda case: take(row(case, manner))


def row(case: Case, manner: Manner) -> Row:
    """One incident; a point only where a settlement is known."""
    one, a, spot = case.incident, case.assessment, of_incident(case.incident, manner.exact)
    located = spot.precision in ("exact", "settlement")
    links = list(dict.fromkeys(r.url for r in case.reports if r.url))[:SOURCES]
    tags = f"allegedly, {a.occurrence.replace('_', ' ')}"
    return (
        "Unclaimed", _between(one.title), "Not Sensitive", f"{one.start:%Y-%m-%d}" if one.start else None,
        spot.lat if located else None, spot.lon if located else None, _info(case), tags,
        *links, *(None,) * (SOURCES - len(links)),
    )  # fmt: skip


def _between(title: str) -> str:
    """A description as long as Atlos takes it."""
    text = " ".join(title.split())
    return (text if len(text) >= SHORTEST else f"Incident: {text}")[:LONGEST]


def _info(case: Case) -> str:
    """What is claimed, with the claims, and from which reports; whole lines, as many as fit."""
    lines = [f"Incident {case.incident.id} of an allegedly desk. Claims, not findings."]
    for p in case.assessment.propositions:
        sides = (f"{side}: {', '.join(ids)}" for side, ids in (("affirm", p.affirm), ("deny", p.deny)) if ids)
        lines.append(f"{p.label} ({p.status}); {'; '.join(sides)}")
    lines += [f"Report: {told}" for told in named(case.reports)]
    kept, room = [], INFO
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join(kept)
