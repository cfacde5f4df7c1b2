"""What an office or a body of the place states in a clause that no rule and no weight takes.

"The barge was sound, the owner insists" names no event, yet whoever answers for a happening, or was in it, says so of
the happening. The clause must be stated by somebody whom the registry knows as an office, a body or people of a kind;
a government, a president or a foreign ministry speak of everything. In a brief report the sentences that go on in the
name of the one before are theirs too; and if it tells a happening, whoever else speaks in it ("the pilots") states it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from allegedly.extract.claims.carrying import going_on
from allegedly.extract.claims.clauses import Clause
from allegedly.extract.claims.continuing import going_on as told_before
from allegedly.extract.claims.features import headword
from allegedly.extract.claims.frame import framed_alone
from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.plain import BRIEF, PLAIN, strong
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.silences import absences, unproven
from allegedly.extract.claims.triggers import NOUNS, Candidate, finite
from allegedly.extract.claims.weighed import CLOSE, _clauses, _overlap
from allegedly.extract.claims.whereabouts import Ground
from allegedly.extract.known import matcher
from allegedly.extract.slavic.lexicon import lexicon
from allegedly.extract.tokens import Analysis, Token
from allegedly.knowledge.actors import actors
from allegedly.knowledge.anaphora import anaphora
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.spheres import spheres
from allegedly.model import Attribution, Claim, Span
from allegedly.model.vocabulary import Lang

RULE = "claim.said"
# A clause of fewer words says too little ("all is well"), but for one without a verb ("the transformer is sound").
LEAST, VERBLESS = 3, 2
ASKED = "?"
# Russian and Ukrainian verbs by which something is not there.
ABSENT = frozenset({"нет", "нету", "немає", "нема"})
# These speak of everything, and so of nothing in particular.
OF_EVERYTHING = frozenset({"foreign-ministry", "government", "president", "subscribers"})
# So do these, but in a brief report of a happening.
LEARNED = "experts"
# Acts of those who state something: what experts have established is theirs too.
TELLING = frozenset({"say", "believe"})
# Acts of those who saw something, as the desk reads them.
SEEING = frozenset({"show", "other"})


@dataclass(frozen=True, slots=True)
class Room:
    """Is the report brief, does it tell a happening by the word for one, of a sphere of life or of things and acts?"""

    brief: bool
    told: bool
    sphere: bool
    lang: Lang
    contending: frozenset[str] = frozenset()  # who insists, answers or admits anywhere in it


def stated(scenes: Mapping[int, Scene], told: Sequence[Claim], ground: Ground) -> list[Claim]:
    """A claim of each clause in the words of such a body that no claim tells yet."""
    if not scenes:
        return []
    analysis = next(iter(scenes.values())).analysis
    brief = len(analysis.sentences) <= BRIEF
    lang, happening = analysis.document.lang, brief and any(strong(c) for c in told)
    contending = _contending(next(iter(scenes.values())).voices.all, lang)
    room = Room(brief, happening, brief and _of_a_sphere(analysis), lang, contending)
    found = []
    for scene in scenes.values():
        here = [c.span for c in told if c.span.meets(scene.sentence.span)]
        told_of = [*_happenings(scene, here, room), *_seen(scene, here, room)]
        found += [framed_alone(scene, h, ground) for h in told_of]
    found = [c for c in found if " " in c.text.removesuffix(" not")]  # of "was not | aware of any" nothing is left
    return [c for c in found if c.factuality == "asserted" or (room.sphere and c.factuality == "historical")]


def spoken(analysis: Analysis, attributions: Sequence[Attribution]) -> list[int]:
    """Sentences in which such bodies speak; in a brief report all from there on, as they may go on in their name."""
    brief = len(analysis.sentences) <= BRIEF
    room = Room(brief, brief, brief, analysis.document.lang)
    said = [piece for a in attributions if _counts(a, room) for piece in a.content]
    if brief and said:
        first = min(p.start for p in said)
        return [n for n, s in enumerate(analysis.sentences) if s.tokens and s.span.end > first]
    return [n for n, s in enumerate(analysis.sentences) if s.tokens and any(p.meets(s.span) for p in said)]


def _happenings(scene: Scene, here: Sequence[Span], room: Room) -> Iterator[Happening]:
    goes_on = room.brief and _goes_on(scene, room)
    if not goes_on and not any(o != OWN_VOICE and _counts(scene.voices.all[o], room) for o in scene.owner):
        return
    known = scene.lexicon.evidence_absent
    unshown = unproven(scene, absences(scene)) if known.anywhere(scene.words) else frozenset()
    for clause, span in _clauses(scene):
        head = headword(scene, clause.body) if clause.body else -1
        told = head < 0 or head in unshown or any(_overlap(s, span) >= CLOSE for s in here)
        if told or not _states(scene, clause, head, room):
            continue
        owner = scene.owner[head]
        firm = room.told or (owner != OWN_VOICE and _firm(scene.voices.all[owner], room))
        if room.sphere and not firm and not _past(scene, clause):
            continue
        if goes_on if owner == OWN_VOICE else _counts(scene.voices.all[owner], room):
            yield Happening(clause, Candidate(head, head + 1, (PLAIN,)), PLAIN, "other", None, owner, RULE)


def _seen(scene: Scene, here: Sequence[Span], room: Room) -> Iterator[Happening]:
    """What a body says that others saw ("two crews saw lights", "no radar saw it"): all of it is its statement."""
    every = scene.voices
    for n in dict.fromkeys(p.number for p in every.touching.get(scene.number, ())):
        inner = every.all[n]
        outer = every.all[every.number[inner.inside]] if inner.inside in every.number else None
        if outer is None or inner.cue is None or inner.act not in SEEING or not _counts(outer, room):
            continue
        piece = next((p for p in outer.content if p.covers(inner.cue.span)), None)
        if piece is None or inner.source is None or not piece.covers(inner.source.span):
            continue
        inside = [i for i, t in enumerate(scene.tokens) if piece.start <= t.start and t.end <= piece.end]
        heads = [i for i in inside if inner.cue.span.covers(scene.span(i, i)) and scene.tokens[i].pos == "VERB"]
        if heads and not any(_overlap(s, piece) >= CLOSE for s in here):
            clause = Clause(inside, predicate=True, verb=True)
            head = Candidate(heads[0], heads[0] + 1, (PLAIN,))
            yield Happening(clause, head, PLAIN, "other", None, every.number[outer.id], RULE)


def _states(scene: Scene, clause: Clause, head: int, room: Room) -> bool:
    """Is it a clause of some length with a predicate, no question, no request, and no telling of who says what?"""
    token, body = scene.tokens[head], [scene.tokens[i] for i in clause.body]
    if _speech(scene, token) or ("imp" in token.feats and scene.owner[head] == OWN_VOICE):
        return False
    verbless = room.brief and not any(t.pos in ("VERB", "AUX") and "fin" in t.feats for t in body)
    stating = (token.pos in ("VERB", "AUX") and finite(scene, head)) or (not scene.english and clause.predicate)
    stating = stating or (verbless and not scene.english and (_is(body) or _blames(scene, clause)))
    words = sum(t.pos != "PUNCT" for t in body)
    return words >= (VERBLESS if verbless else LEAST) and stating and scene.tokens[clause.tokens[-1]].text != ASKED


def _blames(scene: Scene, clause: Clause) -> bool:
    """Does a clause without a verb say who or what is to blame ("the wind is to blame for all")?"""
    blame = tuple(w for o in assess_words(scene.sentence.lang).observation for w in o.blame)
    first, last = scene.tokens[clause.body[0]], scene.tokens[clause.body[-1]]
    return says(blame, scene.analysis.text[first.start : last.end])


def _past(scene: Scene, clause: Clause) -> bool:
    """Does a clause tell what was, or that something is not there?"""
    told = [t for t in (scene.tokens[i] for i in clause.body) if t.pos in ("VERB", "AUX")]
    return not told or any("past" in t.feats or t.lemma in ABSENT for t in told)


def _is(body: Sequence[Token]) -> bool:
    """Does a Russian or Ukrainian clause without a verb say what something is ("the batch is fake")?"""
    words = [t for t in body if t.pos != "PUNCT"]
    last = words[-1]
    described = last.pos == "ADJ" or (last.pos == "VERB" and "part" in last.feats)
    return described and "nom" in last.feats and any(t.pos in NOUNS and "nom" in t.feats for t in words[:-1])


def _speech(scene: Scene, token: Token) -> bool:
    """Is a Russian or Ukrainian predicate a verb of saying ("the press office did not report")?"""
    if scene.english or token.pos != "VERB":
        return False
    cues = lexicon(scene.sentence.lang).words.get(token.lemma, ())
    return any(c.act == "say" and c.pos == "verb" and {"post", "that"} <= {*c.frames} for c in cues)


def _goes_on(scene: Scene, room: Room) -> bool:
    """Does a sentence without a speaker go on in the name of somebody whose clauses count, and of no other's word?"""
    words = scene.analysis.text[scene.sentence.span.start : scene.sentence.span.end]
    if scene.voices.touching.get(scene.number) or says(assess_words(scene.sentence.lang).contend, words):
        return False
    a = going_on(scene) if scene.english else told_before(scene)
    return a is not None and _counts(a, room) and not _of_a_person(scene)


