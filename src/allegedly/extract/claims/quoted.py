"""Whose quotation a sentence stands in that no attribution reaches: one opened sentences before, or a line of talk."""

import re

from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.scene import Scene
from allegedly.extract.slavic.subjects import persons, subjects
from allegedly.extract.tokens import Analysed
from allegedly.model import Attribution, Source, Span

# A quotation or a line of talk goes on for so many sentences and characters at most.
FAR, LONG = 8, 1500
CLOSING = {"«": "»", "“": "”", "„": "”“", '"': '"'}
MARKS = re.compile('[«»“”„"]')
DASHES = ("—", "–")
# What stands before a colon: who speaks, brackets aside.
HEAD = re.compile(r"(?P<who>[^:\n«»“”\"]{2,80}?)\s*(?:\([^()\n]{1,40}\)\s*)?:\s*\Z")


def quoted_by(scene: Scene, h: Happening) -> Attribution | Source | None:
    """Who speaks in the quotation or line of talk around a happening: by an attribution, or by the words before it."""
    first = _first(scene)
    at = scene.tokens[h.trigger.start].start
    mark = _open(scene.analysis.clean, scene.analysis.sentences[first].span.start, at)
    if mark is None:
        return _talk(scene, first)
    closing = scene.analysis.clean[at : at + LONG].split("\n")[0]
    if not any(c in closing for c in CLOSING[scene.analysis.clean[mark]]):
        return None
    number = next(n for n in range(scene.number, first - 1, -1) if scene.analysis.sentences[n].span.start <= mark)
    return _attributed(scene, number, mark) or _headed(scene, scene.analysis.sentences[number], mark)


def _first(scene: Scene) -> int:
    """The first sentence of the paragraph, or a few sentences before this one."""
    sentences, n = scene.analysis.sentences, scene.number
    paragraph = scene.sentence.sentence.paragraph
    while n > 0 and scene.number - n < FAR and sentences[n - 1].sentence.paragraph == paragraph:
        n -= 1
    return n


def _open(text: str, start: int, end: int) -> int | None:
    """Where the outermost quotation begins that is open at `end`."""
    waiting: list[int] = []
    for mark in MARKS.finditer(text, max(start, end - LONG), end):
        sign = mark.group()
        if waiting and sign in CLOSING[text[waiting[-1]]]:
            waiting.pop()
        elif sign in CLOSING:
            waiting.append(mark.start())
    return waiting[0] if waiting else None


def _attributed(scene: Scene, number: int, mark: int) -> Attribution | None:
    """What is attributed from the quotation's first sentence on, by somebody outside it."""
    for n in range(number, scene.number + 1):
        for piece in scene.voices.touching.get(n, ()):
            a = scene.voices.all[piece.number]
            inside = piece.content and piece.span.end > mark + 1
            if inside and a.inside is None and a.source is not None and a.source.span.start < mark:
                return a
    return None


def _headed(scene: Scene, sentence: Analysed, mark: int) -> Source | None:
    """The one named before the colon that the quotation follows."""
    text = scene.analysis.text
    head = HEAD.search(text[sentence.span.start : mark])
    if head is None:
        return None
    start = sentence.span.start + head.start("who")
    end = sentence.span.start + head.end("who")
    if scene.english:
        return Source(text[start:end], Span(start, end))
    clean = scene.analysis.clean
    found = [*subjects(clean, sentence, mark), *persons(clean, sentence, mark)]
    spans = [Span(s.span.start, min(s.span.end, end)) for s in found if start <= s.span.start < end]
    return Source(text[spans[0].start : spans[0].end], spans[0]) if spans else None


def _talk(scene: Scene, first: int) -> Attribution | None:
    """ "— Words, — says X. — More words. Still more": what follows the dash in a line of talk is X's."""
    sentences = scene.analysis.sentences
    if scene.english or first == scene.number or not _dashed(scene, first):
        return None
    if scene.voices.touching.get(scene.number):
        return None
    resumed = False
    for n in range(scene.number, first - 1, -1):
        if pieces := scene.voices.touching.get(n, ()):
            a = scene.voices.all[pieces[-1].number]
            starts = a.content[0].start - sentences[n].span.start
            return a if resumed and a.source is not None and a.inside is None and starts >= 0 else None
        resumed |= _dashed(scene, n)
    return None


def _dashed(scene: Scene, number: int) -> bool:
    span = scene.analysis.sentences[number].span
    return scene.analysis.clean[span.start : span.end].lstrip().startswith(DASHES)
