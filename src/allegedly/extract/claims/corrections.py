"""What a report or a speaker takes back: "we wrote that ... This is wrong", "the mayor withdrew the claim that ..."."""

from collections.abc import Iterable

from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.patterns import Found, PatternIndex, fold
from allegedly.extract.claims.scene import OWN_VOICE, Scene

# A correction stands at most so many sentences from what it corrects; a header before, the right version behind.
NEAR = 2
# Between "the claim that" and the clause it opens stand at most so many words.
REACH = 12
MARKS = frozenset(";:—–")


def taken_back(scene: Scene, h: Happening) -> bool:
    """The report puts right what it told before, or a voice withdraws its own earlier words."""
    return _corrected(scene, h) or _withdrawn(scene, h) or _replaced(scene, h)


def _corrected(scene: Scene, h: Happening) -> bool:
    """ "We wrote that ..." with a word of correction in the sentences around it."""
    own = _last(scene.lexicon.self_report.find(scene.words, 0, h.trigger.start))
    if own is None or _broken(scene, own.end, h.clause.tokens[0]):
        return False
    numbers = range(max(scene.number - NEAR, 0), min(scene.number + NEAR + 1, len(scene.analysis.sentences)))
    return any(_holds(scene, scene.lexicon.correction, n) for n in numbers)


def _holds(scene: Scene, index: PatternIndex[None], number: int) -> bool:
    return index.first([fold(t.text) for t in scene.analysis.sentences[number].tokens]) is not None


def _withdrawn(scene: Scene, h: Happening) -> bool:
    """Words of taking back open the clause: "withdrew the claim that", "отказались от утверждения, что"."""
    first = h.clause.tokens[0]
    start = max(first - REACH, 0)
    found = _last(f for f in scene.lexicon.stances.find(scene.words, start, first) if f.value == "retract")
    return found is not None and not _broken(scene, found.end, first)


def _replaced(scene: Scene, h: Happening) -> bool:
    """ "Earlier the staff spoke of nine; two, it explained, had been counted twice": the first version is no more."""
    before = scene.lexicon.earlier.find(scene.words, 0, h.trigger.start)
    if h.owner == OWN_VOICE or _last(before) is None:
        return False
    after = scene.lexicon.stances.find(scene.words, h.clause.tokens[-1] + 1)
    return any(f.value == "retract" for f in after)


def _last(found: Iterable[Found[None]] | Iterable[Found[str]]) -> Found[None] | Found[str] | None:
    last = None
    for f in found:
        last = f
    return last


def _broken(scene: Scene, start: int, end: int) -> bool:
    """Does something else begin between the two?"""
    return (
        any(w in MARKS for w in scene.words[start:end]) or scene.lexicon.turn.first(scene.words, start, end) is not None
    )
