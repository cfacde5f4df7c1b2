"""Attribution rules for English."""

from allegedly.extract.tokens import Analysis
from allegedly.model import Attribution


def attribute_english(analysis: Analysis) -> list[Attribution]:
    """Attributions in the English sentences of the analysis (sentences of other languages are passed over)."""
    return []
