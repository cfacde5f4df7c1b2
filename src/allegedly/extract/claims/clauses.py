"""A stretch of words in one voice, cut into clauses of which each may state one happening."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.triggers import INSERT, finite

MARKS = frozenset(",;:()—–…")
DASHES = frozenset("-—–")
REACH = 40
CASES = frozenset({"nom", "gen", "dat", "acc", "ins", "loc"})
SORTS = frozenset({"masc", "fem", "neut", "pl"})
CUE = 5
# A list with brackets has so many of them at least; between two stand at most so many words.
LISTED, MEMBER = 2, 5


@dataclass(slots=True)
class Clause:
    """Tokens of a clause in text order.

    `side` are those of its relative clauses; `verb`: it has a finite verb; `event`: it
    names an event, `counted` at its head or with a number; `opening`: words that join it on.
    """

    tokens: list[int]
    predicate: bool
    verb: bool = False
    event: bool = False
    counted: bool = False
    side: set[int] = field(default_factory=set)
    opening: int = 0

    @property
    def body(self) -> list[int]:
        """The clause without the words that join it to the one before."""
        return self.tokens[self.opening :]

    def near(self, i: int) -> frozenset[int]:
        """The clause's tokens around one of them; a rule looks no further, so that work stays linear."""
        at = bisect_left(self.tokens, i)
        return frozenset(self.tokens[max(at - REACH, 0) : at + REACH])


@dataclass(frozen=True, slots=True)
class Told:
    """Words of events: those that state theirs as a predicate does, and all."""

    stating: frozenset[int] = frozenset()
    naming: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Segment:
    tokens: tuple[int, ...]
    joint: str
    opening: int
    predicate: bool
    verb: bool
    event: bool
    counted: bool


def runs(scene: Scene) -> list[list[int]]:
    """Tokens by voice: each voice's words in the sentence, without sources and cues."""
    found: dict[tuple[int, int], list[int]] = {}
    stretch = 0
    for i, owner in enumerate(scene.owner):
        if owner != OWN_VOICE:
            # What the report says behind somebody's words goes on with nothing before them.
            stretch += int(scene.english and i > 0 and scene.owner[i - 1] == OWN_VOICE)
        if not scene.barred[i]:
            found.setdefault((owner, stretch if owner == OWN_VOICE else 0), []).append(i)
    return list(found.values())


def clauses(scene: Scene, run: Sequence[int], told: Told) -> list[Clause]:
    """Cut where both sides have a predicate; relative clauses join the left, "where" and "after which" do not."""
    done: list[Clause] = []
    for segment in _segments(scene, run, told):
        last = done[-1] if done else None
        if last is None:
            done.append(_clause(segment))
        elif segment.joint == "relative":
            last.tokens += segment.tokens
            last.side.update(segment.tokens)
        elif _parts(scene, segment, last) and not _shares(scene, segment, last):
            done.append(_clause(segment))
        else:
            last.tokens += segment.tokens
            last.predicate |= segment.predicate
            last.verb |= segment.verb
            last.event |= segment.event
            last.counted |= segment.counted
    return done


def unverified(scene: Scene, clause: Clause) -> bool:
    """Does the clause, or the cue before it, say that something could not be confirmed?"""
    if not scene.lexicon.verify.anywhere(scene.words):
        return False
    first = clause.tokens[0]
    near = {*clause.tokens[: 2 * REACH], *range(max(first - CUE, 0), first)}
    verify = any(True for i in near for _ in scene.lexicon.verify.at(scene.words, i))
    return verify and any(True for i in near for _ in scene.lexicon.unable.at(scene.words, i))


def _clause(s: _Segment) -> Clause:
    return Clause(list(s.tokens), s.predicate, s.verb, s.event, s.counted, opening=s.opening)


def _parts(scene: Scene, segment: _Segment, last: Clause) -> bool:
    """Have both sides a predicate? A side without one may stand alone where both sides name an event."""
    if segment.joint == "inserted" and not (segment.event and last.event) and not (segment.verb and last.verb):
        return False  # a speaker stands in the middle of what is said
    if segment.joint == "inserted" and segment.verb and not (last.verb or last.predicate or scene.english):
        return False  # "Пожар, по словам мэра, потушен"
    if segment.predicate and last.predicate:
        return True
    named = (segment.predicate or segment.counted) and (last.predicate or last.counted)
    return named and segment.event and last.event


