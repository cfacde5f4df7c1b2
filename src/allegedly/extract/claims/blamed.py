"""What a voice blames for a happening told before, with no word of the happening: "Parents blame spoiled fish".

Whoever is blamed did it by that voice's words; a thing that is blamed is the cause.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from allegedly.extract.claims.accused import NAMING, somebody
from allegedly.extract.claims.frame import pointed
from allegedly.extract.claims.pointing import Pointing, told_last, who_speaks
from allegedly.extract.claims.scene import Scene
from allegedly.model import Claim, Words

RULE = "claim.blamed"
LONGEST = 8
NOUNS = frozenset({"NOUN", "PROPN"})


def blamed(scene: Scene, before: Iterable[Claim], here: Sequence[Claim]) -> Iterator[Claim]:
    """A claim for each object that somebody blames and that stands alone, where a happening was told before."""
    for verb in scene.lexicon.accuse.find(scene.words):
        if not verb.value.alone or not _active(scene, verb.start):
            continue
        last = _object(scene, verb.end)
        if last is None or scene.at(last + 1) in verb.value.of | verb.value.on:
            continue
        span, by = scene.span(verb.end, last), scene.span(verb.start, verb.end - 1)
        happened = told_last([*before, *here], span.start)
        if happened is None or happened.event is None or any(c.span.meets(span) for c in here):
            continue
        cue = Words.at(scene.analysis.text, *by)
        who = who_speaks(scene, verb.start, cue, range(verb.end, last + 1))
        if who is None:
            continue
        claim = pointed(scene, Pointing(verb.end, last, happened.event, who, cue, "affirm"))
        text = scene.analysis.text[span.start : span.end]
        person = somebody(scene.tokens[verb.end : last + 1], scene.sentence.lang)
        yield replace(claim, rule=RULE, actor=text if person else None, cause=None if person else text)


def _active(scene: Scene, i: int) -> bool:
    """Is it a verb in the active voice that is not negated?"""
    token = scene.tokens[i]
    told = (
        token.pos == "VERB"
        and not token.feats & {"pass", "inf", "impers"}
        and ("fin" in token.feats or "past" in token.feats)
    )
    return told and not (i and any(True for _ in scene.lexicon.negation.at(scene.words, i - 1)))


def _object(scene: Scene, first: int) -> int | None:
    """The last word of the noun phrase right behind the verb; None where there is none."""
    last = None
    for k in range(first, min(first + LONGEST, len(scene.tokens))):
        token = scene.tokens[k]
        described = token.pos == "VERB" and "part" in token.feats and "short" not in token.feats
        if token.pos == "PRON" or (token.pos not in NAMING and not described):
            break
        last = k if scene.tokens[k].pos in NOUNS else last
    return last
