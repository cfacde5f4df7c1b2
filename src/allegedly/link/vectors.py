"""Reports as weighted words: one vector for each view of them. Likeness is the cosine of two vectors.

Words are weighted by the logarithm of their count and of their rarity in the background (TF-IDF; Sparck Jones 1972).
"""

from collections.abc import Mapping, Sequence
from math import fsum, log, sqrt

import msgspec

from allegedly.link.background import Background
from allegedly.link.bags import ACROSS, EVERY, bags
from allegedly.link.unlike import Marks, marks
from allegedly.model import Extraction
from allegedly.model.vocabulary import Lang

Vector = Mapping[str, float]


class Weighted(msgspec.Struct, frozen=True):
    """A report's vectors by view, each of length 1 or empty. It travels between processes, so it is quickly packed."""

    report: str
    lang: Lang
    views: Mapping[str, Vector]
    # How rare each of its names is: the logarithm of one in how many reports has it.
    rare: Mapping[str, float]
    # Whom and how many it is about; only where all views are seen.
    marks: Marks | None = None


def weigh(extraction: Extraction, against: Background, views: Sequence[str] = EVERY) -> Weighted:
    """The vectors of a report, for these views; the names that it shares with others are always among them."""
    found, lang = bags(extraction, views), extraction.lang
    units = {view: _unit(bag, *against.table(lang, view)) for view, bag in found.items()}
    seen = marks(extraction) if views is EVERY else None
    return Weighted(extraction.report.id, lang, units, {w: against.rarity(w) for w in found[ACROSS]}, seen)


def _unit(bag: Mapping[str, int], weights: Mapping[str, float], unknown: float) -> Vector:
    vector = {
        word: weights.get(word, unknown) if count == 1 else (1 + log(count)) * weights.get(word, unknown)
        for word, count in bag.items()
    }
    # An exact sum: the order of words does not show.
    length = sqrt(fsum([x * x for x in vector.values()]))
    return {word: x / length for word, x in vector.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Cosine of two unit vectors, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    if b.keys().isdisjoint(a):
        return 0
    return sum([x * b[word] for word, x in a.items() if word in b])
