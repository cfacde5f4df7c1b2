"""Which words of a clause state its happening: predicate before casualty noun before nominative noun."""

from collections.abc import Sequence
from dataclasses import dataclass

from allegedly.extract.claims.clauses import REACH, Clause, Told, clauses, runs, unverified
from allegedly.extract.claims.plain import RULE, plain
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.things import CASES, UNKNOWN, Thing, passive, patient, subject
from allegedly.extract.claims.triggers import NOUNS, Candidate, finite, impersonal, in_background, modifier, participial
from allegedly.extract.slavic.lexicon import lexicon as slavic
from allegedly.knowledge.closed import closed
from allegedly.knowledge.concepts import concepts
from allegedly.knowledge.events import Trigger
from allegedly.model.vocabulary import Event

CASUALTIES: frozenset[Event] = frozenset({"killed", "injured", "missing"})
BORNE = frozenset({"nsubj", "nsubjpass", "dobj"})
# Kinds of whom or what is looked for; how far behind "no sign of" they may stand.
SOUGHT = frozenset({"person", "ship", "vehicle", "aircraft"})
CLOSE = 4
# How strongly a trigger states its event.
PREDICATE, FURTHER, NAMED, MENTIONED, NONE = 5, 4, 3, 2, 0


@dataclass(frozen=True, slots=True)
class Happening:
    """One event stated by one clause of one voice (an attribution's number, or OWN_VOICE)."""

    clause: Clause
    trigger: Candidate
    entry: Trigger
    event: Event
    thing: Thing | None
    owner: int
    rule: str


def happenings(scene: Scene, found: Sequence[Candidate]) -> list[Happening]:
    """Every happening that the sentence states, in text order."""
    plainly = plain(scene)
    told = Told(
        frozenset(i for c in found if _states(scene, c) for i in range(c.start, c.end))
        | frozenset(c.start for c in plainly if scene.english and c.entries[0].predicate),
        frozenset(i for c in found if _names(scene, c) for i in range(c.start, c.end)),
    )
    done: list[Happening] = []
    for run in runs(scene):
        inside = set(run)
        mine = [c for c in (*found, *plainly) if c.start in inside and c.end - 1 in inside]
        parts = clauses(scene, run, told) if mine else []
        at = {i: n for n, clause in enumerate(parts) for i in clause.tokens}
        shares: dict[int, list[Candidate]] = {}
        for c in mine:
            shares.setdefault(at.get(c.start, -1), []).append(c)
        for n, clause in enumerate(parts):
            done += _chosen(scene, clause, shares.get(n, []))
    return sorted(done, key=lambda h: h.trigger.start)


def _names(scene: Scene, c: Candidate) -> bool:
    return not (scene.english and all(e.weak for e in c.entries)) and not in_background(scene, c.start)


def _states(scene: Scene, c: Candidate) -> bool:
    """Does a trigger that is no finite verb state its event as a predicate does?"""
    if is_predicate(scene, c):
        return True
    if in_background(scene, c.start) or _attributive(scene, c) or (scene.english and all(e.weak for e in c.entries)):
        return False
    if _predicative(scene, c):
        plain = c.end - c.start > 1 or scene.tokens[c.start].pos != "VERB" or not scene.english
        return plain or _reduced(scene, c.start)
    return participial(scene, c.start)


def is_predicate(scene: Scene, c: Candidate) -> bool:
    """Is one of the trigger's words a predicate?"""
    verb = c.entries[0].pos == "verb"
    return any(finite(scene, i) or (verb and impersonal(scene.tokens[i])) for i in range(c.start, c.end))


def _attributive(scene: Scene, c: Candidate) -> bool:
    """An English word before the noun it describes; the counted injured and dead are told all the same."""
    if not modifier(scene, c.end - 1) or (c.end - c.start > 1 and is_predicate(scene, c)):
        return False  # "issued a storm warning" is no attribute, whatever follows
    counted = c.start > 0 and scene.tokens[c.start - 1].pos == "NUM"
    return not (counted and c.entries[0].event in CASUALTIES)


def _predicative(scene: Scene, c: Candidate) -> bool:
    """Does an entry of the trigger state as a predicate does, and is the word no attribute ("разрушенный дом")?"""
    held = [e for e in c.entries if e.predicate]
    if not held or held[0].event in CASUALTIES or c.end - c.start > 1 or c.end >= len(scene.tokens):
        return bool(held)
    token, after = scene.tokens[c.start], scene.tokens[c.end]
    return not (token.pos in ("VERB", "ADJ") and after.pos in (*NOUNS, "ADJ"))


