"""How rare words are: the reports that rarity is counted in, and the counts.

A new report must not change how two old ones compare, or every addition would touch the whole archive. So rarity is
counted in a background that stands still: all reports while they are few, then the earliest half of them or more, by
publication, and of very many the latest of that half. It is a function of what is held, so the order of arrival does
not matter; it changes when what is held has doubled, or when something older than the background arrives.
docs/decisions/0005-incremental-linking.md says why.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple, TypeVar

from allegedly.link.bags import ACROSS, VIEWS, bags, counted_spheres, sphere_name
from allegedly.model import Extraction, Report

T = TypeVar("T")

# Reports up to which all of them are the background.
FEW = 2048
# Of a larger background only its latest reports are counted, so that reading it costs no more in a larger archive.
MOST = 1 << 16
# A name counts in every language at once, and against a corpus of at least this size: in a small one all know it.
LEAST = 1000
# A word that no other report has can be shared with none; it counts half, so that what only one report tells of a
# happening, and the smallness of a corpus, dilute its likeness less.
ALONE = 0.5


def reach(reports: int) -> int:
    """How many of so many reports, the earliest, are the background: all of a few, else the last power of two."""
    return reports if reports <= FEW else 1 << (reports.bit_length() - 1)


def stands(reports: int) -> bool:
    """Does rarity stand still at so many reports? While they are few, each new one changes it for all."""
    return reports > FEW


@dataclass(frozen=True, slots=True)
class Background:
    """How many reports have a word: by language and view, and of names over all languages.

    Only words of two reports or more are kept: what is not in the table is had by one report at most.
    """

    reports: int
    # By language and view: how much a word weighs that a report has once, and one that is not in the table.
    weights: Mapping[tuple[str, str], Mapping[str, float]]
    unknown: Mapping[tuple[str, str], float]
    lemmas: Mapping[str, Mapping[str, int]]
    names: Mapping[str, int]

    def table(self, lang: str, view: str) -> tuple[Mapping[str, float], float]:
        """The weights of a view's words (inverse document frequency; Sparck Jones 1972), and that of any other word."""
        return self.weights.get((lang, view), {}), self.unknown.get((lang, view), log(2) * ALONE)

    def rarity(self, name: str) -> float:
        """The logarithm of one in how many reports has a name."""
        return log(self.total / self.names.get(name, 1))

    def common(self, lang: str, word: str, most: int) -> bool:
        """Do more than so many reports have the word?"""
        return self.lemmas.get(lang, {}).get(word, 1) > most

    @property
    def total(self) -> int:
        """Reports that a name is counted against."""
        return max(LEAST, self.reports)


class Counts(NamedTuple):
    """How many reports have a word, of some reports: by language, by language and view, and of names."""

    sizes: Counter[str]
    shared: dict[tuple[str, str], Counter[str]]
    names: Counter[str]

    def add(self, other: "Counts") -> None:
        """The counts of other reports on top of these."""
        self.sizes.update(other.sizes)
        self.names.update(other.names)
        for of, counts in other.shared.items():
            self.shared[of].update(counts)


def counted(extractions: Iterable[Extraction]) -> Counts:
    """Counts over these reports; reads each once."""
    sizes, shared, names = found_in = Counts(Counter(), defaultdict(Counter), Counter())
    for one in extractions:
        found = bags(one)
        sizes[one.lang] += 1
        names.update(found[ACROSS].keys())
        names.update(map(sphere_name, counted_spheres(one)))
        for view in VIEWS:
            shared[one.lang, view].update(found[view].keys())
    return found_in


def background(extractions: Iterable[Extraction]) -> Background:
    """The background that these reports are."""
    return weighted(counted(extractions))


def weighted(counts: Counts) -> Background:
    """The background that so many reports with each word make."""
    sizes, shared, names = counts
    reports = sizes.total()
    weights = {of: _weights(counts, sizes[of[0]]) for of, counts in shared.items()}
    unknown = {of: log(sizes[of[0]] + 1) * ALONE for of in shared}
    for lang in sizes:
        weights[lang, ACROSS] = _weights(names, max(LEAST, reports))
        unknown[lang, ACROSS] = log(max(LEAST, reports) + 1) * ALONE
    lemmas = {lang: {w: n for w, n in shared[lang, "lemma"].items() if n > 1} for lang in sizes}
    return Background(reports, weights, unknown, lemmas, {w: n for w, n in names.items() if n > 1})


def _weights(counts: Mapping[str, int], total: int) -> dict[str, float]:
    return {word: log((total + 1) / count) for word, count in counts.items() if count > 1}


def counted_of(ordered: Sequence[T]) -> Sequence[T]:
    """Of reports in order of time, those that are the background."""
    return ordered[max(0, reach(len(ordered)) - MOST) : reach(len(ordered))]


def in_time(report: Report) -> tuple[bool, float, str]:
    """Order of publication, what is undated last, ties by id."""
    return report.published is None, report.published.timestamp() if report.published else 0.0, report.id
