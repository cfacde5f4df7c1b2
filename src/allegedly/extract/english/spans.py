"""Sets of spans: is a place inside one, and what do several cover together?"""

from bisect import bisect_right
from collections.abc import Iterable

from allegedly.model import Span


class Inside:
    """Is a place of the text inside one of the given spans?"""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = merged(spans)

    def __call__(self, place: int) -> bool:
        """Logarithmic in the number of spans."""
        at = bisect_right(self.spans, place, key=lambda s: s.start)
        return at > 0 and place < self.spans[at - 1].end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Disjoint spans with the same cover, in text order."""
    found: list[Span] = []
    for s in sorted(spans):
        if found and s.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, s.end))
        else:
            found.append(s)
    return tuple(found)
