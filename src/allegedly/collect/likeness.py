"""Pictures that show the same, though their bytes differ: recompressed, resized, sent on. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from allegedly.model import Medium

# Bits of 256 in which two pictures may differ and still show the same; PDQ's authors advise 31 at a quality above 49.
ALIKE = 31
GOOD = 50
BAND = 16  # bits of a part of a hash: of sixteen parts, one at least differs by one bit or none where 31 bits do


def distance(a: str, b: str) -> int:
    """Bits in which two hashes (hex) differ."""
    return (int(a, 16) ^ int(b, 16)).bit_count()


def difference(a: Medium, b: Medium) -> int | None:
    """Bits in which two media differ: 0 for the same bytes; None where they do not show the same.

    A picture of low quality (blank, a plain title card) is like many others and is compared by its bytes alone.
    """
    if not a.state == b.state == "fetched":
        return None
    if a.sha256 == b.sha256:
        return 0
    if not (a.pdq and b.pdq) or min(a.quality, b.quality) < GOOD:
        return None
    bits = distance(a.pdq, b.pdq)
    return bits if bits <= ALIKE else None


def duplicates(media: Sequence[Medium]) -> Iterator[tuple[Medium, Medium, int]]:
    """Pairs of media of different reports that show the same, with the bits in which they differ, in order of `media`.

    Only those are compared that share their bytes, or a part of their hash but for one bit: with 31 bits apart, one of
    sixteen parts always is.
    """
    seen: defaultdict[tuple[int, int] | str, list[int]] = defaultdict(list)
    for number, one in enumerate(media):
        near = {other for key in _sought(one) for other in seen[key]}
        for other in sorted(near):
            bits = difference(media[other], one)
            if bits is not None and media[other].report != one.report:
                yield media[other], one, bits
        for key in _kept(one):
            seen[key].append(number)


def _kept(one: Medium) -> Iterator[tuple[int, int] | str]:
    """Under what a medium is found."""
    if one.state == "fetched":
        yield one.sha256
        yield from enumerate(_bands(one))


def _sought(one: Medium) -> Iterator[tuple[int, int] | str]:
    """Under what those like it are looked for: each part as it is, and with each of its bits turned."""
    if one.state == "fetched":
        yield one.sha256
        for place, band in enumerate(_bands(one)):
            yield place, band
            yield from ((place, band ^ 1 << bit) for bit in range(BAND))


def _bands(one: Medium) -> Iterable[int]:
    if not one.pdq or one.quality < GOOD:
        return ()
    return [int(one.pdq[at : at + BAND // 4], 16) for at in range(0, len(one.pdq), BAND // 4)]
