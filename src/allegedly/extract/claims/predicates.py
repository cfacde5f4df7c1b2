"""Russian and Ukrainian predicates that tell what happened beside a happening.

A verb of saying, thinking or being, and a verb of trade, sport or politics tell none; nor does an order or a wish.
"""

from functools import cache

from allegedly.extract.claims.continuing import going_on as told_before
from allegedly.extract.claims.patterns import PatternIndex
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.knowledge.cues import cues
from allegedly.knowledge.events import Trigger
from allegedly.model.vocabulary import Event, Lang

GAPPED = "slavic.gapped"
WOULD = frozenset({"бы", "б", "би", "якби", "если", "якщо", "чтобы", "щоб"})
NOT = frozenset({"не", "ни", "ні"})
# Their verbs tell many other things of other objects; those of damage and closing tell the same of all.
OF_A_KIND = frozenset({"killed", "injured", "missing", "launch", "evacuation"})
BACK, ON = 2, 3  # words around the verb in which a negation or "would" may stand


def predicates(scene: Scene) -> list[tuple[int, Event]]:
    """The words of a sentence that tell that something happened, by index, each with its event.

    An event word whose object is of no known kind ("закрыли столовую") keeps its event; any other verb tells `other`.
    In somebody's words any clause tells something, one without a verb by its first noun ("каже — кальян").
    """
    spoken, quiet = _spoken(scene.sentence.lang), scene.lexicon.frame.states
    found = [
        i
        for i, t in enumerate(scene.tokens)
        if t.pos == "VERB"
        and t.lemma not in spoken
        and (t.lemma not in quiet or _said(scene, i))
        and _happened(scene, i)
    ]
    return [(i, _event(scene, i)) for i in sorted((*found, *_absent(scene), *_verbless(scene)))]


def _absent(scene: Scene) -> list[int]:
    """ "There was none", "is none" in somebody's words: "детей в зале не было", "дефіциту немає"."""
    absence = scene.lexicon.absence
    said = (i for i in range(len(scene.tokens)) if not scene.barred[i] and _said(scene, i))
    return [i for i in said if scene.tokens[i].pos in ("AUX", "ADV", "VERB") and _is_absence(scene, i, absence)]


def _is_absence(scene: Scene, i: int, absence: PatternIndex[None]) -> bool:
    if scene.tokens[i].pos == "AUX":
        return scene.at(i - 1) == "не"
    return any(f.end == i + 1 for f in absence.at(scene.words, i))


def _verbless(scene: Scene) -> list[int]:
    """The first noun of somebody's words that hold no verb."""
    heads: dict[int, int] = {}
    verbal: set[int] = set()
    for i, (owner, token) in enumerate(zip(scene.owner, scene.tokens, strict=True)):
        if scene.barred[i] or not _said(scene, i) or scene.voices.all[owner].stance == "no_comment":
            continue
        if token.pos in ("VERB", "AUX"):
            verbal.add(owner)
        elif _heads(scene, i):
            heads.setdefault(owner, i)
    return [i for owner, i in heads.items() if owner not in verbal]


def _heads(scene: Scene, i: int) -> bool:
    """Can the word stand for a happening: a noun that is no time and no paper, or a bare figure in a shared clause?"""
    token = scene.tokens[i]
    if token.pos == "NUM":
        return scene.voices.all[scene.owner[i]].rule == GAPPED
    return token.pos == "NOUN" and token.lemma not in _papers(scene.sentence.lang) and not _dated(scene, i)


@cache
def _papers(lang: Lang) -> frozenset[str]:
    """Nouns for what is said ("rumours of", "reports of"): what they are of is told, and not they."""
    return frozenset(c.lemma for c in cues(lang) if c.pos == "noun")


def _dated(scene: Scene, i: int) -> bool:
    return any(t.when.span.start <= scene.starts[i] < t.when.span.end for t in scene.times)


def _event(scene: Scene, i: int) -> Event:
    if scene.tokens[i].pos == "NUM":  # "спасатели — о четырёх": of what the clause before counts
        said = (k for k in range(i - 1, -1, -1) if not scene.barred[k])
        before = (f.value.trigger for k in said for f in scene.lexicon.triggers.at(scene.words, k))
        return next((t.event for t in before if not t.weak), "other")
    named = (f.value.trigger for f in scene.lexicon.triggers.at(scene.words, i) if f.end == i + 1)
    thing = _beside_a_thing(scene, i)
    fits = (t for t in named if t.pos != "noun" and t.event != "response" and not _bound(t))
    return next((t.event for t in fits if not (thing and t.event == "interception")), "other")


def _beside_a_thing(scene: Scene, i: int) -> bool:
    """Does a noun for a thing that nobody intercepts stand right beside («пломбы сорваны»)?"""
    near = [k for k in (i - 1, i + 1) if 0 <= k < len(scene.tokens)]
    things = (k for k in near if scene.tokens[k].pos == "NOUN" and scene.tokens[k].feats >= {"inan"})
    free = (k for k in things if scene.tokens[k].feats & {"nom", "acc"})
    return any(not scene.lexicon.kinds.opens(scene.words, k) for k in free)


def _bound(t: Trigger) -> bool:
    """Does a word state its event of some kinds of subject only, or of some of object («сняли пломбы», «пускают»)?"""
    return (bool(t.if_subject) and "unknown" not in t.if_subject) or (t.event in OF_A_KIND and bool(t.if_object))


@cache
def _spoken(lang: Lang) -> frozenset[str]:
    """Lemmas of verbs of saying and thinking; whoever can only be silent may be a thing («датчики мовчали»)."""
    told = ((c.lemma, c) for c in cues(lang) if c.pos in ("verb", "adj"))
    return frozenset(lemma for lemma, c in told if c.frames != ("silence",) or c.needs or c.stance != "no_comment")


def _happened(scene: Scene, i: int) -> bool:
    """A verb in the third person or a participle as predicate; not under "would", denied only in somebody's words."""
    feats = scene.tokens[i].feats
    told = "fin" in feats or bool(feats & {"short", "impers"})
    around = scene.words[max(i - BACK, 0) : i + ON]
    if any(w in WOULD for w in around) or feats & {"p1", "p2", "imp"}:
        return False
    if "fin" in feats and _said(scene, i):
        return True
    return told and (not any(w in NOT for w in around) or told_before(scene) is not None)


def _said(scene: Scene, i: int) -> bool:
    """Does the word stand in what somebody says?"""
    owner = scene.owner[i]
    return owner != OWN_VOICE and scene.voices.all[owner].act == "say" and scene.voices.all[owner].source is not None
