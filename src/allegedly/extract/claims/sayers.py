"""Who says it in the same sentence where no rule of attribution found so: the subject of a verb of saying beside it.

A fallback behind the attributions of each language, for orders of words and colloquial or translated sentences that
they do not know: "no crane had come down, the board said: ...", «поліція каже двоє поранені».
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.scene import Scene
from allegedly.extract.english.lexicon import lexicon as english
from allegedly.extract.slavic.lexicon import lexicon as slavic
from allegedly.extract.slavic.subjects import subjects
from allegedly.extract.tokens import Token
from allegedly.knowledge.closed import closed
from allegedly.model import Words

ACTS = frozenset({"say", "believe"})
FRAMES = frozenset({"that", "count", "tell"})
# Between a subject and its verb these may stand.
LIGHT = frozenset({"ADV", "PART", "AUX"})
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
# A subject has at most so many words; what is inserted between it and its verb too.
LONG, INSERTED = 10, 8
# A longer sentence is a list or a text without stops: it is not searched, so that work stays linear.
MOST = 150
STOPS = frozenset('.!?…,;:—–"»”')
# A sentence or a line ends there, or a picture stands for its full stop.
ENDED = re.compile("[.!?…\n☀-➿\U0001f000-\U0001ffff]")
COMMAS = frozenset(",—–")
THAT = frozenset({"that", "что", "що", "будто", "ніби", "шо"})


class Saying(NamedTuple):
    """A subject, by its first and last token, and its verb of saying."""

    first: int
    last: int
    verb: int


def sayer(scene: Scene, h: Happening) -> tuple[Words, Words] | None:
    """The subject of the nearest verb of saying beside the clause, and the verb."""
    body = h.clause.body
    first, last = body[0], body[-1]
    near = list(_sayings(scene))
    told = max(first, h.trigger.start)
    before = [s for s in near if s.verb < first and _leads(scene, s, first) and not _ended(scene, s.verb, told)]
    after = [s for s in near if s.first > last and _trails(scene, s, last)]
    opens = [s for s in near if s.first == first and s.verb < h.trigger.start and not _ended(scene, s.verb, told)]
    within = [s for s in opens if _leads(scene, s, h.trigger.start) and _told_behind(scene, s, h)]
    found = within[-1] if within else before[-1] if before else after[0] if after else None
    if found is None:
        return None
    text = scene.analysis.text
    who, cue = scene.span(found.first, found.last), scene.span(found.verb, found.verb)
    return Words.at(text, *who), Words.at(text, *cue)


def _sayings(scene: Scene) -> Iterator[Saying]:
    """Subjects with a verb of saying behind them, in text order."""
    few = scene.tokens if len(scene.tokens) <= MOST else ()
    verbs = [v for v, t in enumerate(few) if t.pos == "VERB" and "fin" in t.feats and _says(scene, t)]
    ends = _subjects(scene) if verbs and not scene.english else {}
    for v in verbs:
        last = _before(scene, v)
        first = _opens(scene, last) if scene.english else ends.get(last)
        if last >= 0 and first is not None and first <= last:
            yield Saying(first, last, v)


def _says(scene: Scene, token: Token) -> bool:
    if scene.english:
        entries = english().get((token.lemma, "verb"), {})
        return any(frame in FRAMES and cue.act in ACTS for frame, cue in entries.items())
    entries_ = slavic(scene.sentence.lang).words.get(token.lemma, ())
    return any(cue.act in ACTS and not cue.needs and not cue.needs_prep for cue in entries_)


def _before(scene: Scene, verb: int) -> int:
    """The last word before the verb that is neither light nor inserted between marks."""
    k = verb - 1
    while k >= 0 and scene.tokens[k].pos in LIGHT:
        k -= 1
    if k > 0 and scene.tokens[k].text in (",", ")"):
        opening = "(" if scene.tokens[k].text == ")" else ","
        start = next((i for i in range(k - 1, max(k - INSERTED, 0), -1) if scene.tokens[i].text == opening), 0)
        return start - 1
    return k


def _opens(scene: Scene, last: int) -> int | None:
    """Where the English noun phrase that ends there begins; None where it stands behind a preposition or is I or we."""
    if last < 0 or scene.tokens[last].pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    k = last
    while k > 0 and last - k < LONG and _belongs(scene, k - 1):
        k -= 1
    token, ahead = scene.tokens[k], scene.tokens[k - 1] if k else None
    outside = closed().tellers | closed().addressed | closed().nobody
    if token.lemma in outside or (ahead is not None and ahead.pos in ("ADP", "SCONJ")):
        return None
    return k


def _belongs(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return (token.pos in PHRASE and scene.tokens[k + 1].pos != "PRON") or token.text in ("of", "'s")


def _subjects(scene: Scene) -> dict[int, int]:
    """Last token -> first token of the Russian or Ukrainian phrases that can speak, third persons among them."""
    found: dict[int, int] = {}
    for s in subjects(scene.analysis.clean, scene.sentence, scene.sentence.span.end):
        inside = scene.inside(s.span)
        if inside:
            found[inside[-1]] = inside[0]
    for i, t in enumerate(scene.tokens):
        if t.pos == "PRON" and {"nom", "p3"} <= t.feats:
            found[i] = i
    return found


def _leads(scene: Scene, s: Saying, first: int) -> bool:
    """Does the clause that begins at `first` go on from the verb?"""
    between = scene.tokens[s.verb + 1 : first]
    joint = scene.tokens[first - 1]
    if joint.pos == "CCONJ" or (joint.pos == "SCONJ" and joint.text.lower() not in THAT):
        return False
    # Said between marks, of what stands before: behind it the sentence goes on only with its predicate.
    behind = between[0].text if between else ""
    inserted = s.first > 0 and scene.tokens[s.first - 1].text in COMMAS and behind in COMMAS
    return not inserted or scene.tokens[first].pos in ("VERB", "AUX")


def _ended(scene: Scene, verb: int, told: int) -> bool:
    """Does a sentence or a line end between the verb and what is told?"""
    return ENDED.search(scene.analysis.text, scene.tokens[verb].start, scene.tokens[told].start) is not None


def _trails(scene: Scene, s: Saying, last: int) -> bool:
    """Does the saying follow the clause that ends at `last`, behind a comma, and end there?"""
    between = scene.tokens[last + 1 : s.first]
    if [t.text for t in between] not in ([","], ["—"], ["–"]):
        return False
    behind = scene.tokens[s.verb + 1 :]
    ends = not behind or behind[0].text in STOPS
    ends |= bool(behind) and behind[0].pos == "ADP" and not any("fin" in t.feats for t in behind)
    return ends and not _asks(scene.tokens, last)


def _told_behind(scene: Scene, s: Saying, h: Happening) -> bool:
    """Is it a clause of its own that stands right behind the verb, without comma ("сусід каже двоє поранені")?"""
    behind, head = scene.tokens[s.verb + 1], scene.tokens[h.trigger.start]
    return not scene.english and behind.pos in ("NOUN", "PROPN", "NUM", "ADJ", "PRON") and _states(head, behind)


def _states(head: Token, opens: Token) -> bool:
    """Has it a predicate of its own, or is it a noun in the nominative right there?"""
    predicate = head.pos in ("VERB", "ADJ") and bool(head.feats & {"fin", "short", "impers", "part"})
    return predicate or (head == opens and "nom" in head.feats)


def _asks(tokens: Sequence[Token], last: int) -> bool:
    return tokens[last].text == "?"
