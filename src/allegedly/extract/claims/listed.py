"""What a list names behind its head: "Повреждены:" and a line for each house, "Damaged:" and a line for each roof.

Each line without a claim of its own is one of its head's event, in the head's voice and at its place and time; the head
alone, which names nothing, is then no claim.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from allegedly.extract.claims.frame import trimmed
from allegedly.extract.claims.plain import LEANING
from allegedly.extract.claims.said import RULE as SAID
from allegedly.extract.claims.scene import Scene
from allegedly.extract.claims.things import phrase
from allegedly.extract.claims.triggers import finite
from allegedly.extract.tokens import Analysis
from allegedly.model import Claim, Count, Span, digest
from allegedly.model.vocabulary import Event

RULE = "claim.listed"
# Events of which things or people are listed.
EVENTS = frozenset(
    {"damage", "killed", "injured", "missing", "interception", "launch", "fire", "closure", "evacuation"}
)
# Rules by which a line without a verb is told for want of a better.
LOOSE = LEANING | {SAID}
# The kind of what did it, which a parse may take for what it was done to ("Damaged in the attack:").
DOING = "attack"
# A line has at most so many words, a list so many lines.
WORDS, LINES = 16, 40
CLOSING = frozenset(".,;:!?…")
MARKS = " \t\u00a0\ufe0f"


def listed(analysis: Analysis, told: Sequence[Claim], scene_of: Callable[[int], Scene]) -> list[Claim]:
    """The claims, with those of lists in place of their heads."""
    heads = [c for c in told if c.event in EVENTS and c.rule not in LOOSE and _announces(analysis, c)]
    if not heads:
        return list(told)
    numbers = {s.span: n for n, s in enumerate(analysis.sentences)}
    spoken = [c.span for c in told if c.rule not in LOOSE]
    lists = {c.id: list(_lines(analysis, numbers[c.sentence] + 1, spoken, scene_of)) for c in heads}
    lines = [scene.sentence.span for found in lists.values() for scene in found]
    done: list[Claim] = []
    for c in told:
        if found := lists.get(c.id):
            done += [_item(c, scene, scene_of(numbers[c.sentence])) for scene in found]
        elif c.rule not in LOOSE or c.sentence not in lines:
            done.append(c)
    return done


def _announces(analysis: Analysis, c: Claim) -> bool:
    """Does a colon close the head's line, right behind a claim that names nothing?"""
    return c.kind in (None, DOING) and not c.count and analysis.text[c.span.end : c.sentence.end].strip() == ":"


def _lines(analysis: Analysis, start: int, spoken: Sequence[Span], scene_of: Callable[[int], Scene]) -> Iterator[Scene]:
    """The lines of the list that begins with a sentence: each a line of its own behind a mark, none with a verb."""
    for n in range(start, min(start + LINES, len(analysis.sentences))):
        s = analysis.sentences[n]
        words = [t for t in s.tokens if t.pos != "PUNCT"]
        if not words or len(words) > WORDS or not _marked(analysis, s.span):
            return
        scene = scene_of(n)
        if any(finite(scene, i) for i in range(len(s.tokens))) or any(s.span.meets(span) for span in spoken):
            return
        yield scene


def _marked(analysis: Analysis, span: Span) -> bool:
    """Does a bullet, dash or number open the line?"""
    text = analysis.text
    start = text.rfind("\n", 0, span.start) + 1
    mark = (text[start : span.start] + text[span.start : span.start + 1]).strip(MARKS)[:1]
    return start > 0 and bool(mark) and (mark.isdigit() or not mark.isalnum())


def _item(head: Claim, scene: Scene, above: Scene) -> Claim:
    """The head's claim of what a line names; `above` is the head's sentence."""
    text, tokens = scene.analysis.text, scene.tokens
    first = next(i for i, t in enumerate(tokens) if t.pos != "PUNCT")
    first += 2 * (tokens[first].text.isdigit() and scene.at(first + 1) in (".", ")") and first + 2 < len(tokens))
    last = max((i for i, t in enumerate(tokens) if t.text not in CLOSING), default=first)
    span = trimmed(text, scene.span(first, max(first, last)))
    thing = phrase(scene, frozenset(range(len(tokens))), first)
    named = next((m.span for m in scene.names if m.span.start == tokens[first].start), None)
    where = named or (thing.span(scene) if thing else span)
    kind = thing.kind if thing else None
    return replace(
        head,
        id=digest("claim", scene.analysis.document.report.digest, span, head.event, head.id),
        text=text[span.start : span.end],
        span=span,
        sentence=scene.sentence.span,
        event=_event(head, above, kind),
        object=text[where.start : where.end],
        kind=kind,
        count=_count(scene, first),
        places=scene.places or head.places,
        rule=RULE,
    )


def _count(scene: Scene, first: int) -> Count | None:
    """The number of things that a line names first."""
    return next((c for c in scene.counts if c.span.start >= scene.tokens[first].start), None)


def _event(head: Claim, above: Scene, kind: str | None) -> Event | None:
    """The event of the head's verb with such an object ("уничтожены: 12 дронов" were shot down)."""
    at = above.inside(head.trigger.span)[:1] if head.trigger and kind else []
    entries = (f.value.trigger for i in at for f in above.lexicon.triggers.at(above.words, i))
    told = (event for t in entries for event, kinds in t.by_object.items() if kind in kinds)
    return next(told, head.event)