def _reduced(scene: Scene, i: int) -> bool:
    """An English participle without auxiliary that still tells something ("leaving five injured")."""
    return scene.tokens[i].dep not in ("amod", "compound")


def _chosen(scene: Scene, clause: Clause, found: Sequence[Candidate]) -> list[Happening]:
    """The happening of a clause, and others that are coordinated with it as nouns."""
    ranked = [(rank(scene, clause, c), c) for c in found]
    ranked = [(r, c) for r, c in ranked if r >= MENTIONED]
    made = [(r, h) for r, c in ranked if (h := happening(scene, clause, c))]
    aside = next(([h] for r, h in made if h.entry.beside and (r == PREDICATE or h.entry.predicate)), [])
    made = [(r, h) for r, h in made if not h.entry.beside]
    strong = [(r, h) for r, h in made if not h.entry.weak] or made
    if not strong:
        return aside
    best = max(r for r, _ in strong)
    first = next(h for r, h in strong if r == best)
    first = first if best == PREDICATE else _brought(scene, first, [h for r, h in strong if r >= NAMED])
    if best == MENTIONED and (clause.predicate or first.entry.weak) and not _of_no_moment(scene, aside):
        return [first] if _does(scene, first, aside) else _borne(scene, aside, made) or aside
    return [first, *(h for _, h in strong if h is not first and _coordinated(scene, first, h))]


def _brought(scene: Scene, first: Happening, found: Sequence[Happening]) -> Happening:
    """What a verb of bringing about leads to, if one stands between ("the strike caused a fire"), else the first."""
    brings = scene.lexicon.brings
    led_to = (h for h in found if any(True for _ in brings.find(scene.words, first.trigger.end, h.trigger.start)))
    return next(led_to, first) if brings.anywhere(scene.words) else first


def _borne(scene: Scene, aside: Sequence[Happening], made: Sequence[tuple[int, Happening]]) -> list[Happening]:
    """A plain verb bears the event of the noun it is said of or about ("completed the search", "sirens came")."""
    verbs = {h.trigger.start for h in aside}
    return [
        h
        for _, h in made
        if scene.tokens[h.trigger.end - 1].head in verbs and scene.tokens[h.trigger.end - 1].dep in BORNE
    ][:1]


def _does(scene: Scene, weak: Happening, aside: Sequence[Happening]) -> bool:
    """A plain verb of those who act tells their kind of event ("the fire engines went past")."""
    subject = scene.tokens[weak.trigger.end - 1].dep == "nsubj"
    return scene.english and subject and weak.entry.weak and weak.event != "other" and bool(aside)


def _of_no_moment(scene: Scene, aside: Sequence[Happening]) -> bool:
    """A plain verb that only tells a state leaves it to the noun ("rumours of an evacuation do not correspond")."""
    return any(scene.tokens[h.trigger.start].lemma in scene.lexicon.frame.states for h in aside)


def rank(scene: Scene, clause: Clause, c: Candidate) -> int:
    """How strongly a trigger states its event in this clause: 5 as a predicate ... 2 in passing, 0 not at all."""
    if _attributive(scene, c):
        return NONE if clause.verb else MENTIONED
    aside = int(c.start in clause.side)
    if "imp" in scene.tokens[c.start].feats and not scene.english:
        return NONE
    if is_predicate(scene, c):
        return PREDICATE - 2 * aside
    if in_background(scene, c.start):
        return NONE
    if _predicative(scene, c):
        return (FURTHER if _told(scene, clause, c) else MENTIONED) - aside
    if scene.tokens[c.start].pos == "VERB":
        return _verbal(scene, clause, c) - aside
    return _nominal(scene, clause, c) - aside


def _told(scene: Scene, clause: Clause, c: Candidate) -> bool:
    """Casualties are told where they are counted, denied or said to be; else only spoken of ("the dead man's son")."""
    if c.end - c.start > 1 or c.entries[-1].event not in CASUALTIES or not clause.verb:
        return True
    if any(scene.tokens[k].pos == "NUM" for k in range(max(c.start - 3, 0), min(c.end + 3, len(scene.tokens)))):
        return True
    near = clause.near(c.start)
    return _light(scene, clause, c) or any(True for i in near for _ in scene.lexicon.negation.at(scene.words, i))


