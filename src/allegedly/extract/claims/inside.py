"""Nouns that belong to a Russian or Ukrainian trigger in their own ways: within it, behind a participle or a count."""

from allegedly.extract.claims.lexicon import Order
from allegedly.extract.claims.patterns import Found
from allegedly.extract.claims.scene import Scene
from allegedly.extract.claims.triggers import NOUNS, Candidate
from allegedly.extract.slavic.lexicon import lexicon as slavic

CASES = frozenset({"gen", "dat", "acc", "ins", "loc"})
SORTS = frozenset({"masc", "fem", "neut", "pl"})
OUT_OF = frozenset({"из", "з", "із", "зі"})
FAR = 6  # words between a participle and its noun


def own_subject(scene: Scene, trigger: Candidate) -> int | None:
    """The noun within the trigger that its predicate is said of or done to, unless that names the event itself."""
    words = range(trigger.start, trigger.end)
    said = frozenset[str]().union(*(scene.tokens[i].feats for i in words if scene.tokens[i].pos not in NOUNS))
    case = "acc" if "impers" in said else "nom" if said & {"fin", "short"} else ""
    nouns = [i for i in words if scene.tokens[i].pos in NOUNS and not _owned(scene, i)]
    noun = next((i for i in nouns if case in scene.tokens[i].feats), None)
    if (
        noun is None and "fin" in said and trigger.entries[0].patient == "object"
    ):  # "пожар | потушили": what was done to it
        noun = next((i for i in nouns if "acc" in scene.tokens[i].feats and scene.tokens[i - 1].pos != "ADP"), None)
    if noun is None or any(f.value.trigger.event == trigger.entries[0].event for f in _named_by(scene, noun)):
        return None  # "есть | прилёт", "нанесён удар"; but "рухнул мост", «пожежу локалізовано»
    return noun


def _owned(scene: Scene, i: int) -> bool:
    """Is it a genitive by the adjective before it («сили протиповітряної | оборони збили»)?"""
    before = scene.tokens[i - 1] if i else scene.tokens[i]
    return before.pos == "ADJ" and "gen" in before.feats and not before.feats & {"nom", "acc", "nom?", "acc?"}


def _named_by(scene: Scene, noun: int) -> list[Found[Order]]:
    return [f for f in scene.lexicon.triggers.at(scene.words, noun) if f.end == noun + 1]


def described(scene: Scene, trigger: Candidate) -> int | None:
    """The noun that a participle stands before, in its case and gender ("о сбитой под Дымным ракете")."""
    feats = scene.tokens[trigger.end - 1].feats
    if "part" not in feats or "pass" not in feats or "short" in feats:
        return None
    for i in range(trigger.end, min(trigger.end + FAR, len(scene.tokens))):
        token = scene.tokens[i]
        if token.pos == "VERB" or token.text in ",;:":
            return None
        shared = feats & {f.rstrip("?") for f in token.feats}
        if token.pos in NOUNS and shared & CASES and shared & SORTS:
            return i
    return None


def bound(scene: Scene, k: int) -> int:
    """The word behind a count of several words ("до десятка | беспилотников", "15 из 17 | БПЛА"), or 0."""
    if scene.at(k + 1) in OUT_OF and all(i < len(scene.tokens) and scene.tokens[i].pos == "NUM" for i in (k, k + 2)):
        return k + 3
    start = scene.tokens[k].start if k < len(scene.tokens) else -1
    count = next((c for c in scene.counts if c.span.start == start), None)
    inside = scene.inside(count.span) if count else []
    bounds = any(scene.tokens[i].pos in ("ADP", "ADV", "PART") for i in inside)
    return inside[-1] + 1 if bounds else 0


def lasts(scene: Scene, head: int) -> bool:
    """Is it how long something goes on ("ищут вторые сутки")?"""
    token = scene.tokens[head]
    return token.lemma in slavic(scene.sentence.lang).times and bool(token.feats & {"acc", "acc?"})


def dated(scene: Scene, i: int) -> bool:
    """Does the word belong to a time ("о четвертій ранку")?"""
    start = scene.tokens[i].start
    return any(t.when.span.start <= start < t.when.span.end for t in scene.times)


def taking(scene: Scene, trigger: Candidate, head: int) -> bool:
    """Has a verb in the active voice an object of its own right behind it ("полиция задержала троих участников")?

    Of another happening than those that people suffer, whose verbs tell of their subject.
    """
    verb, noun = scene.tokens[trigger.start], scene.tokens[head]
    active = verb.pos == "VERB" and "fin" in verb.feats and not verb.feats & {"pass", "impers"}
    behind = scene.tokens[trigger.end] if trigger.end < len(scene.tokens) else verb
    if not active or behind.pos == "ADP" or trigger.end > trigger.start + 1 or verb.lemma.endswith("ся"):
        return False
    if head < trigger.end or trigger.entries[0].event != "other" or dated(scene, head):
        return False
    return not noun.feats & {"nom", "nom?"} and bool(noun.feats & {"acc", "acc?"})


def acting(scene: Scene, head: int) -> bool:
    """Is a noun behind a verb who did it or by what («обломки нашли пастухи», «сняли катерами»), and no object?"""
    token = scene.tokens[head]
    if token.pos not in NOUNS or token.feats & {"acc", "acc?", "gen", "gen?"}:
        return False
    return "ins" in token.feats or ("nom" in token.feats and "anim" in token.feats)


def somebody(scene: Scene, head: int) -> bool:
    """Is it somebody in the accusative that looks like a genitive («охранника ранили в руку»)?"""
    feats = scene.tokens[head].feats
    return "anim" in feats and not feats & {"nom", "nom?"}
