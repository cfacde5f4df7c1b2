"""Records to rows, shared by those that write them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from allegedly.model import Assessment, Incident
from allegedly.model.glance import stating
from allegedly.store import codec, schema

MANY = 500  # ids in one query
Rows = list[dict[str, Any]]


def latest(connection: Connection, reports: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Key and publication of these reports by id."""
    c, wanted, found = schema.report.c, sorted(set(reports)), dict[str, tuple[int, int]]()
    for start in range(0, len(wanted), MANY):
        query = select(c.id, c.key, func.coalesce(c.published, 0)).where(c.id.in_(wanted[start : start + MANY]))
        found |= {id: (key, at) for id, key, at in connection.execute(query)}
    return found


def incident_rows(
    assessed: Sequence[tuple[Incident, Assessment]], held: dict[str, tuple[int, int]], first: int
) -> tuple[Rows, Rows]:
    """Rows of incidents, numbered from `first`, and of the reports in them."""
    numbered = list(enumerate(assessed, first))
    members = [
        {"incident": n, "report": held[r][0]} for n, (i, _) in numbered for r in sorted(set(i.reports)) if r in held
    ]
    return [_incident(n, i, a, held) for n, (i, a) in numbered], members


def _incident(number: int, one: Incident, assessed: Assessment, held: dict[str, tuple[int, int]]) -> dict[str, Any]:
    return {
        "key": number,
        "id": one.id,
        "title": one.title,
        "start": codec.instant(one.start),
        "latest": max((held[r][1] for r in one.reports if r in held), default=0),
        "place": one.place,
        "place_name": codec.fold(one.place_name) if one.place_name else None,
        "occurrence": assessed.occurrence,
        "reports": len(one.reports),
        "payload": codec.encode(one),
        "assessment": codec.encode(assessed),
        "claims": stating(one, assessed),
    }
