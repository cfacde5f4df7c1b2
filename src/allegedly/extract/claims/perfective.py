"""Russian and Ukrainian verbs that tell what happened beside a happening: perfectives of the past, and participles.

An imperfective, a verb of saying, thinking or being, and a verb of trade, sport or politics tell none.
"""

from functools import cache

from allegedly.extract.claims.lexicon import lexicon
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.knowledge.cues import cues
from allegedly.model.vocabulary import Event, Lang

UNREAL = frozenset({"не", "бы", "б", "би", "якби", "если", "якщо", "чтобы", "щоб"})
BACK, ON = 2, 3  # words around the verb in which a negation or "would" may stand


def perfectives(scene: Scene) -> list[tuple[int, Event]]:
    """The verbs of a sentence that tell that something happened, by index, each with its event.

    An event word whose object is of no known kind ("закрыли столовую") keeps its event; any other verb tells `other`.
    """
    quiet = _quiet(scene.sentence.lang)
    return [
        (i, _event(scene, i))
        for i, t in enumerate(scene.tokens)
        if t.pos == "VERB" and t.lemma not in quiet and _happened(scene, i)
    ]


def _event(scene: Scene, i: int) -> Event:
    named = (f.value.trigger for f in scene.lexicon.triggers.at(scene.words, i) if f.end == i + 1)
    return next((t.event for t in named if t.pos != "noun" and t.event != "response"), "other")


@cache
def _quiet(lang: Lang) -> frozenset[str]:
    """Lemmas of verbs that tell a state, a thought or a remark; cues of speech are among them."""
    spoken = (c.lemma for c in cues(lang) if c.pos in ("verb", "adj"))
    return lexicon(lang).frame.states | frozenset(spoken)


def _happened(scene: Scene, i: int) -> bool:
    """A perfective in the past, or a participle as predicate; not denied, not under "would"."""
    feats = scene.tokens[i].feats
    told = "perf" in feats and ({"past", "fin"} <= feats or bool(feats & {"short", "impers"}))
    told = told or ("fin" in feats and not feats & {"p1", "p2"} and _said(scene, i))
    return told and not any(w in UNREAL for w in scene.words[max(i - BACK, 0) : i + ON])


def _said(scene: Scene, i: int) -> bool:
    """Does the word stand in what somebody says?"""
    owner = scene.owner[i]
    return owner != OWN_VOICE and scene.voices.all[owner].act == "say" and scene.voices.all[owner].source is not None
