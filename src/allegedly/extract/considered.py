"""What extraction looked at and let go: cue words that attribute nothing, event words that make no claim, and why.

For people who mend a lexicon: a wrong cue or trigger is one line of TOML, and this names the line's words.
"""

from collections.abc import Iterator, Sequence

from allegedly.extract.claims.lexicon import lexicon as event_lexicon
from allegedly.extract.claims.scene import Scene, named, scene, voices
from allegedly.extract.claims.triggers import candidates, in_background, modifier
from allegedly.extract.english.lexicon import lexicon as english
from allegedly.extract.findings import Findings
from allegedly.extract.slavic.lexicon import lexicon as slavic
from allegedly.extract.tokens import Analysed, Analysis, Token
from allegedly.model import Considered, Extraction, Span, Words

KINDS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj"}


def considered(analysis: Analysis, findings: Findings, found: Extraction) -> tuple[Considered, ...]:
    """Cue and event words that gave nothing, in text order, each with the reason."""
    around, cut = voices(analysis, found.attributions), named(findings)
    dropped: list[Considered] = []
    for number, sentence in enumerate(analysis.sentences):
        if sentence.tokens:
            dropped += _cues(analysis.text, sentence, found)
            dropped += _events(analysis.text, scene(analysis, number, around, cut), found)
    return tuple(sorted(dropped, key=lambda c: c.words.span))


def _cues(text: str, sentence: Analysed, found: Extraction) -> Iterator[Considered]:
    """Cue words inside no cue and no source of an attribution."""
    used = [s for a in found.attributions for s in (a.cue and a.cue.span, a.source and a.source.span) if s]
    for token in sentence.tokens:
        span = Span(token.start, token.end)
        if _is_cue(token, sentence) and not any(s.meets(span) for s in used if s.meets(sentence.span)):
            yield Considered("cue", Words.at(text, *span), "the words around it name no speaker and content for it")


def _is_cue(token: Token, sentence: Analysed) -> bool:
    if sentence.lang == "en":
        return (token.lemma, KINDS.get(token.pos, "")) in english()
    return token.lemma in slavic(sentence.lang).words


def _events(text: str, around: Scene, found: Extraction) -> Iterator[Considered]:
    """Event words that are the trigger of no claim: phrases without a happening, settings, weaker words."""
    for veto in event_lexicon(around.sentence.lang).veto.find(around.words):
        span = around.span(veto.start, veto.end - 1)
        yield Considered("event", Words.at(text, *span), "a fixed phrase that tells of no happening (veto)")
    here = [c for c in found.claims if c.span.meets(around.sentence.span)]
    triggers = [c.trigger.span for c in here if c.trigger]
    for c in candidates(around):
        span = around.span(c.start, c.end - 1)
        if not any(t.meets(span) for t in triggers):
            yield Considered("event", Words.at(text, *span), _why(around, c.start, c.end, [x.span for x in here]))


def _why(around: Scene, start: int, end: int, told: Sequence[Span]) -> str:
    if in_background(around, start):
        return "told as a cause or setting (background), not as what happened"
    if modifier(around, end - 1):
        return "only names the kind of the noun after it"
    if any(s.meets(around.span(start, end - 1)) for s in told):
        return "its clause states another happening more strongly"
    return "nothing here states that it happened (no predicate, figure or headline)"
