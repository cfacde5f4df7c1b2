"""The speaker before a colon: of the words behind it, or of the list that follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from allegedly.extract.english.boundaries import noun_phrase, pieces
from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.formulas import COLON, names_somebody
from allegedly.extract.english.lexicon import lexicon
from allegedly.extract.english.sources import is_self, source_of
from allegedly.extract.english.speech import Paragraph
from allegedly.extract.english.tree import Tree
from allegedly.extract.english.voices import is_voice
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

HEAD = re.compile(r"[\s*]*([^:\n\"“«]{3,90}?)\s*(:)\s+(?=\S)")
ITEM = re.compile(r"[^\S\n]*(?:[•●◦‣∙·▪▫■□–—*-]|\d{1,2}[.)]|[^\w\s\"'“«(])[^\S\n]*")
# A time or a mark of an update before the speaker of an entry ("UPD 03:10 mayor: ...").
LONGEST_HEAD = 9
STAMP = re.compile(
    r"[\W_]*(?:(?:UPD|Upd|Update|UPDATE|NB|PS)\.?[\s:]*)?(?:\d{1,2}[.:]\d{2}(?:\s?[ap]\.?m\.?)?[\s:–—-]*)?"
)
# To whom it was said, where it was said: "Headmistress to us", "a sister of a reader, on the phone".
ASIDE = re.compile(
    r"\s*(?:,\s*(?:on|by|in|via|over)\s+.*|\s+(?:to|by|on|via|over)\s+(?:us|me|our|the|this|phone)\b.*|,\s*(?:DM|PM)|\s*\([^)]*\))$"
)
QUOTES = frozenset({'"', "“", "«", "``", "'", "‘"})
SPEAKER_POS = frozenset({"NOUN", "PROPN", "PRON"})
CARRIES = frozenset(
    {"en.per", "en.according-to", "en.says-that", "en.said-after", "en.told-that", "en.closing-speaker"}
)


def voice_colon(tree: Tree, text: str) -> Iterator[Candidate]:
    """An office, an outlet or people and a colon stand before the words of their sentence."""
    start, end = tree.tokens[0].start, tree.tokens[-1].end
    stamp = STAMP.match(text, start, end)
    match = HEAD.match(text, stamp.end() if stamp else start, end)
    if match is None or not names_somebody(match.group(1)):
        return
    who = _who(text, Span(*match.span(1)))
    head = [t for t in tree.tokens if who.start <= t.start and t.end <= match.end(1)]
    words = [i for i, t in enumerate(tree.tokens) if t.start >= match.end()]
    spoken = text[match.end() : match.end() + 1] in '"“«' and bool(head) and head[-1].pos in SPEAKER_POS
    voiced = is_voice(text[who.start : who.end]) or (spoken and len(head) <= LONGEST_HEAD)
    if not voiced or not head or any(t.pos in ("VERB", "AUX") for t in head) or not words:
        return
    content = pieces(tree, words)
    if content:
        yield Candidate("en.name-colon", Span(*match.span(2)), who, content, COLON)


def clause_colon(tree: Tree) -> Iterator[Candidate]:
    """Somebody says, tells or rejects something, and behind a colon stands what they say."""
    colon = next((i for i, t in enumerate(tree.tokens) if t.text == ":" and 2 < i < len(tree.tokens) - 3), None)
    if colon is None or tree.tokens[colon + 1].text in QUOTES:
        return
    for verb in range(colon - 1, 0, -1):
        entry = _telling(tree, verb)
        source = source_of(tree, verb) if entry is not None else None
        if entry is None or source is None or source > colon or is_self(tree, source):
            continue
        span = noun_phrase(tree, source)
        content = pieces(tree, range(colon + 1, len(tree.tokens)))
        finite = any("fin" in t.feats for t in tree.tokens[colon + 1 :])
        if content and finite and (is_voice(_words(tree, span)) or tree.tokens[source].pos in ("PRON", "PROPN")):
            yield Candidate("en.clause-colon", tree.span(colon), span, content, COLON)
        return


def _telling(tree: Tree, verb: int) -> Cue | None:
    """The entry of a finite verb by which somebody says or judges something."""
    if tree.tokens[verb].pos != "VERB" or "inf" in tree.tokens[verb].feats:
        return None
    frames = lexicon().get((tree.tokens[verb].lemma, "verb"), {})
    entry = frames.get("that") or frames.get("quote") or frames.get("object") or frames.get("carries")
    return entry if entry is not None and (entry.act in ("say", "evaluate") or "carries" in frames) else None


def _words(tree: Tree, span: Span) -> str:
    return " ".join(t.text for t in tree.tokens if span.start <= t.start and t.end <= span.end).replace(" '", "'")


def _who(text: str, head: Span) -> Span:
    """The speaker alone, without those he spoke to and the medium."""
    aside = ASIDE.search(text, head.start, head.end)
    return Span(head.start, aside.start()) if aside and aside.start() > head.start else head


def listed(found: Sequence[Candidate], blocks: Sequence[Paragraph], text: str) -> list[Candidate]:
    """Who is named in the line before a list, which a colon closes, says every item of the list."""
    extra: dict[Span, tuple[Span, ...]] = {}
    added: list[Candidate] = []
    for n, block in enumerate(blocks[:-1]):
        last = block.trees[-1]
        items = _items(blocks, n + 1, text) if last.tokens[-1].text == ":" else ()
        if not items:
            continue
        leads = [c for c in found if c.rule in CARRIES and last.tokens[0].start <= c.cue.start < last.tokens[-1].end]
        if leads:
            extra[leads[0].cue] = items
            continue
        head = Span(last.tokens[0].start, last.tokens[-2].end) if len(last.tokens) > 1 else None
        if head and is_voice(text[head.start : head.end]) and not any(t.pos == "VERB" for t in last.tokens):
            added.append(Candidate("en.name-colon", last.span(len(last.tokens) - 1), head, items, COLON))
    return [*(replace(c, content=(*c.content, *extra[c.cue])) if c.cue in extra else c for c in found), *added]


def _items(blocks: Sequence[Paragraph], first: int, text: str) -> tuple[Span, ...]:
    """The paragraphs from a place on that begin as items of a list do, up to the first that does not."""
    found: list[Span] = []
    for block in blocks[first:]:
        start, end = block.trees[0].tokens[0].start, block.end
        line = text.rfind("\n", 0, start) + 1
        if not ITEM.match(text, line, end):
            break
        content = [p for t in block.trees for p in pieces(t, range(len(t.tokens)))]
        found.append(Span(content[0].start, content[-1].end) if content else Span(start, end))
    return tuple(found)
