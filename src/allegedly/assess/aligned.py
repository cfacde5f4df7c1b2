"""Sentences of two reports that say the same but for a fact: another place, day, actor or means is a conflict.

Frames miss this where a claim is not framed in full. The compared fields are masked while sentences are aligned, so
that a changed fact does not hide the likeness. From `sure` on, one pair of independent reports in 25 is flagged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from allegedly.assess.known import Stated
from allegedly.assess.lines import Line, Slot, lines, telling
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, best_fit
from allegedly.model import Conflict, Extraction
from allegedly.model.vocabulary import ConflictKind

# From this share of their masked words in common (Dice) on, two sentences are one sentence with a changed fact.
VERBATIM = 0.7
# What one raid sends together, wave after wave.
TOGETHER = frozenset({"missile", "drone"})


def aligned(
    stated: Sequence[Stated], extractions: Mapping[str, Extraction], rules: LinkingFile
) -> tuple[Conflict, ...]:
    """Conflicts between aligned sentences of different reports, in the order of their claims."""
    by_report: dict[str, list[Stated]] = defaultdict(list)
    for s in stated:
        by_report[s.report.id].append(s)
    found = list(islice(_lines(by_report, extractions), rules.aligned.most_sentences))
    made = {
        Conflict(kind, a.claims, b.claims, words, aligned.__name__, "", ((a.report, a.span), (b.report, b.span)))
        for a, b in _pairs(found, rules)
        for kind, words in differences(a, b, rules)
    }
    return tuple(sorted(made, key=lambda c: (c.kind, c.a, c.b, c.spans)))


def _lines(by_report: Mapping[str, Sequence[Stated]], extractions: Mapping[str, Extraction]) -> Iterator[Line]:
    """The sentences of all reports, where two reports of one language can be compared at all."""
    langs = [extractions[r].lang for r, mine in by_report.items() if any(telling(s) for s in mine)]
    if len(langs) > len(set(langs)):
        for report, mine in by_report.items():
            yield from lines(mine, extractions[report])


def _pairs(lines: Sequence[Line], rules: LinkingFile) -> Iterator[tuple[Line, Line]]:
    """Each line with its best counterpart in each other report of its language, where that is mutual and sure."""
    best: dict[tuple[int, str], tuple[float, int]] = {}
    shared = _shared(lines)
    for (a, b), _ in sorted(shared.items()):
        like = likeness(lines[a], lines[b])
        if like < rules.aligned.sure or min(len(lines[a].words), len(lines[b].words)) < rules.aligned.least_words:
            continue
        for one, other in ((a, b), (b, a)):
            slot = (one, lines[other].report)
            if like > best.get(slot, (0.0, -1))[0]:
                best[slot] = (like, other)
    for (one, _), (_, other) in sorted(best.items()):
        if one < other and best.get((other, lines[one].report), (0.0, -1))[1] == one:
            yield lines[one], lines[other]


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


def likeness(a: Line, b: Line) -> float:
    """Dice coefficient of the masked words, 0 to 1."""
    return 2 * (a.words & b.words).total() / max(1, a.words.total() + b.words.total())


def differences(a: Line, b: Line, rules: LinkingFile) -> Iterator[tuple[ConflictKind, str]]:
    """The fields in which two aligned sentences cannot both be right, with words for it."""
    if other_place(a, b, rules):
        yield "place", f"{_names(_own_spots(a, b))} against {_names(_own_spots(b, a))}"
    if other_day(a, b):
        yield "time", f"{', '.join(sorted(a.days))} against {', '.join(sorted(b.days))}"
    if other_actor(a, b):
        yield "actor", f"{', '.join(_own_actors(a, b))} against {', '.join(_own_actors(b, a))}"
    if other_means(a, b):
        yield "cause", f"{', '.join(sorted(a.means))} against {', '.join(sorted(b.means))}"


def _names(spots: Iterable[Spot]) -> str:
    return ", ".join(sorted({s.name for s in spots}))


def _own_spots(a: Line, b: Line) -> list[Spot]:
    """Places that one sentence names and the other does not, by their words as by what they mean."""
    known = {s.key for _, s in b.spots}
    return [
        s
        for w, s in sorted(a.spots, key=lambda p: (p[0], p[1].key))
        if s.key not in known and s.precision != "country" and _absent(w, b)
    ]


def _own_actors(a: Line, b: Line) -> list[str]:
    """Names of one sentence that the other lacks, where that one has another name for the same act.

    Sentences that are alike word for word tell one act; in others the two names stand in the same slot.
    """
    mine, theirs = {n for n, _ in a.actors}, {n for n, _ in b.actors}
    taken = [slot for n, slot in b.actors if n not in mine and _absent(n, a)]
    own = [(n, slot) for n, slot in a.actors if n not in theirs and _absent(n, b) and not _initials(n, theirs)]
    # One of the two names at least must be that of somebody who acts.
    acting = any(any(slot) for slot in taken) or any(any(slot) for _, slot in own)
    verbatim = likeness(a, b) >= VERBATIM and bool(taken) and acting
    return sorted({n for n, slot in own if verbatim or any(_same_slot(slot, s) for s in taken)})


def _initials(name: str, others: Iterable[str]) -> bool:
    """Is the name short for one of the others, or one of them for it (both as keys)?"""
    short = "".join(w[0] for w in name.split())
    return any(
        short == o or name == "".join(w[0] for w in o.split()) or o.startswith(name) or name.startswith(o)
        for o in others
    )


def _same_slot(x: Slot, y: Slot) -> bool:
    """Do two names stand between the same words? At a sentence's end one side decides."""
    return (
        any(x) and all(a & b or not a or not b for a, b in zip(x, y, strict=True)) and bool(x[0] & y[0] or x[1] & y[1])
    )


def _absent(words: str, line: Line) -> bool:
    """Does the sentence lack every one of the words?"""
    return not set(words.split()) & line.folded


def other_place(a: Line, b: Line, rules: LinkingFile) -> bool:
    """The same sentence names another place, neither a part of the first one nor near it."""
    one, other = _own_spots(a, b), _own_spots(b, a)
    return bool(one and other) and not _at_other_times(a, b) and not best_fit(one, other, rules)


def _at_other_times(a: Line, b: Line) -> bool:
    """The hours that two sentences state do not meet: formulas of two happenings, such as two raids of one night."""
    return bool(a.times and b.times) and not any(x[0] < y[1] and y[0] < x[1] for x in a.times for y in b.times)


def other_day(a: Line, b: Line) -> bool:
    """The same sentence names another day; a month fits each of its days."""
    if a.figures and b.figures and not a.figures & b.figures:
        return False  # a formula of another day, with that day's figures
    return bool(a.days and b.days) and not any(x.startswith(y) or y.startswith(x) for x in a.days for y in b.days)


def other_actor(a: Line, b: Line) -> bool:
    """The same sentence names another actor in the first one's stead: between the same words, in the same act."""
    return bool(_own_actors(a, b)) and bool(_own_actors(b, a))


def other_means(a: Line, b: Line) -> bool:
    """The same sentence tells of other means: a shelling for an air strike, gas for a bomb."""
    flown = a.means | b.means <= TOGETHER and likeness(a, b) < VERBATIM
    return bool(a.means and b.means) and not a.means & b.means and not flown
