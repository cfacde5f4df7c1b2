"""Changes, worked out before the template."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from allegedly.model import Assessment, Change
from allegedly.publish.changes import shown
from allegedly.publish.clock import Clock
from allegedly.publish.told import Told, speaker_name
from allegedly.publish.web.links import report_href

LATELY = timedelta(hours=6)  # before the last report: what "changed" means where nobody says since when


def before(moments: Sequence[datetime]) -> datetime | None:
    """Some hours before the last report, but not before the first one."""
    return max(moments[0], moments[-1] - LATELY) if moments else None


def field(at: datetime | None, clock: Clock) -> str:
    """A moment as a field of a form holds it, by the clock that is printed."""
    return f"{at.astimezone(clock.zone):%Y-%m-%dT%H:%M}" if at else ""


def changes(found: Sequence[Change], now: Assessment, claims: Mapping[str, Told], clock: Clock) -> dict[str, object]:
    """The rows of the page of changes, each with the words that brought it."""
    rows = []
    for one in shown(found, now, claims):
        row: dict[str, object] = {"kind": one.kind, "about": one.about, "moved": one.moved, "told": None}
        if one.told:
            claim, report = one.told.claim, one.told.report
            row["told"] = {
                "words": " ".join(claim.text.split()),
                "lang": report.lang or "",
                "who": speaker_name(claim, report),
                "outlet": report.source or report.id,
                "at": clock.both(one.told.at, report.published_precision),
                "href": report_href(report.id, claim.id),
            }
        rows.append(row)
    return {"rows": rows}
