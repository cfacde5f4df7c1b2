"""Where: the places in a happening's own words, else those that its sentence or paragraph sets it in."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.scene import Scene
from allegedly.extract.claims.triggers import NOUNS
from allegedly.knowledge.closed import closed
from allegedly.model import Attribution, Place, Span

# A header is a sentence of at most so many words, with a place among them, at the head of its paragraph.
HEADER = 4
# A place at the head of a sentence stands among its first words.
HEAD = 4
NAMED = re.compile(r"[«„“\"][^«»„“”\"]{2,60}")
LOCATIVE = closed().locative


@dataclass(frozen=True, slots=True)
class Ground:
    """The places of the whole document in text order."""

    places: tuple[Place, ...]
    starts: list[int]

    def before(self, offset: int) -> Sequence[Place]:
        """Places named before an offset, nearest last; a rule looks back over a few only."""
        at = bisect_left(self.starts, offset)
        return self.places[max(at - 12, 0) : at]


def ground(places_: Sequence[Place], attributions: Sequence[Attribution]) -> Ground:
    """Without what is part of the quoted name of somebody who speaks ("a reporter of «Northport Wave»")."""
    names = [
        Span(a.source.span.start + m.start(), a.source.span.start + m.end())
        for a in attributions
        if a.source
        for m in NAMED.finditer(a.source.text)
    ]
    kept = tuple(p for p in places_ if not any(n.covers(p.span) for n in names)) if names else tuple(places_)
    return Ground(kept, [p.span.start for p in kept])


def places(scene: Scene, h: Happening, ground: Ground) -> tuple[Place, ...]:
    """Own words; a noun that means a place named before; the head of the sentence; the source's seat; the header."""
    few = scene.near([p.span.start for p in scene.places], h.trigger.start)
    first = range(min(few.start, HEAD))  # those at the head of the sentence as well
    usable = [p for p in (scene.places[n] for n in (*first, *few)) if _usable(scene, p, h)]
    own = _touching(scene, usable, set(h.clause.tokens))
    return own or _meant(scene, h, ground) or _head(scene, usable, h) or _seat(scene, usable) or _header(scene, ground)


def _touching(scene: Scene, found: Sequence[Place], tokens: set[int]) -> tuple[Place, ...]:
    starts = {scene.tokens[i].start for i in tokens}
    return tuple(p for p in found if p.span.start in starts)


def _usable(scene: Scene, p: Place, h: Happening) -> bool:
    """Not part of an organisation's name, of a time ("Moscow time"), or of a party ("Ukraine's forces")."""
    if any(m.kind == "organisation" and m.span.covers(p.span) for m in scene.names):
        return False
    if any(t.when.span.covers(p.span) for t in scene.times):
        return False
    tokens = scene.inside(p.span)
    if not tokens:
        return False
    first, last = tokens[0], tokens[-1]
    if scene.at(last + 1) == "time" or (not scene.english and scene.at(first - 1) == "за"):
        return False
    return p.precision != "country" or not (first < h.trigger.start and _owner(scene, first, last))


def _owner(scene: Scene, first: int, last: int) -> bool:
    """A country that only says whose: "Ukraine's", "of Ukraine", a genitive behind its noun."""
    if scene.english:
        return scene.at(last + 1) in ("'s", "'") or scene.at(first - 1) == "of"
    return first > 0 and scene.tokens[first - 1].pos in NOUNS


def _meant(scene: Scene, h: Happening, ground: Ground) -> tuple[Place, ...]:
    """ "The city", "the peninsula": the place of that size named last."""
    for i in h.clause.near(h.trigger.start):
        token = scene.tokens[i]
        if token.pos != "NOUN" or not i or scene.tokens[i - 1].pos not in ("ADP", "DET"):
            continue
        size = next((f.value for f in scene.lexicon.sizes.at(scene.words, i)), None)
        if size:
            found = [p for p in ground.before(token.start) if p.precision == size]
            return (found[-1],) if found else ()
    return ()


def _head(scene: Scene, usable: Sequence[Place], h: Happening) -> tuple[Place, ...]:
    """The place with which the sentence opens ("In Karsk ...", "Karsk: ...") holds for its later clauses."""
    first = h.clause.tokens[0]
    found = []
    for p in usable:
        tokens = scene.inside(p.span)
        if tokens[0] < min(HEAD, first) and not scene.barred[tokens[0]] and _opens(scene, tokens):
            found.append(p)
    return tuple(found)


def _opens(scene: Scene, tokens: Sequence[int]) -> bool:
    before = [t for t in scene.tokens[: tokens[0]] if t.pos not in ("PUNCT", "X", "ADJ", "DET")]
    return all(t.pos == "ADP" for t in before)


def _seat(scene: Scene, usable: Sequence[Place]) -> tuple[Place, ...]:
    """Where the source is said to be: "officials in Karsk said"."""
    if not scene.english:
        return ()
    return tuple(
        p
        for p in usable
        if p.precision != "country"
        and (tokens := scene.inside(p.span))
        and scene.barred[tokens[0]]
        and scene.at(tokens[0] - 1) in LOCATIVE
    )


def _header(scene: Scene, ground: Ground) -> tuple[Place, ...]:
    """A place that stands alone at the head of the paragraph."""
    sentences = scene.analysis.sentences
    paragraph = scene.sentence.sentence.paragraph
    k = scene.number
    while k and sentences[k - 1].sentence.paragraph == paragraph and scene.number - k < 12:
        k -= 1
    head = sentences[k]
    if k == scene.number or len([t for t in head.tokens if t.pos != "PUNCT"]) > HEADER:
        return ()
    return tuple(p for p in ground.before(head.span.end) if _inside(p.span, head.span))


def _inside(span: Span, sentence: Span) -> bool:
    return sentence.covers(span)
