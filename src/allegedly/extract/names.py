"""Persons and organisations named in the text."""

from collections.abc import Sequence

from allegedly.extract.tokens import Analysis
from allegedly.model import Mention, Place


def names(analysis: Analysis, places: Sequence[Place]) -> tuple[Mention, ...]:
    """Persons and organisations in text order; none overlaps a place."""
    return ()
