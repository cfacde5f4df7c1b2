"""Sets of spans: is a place inside one, what do several cover together, which of many are near a place?"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from allegedly.model import Span

T = TypeVar("T")
# Code points in one drawer of the index.
DRAWER = 256


class Inside:
    """Is a place of the text inside one of the given spans?"""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = merged(spans)

    def __call__(self, place: int) -> bool:
        """Logarithmic in the number of spans."""
        at = bisect_right(self.spans, place, key=lambda s: s.start)
        return at > 0 and place < self.spans[at - 1].end


class Near(Generic[T]):
    """Things by the places they cover, found without a look at all of them."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self.drawers: dict[int, list[tuple[Span, T]]] = {}
        for span, thing in things:
            for n in range(span.start // DRAWER, span.end // DRAWER + 1):
                self.drawers.setdefault(n, []).append((span, thing))

    def around(self, inner: Span) -> Iterator[T]:
        """What covers a span whole."""
        return (thing for span, thing in self.drawers.get(inner.start // DRAWER, ()) if span.covers(inner))

    def touching(self, other: Span) -> Iterator[T]:
        """What meets a span or ends right before it."""
        wider = Span(max(other.start - 2, 0), other.end)
        first = wider.start // DRAWER
        for n in range(first, other.end // DRAWER + 1):
            for span, thing in self.drawers.get(n, ()):
                if span.meets(wider) and max(span.start // DRAWER, first) == n:
                    yield thing


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Disjoint spans with the same cover, in text order."""
    found: list[Span] = []
    for s in sorted(spans):
        if found and s.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, s.end))
        else:
            found.append(s)
    return tuple(found)