def _verbal(scene: Scene, clause: Clause, c: Candidate) -> int:
    """Participles, gerunds and infinitives."""
    token = scene.tokens[c.start]
    if participial(scene, c.start):
        return FURTHER
    if "inf" in token.feats:
        return NAMED
    nominative = "part" in token.feats and bool(token.feats & {"nom", "nom?"})
    return PREDICATE if nominative and not clause.verb else MENTIONED


def _nominal(scene: Scene, clause: Clause, c: Candidate) -> int:
    """A noun: subject, or object of a verb that only says that it took place; else a mention in passing."""
    if not clause.verb:
        loose = scene.owner[c.start] == OWN_VOICE and _preposition(scene, c.start)
        return NONE if loose else NAMED
    light = _light(scene, clause, c)
    token = scene.tokens[c.start]
    if (
        unverified(scene, clause)
        or _disputed(scene, clause)
        or (light and _preposition(scene, c.start) in scene.lexicon.frame.stating)
    ):
        return NAMED
    if scene.english:
        if _role(scene, c.start) in ("nsubj", "nsubjpass", "attr", "ROOT", "dobj", "appos", "conj", "expl"):
            return NAMED if light or not _definite(scene, c.start) else MENTIONED
        return NAMED if light and _role(scene, c.start) != "pobj" else MENTIONED
    if token.feats & {"nom", "nom?"} or not token.feats & CASES or _shows(scene, _governor(scene, c.start)):
        return NAMED
    return NAMED if light and not _preposition(scene, c.start) else MENTIONED


def _disputed(scene: Scene, clause: Clause) -> bool:
    """Does the clause call it false or unconfirmed ("reports of a strike are false")?"""
    held = scene.lexicon.stances
    return held.anywhere(scene.words) and any(
        f.value in ("deny", "query") for i in clause.tokens[: 2 * REACH] for f in held.at(scene.words, i)
    )


def _role(scene: Scene, i: int) -> str:
    """The relation of a noun, or of the word of quantity or evidence before it ("signs of a leak")."""
    token = scene.tokens[i]
    if token.dep == "pobj" and 0 <= token.head < i and scene.at(token.head) == "of":
        outer = scene.tokens[token.head].head
        if 0 <= outer < i and (_counts(scene, outer) or _shows(scene, outer)):
            return scene.tokens[outer].dep
    return token.dep


def _counts(scene: Scene, i: int) -> bool:
    return any(True for _ in scene.lexicon.quantity.at(scene.words, i))


def _governor(scene: Scene, i: int) -> int:
    """What a noun phrase hangs on, words of quantity and prepositions left out ("видео со звуками взрывов")."""
    k = i - 1
    while k >= 0 and (scene.tokens[k].pos in ("ADJ", "ADP", "NUM") or _counts(scene, k)):
        k -= 1
    return k


def _shows(scene: Scene, i: int) -> bool:
    """A word for evidence: what it is of, it shows ("videos of hits", "видео взрывов")."""
    return i >= 0 and any(True for _ in scene.lexicon.evidence.at(scene.words, i))


def _light(scene: Scene, clause: Clause, c: Candidate) -> bool:
    body = [i for i in clause.near(c.start) if not c.start <= i < c.end]
    return any(True for i in body for _ in scene.lexicon.light.at(scene.words, i))


def _definite(scene: Scene, i: int) -> bool:
    k = i - 1
    while k >= 0 and scene.tokens[k].pos in ("ADJ", "NOUN", "PROPN", "NUM"):
        k -= 1
    return scene.at(k) in closed().determiners


def _preposition(scene: Scene, i: int) -> str:
    """The preposition before the noun phrase of a word, or nothing."""
    k = i - 1
    while k >= 0 and (scene.tokens[k].pos in ("ADJ", "DET", "NUM") or (scene.english and scene.tokens[k].pos in NOUNS)):
        k -= 1
    # "около десяти взрывов": there the number is what the preposition governs.
    counted = any(t.pos == "NUM" for t in scene.tokens[k + 1 : i])
    return scene.words[k] if k >= 0 and scene.tokens[k].pos == "ADP" and not counted else ""


def happening(scene: Scene, clause: Clause, c: Candidate) -> Happening | None:
    """The first entry of the trigger whose conditions on object and subject hold."""
    owner = scene.owner[c.start]
    stated = is_predicate(scene, c)
    for entry in c.entries if stated else sorted(c.entries, key=lambda e: not e.predicate):
        near = clause.near(c.start)
        thing = patient(scene, near, c, entry.patient)
        if thing is None and stated and entry.event in CASUALTIES:
            thing = subject(scene, near, c)  # "two people died": nothing is done to them
        event = _event(scene, clause, c, entry, thing)
        if event is not None:
            rule = RULE if entry.beside else "claim.own_voice" if owner == OWN_VOICE else "claim.attributed"
            return Happening(clause, c, entry, event, thing, owner, rule)
    return None


