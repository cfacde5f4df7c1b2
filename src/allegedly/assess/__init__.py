"""Incident -> Assessment: origins, propositions, contradictions, evidence, silence, as of any time. Pure."""

from allegedly.assess.assessor import assess

__all__ = ["assess"]
