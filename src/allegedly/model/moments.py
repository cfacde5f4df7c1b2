"""Moments in order: by the instant, whatever zone a clock shows; what has none comes last."""

from datetime import datetime


def undated_last(at: datetime | None) -> tuple[bool, float]:
    """A key to sort by: aware times by the second since the epoch, then those without one."""
    return at is None, at.timestamp() if at else 0.0
