"""A figure alone in somebody's words ("the governor says 23"): of the dead or hurt that were told of before.

One that is called a figure may be of whatever was counted ("600 were evacuated; the Red Cross put the number at 900").
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from allegedly.extract.claims.frame import pointed
from allegedly.extract.claims.happenings import CASUALTIES
from allegedly.extract.claims.pointing import Pointing
from allegedly.extract.claims.scene import Piece, Scene
from allegedly.knowledge.closed import closed
from allegedly.knowledge.grammar import grammar
from allegedly.model import Claim, Words

# The dead or hurt whose number is disputed were told of at most so many characters before.
BACK = 400
PLAIN = frozenset({"NUM", "ADV", "DET", "ADP", "ADJ", "PUNCT", "CCONJ", "PART"})


def figures(scene: Scene, before: Iterable[Claim], here: Sequence[Claim]) -> Iterator[Claim]:
    """What an attribution counts with a number and no word of an event, as the casualties told of last."""
    if not scene.counts:
        return
    nouns = closed().figures if scene.english else frozenset(grammar(scene.sentence.lang).figures)
    harmed = [c for c in (*before, *here) if c.event in CASUALTIES]
    counted = [c for c in (*before, *here) if c.count is not None and c.event is not None]
    for piece in scene.voices.touching.get(scene.number, ()):
        by = scene.voices.all[piece.number]
        tokens = scene.inside(piece.span) if piece.content and by.act in ("say", "evaluate") and by.source else []
        count = next((c for c in scene.counts if piece.span.covers(c.span)), None)
        if not tokens or count is None or not all(_of_a_figure(scene, i, nouns) for i in tokens):
            continue
        if by.act == "evaluate" and not any(scene.tokens[i].lemma in nouns for i in tokens):
            continue
        if any(c.span.meets(piece.span) for c in here):
            continue
        told = [c for c in harmed if 0 <= piece.span.start - c.span.end < BACK]
        if not told and any(_figure(scene, i, nouns) for i in _near(scene, piece)):
            told = [c for c in counted if 0 <= piece.span.start - c.span.end < BACK]  # "put the number at 900"
        if told:
            event = max(told, key=lambda c: c.span.start).event or "killed"
            cue = by.cue or Words.at(scene.analysis.text, count.span.start, count.span.end)
            p = Pointing(tokens[0], tokens[-1], event, by.source, cue)
            claim = pointed(scene, p)
            yield replace(claim, stance=by.stance, count=count, attribution=by.id, rule="claim.bare-figure")


def _near(scene: Scene, piece: Piece) -> list[int]:
    """The words of a content and of its cue."""
    cue = scene.voices.all[piece.number].cue
    return [*scene.inside(piece.span), *(scene.inside(cue.span) if cue else ())]


def _figure(scene: Scene, i: int, nouns: frozenset[str]) -> bool:
    return scene.tokens[i].lemma in nouns


def _of_a_figure(scene: Scene, i: int, nouns: frozenset[str]) -> bool:
    return scene.tokens[i].pos in PLAIN or scene.tokens[i].lemma in nouns
