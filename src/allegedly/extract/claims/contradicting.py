"""Short answers that deny or affirm what another said: "That is a lie", "the company says it was not", «это не так»."""

from collections.abc import Iterable, Iterator, Sequence

from allegedly.extract.claims.pointing import Pointing, told_last
from allegedly.extract.claims.scene import Piece, Scene
from allegedly.knowledge.closed import closed
from allegedly.model import Claim, Span
from allegedly.model.vocabulary import Stance

# An answer has so many words at most.
LONGEST = 8
# "They were": whatever was told, denied or not, is meant with these alone.
STANDING = frozenset({"be", "have", "do"})
NOT = frozenset({"not", "n't"})


def contradicting(scene: Scene, before: Iterable[Claim], here: Sequence[Claim]) -> Iterator[Pointing]:
    """What somebody answers in so few words that only what another said before tells what of."""
    known = [*before, *here]
    for piece in scene.voices.touching.get(scene.number, ()):
        by = scene.voices.all[piece.number]
        if not piece.content or by.source is None or by.cue is None or by.stance != "affirm" or by.act != "say":
            continue
        if any(c.span.meets(piece.span) for c in here):
            continue
        held = answer(scene, _words(scene, piece))
        others = [c for c in known if c.speaker is None or c.speaker.span is None or c.speaker.text != by.source.text]
        told = told_last(others, piece.span.start) if held else None
        if held and told is not None and told.event is not None:
            tokens = scene.inside(piece.span)
            yield Pointing(tokens[0], tokens[-1], told.event, by.source, by.cue, held)


def _words(scene: Scene, piece: Piece) -> list[int]:
    """The words of a content without marks, where that is all that is told in this sentence, and is told in it."""
    whole = [p for p in scene.voices.all[piece.number].content if p.meets(scene.sentence.span)]
    if len(whole) > 1 or not scene.sentence.span.covers(piece.span) or _inserted(scene, piece):
        return []
    return [i for i in scene.inside(piece.span) if scene.tokens[i].pos != "PUNCT"]


def _inserted(scene: Scene, piece: Piece) -> bool:
    """Stands the saying between commas in a clause that goes on behind it («данных, признаёт эксперт, нет»)?"""
    by = scene.voices.all[piece.number]
    edges = [x.span.start for x in (by.source, by.cue) if x is not None]
    said = scene.inside(Span(scene.sentence.span.start, min(edges)))
    return bool(said) and min(edges) < piece.span.start and scene.tokens[said[-1]].text == ","


def answer(scene: Scene, tokens: Sequence[int]) -> Stance | None:
    """What words say of what another said, where they say nothing else."""
    if not tokens or len(tokens) > LONGEST:
        return None
    words = [scene.words[i] for i in tokens]
    if words[0] in ("that", "что", "що") and len(words) > 1 and scene.tokens[tokens[0]].pos == "SCONJ":
        words, tokens = words[1:], tokens[1:]
    if scene.english and (stance := _elliptic(scene, tokens)):
        return stance
    rest = words[_subject(scene, tokens) :]
    while scene.english and rest and rest[0] in closed().leading:
        rest = rest[1:]
    known = (scene.lexicon.contradiction, scene.lexicon.belie)
    denied = rest and any(f.end == len(rest) for index in known for f in index.at(rest, 0))
    return "deny" if denied else None


def _subject(scene: Scene, tokens: Sequence[int]) -> int:
    """How many words open an answer with what it is of: "that is", "the report was", «это», «эти сообщения —»."""
    first = 0
    for found in scene.lexicon.pointer.at(scene.words, tokens[0]):
        first = max(first, sum(i < found.end for i in tokens))
    while scene.english and first < len(tokens) and scene.tokens[tokens[first]].lemma in ("be", "all", "'s"):
        first += 1
    return first


def _elliptic(scene: Scene, tokens: Sequence[int]) -> Stance | None:
    """ "It was not", "they had not been", "she did": a pronoun and nothing but helping verbs."""
    lead, *rest = (scene.tokens[i] for i in tokens)
    helpers = [t for t in rest if t.text.lower() not in NOT]
    if lead.lemma not in closed().third or not helpers or any(t.lemma not in STANDING for t in helpers):
        return None
    return "deny" if len(helpers) < len(rest) else "affirm"