def _event(scene: Scene, clause: Clause, c: Candidate, entry: Trigger, thing: Thing | None) -> Event | None:
    kind = (thing.kind if thing else None) or UNKNOWN
    if entry.event in CASUALTIES and thing is not None and _lifeless(scene, c, thing):
        return "damage"
    if entry.event == "missing" and thing is not None and _vanished(scene, c, thing):
        return "other"
    if entry.event == "missing" and _of_a_thing(scene, c, entry, thing):
        return None
    if (entry.if_object and kind not in entry.if_object) or kind in entry.unless_object:
        return None
    who = None
    if entry.if_subject or entry.unless_subject or entry.by_subject:
        who = subject(scene, clause.near(c.start), c)
    doer = (who.kind if who else None) or UNKNOWN
    if (entry.if_subject and doer not in entry.if_subject) or doer in entry.unless_subject:
        return None
    for event, kinds in entry.by_object.items():
        if kind in kinds:
            return event
    for event, kinds in entry.by_subject.items():
        if doer in kinds:
            return event
    return entry.passive if entry.passive and passive(scene, c.start) else entry.event


def _lifeless(scene: Scene, c: Candidate, thing: Thing) -> bool:
    """Is it a Russian or Ukrainian thing of no known kind that suffered («пароли не пострадали»)?"""
    return scene.tokens[c.start].lemma in scene.lexicon.frame.suffering and _inanimate(scene, thing)


def _of_a_thing(scene: Scene, c: Candidate, entry: Trigger, thing: Thing | None) -> bool:
    """Is it a thing that was not found, and nobody ("no trace of a leak", «следов не нашли»)?"""
    if thing is not None and entry.patient == "object" and _no_person(scene, c, thing):
        return True
    return _no_sign(scene, c) and not sought(scene, c.end)


def _no_person(scene: Scene, c: Candidate, thing: Thing) -> bool:
    """Is it nothing that is looked for («следов не нашли», but not «Обновление: не нашли»)?"""
    if any(t.text == ":" for t in scene.tokens[min(thing.head, c.start) : max(thing.head, c.start)]):
        return False
    return thing.kind not in SOUGHT if thing.kind else _inanimate(scene, thing)


def _no_sign(scene: Scene, c: Candidate) -> bool:
    """ "No sign of", "no trace of": whether somebody is missing hangs on what follows."""
    return scene.english and "of" in (scene.at(c.end - 1), scene.at(c.end)) and scene.at(c.start) == "no"


def sought(scene: Scene, start: int) -> bool:
    """Do words name somebody, or what carries people, that may be looked for ("the crew", but not "a leak")?"""
    for k in range(start, min(start + CLOSE, len(scene.tokens))):
        named = scene.tokens[k].pos in ("PROPN", "PRON")
        if named or any(f.value in SOUGHT for f in scene.lexicon.kinds.at(scene.words, k)):
            return True
        if concepts(scene.words[k], scene.sentence.lang).doers:
            return True
    return False


def _vanished(scene: Scene, c: Candidate, thing: Thing) -> bool:
    """Is it a thing that is gone, and nobody missing («деньги исчезли»)?"""
    return scene.tokens[c.start].lemma in scene.lexicon.frame.vanishing and _inanimate(scene, thing)


def _inanimate(scene: Scene, thing: Thing) -> bool:
    """Is it a Russian or Ukrainian thing of no known kind that cannot speak?"""
    head = scene.tokens[thing.head]
    return (
        thing.kind is None
        and head.pos == "NOUN"
        and "inan" in head.feats
        and not slavic(scene.sentence.lang).speaks(head)
    )


def _coordinated(scene: Scene, first: Happening, other: Happening) -> bool:
    """Another event noun beside the first ("no casualties or damage")."""
    a, b = sorted((first.trigger, other.trigger), key=lambda c: c.start)
    verbal = is_predicate(scene, a) or is_predicate(scene, b)
    if other.event == first.event or verbal or b.start - a.end > 3:
        return False
    between = scene.tokens[a.end : b.start]
    return any(t.pos == "CCONJ" or t.text == "," for t in between) and all(
        t.pos in ("CCONJ", "PUNCT", "ADJ", "DET", "PART") for t in between
    )
