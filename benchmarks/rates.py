"""What a report costs at each stage, in CPU seconds of one core, and the memory of the process that does it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from allegedly.assess import assess
from allegedly.extract import extract, forget
from allegedly.link import link
from allegedly.model import Extraction
from allegedly.read import document
from allegedly.run.local import seldom_collected
from benchmarks.apart import peak
from benchmarks.material import material, reports

T = TypeVar("T")
STAGES = ("read", "extract", "link", "assess")
MILLION, HOUR = 1_000_000, 3_600


@dataclass(frozen=True, slots=True)
class Rate:
    """One run of all stages, in CPU seconds. `load`: until the first report is extracted, not counted in the stages."""

    name: str
    reports: int
    claims: int
    incidents: int
    load: float
    read: float
    extract: float
    link: float
    assess: float
    peak: float  # MB

    def per_second(self, stage: str) -> float:
        """Reports a CPU second at one stage."""
        return self.reports / max(1e-9, float(getattr(self, stage)))

    @property
    def hours(self) -> float:
        """CPU hours for a million reports at these rates, all stages."""
        return sum(MILLION / self.per_second(stage) for stage in STAGES) / HOUR


@dataclass(frozen=True, slots=True)
class Size:
    """Linking and assessing so many reports at once, in CPU seconds; `peak` in MB, since the start of the process."""

    reports: int
    claims: int
    incidents: int
    link: float
    assess: float
    peak: float

    @property
    def each(self) -> float:
        """CPU milliseconds a report."""
        return (self.link + self.assess) / self.reports * 1e3


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its CPU seconds in this process."""
    before = time.process_time()
    with seldom_collected():
        done = work()
    return done, time.process_time() - before


def of_language(language: str, size: int = 0) -> Rate:
    """Each report that the project holds in a language, once through all stages; or the first `size` of them."""
    held = material(0, language)
    given = held[: size or len(held)]
    read, reading = timed(lambda: reports(given))
    _, load = timed(lambda: extract(document(read[0])))
    found, extracting = timed(lambda: [extract(document(r)) for r in read])
    made = linked(found)
    return Rate(language, len(read), made.claims, made.incidents, load, reading, extracting, made.link, made.assess,
                peak())  # fmt: skip


def linked(found: Sequence[Extraction]) -> Size:
    """Linking and assessing of extractions, all at once."""
    linking, link_time = timed(lambda: link(found))
    held = {one.report.id: one for one in found}
    _, assess_time = timed(lambda: [assess(incident, held) for incident in linking.incidents])
    incidents = sum(1 for one in linking.incidents if one.claims)
    return Size(len(found), sum(len(e.claims) for e in found), incidents, link_time, assess_time, peak())


def growth(sizes: Sequence[int]) -> list[Size]:
    """Linking and assessing at several sizes, the smallest first; the parser makes room before."""
    found = [extract(document(r)) for r in reports(material(max(sizes)))]
    forget()
    return [linked(found[:size]) for size in sorted(sizes)]
