"""What a report or a speaker takes back: "we wrote that ... This is wrong", "the mayor withdrew the claim that ..."."""

from collections.abc import Iterable

from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.judged import judge
from allegedly.extract.claims.patterns import Found, PatternIndex, fold
from allegedly.extract.claims.scene import OWN_VOICE, Scene

# A correction stands at most so many sentences from what it corrects; a header before, the right version behind.
NEAR = 2
# Between "the claim that" and the clause it opens stand at most so many words.
REACH = 12
# The statement stands at most so many words behind the verb that takes it back.
CLOSE = 5
# What joins a statement to what it is of, where no "that" does, in three languages; and within how many words.
ABOUT = frozenset({"of", "about", "о", "об", "про"})
JOINED = 4
MARKS = frozenset(";:—–")
QUOTES = frozenset({'"', "“", "”", "«", "»", "„", "''", "``"})
# What joins a headline and what it is called.
IS = frozenset({"was", "is", "were", "are", "—", "–", "был", "была", "было", "были", "був", "була", "було", "були"})


def taken_back(scene: Scene, h: Happening) -> bool:
    """The report puts right what it told before, or a voice withdraws its own earlier words."""
    return _corrected(scene, h) or _withdrawn(scene, h) or _unsaid(scene, h) or _replaced(scene, h)


def called_false(scene: Scene, h: Happening) -> bool:
    """What opens the clause calls it false: "it is untrue that", "назвали ложью сообщения о"; a judge's word is his."""
    if judge(scene, h.owner) is not None:
        return False
    first = h.clause.tokens[0]
    opened = any(scene.lexicon.that.opens(scene.words, k) for k in range(max(first - 1, 0), first + 1))
    start, end = (max(first - REACH, 0), first) if opened else (max(first - CLOSE, 0), h.trigger.start)
    found = _last(f for f in scene.lexicon.stances.find(scene.words, start, end) if f.value == "deny")
    if found is None or _broken(scene, found.end, first):
        return False
    return opened or scene.lexicon.statement.first(scene.words, found.end, h.trigger.start) is not None


def proved_wrong(scene: Scene, h: Happening) -> bool:
    """What was told is called wrong behind it: "reports that the bridge was hit were wrong", «слухи, что ... ложны»."""
    start = max(h.clause.tokens[0] - REACH, 0)
    told = _last(scene.lexicon.statement.find(scene.words, start, h.trigger.start))
    near = range(told.end, min(told.end + JOINED, h.trigger.start)) if told is not None else ()
    joined = any(scene.words[k] in ABOUT or scene.lexicon.that.opens(scene.words, k) for k in near)
    if told is None or not joined:
        return False
    if any(scene.owner[k] != scene.owner[h.trigger.start] for k in range(told.start, h.trigger.start)):
        return False
    behind = min(h.trigger.end + REACH, len(scene.words))
    called = [f.start for f in scene.lexicon.wrong.find(scene.words, h.trigger.end, behind)]
    called += [f.start for f in scene.lexicon.stances.find(scene.words, h.trigger.end, behind) if f.value == "deny"]
    first = min(called, default=None)
    if first is None or scene.owner[first] != scene.owner[h.trigger.start]:
        return False
    return not _denied(scene, first) and not _broken(scene, h.trigger.end, first)


def misquoted(scene: Scene, h: Happening) -> bool:
    """Is a headline in quotation marks called a mistake behind them ('"40 missing" was an error', «... — ошибка»)?"""
    opens = next((i for i in range(h.trigger.start, max(h.trigger.start - REACH, -1), -1) if _mark(scene, i)), None)
    ends = range(h.trigger.end, min(h.trigger.end + REACH, len(scene.words)))
    closes = next((i for i in ends if _mark(scene, i)), None)
    if opens is None or closes is None or opens > 1:
        return False
    calls = scene.lexicon.wrong.find(scene.words, closes, min(closes + 2 * REACH, len(scene.words)))
    called = next((f.start for f in calls), None)
    if called is None or _denied(scene, called) or scene.owner[called] != scene.owner[h.trigger.start]:
        return False
    return any(scene.words[i] in IS for i in range(max(called - 2, closes), called))


def _mark(scene: Scene, i: int) -> bool:
    return scene.tokens[i].text in QUOTES


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


def _unsaid(scene: Scene, h: Happening) -> bool:
    """A verb of taking back with its statement, and the happening is what that was of ("deleted its post about")."""
    start = max(h.trigger.start - REACH, 0)
    for verb in scene.lexicon.recant.find(scene.words, start, h.trigger.start):
        said = scene.lexicon.statement.first(scene.words, verb.end, min(verb.end + CLOSE, h.trigger.start))
        if said is not None and not _denied(scene, verb.start) and not _broken(scene, said.end, h.trigger.start):
            return True
    return False


def _denied(scene: Scene, i: int) -> bool:
    return i > 0 and scene.lexicon.negation.opens(scene.words, i - 1)


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
