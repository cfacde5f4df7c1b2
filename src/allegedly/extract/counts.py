"""How many: digits, words, ranges, "dozens", "10 of 10"; ages and dates are no counts."""

from collections.abc import Sequence

from allegedly.extract.times import TimeExpression
from allegedly.extract.tokens import Analysis
from allegedly.model import Count


def counts(analysis: Analysis, times: Sequence[TimeExpression]) -> tuple[Count, ...]:
    """Every count in text order, none inside a time expression."""
    return ()
