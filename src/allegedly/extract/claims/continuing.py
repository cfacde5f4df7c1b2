"""In whose name a Russian or Ukrainian sentence without a speaker goes on: the office's that told the one before."""

import re
from collections.abc import Sequence
from datetime import timedelta

from allegedly.extract.claims.patterns import fold
from allegedly.extract.claims.scene import Piece, Scene
from allegedly.extract.slavic.lexicon import lexicon
from allegedly.extract.slavic.subjects import subjects
from allegedly.extract.times.born import born
from allegedly.extract.tokens import Analysed
from allegedly.knowledge.anaphora import turns
from allegedly.model import Attribution, Span

# A report goes on in somebody's name for so many sentences at most; behind "Office:" for so many.
FAR, HEADED = 3, 8
# Behind a quotation of so many words, no name, the report goes on in its own voice.
SPEECH = re.compile(r"[«“\"](?:[^«»“”\"\s]+\s+){3}")
# "A source" speaks for somebody too.
SOURCES = "group:sources"
# An "according to" opens or closes its sentence, but for so many characters.
EDGE = 4
# What ended so long before publication is the report's own memory.
RECALLED = timedelta(days=60)
# An entry of a running report opens with its hour.
STAMP = re.compile(r"\d{1,2}[:.]\d{2}$")
# Rules of saying whose words go on; an "according to" only at the edge of its sentence.
TELLING = frozenset(
    {"that", "post", "about", "colon", "colon-head", "colon-plain", "as", "question", "issued", "statements"}
)
OPENING = frozenset({"according"})


def going_on(scene: Scene) -> Attribution | None:
    """What the nearest sentence before with a speaker attributes, unless this one turns away from it."""
    if scene.tokens[-1].text in "?!" or _turns(scene):
        return None
    for number in range(scene.number - 1, max(scene.number - 1 - HEADED, -1), -1):
        sentence = scene.analysis.sentences[number]
        if sentence.lang == "en" or sentence.sentence.paragraph != scene.sentence.sentence.paragraph:
            return None
        if pieces := scene.voices.touching.get(number, ()):
            a = _last(scene, sentence, pieces)
            near = a is not None and (scene.number - number <= FAR or a.rule == "slavic.colon-head")
            return a if near else None
        turned = turns(sentence.lang).search(scene.analysis.clean, sentence.span.start, sentence.span.end)
        if turned or not sentence.tokens or sentence.tokens[-1].text == "!":
            return None
    return None


def _last(scene: Scene, sentence: Analysed, pieces: Sequence[Piece]) -> Attribution | None:
    """What is attributed last and by no other's words, where nothing is quoted, denied, asked or withheld there."""
    if SPEECH.search(scene.analysis.text, sentence.span.start, sentence.span.end):
        return None
    if scene.lexicon.belie.first([fold(t.text) for t in sentence.tokens]) is not None:
        return None  # "..., но это ложь": the report has taken the word itself
    spoken = [scene.voices.all[n] for n in dict.fromkeys(p.number for p in pieces)]
    outer = [a for a in spoken if a.inside is None and a.source is not None]
    if not outer or any(a.stance != "affirm" for a in spoken):
        return None
    last = max(outer, key=lambda a: (a.cue.span.start if a.cue else a.content[0].start, a.content[0].start))
    found = last.act in ("say", "show") or (last.act == "believe" and body(scene, last))
    return last if found and _tells(sentence, last) else None


def _tells(sentence: Analysed, a: Attribution) -> bool:
    rule = a.rule.split(".")[1]
    if rule in TELLING:
        return True
    first, last = sentence.tokens[0].end, a.source.span.end if a.source else 0
    edge = a.cue is not None and (a.cue.span.start <= first or sentence.span.end - last < EDGE)
    return rule in OPENING and (edge or a.hedge is None)


def body(scene: Scene, a: Attribution) -> bool:
    """Is the source a body that speaks, by its noun?"""
    if a.source is None or a.source.id == SOURCES:
        return a.source is not None
    sentence = next((s for s in scene.analysis.sentences if s.span.covers(a.source.span)), None)
    words = lexicon(scene.sentence.lang)
    inside = (t for t in sentence.tokens if a.source.span.covers(Span(t.start, t.end))) if sentence else ()
    head = next((t for t in inside if t.pos in ("NOUN", "PROPN", "X")), None)
    return head is not None and words.institution(head)


def _turns(scene: Scene) -> bool:
    """Are there words by which a report takes the word itself, or recalls an old time?"""
    span = scene.sentence.span
    if STAMP.match(scene.tokens[0].text):
        return True  # «15:32 Полиция оцепила площадь»: another entry
    if turns(scene.sentence.lang).search(scene.analysis.clean, *span):
        return True
    first = next((t.end for t in scene.tokens if t.pos != "PUNCT"), span.end)
    opens = any(s.person and s.span.start < first for s in subjects(scene.analysis.clean, scene.sentence, span.end))
    if opens and any("fin" in t.feats and t.lemma in lexicon(scene.sentence.lang).words for t in scene.tokens):
        return True  # somebody else opens it, and has a mind of his own
    published = scene.analysis.document.report.published
    old = (t for t in scene.times if published and t.when.end and t.when.end < published - RECALLED)
    return any(not born(scene.analysis.clean, t.when.span) for t in old)
