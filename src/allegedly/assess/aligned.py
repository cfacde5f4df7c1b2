"""Sentences of two reports that say the same but for a fact: another place, day, actor or means is a conflict.

Frames miss this where a claim is not framed in full. The compared fields are masked while sentences are aligned, so
that a changed fact does not hide the likeness. Two reports that are one text, written anew with other facts, are laid
side by side more freely, and as wholes too: the facts need not stand in sentences that read alike.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from allegedly.assess.fields import Differs, differences, likeness, whole
from allegedly.assess.known import Stated
from allegedly.assess.lines import STEM, Line, lines, telling
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.reasons import conflict_words
from allegedly.model import Conflict, Extraction

WORD = re.compile(r"\w{3,}")
Pairs = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of each report, and which reports are one text with some words in common stead."""

    lines: Mapping[str, Sequence[Line]]
    rules: LinkingFile
    words: dict[str, Counter[str]] = field(default_factory=dict)
    _runs: dict[str, Pairs] = field(default_factory=dict)
    _one: dict[tuple[str, str], bool] = field(default_factory=dict)

    def one(self, a: str, b: str) -> bool:
        """Is one of two reports written from the other: as long, or shortened to what it takes word by word?"""
        if (a, b) not in self._one:
            self._one[a, b] = self._as_a_whole(a, b) or self._in_runs(a, b)
        return self._one[a, b]

    def _as_a_whole(self, a: str, b: str) -> bool:
        """Have they so many words in common?"""
        mine, theirs = self._words(a), self._words(b)
        total = max(1, mine.total() + theirs.total())
        long = min(mine.total(), theirs.total()) >= self.rules.aligned.text_words
        return long and 2 * (mine & theirs).total() >= self.rules.aligned.one_text * total

    def _in_runs(self, a: str, b: str) -> bool:
        """Does the longer one have so many of the shorter one's pairs of words that stand side by side?"""
        mine, theirs = self._pairs(a), self._pairs(b)
        least = min(mine.total(), theirs.total())
        long = least >= self.rules.aligned.text_words
        return long and (mine & theirs).total() >= self.rules.aligned.one_text_shortened * least

    def _pairs(self, report: str) -> Pairs:
        if report not in self._runs:
            stems = [w[:STEM] for x in self.lines[report] for w in WORD.findall(x.text.casefold())]
            self._runs[report] = Counter(pairwise(stems))
        return self._runs[report]

    def _words(self, report: str) -> Counter[str]:
        if report not in self.words:
            self.words[report] = sum((x.words for x in self.lines[report]), Counter[str]())
        return self.words[report]


def aligned(
    stated: Sequence[Stated], extractions: Mapping[str, Extraction], rules: LinkingFile
) -> tuple[Conflict, ...]:
    """Conflicts between aligned sentences of different reports, in the order of their claims."""
    by_report: dict[str, list[Stated]] = defaultdict(list)
    for s in stated:
        by_report[s.report.id].append(s)
    found = list(islice(_lines(by_report, extractions), rules.aligned.most_sentences))
    told: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        told[line.report].append(line)
    texts = Texts(told, rules)
    pairs = list(_pairs(found, texts))
    made = {
        _conflict(differs, a, b)
        for a, b in pairs
        for differs in differences(a, b, rules, texts.one(a.report, b.report))
    }
    seen = {(c.kind, c.spans[0][0], c.spans[1][0]) for c in made}
    for one, other in sorted({(a.report, b.report) for a, b in pairs if texts.one(a.report, b.report)}):
        for differs, a, b in whole(told[one], told[other], rules):
            if (differs.kind, one, other) not in seen:
                made.add(_conflict(differs, a, b))
    return tuple(sorted(made, key=lambda c: (c.kind, c.a, c.b, c.spans)))


def _conflict(found: Differs, a: Line, b: Line) -> Conflict:
    values = (*(("x", x) for x in found.x), *(("y", y) for y in found.y))
    words = conflict_words(aligned.__name__, found.kind, values, "en")
    spans = ((a.report, a.span), (b.report, b.span))
    return Conflict(found.kind, a.claims, b.claims, words, aligned.__name__, "", spans, values)


def _lines(by_report: Mapping[str, Sequence[Stated]], extractions: Mapping[str, Extraction]) -> Iterator[Line]:
    """The sentences of all reports, where two reports of one language can be compared at all."""
    langs = [extractions[r].lang for r, mine in by_report.items() if any(telling(s) for s in mine)]
    if len(langs) > len(set(langs)):
        for report, mine in by_report.items():
            yield from lines(mine, extractions[report])


def _pairs(lines: Sequence[Line], texts: Texts) -> Iterator[tuple[Line, Line]]:
    """Each line with its best counterpart in each other report of its language, where that is mutual and sure."""
    best: dict[tuple[int, str], tuple[float, int]] = {}
    shared = _shared(lines)
    for (a, b), _ in sorted(shared.items()):
        like = likeness(lines[a], lines[b])
        if not _sure(like, lines[a], lines[b], texts):
            continue
        for one, other in ((a, b), (b, a)):
            slot = (one, lines[other].report)
            if like > best.get(slot, (0.0, -1))[0]:
                best[slot] = (like, other)
    for (one, _), (_, other) in sorted(best.items()):
        if one < other and best.get((other, lines[one].report), (0.0, -1))[1] == one:
            yield lines[one], lines[other]


def _sure(like: float, a: Line, b: Line, texts: Texts) -> bool:
    """Do two sentences read alike enough? In reports that are one text less will do, a digest's other items too."""
    rules = texts.rules.aligned
    if like < rules.sure_in_one_text or min(len(a.words), len(b.words)) < rules.least_words:
        return False
    if like >= rules.sure and not a.elsewhere and not b.elsewhere:
        return True
    return texts.one(*sorted((a.report, b.report)))


def _shared(lines: Sequence[Line]) -> Counter[tuple[int, int]]:
    """Pairs of lines of different reports with three masked words or more in common."""
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for word in line.words:
            where[line.lang, word].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for found in where.values():
        if len(found) <= 100:
            shared.update(
                (a, b) for n, a in enumerate(found) for b in found[n + 1 :] if lines[a].report != lines[b].report
            )
    return Counter({pair: count for pair, count in shared.items() if count > 2})
