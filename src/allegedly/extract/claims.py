"""Happenings inside attributions and in the report's own voice, framed."""

from collections.abc import Sequence

from allegedly.extract.findings import Findings
from allegedly.extract.tokens import Analysis
from allegedly.model import Attribution, Claim


def claims(analysis: Analysis, attributions: Sequence[Attribution], findings: Findings) -> tuple[Claim, ...]:
    """Every claim of the document in text order."""
    return ()
