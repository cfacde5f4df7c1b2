"""Incident -> Assessment: origins, propositions, contradictions, evidence, silence, as of any time. Pure."""

from allegedly.assess.assessor import assess
from allegedly.assess.changes import changes

__all__ = ["assess", "changes"]
