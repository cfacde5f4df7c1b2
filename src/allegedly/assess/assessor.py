"""The assessment of one incident."""

from collections.abc import Mapping
from datetime import datetime

from allegedly.model import Assessment, Extraction, Incident, Matrix


def assess(incident: Incident, extractions: Mapping[str, Extraction], as_of: datetime | None = None) -> Assessment:
    """What `incident` rests on, as known at `as_of`. `extractions` by report id; only the incident's are read."""
    return Assessment(incident.id, as_of, "unassessed", "none", (), (), (), (), (), Matrix((), (), ()))
