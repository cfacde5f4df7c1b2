"""Quotations and who speaks them: a pass over paragraphs, before the clause rules."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from allegedly.extract.english.boundaries import noun_phrase
from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.formulas import DASH, names_somebody
from allegedly.extract.english.lexicon import lexicon
from allegedly.extract.english.sources import is_negated, is_self, source_of
from allegedly.extract.english.spans import Inside
from allegedly.extract.english.tree import Tree
from allegedly.extract.quotes import Quotation
from allegedly.extract.tokens import Token
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

ENDS = (",", ".", "!", "?", "…", "-", "—", "–")
STOPS = frozenset({".", "!", "?", ";"})
# How many words may stand between a quotation and its verb: a long name with its office.
REACH = 30
# Shorter words between marks may be a title or a term.
LONG = 6
CARRIERS = frozenset({"en.says-that", "en.said-after", "en.told-that", "en.parenthetical"})
STOPPERS = frozenset({"PUNCT", "ADP", "VERB"})
# Before a title, not a speech: on "Morning Hour".
TITLE = re.compile(r"(?:\b(?:on|in|at|of|from|to|with|for|by|the|an?|called|titled|entitled|named)|['’]s),?\s*$")
JOINTS = frozenset({",", "and", "or", "yes", ";"})

# Behind a quotation: a dash and a name, with an age or an office, up to the end of the line or the next quotation.
SIGNED = re.compile(
    r"[ ]?(-{1,2}|[–—])[ ]?"
    r"((?:[A-ZÀ-ÖØ-Þ][\w.'’&-]*)(?:[ ](?:[A-ZÀ-ÖØ-Þ&][\w.'’&-]*|of|the|and|for|de|al|von|van)){0,6})"
    r"(?:, ?[^\n.;:\"“”«»]{2,60})?\.?(?=\s*(?:\n|$|[\"“«„]))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A word of the text: its tree and its place in it."""

    tree: Tree
    at: int

    @property
    def token(self) -> Token:
        """The word itself."""
        return self.tree.tokens[self.at]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The speeches of a paragraph, and the words that stand in none of them."""

    quotes: tuple[Quotation, ...]
    free: tuple[Place, ...]
    trees: tuple[Tree, ...]

    @property
    def end(self) -> int:
        """Where its last sentence ends."""
        return self.trees[-1].tokens[-1].end if self.trees else 0

    @classmethod
    def of(cls, text: str, trees: Sequence[Tree], quotes: Sequence[Quotation]) -> "Paragraph":
        """Speeches are told from words that are only set off by their length or by the mark they end with."""
        speeches = tuple(q for q in quotes if is_speech(text, q))
        if not speeches and trees and trees[-1].tokens[-1].text != ":":
            return cls((), (), tuple(trees))  # nobody asks for its words
        inside = Inside(q.span for q in speeches)
        words = (Place(t, i) for t in trees for i in range(len(t.tokens)))
        return cls(speeches, tuple(p for p in words if not inside(p.token.start)), tuple(trees))

    def tree_at(self, place: int) -> Tree | None:
        """The sentence that a place of the text belongs to."""
        at = bisect_right(self.trees, place, key=lambda t: t.tokens[0].start)
        return self.trees[at - 1] if at else None

    def sentence_before(self, tree: Tree) -> Tree | None:
        """The sentence before one, in this paragraph."""
        at = bisect_left(self.trees, tree.number, key=lambda t: t.number)
        return self.trees[at - 1] if at else None

    def between(self, start: int, end: int) -> tuple[Place, ...]:
        """The free words from one place of the text to another."""
        first = bisect_left(self.free, start, key=lambda p: p.token.start)
        return self.free[first : bisect_left(self.free, end, key=lambda p: p.token.start)]


def is_speech(text: str, q: Quotation) -> bool:
    """Is it somebody's words, rather than a title or a term set off?"""
    inner = text[q.inner.start : q.inner.end]
    if TITLE.search(text, max(0, q.span.start - 20), q.span.start) and not any(w[:1].islower() for w in inner.split()):
        return False
    return inner.rstrip(" \n’'”\"").endswith(ENDS) or len(inner.split()) >= LONG


@dataclass(frozen=True, slots=True)
class Gap:
    """The words of one sentence on one side of a quotation, outside all quotations."""

    places: tuple[Place, ...]

    def first(self) -> str:
        """The first word, or nothing."""
        return self.places[0].token.text if self.places else ""

    def last(self) -> str:
        """The last word, or nothing."""
        return self.places[-1].token.text if self.places else ""


