"""In whose name an English sentence without a speaker goes on."""

import re
from collections.abc import Sequence
from datetime import timedelta

from allegedly.extract.claims.patterns import fold
from allegedly.extract.claims.scene import Piece, Scene
from allegedly.extract.claims.speaker import kind_of
from allegedly.extract.times import TimeExpression
from allegedly.knowledge.closed import closed
from allegedly.model import Attribution

# A report goes on in somebody's name for so many sentences at most.
FAR = 4
# Behind a quotation the report goes on in its own voice.
QUOTED = frozenset('«»“”"')
# So many words open a sentence.
OPENS = 3
# What ended so long before publication is the report's own memory.
RECALLED = timedelta(days=4)
# An entry of a running report opens with its hour.
STAMP = re.compile(r"\d{1,2}[:.]\d{2}$")
HAD = "had "
OFFICES = frozenset({"official", "military"})


def going_on(scene: Scene) -> Attribution | None:
    """What the nearest sentence before with a speaker attributes, unless this one turns away from it."""
    if scene.tokens[-1].text == "?" or _turns(scene):
        return None
    for number in range(scene.number - 1, max(scene.number - 1 - FAR, -1), -1):
        sentence = scene.analysis.sentences[number]
        if sentence.sentence.paragraph != scene.sentence.sentence.paragraph:
            return None
        if pieces := scene.voices.touching.get(number, ()):
            quotes = QUOTED & set(scene.analysis.text[sentence.span.start : sentence.span.end])
            return None if quotes else _last(scene, pieces)
    return None


def _last(scene: Scene, pieces: Sequence[Piece]) -> Attribution | None:
    """What is attributed last and by no other's words, where nothing is denied, asked or withheld there."""
    spoken = [scene.voices.all[n] for n in dict.fromkeys(p.number for p in pieces)]
    outer = [a for a in spoken if a.inside is None and a.source is not None and a.act in ("say", "show")]
    if not outer or any(a.stance != "affirm" for a in spoken):
        return None
    last = max(outer, key=lambda a: a.cue.span.start if a.cue else a.content[0].start)
    ends = (_of_nothing, _owns_up, _had_said, _of_others)
    return None if any(so(scene, last) for so in ends) else last


def _had_said(scene: Scene, a: Attribution) -> bool:
    """Is it recalled what somebody had said before ("Earlier, officials had spoken of nine dead")?"""
    before = scene.analysis.clean[max(a.cue.span.start - len(HAD), 0) : a.cue.span.start] if a.cue else ""
    return before.lower() == HAD


def _of_others(scene: Scene, a: Attribution) -> bool:
    """Is the sentence about what an office does, and goes on behind somebody who is none ("said the union")?"""
    kind = kind_of(a.source.name or a.source.text, "en") if a.source else "unknown"
    if kind in OFFICES:
        return False
    root = next((i for i, t in enumerate(scene.tokens) if t.head < 0), None)
    head = next((i for i, t in enumerate(scene.tokens) if t.head == root and t.dep == "nsubj"), None)
    if head is None:
        return False
    phrase = [i for i, t in enumerate(scene.tokens) if i == head or (t.head == head and t.dep in ("compound", "amod"))]
    words = scene.span(phrase[0], phrase[-1])
    return kind_of(scene.analysis.text[words.start : words.end], "en") in OFFICES


def _of_nothing(scene: Scene, a: Attribution) -> bool:
    """Does somebody report that there was none ("the hospital reported no toxins")? It goes on with what there was."""
    first = scene.analysis.text[a.content[0].start : a.content[0].end].split()[:1]
    return bool(first) and first[0].lower() == "no" and a.rule == "en.judged"


def _owns_up(scene: Scene, a: Attribution) -> bool:
    """Does somebody take responsibility, and tell nothing?"""
    first = fold(scene.analysis.text[a.content[0].start : a.content[0].end]).split()
    return scene.lexicon.blame.opens(first, 0)


def _turns(scene: Scene) -> bool:
    """Does the sentence open or go on with words by which a report takes the word itself, or recall an old time?"""
    if STAMP.match(scene.tokens[0].text):
        return True  # "15:32 Police have sealed off the square": another entry
    opening = {t.text.lower() for t in scene.tokens[:OPENS]}
    if opening & closed().turning or any(_holds(scene, words) for words in closed().apart):
        return True
    published = scene.analysis.document.report.published
    return any(
        published and t.when.end and t.when.end < published - RECALLED and not _of_birth(scene, t) for t in scene.times
    )


def _of_birth(scene: Scene, t: TimeExpression) -> bool:
    """ "A man born in 1957" is told of now."""
    before = scene.analysis.text[scene.sentence.span.start : t.when.span.start].split()[-2:]
    return "born" in before


def _holds(scene: Scene, words: str) -> bool:
    first, *rest = words.split()
    return any(
        word == first and list(scene.words[i + 1 : i + 1 + len(rest)]) == rest for i, word in enumerate(scene.words)
    )
