"""Places named in the text, through the gazetteer."""

from allegedly.extract.tokens import Analysis
from allegedly.model import Place


def places(analysis: Analysis) -> tuple[Place, ...]:
    """Every place named, in text order, longest name first, with coordinates and precision where known."""
    return ()
