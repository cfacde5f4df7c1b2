"""What a document names: places, times, counts, names; found once, used by every later step."""

from dataclasses import dataclass

from allegedly.extract.counts import counts
from allegedly.extract.names import Organised, names
from allegedly.extract.places import places
from allegedly.extract.places.unlisted import unlisted
from allegedly.extract.times import TimeExpression, times
from allegedly.extract.tokens import Analysis
from allegedly.model import Count, Mention, Place


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is named, each kind in text order. `names` are persons and organisations.

    `spots` are places by their names alone: no gazetteer lists them, and they are no mentions.
    """

    places: tuple[Place, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    counts: tuple[Count, ...] = ()
    names: tuple[Mention, ...] = ()
    spots: tuple[Place, ...] = ()

    def mentions(self, report: str) -> tuple[Mention, ...]:
        """Everything named, as mentions in text order."""
        found = [
            Mention(report, "place", p.text, p.span, p.id, p.name, p.lat, p.lon, type=p.precision) for p in self.places
        ]
        found += [Mention(report, "time", t.when.text, t.when.span, value=t.value, type=t.type) for t in self.times]
        found += [Mention(report, "quantity", c.text, c.span, value=c.best, type=c.rule or None) for c in self.counts]
        return tuple(sorted((*found, *self.names), key=lambda m: (m.span, m.kind)))


def find(analysis: Analysis) -> Findings:
    """Find all that the text names. Times come before counts and counts before places: a date is no count."""
    found = times(analysis)
    organised = Organised(analysis.clean)
    where = places(analysis, organised)
    named = names(analysis, where, organised)
    return Findings(where, found, counts(analysis, found), named, unlisted(analysis, where, named))
