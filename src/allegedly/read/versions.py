"""One id, several texts: all the same again is the same report; other words, dates or outlets are a version."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from allegedly.model import Rejection, Report
from allegedly.read.build import STAGE

LAST = datetime.max.replace(tzinfo=UTC)


class Version(NamedTuple):
    """One version held under an id: its words, dates and outlet (hashed), its own id and its outlet."""

    content: str
    id: str
    source: str


class Repeat(NamedTuple):
    """A report that is held already: word for word, of the same dates and outlet."""

    id: str


def settle(
    reports: Iterable[Report],
    held: Callable[[str], Sequence[Version]] = lambda id: (),
    used: Callable[[str], int] = lambda id: 0,
) -> Iterator[Report | Repeat | Rejection]:
    """Each report under an id of its own, in order of first appearance; inside an id the order is that of the clocks.

    `held` gives the versions that the store has under an id, `used` the highest number that one of them had that is
    there no more (0: none): a number names one text for good. A repeat is counted by the caller, not computed again.
    """
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(report.id, []).append(report)
    for id, group in groups.items():
        known = list(held(id))
        for report in sorted(group, key=_clock) if len(group) > 1 else group:
            yield from _admit(report, known, used(id))


def _clock(report: Report) -> tuple[datetime, datetime]:
    return report.edited or report.published or LAST, report.published or LAST


def _admit(report: Report, known: list[Version], used: int) -> Iterator[Report | Repeat | Rejection]:
    """One report against the versions known so far; `known` grows by it."""
    words = report.content
    if any(version.content == words for version in known):
        yield Repeat(report.id)
        return
    number = max([used, *(_number(version.id, report.id) for version in known)]) + 1
    if number > 1:
        same_outlet = bool(known) and known[0].source == report.source
        new = f"{report.id}@{number}"
        if known and not same_outlet:
            reason = f"the id belongs to another outlet's report already; kept apart as {new}"
            yield Rejection(f"{report.id} ({report.source})", STAGE, reason, "Give each outlet ids of its own.", "id")
        report = replace(report, id=new, version=number, edits=known[0].id if same_outlet else report.edits)
    known.append(Version(words, report.id, report.source))
    yield report


def _number(id: str, base: str) -> int:
    """Which version of a base an id names: 1 is the base itself."""
    mark = id.removeprefix(f"{base}@")
    return int(mark) if mark != id and mark.isdecimal() else 1
