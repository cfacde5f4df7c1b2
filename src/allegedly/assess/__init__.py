"""Incident -> Assessment: origins, propositions, contradictions, evidence, silence, as of any time. Pure."""

from allegedly.assess.assessor import assess
from allegedly.assess.changes import changes, differences
from allegedly.assess.track import track

__all__ = ["assess", "changes", "differences", "track"]
