"""A report's sentences made ready for alignment: masked words, and the fields to compare, each in no order."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from allegedly.assess.known import Stated
from allegedly.knowledge.actors import actors
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.events import event_words
from allegedly.knowledge.identity import key
from allegedly.knowledge.spots import Spot, mentioned, spot
from allegedly.model import Attribution, Extraction, Mention, Span
from allegedly.model.vocabulary import Lang

# A sentence ends at a mark before a capital, a digit or a quotation, or at a line's end, not at a title's dot.
END = re.compile(
    r"(?<!\b[A-ZА-ЯЁЄІЇҐ])(?<!\b(?:Dr|Mr|Ms|St|ул|гг|др))(?<!\b(?:Mrs|вул))"
    r"[.!?…]+[»”\"')\]]*\s+(?=[\"«“(]?[A-ZА-ЯЁЄІЇҐ0-9])|\n+"
)
WORD = re.compile(r"\w{3,}")
# A text of fewer paragraphs than this, and one, is no digest.
LEAST_ITEMS = 3
GAP = re.compile(r"\n\s*\n")
NUMBER = re.compile(r"\d+")
LAST_WORD = re.compile(r"\w+(?=\s*[«\"“]?$)")
DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
STEM = 5
# How far before its source the place may stand where it spoke, in code points: a comma and an article.
OPENING = 6
# Of fewer words than this beside its names, a sentence is told from others by its names too.
PLENTY = 4
COMPARED = frozenset({"place", "time", "quantity"})
# How many words on each side of a name make its slot.
SIDE = 2


Slot = tuple[frozenset[str], frozenset[str]]
NO_SLOT: Slot = (frozenset(), frozenset())  # of a name that something is done to


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence. `claims` stand in it, or are the nearest of its report where it bears none (`borne` false)."""

    report: str
    lang: Lang
    span: Span
    claims: tuple[str, ...]
    borne: bool
    words: Counter[str]
    # Every word of the sentence, folded: a name that the other sentence has too makes no difference.
    folded: frozenset[str]
    spots: frozenset[tuple[str, Spot]]
    days: frozenset[str]
    # Who is named, and between which two words: another name in the same slot is told to do, or suffer, the same.
    actors: frozenset[tuple[str, Slot]]
    means: frozenset[str]
    # When it happened, as its claims state it to the hour or closer.
    times: tuple[tuple[datetime, datetime], ...] = ()
    # Its figures, but for those of dates and clocks.
    figures: frozenset[str] = frozenset()
    text: str = ""
    # It stands in a digest's item that tells of other incidents only.
    elsewhere: bool = False
    # The words of those who speak in it.
    sources: frozenset[str] = frozenset()


def lines(stated: Sequence[Stated], extraction: Extraction) -> list[Line]:
    """All sentences of a report with at least one claim, in text order. `stated`: the incident's claims in it."""
    told = [s for s in stated if telling(s)]
    if not told:
        return []
    text = extraction.report.text
    elsewhere = _elsewhere(text, stated, extraction)
    return [_line(extraction, span, told, any(span.meets(o) for o in elsewhere)) for span in sentences(text)]


def _elsewhere(text: str, stated: Sequence[Stated], extraction: Extraction) -> list[Span]:
    """Paragraphs of a digest that bear only claims of other incidents."""
    mine = {s.claim.id for s in stated}
    found, start = [], 0
    gaps = list(GAP.finditer(text))
    for gap in (*gaps, None) if len(gaps) >= LEAST_ITEMS else ():
        part = Span(start, gap.start() if gap else len(text))
        claims = {c.id for c in extraction.claims if part.meets(c.span)}
        if claims and not claims & mine:
            found.append(part)
        start = gap.end() if gap else start
    return found


def means_in(words: str, lang: Lang) -> frozenset[str]:
    """By what means the words say that harm was done."""
    return frozenset(m.name for m in assess_words(lang).means if says(m.words, words))


def telling(s: Stated) -> bool:
    """Does the claim tell of this happening, not recall an earlier one?"""
    return s.claim.factuality != "historical"


def sentences(text: str) -> Iterator[Span]:
    """Spans of the sentences of a text, by marks and line ends; good enough to align, not to quote."""
    start = 0
    for end in END.finditer(text):
        if text[start : end.start()].strip():
            yield Span(start, end.end())
        start = end.end()
    if text[start:].strip():
        yield Span(start, len(text))


def _line(extraction: Extraction, span: Span, told: Sequence[Stated], elsewhere: bool) -> Line:
    mentions = [m for m in extraction.mentions if span.covers(m.span) and not _speaks(m, extraction)]
    mentions = [m for m in mentions if m.kind != "place" or key(m.text) not in _surnames(extraction)]
    inside = [s for s in told if span.meets(s.claim.span)]
    text, lang = extraction.report.text, extraction.lang
    near = inside or [min(told, key=lambda s: (abs(s.claim.span.start - span.start), s.claim.id))]
    words = _words(text, span, mentions, lang)
    # A line that holds a date and hardly a word tells when the report was published.
    dated = inside or words.total() >= PLENTY
    spots = {(_proper(p.text, lang), spot(p)) for s in inside for p in s.claim.places if p.id and span.covers(p.span)}
    spots |= {(_proper(m.text, lang), mentioned(m)) for m in mentions if m.kind == "place"}
    return Line(
        extraction.report.id,
        lang,
        span,
        tuple(sorted(s.claim.id for s in near)),
        bool(inside),
        words,
        frozenset(key(text[span.start : span.end]).split()),
        frozenset(spots),
        frozenset(d for m in mentions if dated for d in _days(m)),
        frozenset(_actors(extraction, span, _doers(mentions, extraction))),
        means_in(text[span.start : span.end], lang),
        tuple(sorted({t for s in inside if (t := _timed(s)) is not None})),
        frozenset(NUMBER.findall(_masked(text, span, [m.span for m in mentions if m.kind == "time"]))),
        text[span.start : span.end],
        elsewhere,
        frozenset(w for a in extraction.attributions if a.source and span.covers(a.source.span) for w in _said(a)),
    )


