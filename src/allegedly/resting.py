"""Extractions that rest on disk while a desk is linked anew: in memory, 100,000 of them would be two gigabytes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from sys import intern

import msgspec

from allegedly.link import in_time
from allegedly.model import Extraction, Terms
from allegedly.run.spool import Spool

AT_HAND = 10_000  # reports, 12 to 24 kB each; with a fifth of them linking 9,000 took a quarter more CPU

_encode = msgspec.json.Encoder().encode
_opened = msgspec.json.Decoder(Extraction).decode


def _interned(one: Extraction) -> Extraction:
    """The same, each of its words one object with that of all other reports: they are most of what is held of it."""
    lemmas, names, figures = (tuple(map(intern, w)) for w in (one.terms.lemmas, one.terms.names, one.terms.figures))
    return replace(one, terms=Terms(lemmas, names, figures))


class Resting(Mapping[str, Extraction]):
    """Extractions by report, in the order in which they came, each read from a temporary file when it is asked for.

    Those asked for last are at hand; `order` is all reports in order of time. Raises OutputFailed where the disk is
    full.
    """

    def __init__(self, given: Iterable[Extraction]) -> None:
        self._spool, times = Spool(), []
        for one in given:
            self._spool.keep(one.report.id, _encode(one))
            times.append(in_time(one.report))
        self.order = tuple(id for *_, id in sorted(times))
        spool = self._spool  # not `self`: what holds itself stays in memory until rings are looked for
        self._read = lru_cache(AT_HAND)(lambda report: _interned(_opened(spool[report])))

    def __getitem__(self, report: str) -> Extraction:
        return self._read(report)

    def __iter__(self) -> Iterator[str]:
        return iter(self._spool)

    def __len__(self) -> int:
        return len(self._spool)

    def __contains__(self, report: object) -> bool:
        return report in self._spool

    def close(self) -> None:
        """Let go of the file."""
        self._spool.close()
