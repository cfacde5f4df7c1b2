"""What a statement was of that somebody takes back, where no word for an event tells it: «отозвала версию о рельсе».

Only in Russian and Ukrainian: there the statement and what it was of make one phrase; in English a clause behind "that"
tells it, which is a claim of its own.
"""

from collections.abc import Iterator, Sequence

from allegedly.extract.claims.patterns import Found
from allegedly.extract.claims.pointing import Pointing, who_speaks
from allegedly.extract.claims.scene import Scene
from allegedly.extract.slavic.lexicon import lexicon as slavic
from allegedly.model import Claim, Source, Span, Words
from allegedly.model.vocabulary import Event

ABOUT = frozenset({"о", "об", "обо", "про"})
MARKS = frozenset(",;:—–.")
DESCRIBING = frozenset({"ADJ", "DET", "NUM"})
NAMING = frozenset({"NOUN", "PROPN"})


def recanted(scene: Scene, here: Sequence[Claim]) -> Iterator[Pointing]:
    """A withdrawal of each statement beside a verb of taking back, with what it was of."""
    if scene.english:
        return
    for verb in scene.lexicon.recant.find(scene.words):
        if verb.start and scene.lexicon.negation.opens(scene.words, verb.start - 1):
            continue
        for said in scene.lexicon.statement.find(scene.words):
            last = _of_what(scene, said.end, verb) if _beside(scene, verb, said) else -1
            first = _first(scene, said.start)
            span = scene.span(first, last) if last > said.end else None
            if span is None or any(c.span.meets(span) for c in here):
                continue
            words = scene.span(verb.start, verb.end - 1)
            cue = Words.at(scene.analysis.text, words.start, words.end)
            who = _between(scene, last + 1, verb.start) or who_speaks(scene, verb.start, cue, range(first, last + 1))
            who = who or _spoke_before(scene, words)
            yield Pointing(first, last, _event(scene, said.end + 1, last), who, cue, "retract")


def _between(scene: Scene, start: int, end: int) -> Source | None:
    """Whoever stands alone between the statement and the verb («версію про трубу | компанія | відкликала»)."""
    words = scene.tokens[start:end]
    if not words or any(t.pos not in NAMING | DESCRIBING for t in words) or not words[-1].feats & {"nom", "nom?"}:
        return None
    span = scene.span(start, end - 1)
    return Source(scene.analysis.text[span.start : span.end], span)


def _spoke_before(scene: Scene, verb: Span) -> Source | None:
    """Who spoke last in the sentence before the verb ("признала поджог и отозвала версию")."""
    spoken = (scene.voices.all[p.number] for p in scene.voices.touching.get(scene.number, ()))
    before = [a for a in spoken if a.source and a.cue and a.cue.span.end <= verb.start]
    return max(before, key=lambda a: a.cue.span if a.cue else verb).source if before else None


def _beside(scene: Scene, verb: Found[None], said: Found[None]) -> bool:
    """Do verb and statement stand in one clause, with no mark between?"""
    between = range(verb.end, said.start) if said.start >= verb.end else range(said.end, verb.start)
    return not any(scene.words[k] in MARKS for k in between)


def _first(scene: Scene, said: int) -> int:
    while said and scene.tokens[said - 1].pos in DESCRIBING:
        said -= 1
    return said


def _of_what(scene: Scene, at: int, verb: Found[None]) -> int:
    """The last word of "about the burst rail" at a place; -1 where nothing stands there. A new subject ends it."""
    if scene.at(at) not in ABOUT:
        return -1
    k, last, speaks = at + 1, -1, slavic(scene.sentence.lang).speaks
    while k < len(scene.tokens) and not verb.start <= k < verb.end:
        token = scene.tokens[k]
        if k + 1 == verb.start and last >= 0 and {"nom", "nom?"} & token.feats and speaks(token):
            break  # "информацию о смерти | управление отозвало"
        describes = token.pos in DESCRIBING or "part" in token.feats
        names = token.pos in NAMING and (last < 0 or not {"nom"} & token.feats or bool({"gen", "gen?"} & token.feats))
        if not describes and not names:
            break
        last = k if names else last
        k += 1
    return last


def _event(scene: Scene, first: int, last: int) -> Event:
    """The event that a word for one names there; else another one."""
    named = (f.value.trigger for i in range(first, last + 1) for f in scene.lexicon.triggers.at(scene.words, i))
    return next((t.event for t in named if not t.beside and t.event not in ("comment", "response")), "other")
