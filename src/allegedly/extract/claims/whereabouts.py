"""Where: the places in a happening's own words, else those that its sentence or paragraph sets it in."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from allegedly.extract.claims.agents import strike
from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.headers import Header, headers
from allegedly.extract.claims.scene import Scene
from allegedly.extract.claims.triggers import NOUNS, finite
from allegedly.extract.findings import Findings
from allegedly.extract.tokens import Analysis
from allegedly.knowledge.actors import actors
from allegedly.knowledge.closed import closed
from allegedly.model import Attribution, Place, Span

# A place at the head of a sentence stands among its first words; behind a phrase or in a piece without a verb, later.
HEAD, HEAD_PHRASE, HEAD_PIECE = 4, 9, 16
# So many places at the head of a sentence are looked at, and so many words behind its last dash.
FIRST, TAIL = 4, 5
PHRASE = frozenset({"ADP", "NOUN", "PROPN", "NUM", "CCONJ"})
MARKS, DASHES = frozenset({",", ":", "—", "–", ";"}), frozenset({"—", "–"})
NAMED = re.compile(r"[«„“\"][^«»„“”\"]{2,60}")
LOCATIVE = closed().locative


@dataclass(frozen=True, slots=True)
class Ground:
    """The places of the whole document in text order, listed or not, and its headers."""

    places: tuple[Place, ...]
    starts: list[int]
    headers: tuple[Header, ...] = ()

    def before(self, offset: int) -> Sequence[Place]:
        """Places named before an offset, nearest last; a rule looks back over a few only."""
        at = bisect_left(self.starts, offset)
        return self.places[max(at - 12, 0) : at]

    def header(self, offset: int) -> Header | None:
        """The header that reaches an offset, the nearest one of several."""
        return next((h for h in reversed(self.headers) if h.reach.start <= offset < h.reach.end), None)


def ground(analysis: Analysis, findings: Findings, attributions: Sequence[Attribution]) -> Ground:
    """Without what speaks ("Moscow said") or is part of the quoted name of who does ("a reporter of «Karsk Wave»")."""
    names = [
        Span(a.source.span.start + m.start(), a.source.span.start + m.end())
        for a in attributions
        if a.source
        for m in NAMED.finditer(a.source.text)
    ]
    found = sorted((*findings.places, *findings.spots), key=lambda p: p.span)
    names += [a.source.span for a in attributions if a.source and a.source.span in {p.span for p in found}]
    kept = tuple(p for p in found if not any(n.covers(p.span) for n in names)) if names else tuple(found)
    return Ground(kept, [p.span.start for p in kept], headers(analysis, findings, attributions))


def places(scene: Scene, h: Happening, ground: Ground) -> tuple[Place, ...]:
    """Own words; a noun that means a place named before; the head or tail of the sentence; the header."""
    few = scene.near([p.span.start for p in scene.places], h.trigger.start)
    first = range(min(few.start, FIRST))  # those at the head of the sentence as well
    usable = [p for p in (scene.places[n] for n in (*first, *few)) if _usable(scene, p, h)]
    own = _touching(scene, usable, set(h.clause.tokens))
    above = ground.header(scene.sentence.span.start)
    if own and above and above.listed:
        return (*own, *(p for p in above.places if all(p.text not in q.text for q in own)))
    found = own or _meant(scene, h, ground) or _head(scene, usable, h) or _tail(scene, usable)
    return found or (above.places if above else ())


def _touching(scene: Scene, found: Sequence[Place], tokens: set[int]) -> tuple[Place, ...]:
    starts = {scene.tokens[i].start for i in tokens}
    return tuple(p for p in found if p.span.start in starts)


def _usable(scene: Scene, p: Place, h: Happening) -> bool:
    """Not part of an organisation's name, of a time ("Moscow time"), or of a party ("Ukraine's forces")."""
    if any(m.kind == "organisation" and m.span.covers(p.span) for m in scene.names if p.id):
        return False
    if any(t.when.span.covers(p.span) for t in scene.times):
        return False
    tokens = scene.inside(p.span)
    if not tokens:
        return False
    first, last = tokens[0], tokens[-1]
    if any(b.first <= first <= b.last for b in scene.accused) or strike(scene, first):
        return False
    if scene.at(last + 1) == "time" or _acts(scene, p, first, last):
        return False
    return p.precision != "country" or not (first < h.trigger.start and _owner(scene, first, last))


