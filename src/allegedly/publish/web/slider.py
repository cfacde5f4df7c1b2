"""The "as known at" slider: minutes since the first report, in even steps, with a bar for each stretch of time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from allegedly.publish.clock import Clock
from allegedly.publish.tongue import _

STEPS = (5, 15, 30, 60, 180, 720, 1440, 10080)  # minutes
MOST_STEPS = 120
WIDTH, HEIGHT, BARS = 555, 22, 60


def slider(moments: Sequence[datetime], as_of: datetime | None, clock: Clock) -> dict[str, object] | None:
    """Range, value and bars of the slider over report times (sorted); None where there is nothing to slide over."""
    if len(moments) < 2 or moments[0] == moments[-1]:
        return None
    minutes = int((moments[-1] - moments[0]).total_seconds() // 60) + 1
    step = next((s for s in STEPS if minutes / s <= MOST_STEPS), STEPS[-1])
    most = -(-minutes // step) * step
    value = most if as_of is None else max(0, min(most, int((as_of - moments[0]).total_seconds() // 60)))
    label = clock.both(as_of) if as_of else _("now: all that is held")
    bars = histogram([(m - moments[0]).total_seconds() / 60 / most for m in moments], BARS, (WIDTH, HEIGHT))
    ends = {"first": clock.both(moments[0]), "last": clock.both(moments[-1]), "start": moments[0].isoformat()}
    past = as_of is not None
    return {"most": most, "step": step, "value": value, "label": label, "past": past, "bars": bars, **ends}


def moment(moments: Sequence[datetime], minutes: int) -> datetime | None:
    """The instant that a slider's value stands for; None at its end, which is "now"."""
    if not moments or minutes >= (moments[-1] - moments[0]).total_seconds() / 60:
        return None
    return moments[0] + timedelta(minutes=max(0, minutes))


def histogram(shares: Sequence[float], bars: int, size: tuple[int, int]) -> list[dict[str, float]]:
    """Rectangles of a small bar chart; `shares` are positions from 0 to 1."""
    counts = [0] * bars
    for share in shares:
        counts[min(bars - 1, int(share * bars))] += 1
    tallest, (width, height) = max(counts, default=0) or 1, size
    wide = width / bars
    return [
        {"x": round(n * wide, 1), "y": round(height - (h := c / tallest * (height - 2)), 1), "w": round(wide * 0.8, 1),
         "h": round(h, 1)}
        for n, c in enumerate(counts)
        if c
    ]  # fmt: skip
