"""What a desk tells of itself when its incidents become others: told apart here, kept by the store, read by feeds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from allegedly.assess.changes import conflicts, differences
from allegedly.model import Assessment, Change, Incident, Notice, Report
from allegedly.model.glance import stating

Assessed = tuple[Incident, Assessment]


def notices(
    before: Mapping[str, Assessed], after: Sequence[Assessed], gone: Iterable[str], new: Iterable[Report], at: datetime
) -> list[Notice]:
    """What became different at `at`: reports that came in, then incidents with their conflicts, then those that went.

    `before` holds the incidents of `after` and `gone` as they were; `new` are the reports that nothing held then.
    """
    homes = {report: one for one in reversed(after) for report in one[0].reports}
    found = [
        replace(_notice(homes[one.id], at), kind="report", report=one.id, source=one.source)
        for one in new
        if one.id in homes
    ]
    for now in after:
        found += _became(before.get(now[0].id), now, at)
    left = {one.id for one, _ in after}
    dissolved = [before[id] for id in gone if id in before and id not in left]
    return found + [replace(_notice(one, at), what="gone") for one in dissolved if stating(*one)]


def _became(before: Assessed | None, now: Assessed, at: datetime) -> Iterator[Notice]:
    """An incident that is new or another, and each conflict that arose in it. What states nothing is no incident."""
    was, listed = before if before and stating(*before) else None, stating(*now)
    if now == before or not (was or listed):
        return
    if not listed:
        yield replace(_notice(now, at), what="gone")
        return
    changed = differences(was[1], now[1]) if was else ()
    if was and not changed and was[0].title == now[0].title:
        return  # one more copy, or another reading of the same: of a new report its own notice tells
    yield replace(_notice(now, at), what="changed" if was else "new", changes=changed)
    arose: Iterable[Change] = changed if was else conflicts(replace(now[1], conflicts=()), now[1])
    for one in arose:
        if one.kind == "conflict" and one.after == "open":
            yield replace(_notice(now, at), kind="conflict", changes=(one,))


def _notice(one: Assessed, at: datetime) -> Notice:
    incident, assessed = one
    return Notice("incident", "new", incident.id, incident.title, at, assessed.occurrence, assessed.attribution)