def _acts(scene: Scene, p: Place, first: int, last: int) -> bool:
    """A capital or a country that does something stands for its rulers ("Москва обвиняет", "Tehran has denied")."""
    if p.precision not in ("settlement", "country") or actors().party_in(p.text, scene.sentence.lang) is None:
        return False
    token, left = scene.tokens[last], scene.tokens[first - 1] if first else None
    if scene.english:
        return token.dep in ("nsubj", "nsubjpass")
    if not token.feats & {"nom", "nom?"} or (left is not None and left.pos in ("ADP", "VERB")):
        return False
    apart = left is None or left.pos == "PUNCT"
    return not (apart and (last + 1 >= len(scene.tokens) or scene.tokens[last + 1].pos == "PUNCT"))


def _owner(scene: Scene, first: int, last: int) -> bool:
    """A country that only says whose: "Ukraine's", "of Ukraine", a genitive behind its noun."""
    if scene.english:
        return scene.at(last + 1) in ("'s", "'") or scene.at(first - 1) == "of"
    return first > 0 and scene.tokens[first - 1].pos in NOUNS


def _meant(scene: Scene, h: Happening, ground: Ground) -> tuple[Place, ...]:
    """ "The city", "the peninsula": the place of that size named last, in the words that mean it."""
    for i in h.clause.near(h.trigger.start):
        token = scene.tokens[i]
        if token.pos != "NOUN" or not i or scene.tokens[i - 1].pos not in ("ADP", "DET"):
            continue
        size = next((f.value for f in scene.lexicon.sizes.at(scene.words, i)), None)
        if size:
            found = [p for p in ground.before(token.start) if p.precision == size]
            return (replace(found[-1], text=token.text, span=Span(token.start, token.end)),) if found else ()
    return ()


def _head(scene: Scene, usable: Sequence[Place], h: Happening) -> tuple[Place, ...]:
    """The place with which the sentence opens ("In Karsk ...", "Fire in Karsk: ...") holds for its later clauses."""
    first = h.clause.tokens[0]
    found = []
    for p in usable:
        tokens = scene.inside(p.span)
        if tokens[0] < first and not scene.barred[tokens[0]] and (_opens(scene, tokens) or _heads(scene, tokens)):
            found.append(p)
    return tuple(found)


def _opens(scene: Scene, tokens: Sequence[int]) -> bool:
    """Only prepositions and what they govern stand before ("at the depot in Karsk")."""
    before = [t for t in scene.tokens[: tokens[0]] if t.pos not in ("PUNCT", "X", "ADJ", "DET")]
    if not before or all(t.pos == "ADP" for t in before):
        return tokens[0] < HEAD
    return tokens[0] < HEAD_PHRASE and before[0].pos == "ADP" and all(t.pos in PHRASE for t in before)


def _heads(scene: Scene, tokens: Sequence[int]) -> bool:
    """A verbless piece up to a mark opens the sentence ("Drones over Karsk, ...", "Fire in Karsk: ...")."""
    end = tokens[-1] + 1
    while end < min(len(scene.tokens), HEAD_PIECE) and scene.tokens[end].text not in MARKS:
        end += 1
    if end >= min(len(scene.tokens) - 1, HEAD_PIECE) or any(scene.tokens[k].text in MARKS for k in range(tokens[0])):
        return False
    return not any(finite(scene, k) for k in range(end))


def _tail(scene: Scene, usable: Sequence[Place]) -> tuple[Place, ...]:
    """A place or two behind a dash close the sentence ("... - Karsk, Mill Street")."""
    dash = next((k for k in range(len(scene.tokens) - 2, 0, -1) if scene.tokens[k].text in DASHES), 0)
    rest = [t for t in scene.tokens[dash + 1 :] if t.pos not in ("PUNCT", "NUM", "X")]
    if not dash or len(rest) > TAIL:
        return ()
    found = [p for p in usable if p.span.start > scene.tokens[dash].start]
    return tuple(found) if rest and all(any(p.span.covers(Span(t.start, t.end)) for p in found) for t in rest) else ()
