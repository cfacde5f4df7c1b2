"""Attribution rules for Russian and Ukrainian."""

from allegedly.extract.tokens import Analysis
from allegedly.model import Attribution


def attribute_slavic(analysis: Analysis) -> list[Attribution]:
    """Attributions in the Russian and Ukrainian sentences of the analysis (others are passed over)."""
    return []
