"""Who is named as a subject in Russian and Ukrainian sentences: those that a later pronoun or short name may mean."""

from typing import NamedTuple

from allegedly.extract.slavic.lexicon import lexicon
from allegedly.extract.slavic.phrases import Phrase, nominative, phrase_end
from allegedly.extract.slavic.scene import Scene
from allegedly.extract.tokens import Analysed
from allegedly.model import Span

GENDERS = ("fem", "masc", "neut")


class Subject(NamedTuple):
    """A noun phrase in the nominative that can speak: its place, number, gender, and whether it is a person."""

    span: Span
    plural: bool
    gender: str
    person: bool


def subjects(clean: str, sentence: Analysed, end: int) -> list[Subject]:
    """The subjects of a sentence that stand before the character `end`, in text order; of an English one none."""
    if sentence.lang == "en":
        return []
    words = lexicon(sentence.lang)
    scene = Scene(clean, sentence.tokens, words, 0, sentence.sentence.paragraph, sentence.span, ())
    found: list[Subject] = []
    i = 0
    while i < len(scene.tokens) and scene.tokens[i].end <= end:
        stop = _speaking(scene, i)
        if stop > i:
            span = scene.chars(i, stop)
            found += [_subject(scene, Phrase(i, stop), span)] if span and span.end <= end else []
        i = max(stop, i + 1)
    return found


def persons(clean: str, sentence: Analysed, end: int) -> list[Subject]:
    """Words for one person in any case, with what belongs to them, before the character `end`."""
    words = lexicon(sentence.lang)
    scene = Scene(clean, sentence.tokens, words, 0, sentence.sentence.paragraph, sentence.span, ())
    found: list[Subject] = []
    for i, t in enumerate(scene.tokens):
        if t.end <= end and t.pos == "NOUN" and "anim" in t.feats and "pl" not in t.feats and words.speaks(t):
            stop = phrase_end(scene, i, len(scene.tokens), True)
            span = scene.chars(i, stop)
            found += [_subject(scene, Phrase(i, stop), span)] if span and span.end <= end else []
    return found


def _speaking(scene: Scene, i: int) -> int:
    """Where the phrase that begins at `i` ends, if it is a nominative that speaks; else `i`."""
    first = scene.tokens[i]
    if first.pos in ("PRON", "NUM") or not nominative(first) or (i and scene.tokens[i - 1].pos == "ADP"):
        return i
    stop = phrase_end(scene, i, len(scene.tokens))
    words = scene.tokens[i:stop]
    head = next((t for t in words if t.pos in ("NOUN", "PROPN", "X")), None)
    if head is None and len(words) == 1 and "part" in first.feats and first.text[0].isupper():
        return stop  # "осуждённый", "задержанная"
    if head is None or head.lemma in scene.lexicon.papers or not any("nom" in t.feats for t in words):
        return i
    if i and scene.tokens[i - 1].pos == "NUM":
        return i
    named = head.feats & {"surn", "name"} and head.text[0].isupper()
    return stop if named or scene.lexicon.speaks(head) else i


def _subject(scene: Scene, phrase: Phrase, span: Span) -> Subject:
    words = scene.tokens[phrase.start : phrase.end]
    head = next((t for t in words if t.pos in ("NOUN", "PROPN", "X")), words[0])
    gender = next((g for g in GENDERS if g in head.feats), "")
    given = next((t for t in words if "name" in t.feats and t.text[0].isupper()), None)
    if "anim" in head.feats and any(t.pos == "PROPN" and t is not head for t in words):
        gender = next((g for g in GENDERS if given and g in given.feats and nominative(given)), "")
    plural = any("pl" in t.feats for t in words[: words.index(head) + 1]) or head.lemma in scene.lexicon.many
    return Subject(span, plural, gender, bool(head.feats & {"anim", "part"}) or given is not None)