def _of_a_person(scene: Scene) -> bool:
    """Is an English sentence about somebody with an office or a role ("The mayor apologised"): that is the report's."""
    human = matcher(anaphora("en").human)
    subjects = [i for i, t in enumerate(scene.tokens) if t.dep == "nsubj" and scene.tokens[t.head].head < 0]
    return scene.english and human is not None and any(human.fullmatch(scene.words[i]) for i in subjects)


def _of_a_sphere(analysis: Analysis) -> bool:
    """Is a report about the railway, the sea, a school or the like?"""
    return bool(spheres([t.lemma for s in analysis.sentences for t in s.tokens], analysis.document.lang))


def _contending(spoken: Sequence[Attribution], lang: Lang) -> frozenset[str]:
    """The voices by whom something is insisted on, answered or admitted."""
    return frozenset(a.source.id for a in spoken if a.source and a.source.id and _contends(a, lang))


def _contends(a: Attribution, lang: Lang) -> bool:
    """Does somebody insist, assure, answer or admit? Then others have spoken of it, and it is a matter of fact."""
    return a.cue is not None and says(assess_words(lang).contend, a.cue.text)


def _firm(a: Attribution, room: Room) -> bool:
    """Is a voice one of an office, or is it plain that it speaks of what happened?"""
    return (
        room.told
        or (a.source is not None and bool(a.source.id) and not str(a.source.id).startswith("name:"))
        or _contends(a, room.lang)
    )


def _counts(a: Attribution, room: Room) -> bool:
    """Does a body of a place, or people who are in it, state something? Where a happening is told others count too."""
    if a.act not in TELLING or a.stance not in ("affirm", "deny") or a.source is None:
        return False
    actor = actors().by_id(a.source.id) if a.source.id else None
    office = actors().institutions.get(actor.institution or "") if actor is not None else None
    if office is None:
        free = a.source.id is None or a.source.id.startswith("name:")
        contends = _contends(a, room.lang) or a.source.id in room.contending
        return free and (room.told or room.sphere or (room.brief and contends))
    known = office.id not in OF_EVERYTHING and (office.id != LEARNED or room.told or room.sphere)
    return known and office.kind not in ("media", "channel", "unknown")
