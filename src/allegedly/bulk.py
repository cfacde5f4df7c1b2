"""Linking and assessing of a batch on an engine: extractions as bytes in, lines of incidents.jsonl out.

The same incidents and assessments as of all reports in one process, whatever runs the passes.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TypeVar

import msgspec

from allegedly.assess import assess
from allegedly.extract import forget
from allegedly.link import link, link_spread
from allegedly.model import Assessment, Extraction, Incident
from allegedly.publish.contract import incident_row
from allegedly.run import Engine, seldom_collected
from allegedly.run.spool import Spool

T = TypeVar("T")
Progress = Callable[[str, int, int], None]  # stage, done so far, of how many

HERE = 25_000  # reports that one process links all at once, some 24 kB each; more go through the passes
LARGE = 2_000  # reports from which linking is given the room that the parser and the dictionaries took
CASES = 20  # incidents that are assessed together

encode = msgspec.json.Encoder().encode
opened = msgspec.json.Decoder(Extraction).decode


def unseen(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def drained(given: deque[T]) -> Iterator[T]:
    """What is held, let go of as it is taken."""
    while given:
        yield given.popleft()


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with its reports (an Extraction as JSON each); with none where nothing is claimed."""

    incident: Incident
    reports: tuple[bytes, ...]


def understood(
    order: Sequence[str], reports: Spool, engine: Engine, progress: Progress = unseen
) -> Iterator[tuple[Incident, bytes]]:
    """The incidents of reports given in order of time, each with its line of incidents.jsonl."""
    if len(order) > LARGE:
        forget()
        engine.fresh()
    incidents = _linked(order, reports, engine)
    cases = (Case(one, tuple(reports[r] for r in one.reports if one.claims)) for one in incidents)
    tasks = iter(lambda: list(islice(cases, CASES)), [])
    lines = (line for found in engine.spread(assessed, None, tasks) for line in found)
    for n, found in enumerate(zip(incidents, lines, strict=True), 1):
        yield found
        progress("assess", n, len(incidents))


def _linked(order: Sequence[str], reports: Spool, engine: Engine) -> Sequence[Incident]:
    with seldom_collected():
        if engine.workers == 1 and len(order) <= HERE:
            return link(opened(reports[r]) for r in order).incidents
        aside = Spool()
        try:
            return link_spread(order, reports, engine.spread, aside)
        finally:
            aside.close()


def assessed(_: None, cases: Sequence[Case]) -> list[bytes]:
    """The line of each incident: it needs only its own reports."""
    return [_line(one) for one in cases]


def _line(case: Case) -> bytes:
    if not case.incident.claims:
        return encode(incident_row(case.incident, replace(_unclaimed(), incident=case.incident.id)))
    held = {one.report.id: one for one in map(opened, case.reports)}
    return encode(incident_row(case.incident, assess(case.incident, held)))


@cache
def _unclaimed() -> Assessment:
    """What an incident without claims rests on: the same for all. Of a stream two posts in three are one."""
    return assess(Incident("", "", (), (), None, None, None), {})
