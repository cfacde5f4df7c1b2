"""What an event happened to, or with: the noun phrase that belongs to the trigger itself, and its kind."""

from dataclasses import dataclass

from allegedly.extract.claims.inside import (
    OUT_OF,
    acting,
    bound,
    dated,
    described,
    lasts,
    own_subject,
    somebody,
    taking,
)
from allegedly.extract.claims.order import clashes, corrected, hit_by
from allegedly.extract.claims.scene import Scene
from allegedly.extract.claims.triggers import NOUNS, Candidate, abbreviated, impersonal
from allegedly.extract.tokens import Token
from allegedly.model import Span

UNKNOWN = "unknown"
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
BEFORE = frozenset({"DET", "ADJ", "NUM", "PART"})
RELATIVE = frozenset({"which", "that", "who"})
QUOTES = frozenset("\"'«»“”„‘’")
CASES = frozenset({"nom", "gen", "dat", "acc", "ins", "loc"})
# Endings of relational adjectives, which dictionaries list among place names.
ADJECTIVAL: tuple[str, ...] = ("их", "ий", "ая", "ое", "ие", "ого", "ой", "ом", "ую", "ым", "им", "ими")
ADJECTIVAL += ("ої", "ому", "ій", "ка", "кі", "ке")
PASSIVE = frozenset({"pass", "short", "impers"})


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun phrase: tokens `first` to `last`, its head, and the kind of thing (None: not in the knowledge files)."""

    first: int
    last: int
    head: int
    kind: str | None

    def span(self, scene: Scene) -> Span:
        """The words of the phrase."""
        return scene.span(self.first, self.last)


def patient(scene: Scene, clause: frozenset[int], trigger: Candidate, role: str) -> Thing | None:
    """The object of a trigger. `role` is the entry's `patient`: "object", "subject" or "self"."""
    token = scene.tokens[trigger.start]
    if not scene.english and (own := own_subject(scene, trigger)) is not None:
        return around(scene, clause, own)
    if role == "self" and scene.tokens[trigger.end - 1].pos != "ADP":
        return around(scene, clause, trigger.end - 1)
    if token.pos in NOUNS:
        return _of(scene, clause, trigger)
    if not scene.english and (noun := described(scene, trigger)) is not None and noun in clause:
        return around(scene, clause, noun)
    if role in ("subject", "self") or (scene.english and token.lemma == "be"):
        return _subject_of(scene, clause, trigger)
    if passive(scene, trigger.start):
        return _subject_or_after(scene, clause, trigger)
    return _object(scene, clause, trigger)


def _subject_of(scene: Scene, clause: frozenset[int], trigger: Candidate) -> Thing | None:
    """Whom or what a trigger is said of that is told of its subject."""
    if (fronted := _fronted(scene, clause, trigger)) is not None:
        return fronted
    token = scene.tokens[trigger.start]
    if not scene.english and ("impers" in token.feats or impersonal(token)):
        return _subject_or_after(scene, clause, trigger)
    taken = _child(scene, clause, trigger, ("dobj",)) if scene.english else None
    behind = None if scene.english else _after(scene, clause, trigger.end)
    if behind and taking(scene, trigger, behind.head) and _nominative(scene, clause, trigger):
        return behind
    return subject(scene, clause, trigger) or taken or _after(scene, clause, trigger.end)


def subject(scene: Scene, clause: frozenset[int], trigger: Candidate) -> Thing | None:
    """Who or what the predicate is said of."""
    if scene.english:
        found = _meant(scene, _child(scene, clause, trigger, ("nsubj", "nsubjpass")))
        return _stretched(scene, found, trigger.start) if found else _before(scene, clause, trigger.start)
    return _nominative(scene, clause, trigger)


def _meant(scene: Scene, found: Thing | None) -> Thing | None:
    """What "which" stands for: the noun that its clause belongs to ("the quake, which struck at noon")."""
    if found is None or scene.words[found.head] not in RELATIVE:
        return found
    verb = scene.tokens[found.head].head
    noun = scene.tokens[verb].head if verb >= 0 and scene.tokens[verb].dep == "relcl" else -1
    return around(scene, frozenset(range(found.head)), noun) if 0 <= noun < found.head else found


def _stretched(scene: Scene, found: Thing, end: int) -> Thing:
    """A subject that goes on up to its verb ("a magnitude 5 earthquake struck"): the last noun is its head."""
    between = scene.tokens[found.last + 1 : end]
    if between and between[-1].pos in NOUNS and all(t.pos in ("NUM", "ADJ", *NOUNS) for t in between):
        return _thing(scene, found.first, end - 1, end - 1)
    return found