def spoken(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Attributions of all quotations; a speaker holds on while paragraph after paragraph is nothing but quotation."""
    current: Candidate | None = None
    lead: Place | None = None
    for paragraph in paragraphs:
        if not paragraph.free and paragraph.quotes and (lead is not None or current is not None):
            told = tuple(q.span for q in paragraph.quotes)
            if lead is not None:
                yield from [current] if current else []
                current = _candidate("said-quote", lead, told[0])
            if current is not None:
                current = replace(current, content=(*current.content, *(t for t in told if t not in current.content)))
            lead = None
            continue
        yield from [current] if current else []
        current = None
        for c in _in_paragraph(text, paragraph):
            yield from [current] if current else []
            current = c
        lead = _lead(paragraph)
    yield from [current] if current else []


def signed(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """A dash and a name behind a quotation tell who speaks all of it ("We waited. Nobody came." - Ana Wells)."""
    for paragraph in paragraphs:
        for n, q in enumerate(paragraph.quotes):
            match = SIGNED.match(text, q.span.end)
            if match is None or _before(paragraph, n).places:
                continue
            name = match.group(2).rstrip(".")
            if names_somebody(name):
                source = Span(match.start(2), match.start(2) + len(name))
                yield Candidate("en.dash-name", Span(*match.span(1)), source, (q.span,), DASH)


def _lead(paragraph: Paragraph) -> Place | None:
    """The verb of a paragraph that ends in a colon ("The mayor went on:")."""
    if not paragraph.free or paragraph.free[-1].token.text != ":":
        return None
    last = [p for p in paragraph.free if p.tree is paragraph.free[-1].tree]
    return _verb_before(Gap(tuple(last)))


def _in_paragraph(text: str, paragraph: Paragraph) -> Iterator[Candidate]:
    """Attributions of the quotations of a paragraph; one without a verb of its own goes on with the speaker before."""
    current: Candidate | None = None
    for n, q in enumerate(paragraph.quotes):
        before = _before(paragraph, n)
        after = _after(paragraph, n, text[q.inner.start : q.inner.end].endswith("."))
        found = _with_verb(text, q, before, after)
        if found is not None and current is not None and found.cue == current.cue:
            current = replace(current, content=(*current.content, *found.content))
        elif found is not None:
            yield from [current] if current else []
            current = found
        elif current is not None and _goes_on(before, after):
            current = replace(current, content=(*current.content, q.span))
    yield from [current] if current else []


def carried(found: Sequence[Candidate], paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """A quotation that is a sentence of its own, right after a sentence with a speaker, belongs to that speaker."""
    extra: dict[Span, list[Span]] = {}
    taken = Inside(s for c in found for s in c.content)
    by_tree: dict[int, list[Candidate]] = {}
    for c in found:
        if c.rule in CARRIERS:
            by_tree.setdefault(c.cue.start, []).append(c)
    starts = sorted(by_tree)
    for paragraph in paragraphs:
        for n, q in enumerate(paragraph.quotes):
            own = paragraph.tree_at(q.inner.start)
            if taken(q.inner.start) or own is None or own.tokens[0].start < q.span.start:
                continue
            if not _goes_on(_before(paragraph, n), _after(paragraph, n, full_stop=True)):
                continue
            before = paragraph.sentence_before(own)
            at = bisect_left(starts, q.span.start) - 1
            if before is not None and at >= 0 and before.tokens[0].start <= starts[at]:
                extra.setdefault(by_tree[starts[at]][0].cue, []).append(q.span)
    return [replace(c, content=(*c.content, *extra[c.cue])) if c.cue in extra else c for c in found]


def _goes_on(before: Gap, after: Gap) -> bool:
    """Does the quotation begin a sentence, or is it one more in a row ("Out", "Now" and "Home")?"""
    return not before.places or (bool(before.places) and all(p.token.text.lower() in JOINTS for p in before.places))


def _before(paragraph: Paragraph, n: int) -> Gap:
    """The free words of a quotation's sentence before it, back to the last full stop or quotation."""
    q = paragraph.quotes[n]
    floor = paragraph.quotes[n - 1].span.end if n else 0
    own = paragraph.tree_at(q.inner.start)
    found: list[Place] = []
    for p in reversed(paragraph.between(floor, q.span.start)):
        if p.token.text in STOPS or (p.tree is not own and (found or p.token.text != ":")):
            break
        found.append(p)
    return Gap(tuple(reversed(found)))


def _after(paragraph: Paragraph, n: int, full_stop: bool) -> Gap:
    """The free words after a quotation, to the next full stop or quotation; none if it ends its sentence."""
    q = paragraph.quotes[n]
    roof = paragraph.quotes[n + 1].span.start if n + 1 < len(paragraph.quotes) else paragraph.end
    own = paragraph.tree_at(q.inner.end - 1)
    found: list[Place] = []
    for p in paragraph.between(q.span.end, roof):
        if p.token.text in STOPS or (full_stop and p.tree is not own):
            break
        found.append(p)
    return Gap(tuple(found))


def _with_verb(text: str, q: Quotation, before: Gap, after: Gap) -> Candidate | None:
    """The quotation with the verb of saying after it or before it."""
    inner = text[q.inner.start : q.inner.end].rstrip(" \n’'”\"")
    ends_speech = inner.endswith(ENDS) or after.first() in (",", "—", "–", "-") or not before.places
    if ends_speech and not inner.endswith(".") and (verb := _verb_after(after)) is not None:
        start = (
            before.places[0].token.start
            if before.places and _verb_before(before) is None and not _leads(before)
            else q.span.start
        )
        return _candidate("quote-said", verb, Span(start, q.span.end))
    verb = _verb_before(before)
    if verb is not None and (before.last() in (":", ",") or _adjacent(before, verb)):
        return _candidate("said-quote", verb, q.span)
    if ends_speech and (verb := _verb_after(after)) is not None and not before.places:
        return _candidate("quote-said", verb, q.span)
    return None


def _leads(before: Gap) -> bool:
    return before.last() == ":"


def _adjacent(before: Gap, verb: Place) -> bool:
    return before.places[-1] == verb


def _entry(p: Place) -> Cue | None:
    if p.tree.tokens[p.at].pos not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
        return None
    lemma, _ = p.tree.phrasal(p.at)
    table = lexicon()
    frames = table.get((lemma, "verb")) or table.get((p.tree.tokens[p.at].lemma, "verb")) or {}
    return frames.get("quote") if p.tree.tokens[p.at].pos == "VERB" else None


def _verb_after(gap: Gap) -> Place | None:
    """The first verb of saying after the quotation, if no other finite verb comes before it."""
    for p in gap.places[:REACH]:
        if _entry(p) is not None:
            return p
        t = p.token
        if t.pos == "VERB" and "fin" in t.feats and t.dep not in ("relcl", "acl"):
            return None
    return None


def _verb_before(gap: Gap) -> Place | None:
    """The last verb of saying before the quotation that has a subject outside it."""
    for p in reversed(gap.places[-REACH:]):
        if _entry(p) is not None:
            return p
    return None


def _candidate(rule: str, verb: Place, content: Span) -> Candidate | None:
    tree, at = verb.tree, verb.at
    entry = _entry(verb)
    if entry is None:
        return None
    source = speaker(tree, at, content)
    _, particle = tree.phrasal(at)
    last = at + 1 if particle == at + 1 and entry.lemma != tree.tokens[at].lemma else at
    return Candidate(f"en.{rule}", tree.span(at, last), source, (content,), entry, is_negated(tree, at))


def speaker(tree: Tree, verb: int, content: Span) -> Span | None:
    """The subject of the verb, or, where the parse was misled by the quotation, the name next to the verb."""
    subject = source_of(tree, verb)
    if subject is not None and not content.start <= tree.tokens[subject].start < content.end:
        return None if is_self(tree, subject) else noun_phrase(tree, subject)
    return _neighbour(tree, verb, content)


def _neighbour(tree: Tree, verb: int, content: Span) -> Span | None:
    """The noun phrase right after the verb (said the mayor), else the one right before it."""
    ahead, behind = range(verb + 1, min(verb + 8, len(tree.tokens))), range(verb - 1, max(verb - 8, -1), -1)
    after, before = _nouns(tree, ahead, content, STOPPERS), _nouns(tree, behind, content, frozenset())
    # Behind "told" stands the listener.
    for i in (*before, *after) if tree.lemma(verb) == "tell" else (*after, *before):
        return noun_phrase(tree, i)
    return None


def _nouns(tree: Tree, places: Iterable[int], content: Span, stoppers: frozenset[str]) -> Iterator[int]:
    """Nouns and pronouns outside the quotation, until a word that cannot stand before a subject."""
    for i in places:
        t = tree.tokens[i]
        if t.pos in stoppers:
            return
        outside = not content.start <= t.start < content.end
        somebody = t.pos in ("PROPN", "NOUN", "PRON") or (t.pos == "NUM" and t.text.isalpha())
        if outside and somebody and t.dep not in ("compound", "npadvmod", "tmod", "pobj"):
            yield i
