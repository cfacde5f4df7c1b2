"""What changed in an incident between two moments: by the hour, from what to what, with the exact words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from allegedly.publish.changes import Moved
from allegedly.publish.clock import Clock
from allegedly.publish.tongue import _, n_
from allegedly.publish.web.telling import Teller

LATELY = timedelta(hours=6)  # before the last report: what "changed" means where nobody says since when
STRETCHES = (1, 6, 24)


def before(moments: Sequence[datetime]) -> datetime | None:
    """Some hours before the last report, but not before the first one."""
    return max(moments[0], moments[-1] - LATELY) if moments else None


def field(at: datetime | None, clock: Clock) -> str:
    """A moment as a field of a form holds it, by the clock that is printed."""
    return f"{at.astimezone(clock.zone):%Y-%m-%dT%H:%M}" if at else ""


def hours(moved: Sequence[Moved], teller: Teller) -> list[dict[str, object]]:
    """Changes by the hour in which their words were known, the newest hour first; undated ones last."""
    clock = teller.clock

    def hour(m: Moved) -> datetime | None:
        return m.at.astimezone(clock.zone).replace(minute=0, second=0, microsecond=0) if m.at else None

    dated = sorted((m for m in moved if m.at), key=lambda m: m.at or datetime.max, reverse=True)
    found: list[dict[str, object]] = []
    for start, group in groupby(dated, hour):
        end = start + timedelta(hours=1) if start else None
        span = _("{start} to {end}").format(start=clock.both(start), end=clock.time(end))
        found.append({"span": span, "iso": start.isoformat() if start else "", "rows": _rows(list(group), teller)})
    if undated := [m for m in moved if not m.at]:
        found.append({"span": _("Time not known"), "iso": "", "rows": _rows(undated, teller)})
    return found


def _rows(moved: Sequence[Moved], teller: Teller) -> list[dict[str, object]]:
    return [
        {
            "name": m.name,
            "about": m.about,
            "before": m.before,
            "after": m.after,
            "sprite": m.sprite,
            "told": teller.telling(m.told) if m.told else None,
        }
        for m in moved
    ]


def stretches(path: str, moments: Sequence[datetime], clock: Clock) -> list[dict[str, str]]:
    """Ready stretches of time to ask for, counted back from the newest report; the last is all of it."""
    if not moments:
        return []
    starts = [(moments[-1] - timedelta(hours=h), n_("{n} h", "{n} h", h).format(n=h)) for h in STRETCHES]
    starts.append((moments[0], _("since the first report")))
    # What was told in the first minute belongs to the stretch.
    return [{"href": f"{path}?since={field(at - timedelta(minutes=1), clock)}", "text": text} for at, text in starts]