def _subject_or_after(scene: Scene, clause: frozenset[int], trigger: Candidate) -> Thing | None:
    if scene.english:
        return subject(scene, clause, trigger) or _after(scene, clause, trigger.end)
    # Impersonal passives ("сбито пять ракет", "збито 5 ракет") carry their object after them.
    if "impers" in scene.tokens[trigger.start].feats or impersonal(scene.tokens[trigger.start]):
        after = phrase(scene, clause, bound(scene, trigger.end) or trigger.end)
        if after is not None and "ins" in scene.tokens[after.head].feats:
            after = None  # «підірвано військами»: who did it
        return after or _before(scene, clause, trigger.start)
    return _nominative(scene, clause, trigger) or _after(scene, clause, trigger.end)


def passive(scene: Scene, i: int) -> bool:
    """Is the verb said of what it happened to?"""
    feats = scene.tokens[i].feats
    return (
        bool(feats & PASSIVE)
        or impersonal(scene.tokens[i])
        or (scene.english and "part" in feats and scene.tokens[i].dep == "acl" and "past" in feats)
    )


def _object(scene: Scene, clause: frozenset[int], trigger: Candidate) -> Thing | None:
    if scene.english:
        found = _child(scene, clause, trigger, ("dobj", "obj"))
        if found or not _ends(scene, clause, trigger.end):
            return found or _after(scene, clause, trigger.end)
        return _before(scene, clause, trigger.start) or _after(scene, clause, trigger.end)
    after = _after(scene, clause, trigger.end)
    if after is not None and (lasts(scene, after.head) or dated(scene, after.head) or acting(scene, after.head)):
        after = None
    if after is not None and not governed(scene, after.head):
        fronted = _accusative_before(scene, clause, trigger.start, trigger.start) if _may_act(scene, after) else None
        same = None if fronted else _accusative_before(scene, clause, trigger.start)
        return fronted or (same if same is not None and hit_by(same.kind, after.kind) else after)
    # "Ракету выпустили с корабля", "дрон запустили по городу": no preposition governs what comes first.
    return _accusative_before(scene, clause, trigger.start, None if after is None else trigger.start) or after


def _fronted(scene: Scene, clause: frozenset[int], trigger: Candidate) -> Thing | None:
    """An object before an active verb whose subject stands behind it («плотину взорвали войска»)."""
    if scene.english or scene.tokens[trigger.start].pos != "VERB" or passive(scene, trigger.start):
        return None
    found = _accusative_before(scene, clause, trigger.start, trigger.start)
    return found if found and (accusative(scene, found) or somebody(scene, found.head)) else None


def accusative(scene: Scene, thing: Thing) -> bool:
    """Is it an accusative that can be nothing else?"""
    feats = scene.tokens[thing.head].feats
    return "acc" in feats and not feats & {"nom", "nom?", "gen", "gen?"}


def _may_act(scene: Scene, who: Thing) -> bool:
    """May what follows the verb be its subject («плотину взорвали войска»)?"""
    return "nom" in scene.tokens[who.head].feats


def _ends(scene: Scene, clause: frozenset[int], k: int) -> bool:
    """Nothing that could be an object follows: a participle without auxiliary ("two drones shot down near ...")."""
    return k not in clause or scene.tokens[k].pos in ("ADP", "PUNCT", "CCONJ")


def _child(scene: Scene, clause: frozenset[int], trigger: Candidate, deps: tuple[str, ...]) -> Thing | None:
    """The phrase that the parse hangs on the trigger."""
    for i in sorted(clause):
        token = scene.tokens[i]
        if token.dep in deps and trigger.start <= token.head < trigger.end:
            behind = frozenset(k for k in clause if k >= trigger.end) if i >= trigger.end else clause
            return around(scene, behind, i)
    return None


def _of(scene: Scene, clause: frozenset[int], trigger: Candidate) -> Thing | None:
    """What an event noun is of: "destruction of missiles", "удар по складу", "знищення ракети", "rocket attack"."""
    k = trigger.end
    if scene.tokens[k - 1].pos == "ADP":
        found = phrase(scene, clause, k)  # "прилёт в | жилой дом"
        return found if found is None or found.kind != "place" else None  # "в районе порта" is where
    if k in clause and scene.tokens[k].pos == "ADP" and scene.at(k) in scene.lexicon.frame.of:
        return phrase(scene, clause, k + 1)
    if not scene.english and k in clause:
        found = phrase(scene, clause, k)
        if found and ("gen" in scene.tokens[found.head].feats or "gen?" in scene.tokens[found.head].feats):
            return found
    if scene.english and trigger.start - 1 in clause and scene.tokens[trigger.start - 1].pos in NOUNS:
        return around(scene, clause, trigger.start - 1)
    return None