def _surnames(extraction: Extraction) -> frozenset[str]:
    """The last words of the persons that a report names: by themselves they are no places, whatever map has them."""
    persons = (key(m.text).split() for m in extraction.mentions if m.kind == "person")
    return frozenset(words[-1] for words in persons if len(words) > 1)


def _said(said: Attribution) -> list[str]:
    return key(said.source.text).split() if said.source else []


@lru_cache(1 << 12)
def _proper(name: str, lang: Lang) -> str:
    """The key of a place's own name, without the word for what it is ("Lowport Province")."""
    frame = event_words(lang).frame
    own = [w for w in name.split() if w[:1].isupper() and not says((*frame.region, *frame.settlement), w)]
    return key(" ".join(own) or name)


def _timed(s: Stated) -> tuple[datetime, datetime] | None:
    when = s.claim.when
    if when is None or when.start is None or when.end is None or when.precision not in ("minute", "part_of_day"):
        return None
    return when.start, when.end


def _speaks(mention: Mention, extraction: Extraction) -> bool:
    """A capital that speaks for its government, or whose clock is meant, is no place where something happened."""
    if mention.kind != "place":
        return False
    clocks = (m.span for m in extraction.mentions if m.kind == "time")
    told = any(c.meets(mention.span) or c.end + 1 == mention.span.start for c in clocks)
    return told or any(_frames(mention, a) for a in extraction.attributions if a.source)


def _frames(mention: Mention, said: Attribution) -> bool:
    """Is the place the source itself, or where it spoke ("In the capital, the ministry said ...")?"""
    if said.source is None or mention.span == said.source.span:
        return said.source is not None
    near = 0 <= said.source.span.start - mention.span.end <= OPENING
    return near and not any(c.meets(mention.span) for c in said.content)


def _words(text: str, span: Span, mentions: Sequence[Mention], lang: Lang) -> Counter[str]:
    """Stems of the words outside the compared fields; a headline that is all names keeps its names."""
    whole = _stems(_masked(text, span, [m.span for m in mentions]), lang)
    if whole.total() >= PLENTY:
        return whole
    return _stems(_masked(text, span, [m.span for m in mentions if m.kind in COMPARED]), lang)


def _stems(masked: str, lang: Lang) -> Counter[str]:
    return Counter(w[:STEM] for w in WORD.findall(masked.casefold()) if not _is_means(w, lang))


def _masked(text: str, span: Span, spans: Iterable[Span]) -> str:
    """The sentence with the named places, times, names and figures blanked."""
    letters = list(text[span.start : span.end])
    for s in spans:
        for at in range(s.start - span.start, s.end - span.start):
            letters[at] = " "
    return "".join(letters)


def _days(mention: Mention) -> list[str]:
    """A time mention's day or month as `YYYY-MM[-DD]`, where its value gives one."""
    value = mention.value if mention.kind == "time" and isinstance(mention.value, str) else ""
    found = DAY.match(value)
    return [found.group()] if found else []


def _doers(mentions: Iterable[Mention], extraction: Extraction) -> list[Mention]:
    """Organisations and persons, without who speaks, what is part of a date, or bears only the name of a place."""
    named = {w for m in extraction.mentions if m.kind == "place" for w in key(m.text).split()}
    dates = [m.span for m in extraction.mentions if m.kind == "time"]
    dates += [a.source.span for a in extraction.attributions if a.source]
    return [
        m
        for m in mentions
        if m.kind in ("organisation", "person")
        and not any(m.span.meets(d) for d in dates)
        and not set(key(m.text).split()) <= named
    ]


def _actors(extraction: Extraction, span: Span, mentions: Iterable[Mention]) -> Iterator[tuple[str, Slot]]:
    """Who is named, in which slot: organisations, persons, and the sides of the declared table."""
    text, lang = extraction.report.text, extraction.lang
    found = [(_known_as(m, lang), m.span) for m in mentions]
    towns = [m.span for m in extraction.mentions if m.kind == "place" and m.type == "settlement"]
    for side, at in actors().sides_in(text[span.start : span.end], lang):
        if any(t.meets(Span(span.start + at.start, span.start + at.end)) for t in towns):
            continue  # a capital where something happened is no side
        found.append((side, Span(span.start + at.start, span.start + at.end)))
    for name, at in found:
        beside = LAST_WORD.search(text, span.start, at.start)
        agent = beside is None or not says(assess_words(lang).not_agent, beside.group())
        yield name, _slot(text, span, at) if agent else NO_SLOT


def _known_as(mention: Mention, lang: Lang) -> str:
    """An office by its kind, however it is shortened; else the name's key."""
    office = actors().institution_in(mention.text, lang)
    return f"any:{office.id}" if office else key(mention.name or mention.text)


def _slot(text: str, sentence: Span, named: Span) -> Slot:
    """The two words before a name and the two behind it, cut to their stems; fewer at the sentence's ends."""
    before = WORD.findall(text[sentence.start : named.start].casefold())[-SIDE:]
    behind = WORD.findall(text[named.end : sentence.end].casefold())[:SIDE]
    return frozenset(w[:STEM] for w in before), frozenset(w[:STEM] for w in behind)


@lru_cache(1 << 15)
def _is_means(word: str, lang: Lang) -> bool:
    return says(_all_means(lang), word)


@cache
def _all_means(lang: Lang) -> tuple[str, ...]:
    return tuple(w for m in assess_words(lang).means for w in m.words)
