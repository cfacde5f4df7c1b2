"""Places in a text, and identities of records."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple, Self


class Span(NamedTuple):
    """`[start, end)` in Unicode code points of a report's text."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Does this span contain the other one whole?"""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Do the two share at least one code point?"""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a report with their place: `report.text[span.start:span.end] == text`."""

    text: str
    span: Span

    @classmethod
    def at(cls, text: str, start: int, end: int) -> Self:
        """The words of `text` from `start` to `end`."""
        return cls(text[start:end], Span(start, end))


def digest(*parts: object, size: int = 16) -> str:
    """Identity of a record: blake2b over its parts, `2 * size` hex digits.

    Parts are length-prefixed, so `("ab", "c")` and `("a", "bc")` differ.
    """
    h = blake2b(digest_size=size)
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        h.update(len(raw).to_bytes(8, "big"))
        h.update(raw)
    return h.hexdigest()