def _after(scene: Scene, clause: frozenset[int], start: int) -> Thing | None:
    """The phrase that follows a verb; a preposition of the entry's frame may stand before it."""
    k = start
    while k in clause and scene.tokens[k].pos in ("ADV", "PART", "AUX"):
        k += 1
    if counted := bound(scene, k):
        return phrase(scene, clause, counted) or phrase(scene, clause, k)
    if k in clause and scene.tokens[k].pos == "ADP":
        if scene.at(k) not in scene.lexicon.frame.of:
            return None
        k += 1
    return phrase(scene, clause, k)


def _before(scene: Scene, clause: frozenset[int], end: int) -> Thing | None:
    """The nearest phrase to the left that no preposition governs; the whole chain "group of drones" counts as one."""
    best = None
    k = min(clause)
    while k < end:
        if k not in clause:
            k += 1
            continue
        found = phrase(scene, clause, k)
        if found is None or found.last >= end:
            k += 1
            continue
        governed = scene.tokens[found.first - 1].pos == "ADP" or (scene.english and scene.tokens[k - 1].pos == "ADP")
        if not governed or found.first == min(clause):
            best = found
        k = found.last + 1
    return best


def _nominative(scene: Scene, clause: frozenset[int], trigger: Candidate) -> Thing | None:
    left = sorted((i for i in clause if i < trigger.start), reverse=True)
    right = sorted(i for i in clause if i >= trigger.end)
    free = [
        i for i in (*left, *right) if scene.tokens[i].pos in HEADS and not governed(scene, i) and not _owning(scene, i)
    ]
    inside = _bracketed(scene, trigger.start)
    agreeing = [i for i in free if i not in inside and not clashes(scene.tokens[i], scene.tokens[trigger.start])]
    for sure in (True, False):
        for i in agreeing:
            if _may_be_subject(scene, i, sure):
                return around(scene, clause, i)
    return None


def _bracketed(scene: Scene, trigger: int) -> frozenset[int]:
    """The words in brackets that a trigger stands outside of: no subject of its («в порту (Карский район) сгорел»)."""
    if "(" not in scene.words:
        return frozenset()
    inside: set[int] = set()
    start = -1
    for i, word in enumerate(scene.words):
        start = i if word == "(" else start
        if word == ")" and start >= 0:
            inside |= set(range(start, i)) if not start < trigger < i else set()
            start = -1
    return frozenset(inside)


def _may_be_subject(scene: Scene, i: int, sure: bool) -> bool:
    """A nominative, first where it is the reading chosen, or a figure that counts something; but no time."""
    token = scene.tokens[i]
    if dated(scene, i):
        return False
    if token.pos == "NUM" and token.text[0].isdigit():
        return any(c.span.start <= token.start < c.span.end for c in scene.counts)
    return bool(token.feats & ({"nom"} if sure else {"nom", "nom?"}))


def _owning(scene: Scene, i: int) -> bool:
    """A noun behind another one: its genitive ("частину ППО") or its name ("в деревне Ольховка")."""
    if not i or scene.tokens[i - 1].pos not in NOUNS:
        return False
    named = scene.tokens[i].pos == "PROPN" and "nom" not in scene.tokens[i - 1].feats
    return named or bool(scene.tokens[i].feats & {"gen", "gen?"})


def governed(scene: Scene, i: int) -> bool:
    """Does a preposition stand before the phrase of a noun?"""
    k = i - 1
    while k >= 0 and scene.tokens[k].pos in BEFORE:
        k -= 1
    counted = k > 0 and scene.at(k) in OUT_OF and scene.tokens[k - 1].pos == "NUM"  # "41 з 52 | дронів"
    return k >= 0 and scene.tokens[k].pos == "ADP" and not counted


def _accusative_before(scene: Scene, clause: frozenset[int], end: int, verb: int | None = None) -> Thing | None:
    """An accusative before the verb; where a `verb` is given, only one that cannot be its subject."""
    for i in sorted((i for i in clause if i < end), reverse=True):
        token = scene.tokens[i]
        free = token.pos in HEADS and token.feats & {"acc", "acc?"} and not governed(scene, i)
        if free and not _owning(scene, i) and (verb is None or _no_subject(token, scene.tokens[verb])):
            return around(scene, clause, i)
    return None


