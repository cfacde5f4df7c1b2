"""Time expressions and the intervals they cover."""

from dataclasses import dataclass
from typing import Literal

from allegedly.extract.tokens import Analysis
from allegedly.model import When


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time named in the text. `value` and `type` are TIMEX3 (ISO-TimeML); `when` is the interval, with zone and precision."""

    when: When
    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]


def times(analysis: Analysis) -> tuple[TimeExpression, ...]:
    """Every time expression, in text order, anchored to the report's publication or to the narrative."""
    return ()
