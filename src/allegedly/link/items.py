"""Reports to items: what linking compares. A report is one item, unless it tells of happenings that cannot be one.

Times come from the last happening, not from the last post: calls, rescue, comment and missing evidence follow the
happening that they are about and open no item of their own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, listed, meet, mentioned, spread
from allegedly.link.bags import ANYTHING, TOWN, told_spheres, town_sphere
from allegedly.model import Claim, Extraction, Mention, Span, When
from allegedly.model.vocabulary import Lang

# A paragraph of a digest opens with a mark: a bullet, a dash, a number, bold words.
HEAD = re.compile(r"(?:^|\n)[ \t]*(?:[•▪▫◾◽🔸🔹⚡❗‼📌–—*_-]+|\d{1,2}[./)])", re.UNICODE)
# By these acts somebody else than the outlet tells it.
TELLING = frozenset({"say", "believe"})
# How long before its publication a report's undated happening may lie.
RECENT = timedelta(hours=12)
# How long before it what the report recalls without a date may lie: what readers still have in mind.
RECALLED = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Window:
    """The half-open interval in which something happened. `stated` is false where only the publication tells it."""

    start: datetime
    end: datetime
    stated: bool

    @property
    def middle(self) -> datetime:
        """The instant half way."""
        return self.start + (self.end - self.start) / 2


@dataclass(frozen=True, slots=True)
class Item:
    """Claims of one report that may concern one happening, without words: event names, kinds, spots and a window."""

    id: str
    report: str
    lang: Lang
    at: datetime | None
    claims: tuple[str, ...]
    events: frozenset[str]
    families: frozenset[str]
    kinds: frozenset[str]
    spots: tuple[Spot, ...]
    window: Window | None
    digest: bool = False
    recalled: bool = False
    # In how many places too far apart for one attack it lies; an overview of a day lies in many.
    spread: int = 1
    # Spheres of life that its report tells of.
    spheres: tuple[str, ...] = ()
    # Its places are of no happening: the report names them beside it, as where somebody speaks.
    beside: bool = False
    # Its report tells what somebody said, not only what its outlet tells itself.
    credited: bool = False
    # It affirms a strike, a fire or a crash, and not only again.
    fresh: bool = False

    @property
    def tells(self) -> bool:
        """Does it tell of a happening, of a known kind or not, on a known day?"""
        return self.at is not None and bool(self.families or "other" in self.events)


def items(extraction: Extraction, rules: LinkingFile) -> tuple[Item, ...]:
    """The items of a report, the main one first; claims that it recalls from earlier are items marked `recalled`."""
    recalled = [c for c in extraction.claims if c.factuality == "historical"]
    told = [c for c in extraction.claims if c.factuality != "historical"]
    heads = paragraphs(extraction.report.text)
    opening = [c for c in told if _opens(c, rules)]
    groups = _groups(opening, extraction, rules, heads)
    digest = _is_digest(groups, heads)
    if not digest:
        groups, earlier = _main(groups, extraction, rules)
        recalled += earlier
    groups = groups or [[]]
    _attach([c for c in told if not _opens(c, rules)], groups)
    made = [_item(extraction, group, rules, number, digest) for number, group in enumerate(groups)]
    past = [
        _item(extraction, [c], rules, len(made) + n, False, True)
        for n, c in enumerate(sorted(recalled, key=_place_in_text))
    ]
    return (*made, *past)


def _place_in_text(claim: Claim) -> tuple[int, int, str]:
    return (*claim.span, claim.id)


def _opens(claim: Claim, rules: LinkingFile) -> bool:
    """Only a happening opens an item; what follows from one (rescue, comment) or may yet come does not."""
    if claim.factuality not in ("asserted", "historical"):
        return False
    return family(claim.event, rules) in ("strike", "harm") or claim.event in ("other", "alert")


def family(event: str | None, rules: LinkingFile) -> str | None:
    """The family that an event belongs to, or None."""
    return next((f.name for f in rules.family if event in f.events), None)


def paragraphs(text: str) -> tuple[int, ...]:
    """Starts of the paragraphs that open with a mark."""
    return tuple(m.start() for m in HEAD.finditer(text))


def _is_digest(groups: Sequence[Sequence[Claim]], heads: Sequence[int]) -> bool:
    """Groups that stand in different marked paragraphs are a digest's items; else they are one article's."""
    if len(groups) < 2 or len(heads) < 2:
        return False
    owners = [{bisect_right(heads, c.span.start) for c in group} for group in groups]
    return not set.intersection(*owners)


def _groups(
    claims: Sequence[Claim], extraction: Extraction, rules: LinkingFile, heads: Sequence[int]
) -> list[list[Claim]]:
    """Claims in text order, each with the first group that it may share a happening with."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=_place_in_text):
        home = next((g for g in groups if all(_together(claim, c, extraction, rules, heads) for c in g)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return groups


def _together(a: Claim, b: Claim, extraction: Extraction, rules: LinkingFile, heads: Sequence[int]) -> bool:
    """Two claims of one report are one happening's unless their times, or a digest's places, keep them apart."""
    one, other = window(a, extraction), window(b, extraction)
    if one and other and gap(one, other) > rules.space.apart_hours:
        return False
    if (
        bisect_right(heads, a.span.start) == bisect_right(heads, b.span.start)
        or not listed(a.places)
        or not listed(b.places)
    ):
        return True
    return meet(listed(a.places), listed(b.places), rules)


def _main(
    groups: list[list[Claim]], extraction: Extraction, rules: LinkingFile
) -> tuple[list[list[Claim]], list[Claim]]:
    """An article is about its latest happening; what it dates earlier is recalled."""
    if len(groups) < 2:
        return groups, []
    dated = [(g, [w for c in g if (w := window(c, extraction))]) for g in groups]
    latest = max((max(w.middle for w in ws) for _, ws in dated if ws), default=None)
    if latest is None:
        return [[c for g in groups for c in g]], []
    keep: list[Claim] = []
    past: list[Claim] = []
    for group, windows in dated:
        late = not windows or (latest - max(w.middle for w in windows)) <= timedelta(hours=rules.space.apart_hours)
        (keep if late else past).extend(group)
    return [sorted(keep, key=_place_in_text)], past


def _attach(claims: Iterable[Claim], groups: list[list[Claim]]) -> None:
    """What opens no item goes with the happening told nearest before it, else with the first."""
    for claim in claims:
        before = [g for g in groups if g and g[0].span.start <= claim.span.start]
        (max(before, key=lambda g: g[0].span.start) if before else groups[0]).append(claim)


def _item(
    extraction: Extraction,
    claims: Sequence[Claim],
    rules: LinkingFile,
    number: int,
    digest: bool,
    recalled: bool = False,
) -> Item:
    report = extraction.report
    telling = [c for c in claims if _opens(c, rules)] or claims
    sources = [a.source.span for a in extraction.attributions if a.source]
    told = {s for c in telling for s in listed(c.places)} or {s for c in extraction.claims for s in listed(c.places)}
    where = told or {mentioned(m) for m in extraction.mentions if m.kind == "place" and m.id and not _whose(m, sources)}
    apart = spread(where, rules.space.parts_km)
    windows = [w for c in telling if (w := window(c, extraction))]
    return Item(
        f"{report.id}#{number}" if number else report.id,
        report.id,
        extraction.lang,
        report.published,
        tuple(c.id for c in sorted(claims, key=_place_in_text)),
        _shared(frozenset(c.event for c in telling if c.event)),
        _shared(frozenset(f for c in telling if (f := family(c.event, rules)))),
        _shared(frozenset(c.kind for c in telling if c.kind)),
        tuple(sorted(where, key=lambda s: (s.key, s.name))),
        _span(windows),
        digest,
        recalled,
        apart,
        ()
        if digest or recalled or apart > 1
        else (*told_spheres(extraction), *_also(extraction, telling, told, where, rules)),
        not told,
        any(a.source and a.act in TELLING for a in extraction.attributions),
        any(_fresh(c, extraction, rules) for c in telling),
    )


def _fresh(claim: Claim, extraction: Extraction, rules: LinkingFile) -> bool:
    """Is a new strike, fire or crash affirmed, not denied, admitted or said again ("stood by its account")?"""
    if claim.stance != "affirm" or family(claim.event, rules) != "strike":
        return False
    start, end = claim.sentence
    words, told = assess_words(extraction.lang), extraction.report.text[start:end]
    return not says((*words.uphold, *words.admit), told)


def _whose(mention: Mention, sources: Iterable[Span]) -> bool:
    """Does a country only say whose somebody is who speaks (an army's)? It is no place of what is told."""
    return mention.type == "country" and any(s.covers(mention.span) for s in sources)


def _also(
    extraction: Extraction, telling: Iterable[Claim], told: Iterable[Spot], where: Iterable[Spot], rules: LinkingFile
) -> Iterator[str]:
    """The towns of an item; and that it tells of a happening at a known place, or of somebody's answer."""
    yield from sorted({town_sphere(s.key) for s in where if s.precision in TOWN})
    happens = any(family(c.event, rules) or c.event == "other" for c in telling) and any(
        s.precision != "country" for s in told
    )
    if happens or answers(extraction):
        yield ANYTHING


def answers(extraction: Extraction) -> bool:
    """Does somebody insist, deny, answer or admit? Then the report is about what others tell of."""
    contend = assess_words(extraction.lang).contend
    said = (a for a in extraction.attributions if a.act == "say" and a.source)
    return any(a.stance == "deny" or (a.cue is not None and says(contend, a.cue.text)) for a in said)


@lru_cache(1 << 12)
def _shared(names: frozenset[str]) -> frozenset[str]:
    """One object for equal sets: there are some hundreds, and each takes as much as the rest of an item."""
    return names


def _span(windows: Sequence[Window]) -> Window | None:
    """From the first start to the last end; stated times outweigh those that only the publication tells."""
    stated = [w for w in windows if w.stated] or windows
    if not stated:
        return None
    return Window(min(w.start for w in stated), max(w.end for w in stated), stated[0].stated)


def window(claim: Claim, extraction: Extraction) -> Window | None:
    """When the claim says it happened; undated, it is taken to be shortly before the publication.

    When the desk first saw a report says nothing of it: an archive is read in one day.
    """
    when = claim.when
    if when and when.start and when.end and when.precision in ("minute", "part_of_day", "day"):
        return Window(when.start, when.end, True)
    at = extraction.report.published
    if at is None or (when is not None and when.precision in ("month", "year", "part_of_month")):
        return None if when is None or claim.factuality != "historical" else _stated(when)
    if claim.factuality == "historical":
        return Window(at - RECALLED, at, False)
    if extraction.report.published_precision != "minute":
        return Window(at - RECENT, at + timedelta(days=1), False)
    return Window(at - RECENT, at, False)


def _stated(when: When) -> Window | None:
    return Window(when.start, when.end, True) if when.start and when.end else None


def gap(a: Window, b: Window) -> float:
    """Hours between two windows: 0 where they meet, else between their middles where one of them is a day or longer."""
    if a.start < b.end and b.start < a.end:
        return 0.0
    day = timedelta(hours=11)
    if max(a.end - a.start, b.end - b.start) >= day:
        return abs((a.middle - b.middle).total_seconds()) / 3600
    return max((b.start - a.end).total_seconds(), (a.start - b.end).total_seconds()) / 3600
