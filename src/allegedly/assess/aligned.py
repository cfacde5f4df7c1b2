"""Sentences of two reports that say the same but for a fact: another place, day, actor or means is a conflict.

Frames miss this where a claim is not framed in full. The compared fields are masked while sentences are aligned, so
that a changed fact does not hide the likeness. From `sure` on, one pair of independent reports in 25 is flagged.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from allegedly.assess.known import Stated
from allegedly.knowledge.actors import actors
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.identity import key
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, best_fit, mentioned, spot
from allegedly.model import Conflict, Extraction, Mention, Span
from allegedly.model.vocabulary import ConflictKind, Lang

WORD = re.compile(r"\w{3,}")
STEM = 5
Bag = Counter[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that bears claims: its masked words, and the fields compared, each in no order."""

    report: str
    lang: Lang
    span: Span
    claims: tuple[str, ...]
    words: Bag
    spots: frozenset[Spot]
    days: frozenset[str]
    actors: frozenset[str]
    means: frozenset[str]


def aligned(
    stated: Sequence[Stated], extractions: Mapping[str, Extraction], rules: LinkingFile
) -> tuple[Conflict, ...]:
    """Conflicts between aligned sentences of different reports, in the order of their claims."""
    lines = _lines(stated, extractions)[: rules.aligned.most_sentences]
    found: set[Conflict] = set()
    for a, b in _pairs(lines, rules):
        for kind, words in differences(a, b, rules):
            found.add(Conflict(kind, a.claims, b.claims, words, aligned.__name__))
    return tuple(sorted(found, key=lambda c: (c.kind, c.a, c.b)))


def _lines(stated: Sequence[Stated], extractions: Mapping[str, Extraction]) -> list[Line]:
    """One line for each sentence with claims, in order of time and text."""
    claims: dict[tuple[str, Span], list[Stated]] = {}
    for s in stated:
        if s.claim.factuality != "historical":
            claims.setdefault((s.report.id, s.claim.sentence), []).append(s)
    return [_line(extractions[report], span, found) for (report, span), found in claims.items()]


def _line(extraction: Extraction, span: Span, found: Sequence[Stated]) -> Line:
    mentions = [m for m in extraction.mentions if span.covers(m.span)]
    text = extraction.report.text
    means = _means(text[span.start : span.end], extraction.lang)
    masked = _masked(text, span, [m.span for m in mentions])
    words = Counter(w[:STEM] for w in WORD.findall(masked.casefold()) if not says(_all_means(extraction.lang), w))
    spots = {spot(p) for s in found for p in s.claim.places} | {mentioned(m) for m in mentions if m.kind == "place"}
    return Line(
        extraction.report.id,
        extraction.lang,
        span,
        tuple(sorted(s.claim.id for s in found)),
        words,
        frozenset(spots),
        frozenset(d for m in mentions if (d := _day(m))),
        _actors(mentions, found),
        means,
    )


def _masked(text: str, span: Span, spans: Iterable[Span]) -> str:
    """The sentence with the named places, times, names and figures blanked."""
    letters = list(text[span.start : span.end])
    for s in spans:
        for at in range(s.start - span.start, s.end - span.start):
            letters[at] = " "
    return "".join(letters)


def _day(m: Mention) -> str | None:
    """A time mention's day or month as `YYYY-MM[-DD]`, where its value gives one."""
    value = m.value if m.kind == "time" and isinstance(m.value, str) else ""
    return value[:10] if re.match(r"\d{4}-\d\d", value) else None


def _actors(mentions: Iterable[Mention], found: Iterable[Stated]) -> frozenset[str]:
    """Organisations named, and the parties that the words for an actor name."""
    names = {key(m.name or m.text) for m in mentions if m.kind == "organisation"}
    parties = {actors().party_in(s.claim.actor, s.lang) for s in found if s.claim.actor}
    return frozenset(names | {p for p in parties if p})


def _means(sentence: str, lang: Lang) -> frozenset[str]:
    """By what means it was done, as the words tell."""
    return frozenset(m.name for m in assess_words(lang).means if says(m.words, sentence))


def _all_means(lang: Lang) -> tuple[str, ...]:
    return tuple(w for m in assess_words(lang).means for w in m.words)


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
        yield "place", f"{_names(a.spots - b.spots)} against {_names(b.spots - a.spots)}"
    if other_day(a, b):
        yield "time", f"{', '.join(sorted(a.days))} against {', '.join(sorted(b.days))}"
    if other_actor(a, b):
        yield "actor", f"{', '.join(sorted(a.actors - b.actors))} against {', '.join(sorted(b.actors - a.actors))}"
    if other_means(a, b):
        yield "cause", f"{', '.join(sorted(a.means))} against {', '.join(sorted(b.means))}"


def _names(spots: Iterable[Spot]) -> str:
    return ", ".join(sorted({s.name for s in spots}))


def other_place(a: Line, b: Line, rules: LinkingFile) -> bool:
    """The same sentence names another place, neither a part of the first one nor near it."""
    keys_a, keys_b = {s.key for s in a.spots}, {s.key for s in b.spots}
    one = [s for s in a.spots if s.key not in keys_b and s.precision != "country"]
    other = [s for s in b.spots if s.key not in keys_a and s.precision != "country"]
    return bool(one and other) and not best_fit(one, other, rules)


def other_day(a: Line, b: Line) -> bool:
    """The same sentence names another day; a month fits each of its days."""
    return bool(a.days and b.days) and not any(x.startswith(y) or y.startswith(x) for x in a.days for y in b.days)


def other_actor(a: Line, b: Line) -> bool:
    """The same sentence names another actor in the first one's stead."""
    return bool(a.actors - b.actors) and bool(b.actors - a.actors)


def other_means(a: Line, b: Line) -> bool:
    """The same sentence tells of other means: a shelling for an air strike, gas for a bomb."""
    return bool(a.means and b.means) and not a.means & b.means