def _no_subject(noun: Token, verb: Token) -> bool:
    """Is it no nominative, or one that does not agree with the verb ("дрон запустили", "окна выбило")?"""
    apart = ("sg" in noun.feats and "pl" in verb.feats) or ("pl" in noun.feats and "neut" in verb.feats)
    return not noun.feats & {"nom", "nom?"} or apart or clashes(noun, verb)


def phrase(scene: Scene, clause: frozenset[int], start: int) -> Thing | None:
    """The noun phrase that begins at a word, or at the words for number or kind before its noun."""
    k = start = corrected(scene, start)
    while k in clause and (scene.tokens[k].pos in BEFORE or scene.tokens[k].text in QUOTES or _attribute(scene, k)):
        k += 1
    if k not in clause or (scene.tokens[k].pos not in HEADS and not _named(scene, k)):
        # A bare number or adjective stands for its noun ("two", "двое", "раненые").
        last = k - 1
        return _thing(scene, start, last, last) if last >= start and scene.tokens[last].pos in ("NUM", "ADJ") else None
    head = k
    if scene.english:
        while head + 1 in clause and scene.tokens[head + 1].pos in NOUNS:
            head += 1
    counted = _counted(scene, clause, head)
    return _thing(scene, start, counted.last, counted.head) if counted else _thing(scene, start, head, head)


def _named(scene: Scene, k: int) -> bool:
    """A word without a reading, or an abbreviation, that the knowledge files know as a thing."""
    known = scene.tokens[k].pos == "X" and any(True for _ in scene.lexicon.kinds.at(scene.words, k))
    return known or abbreviated(scene, k)


def _attribute(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    if token.pos == "VERB":
        return "part" in token.feats and "short" not in token.feats and (not scene.english or token.dep == "amod")
    return not scene.english and token.pos == "PROPN" and _agrees(scene, k)


def _agrees(scene: Scene, k: int) -> bool:
    """A name-like adjective before its noun ("українських ракет"): the next word is a noun of its case and number."""
    if k + 1 >= len(scene.tokens) or scene.tokens[k + 1].pos != "NOUN":
        return False
    shared = scene.tokens[k].feats & scene.tokens[k + 1].feats
    return bool(shared & CASES) and bool(shared & {"sg", "pl"}) and scene.words[k].endswith(ADJECTIVAL)


def _counted(scene: Scene, clause: frozenset[int], head: int) -> Thing | None:
    """Behind a word of quantity ("a number of", "группа") stands what it counts."""
    if not any(f.start == head for f in scene.lexicon.quantity.at(scene.words, head)):
        return None
    k = head + 1
    if scene.english:
        if scene.at(k) != "of":
            return None
        k += 1
    return phrase(scene, clause, k) if k in clause else None


def around(scene: Scene, clause: frozenset[int], head: int) -> Thing:
    """The phrase around a known noun, with what stands before it."""
    first = head
    while first - 1 in clause and _leads(scene, first - 1):
        first -= 1
    found = phrase(scene, clause, first)
    return found if found and found.last >= head else _thing(scene, first, head, head)


def _leads(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    if token.pos in BEFORE or token.text in QUOTES or _attribute(scene, i):
        return "short" not in token.feats  # "слышны | взрывы"
    return scene.english and (token.pos in NOUNS or joined(scene, i))


def joined(scene: Scene, i: int) -> bool:
    """Is it a hyphen inside a word ("a 61-year-old woman")?"""
    token = scene.tokens[i]
    inside = 0 < i < len(scene.tokens) - 1 and token.text == "-"
    return inside and scene.tokens[i - 1].end == token.start and token.end == scene.tokens[i + 1].start


def _thing(scene: Scene, first: int, last: int, head: int) -> Thing:
    # "At least seven old people", "среди погибших двое детей": what stands behind the number.
    numbers = (k for k in range(head - 1, first, -1) if scene.tokens[k].pos == "NUM" and not joined(scene, k + 1))
    first = next(numbers, first)
    while first < head and not (scene.english and joined(scene, first + 1)) and _outside(scene, first):
        first += 1
    return Thing(first, max(last, head), head, kind_of(scene, first, head))


def _outside(scene: Scene, i: int) -> bool:
    return scene.tokens[i].pos in ("DET", "NUM") or scene.tokens[i].text in QUOTES


def kind_of(scene: Scene, first: int, head: int) -> str | None:
    """The kind of a phrase by the words that end in its head, else by any word before it."""
    fallback = None
    for start in range(max(first, head - 3), head + 1):
        for found in scene.lexicon.kinds.at(scene.words, start):
            if found.start <= head < found.end:
                return found.value
            fallback = found.value
    return fallback