def _shares(scene: Scene, segment: _Segment, last: Clause) -> bool:
    """Two event nouns under one predicate, neither with a number of its own: "жертв и разрушений нет"."""
    if segment.joint != "coordinate" or (segment.verb and last.verb):
        return False
    if not segment.verb and not last.verb:
        return any(_denies(scene, i) for i in (*last.tokens[-REACH:], *segment.tokens[:REACH]))
    return not any(_own(scene, i) for i in segment.tokens if not segment.verb) and not any(
        _own(scene, i) for i in last.tokens[-REACH:] if not last.verb
    )


def _denies(scene: Scene, i: int) -> bool:
    return any(True for _ in scene.lexicon.negation.at(scene.words, i))


def _own(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return token.pos == "NUM" or (token.pos == "VERB" and (scene.english or "conv" in token.feats))


def _segments(scene: Scene, run: Sequence[int], told: Told) -> list[_Segment]:
    found: list[_Segment] = []
    current: list[int] = []
    joint, opening = "", 0
    skip = -1
    last = -1
    through = _inserts(scene) | _listed(scene)
    for i in run:
        if last >= 0 and i > last + 1 and current and any(scene.barred[last + 1 : i]):
            found.append(_segment(scene, current, joint, opening, told))
            current, joint, opening = [], "inserted", 0
        last = i
        if i in through:
            continue
        if _mark(scene, i):
            if current:
                found.append(_segment(scene, current, joint, opening, told))
            current, joint, opening = [], "", 0
            continue
        if i > skip:
            kind, width = _joint(scene, i, fresh=not current and joint != "inserted")
            if kind:
                if current:
                    found.append(_segment(scene, current, joint, opening, told))
                current, joint, opening = [], kind, width
                skip = i + width - 1
        current.append(i)
    if current:
        found.append(_segment(scene, current, joint, opening, told))
    return _stamped(scene, found)


def _stamped(scene: Scene, found: list[_Segment]) -> list[_Segment]:
    """A time before a dash is that of what stands behind it ("в 03:15 тревога, в 04:02 — отбой")."""
    done: list[_Segment] = []
    for segment in found:
        before = done[-1] if len(done) > 1 else None
        if before and not before.event and scene.at(before.tokens[-1] + 1) in DASHES and _times(scene, before.tokens):
            done[-1] = replace(segment, tokens=(*before.tokens, *segment.tokens))
        else:
            done.append(segment)
    return done


def _times(scene: Scene, tokens: Sequence[int]) -> bool:
    """Do the words name a time and nothing else?"""
    spans = [t.when.span for t in scene.times]
    words = [scene.span(i, i) for i in tokens if scene.tokens[i].pos != "ADP"]
    return bool(words) and all(any(s.meets(word) for s in spans) for word in words)


def _inserts(scene: Scene) -> frozenset[int]:
    """The commas around words that only weaken or comment ("жертв, к счастью, нет"): they part no clause."""
    if "," not in scene.words:
        return frozenset()
    commas = [i for i, word in enumerate(scene.words) if word == ","]
    around = ((a, b) for a, b in pairwise(commas) if 1 < b - a <= INSERT and _comments(scene, a + 1, b))
    return frozenset(i for pair in around for i in pair)


def _listed(scene: Scene) -> frozenset[int]:
    """The marks of a list whose members have brackets («били по Каменке (артиллерия, 11 прилётов), Сосновке (дрон)»).

    What stands in the brackets, with no verb of its own, belongs to the verb that governs the list.
    """
    if scene.english or scene.words.count("(") < LISTED:
        return frozenset()
    opened = [i for i, word in enumerate(scene.words) if word == "("]
    pairs = [(i, next((k for k in range(i, len(scene.words)) if scene.words[k] == ")"), -1)) for i in opened]
    plain = [(a, b) for a, b in pairs if b > a and not any(_predicates(scene, k) for k in range(a, b))]
    chained = [
        (a, b) for a, b in plain if any(_next_member(scene, b, c) or _next_member(scene, d, a) for c, d in plain)
    ]
    inside = {i for a, b in chained for i in range(a, b + 1) if _mark(scene, i)}
    return frozenset(inside | {b + 1 for a, b in chained if scene.at(b + 1) == ","})


def _next_member(scene: Scene, end: int, start: int) -> bool:
    """Do only a comma or "and" and a name stand between a bracket that ends and one that begins?"""
    between = scene.tokens[end + 1 : start]
    return (
        1 < len(between) <= MEMBER
        and (between[0].text == "," or between[0].pos == "CCONJ")
        and not any(t.pos in ("VERB", "AUX") for t in between)
    )


def _predicates(scene: Scene, i: int) -> bool:
    return finite(scene, i) or "short" in scene.tokens[i].feats


def _comments(scene: Scene, first: int, end: int) -> bool:
    """Do words that comment, or tell of whom among others, open the piece, with no verb and no other clause in it?"""
    opens = scene.lexicon.hedges.opens(scene.words, first) or scene.lexicon.insert.opens(scene.words, first)
    opens = opens or (not scene.english and scene.lexicon.within.opens(scene.words, first))
    return opens and not any(finite(scene, i) for i in range(first, end))


def _segment(scene: Scene, tokens: Sequence[int], joint: str, opening: int, told: Told) -> _Segment:
    verb = any(finite(scene, i) for i in tokens)
    event = any(i in told.naming for i in tokens)
    numbered = any(scene.tokens[i].pos in ("NUM", "DET") for i in tokens[:4])
    counted = event and (
        numbered or any(i in told.naming for i in tokens[:2]) or "nom" in scene.tokens[tokens[0]].feats
    )
    held = verb or any(i in told.stating for i in tokens) or _calls_false(scene, tokens)
    return _Segment(tuple(tokens), joint, min(opening, len(tokens) - 1), held, verb, event, counted)


def _calls_false(scene: Scene, tokens: Sequence[int]) -> bool:
    """ "Это ложь": a clause of its own, though it has no verb."""
    if scene.english or not scene.lexicon.belie.anywhere(scene.words):
        return False
    near = tokens[:REACH]
    return bool(scene.lexicon.deictic.begins(scene.words, near)) and bool(scene.lexicon.belie.begins(scene.words, near))


def _mark(scene: Scene, i: int) -> bool:
    """Punctuation that may part clauses; a hyphen only where it stands alone between spaces."""
    text = scene.tokens[i].text
    if text not in DASHES:
        return text in MARKS
    clean, token = scene.analysis.clean, scene.tokens[i]
    return clean[token.start - 1 : token.start].isspace() and clean[token.end : token.end + 1].isspace()


def _joint(scene: Scene, i: int, fresh: bool) -> tuple[str, int]:
    """The kind of joint that begins at a word, and its words. A relative pronoun joins only after a mark."""
    best = ("", 0)
    for found in scene.lexicon.joints.at(scene.words, i):
        width = found.end - found.start
        if width > best[1] and not (found.value == "relative" and not fresh and not scene.english):
            best = (found.value, width)
    if best[0] == "subordinate" and scene.english and scene.tokens[i].pos == "ADP":
        return "", 0
    if best[0] == "relative" and scene.english and scene.tokens[i].pos == "SCONJ":
        return "subordinate", best[1]
    if best[0] == "subordinate" and not fresh and not scene.english:
        return "", 0  # "пострадавших пока нет"
    return ("relative", 1) if not best[0] and fresh and _describes(scene, i) else best


def _describes(scene: Scene, i: int) -> bool:
    """Does a participle behind a comma only describe the noun before it («дроны, выпущенные с моря,»)?"""
    token = scene.tokens[i]
    if scene.english or i < 2 or scene.at(i - 1) != "," or "part" not in token.feats or "short" in token.feats:
        return False
    noun = scene.tokens[i - 2]
    shared = {f.rstrip("?") for f in token.feats} & {f.rstrip("?") for f in noun.feats}
    return noun.pos in ("NOUN", "PROPN") and bool(shared & CASES) and bool(shared & SORTS)
