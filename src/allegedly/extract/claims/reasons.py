"""What is said to have brought a happening about: the words behind "because of" and their like."""

from collections.abc import Iterable

from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.things import CASES, governed
from allegedly.model import Span

# A cause has at most so many words.
LONGEST = 9
PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "PART", "PRON", "ADV", "X"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "X"})
# "Through" a town or a bridge is a way, and "through" an hour a time: a cause is a noun that is neither.
THROUGH = "через"


def cause(scene: Scene, h: Happening, zone: Iterable[int]) -> Span | None:
    """The words of the cause in the happening's clause or around it, where one is named."""
    lexicon = scene.lexicon
    if (blamed := _blamed(scene, h)) is not None:
        return blamed
    if not lexicon.causes.anywhere(scene.words) and not lexicon.brings.anywhere(scene.words):
        return None
    allowed = set(zone)
    for i in sorted(allowed):
        for f in lexicon.causes.at(scene.words, i):
            if f.end not in allowed or h.trigger.start <= i < h.trigger.end or _way(scene, f.end, i):
                continue
            if (last := _last(scene, f.end, allowed)) is not None:
                return scene.span(f.end, last)
        for f in lexicon.brings.at(scene.words, i):
            if (first := _first(scene, i - 1, allowed)) is not None and f.end - 1 in allowed:
                return scene.span(first, i - 1)
    return None


def _blamed(scene: Scene, h: Happening) -> Span | None:
    """What the voice of the happening blames for it."""
    voices = () if h.owner == OWN_VOICE else scene.voices.outward(h.owner)
    return next((scene.span(b.first, b.last) for b in scene.accused if b.thing and b.voice in voices), None)


def _last(scene: Scene, first: int, allowed: set[int]) -> int | None:
    """The last word of the phrase that opens at `first`: up to a mark, a verb or a joint."""
    last = None
    for k in range(first, min(first + LONGEST, len(scene.tokens))):
        token = scene.tokens[k]
        ends = k not in allowed or scene.words[k] in scene.lexicon.cause_stops
        if ends or (token.pos not in PHRASE and "part" not in token.feats) or scene.barred[k]:
            break
        if token.pos in ("NOUN", "PROPN"):
            last = k
    return last


def _first(scene: Scene, last: int, allowed: set[int]) -> int | None:
    """The first word of the phrase that ends at `last`."""
    k = last
    while (
        k in allowed
        and last - k < LONGEST
        and scene.tokens[k].pos in PHRASE
        and scene.words[k] not in scene.lexicon.cause_stops
    ):
        k -= 1
    if k == last or (not scene.english and not any(_subject(scene, i) for i in range(k + 1, last + 1))):
        return None  # "аварийную бригаду вызвали в шесть"
    return k + 1


def _subject(scene: Scene, i: int) -> bool:
    """May a noun be what a Russian or Ukrainian verb is said of?"""
    feats = scene.tokens[i].feats
    return (
        scene.tokens[i].pos in NOUNS and (not feats & CASES or bool(feats & {"nom", "nom?"})) and not governed(scene, i)
    )


def _way(scene: Scene, first: int, i: int) -> bool:
    """Does "через" lead through a place or a span of time?"""
    if scene.words[i] != THROUGH or first >= len(scene.tokens):
        return False
    start = scene.tokens[first].start
    timed = any(t.when.span.start <= start < t.when.span.end for t in scene.times)
    placed = any(p.span.start <= start < p.span.end for p in scene.places)
    return timed or placed or scene.tokens[first].pos == "NUM"
