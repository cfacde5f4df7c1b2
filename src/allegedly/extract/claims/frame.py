"""A happening made a claim: span, voice, modality, frame."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allegedly.extract.claims.agents import agent
from allegedly.extract.claims.belying import belied
from allegedly.extract.claims.doubt import factuality, stance
from allegedly.extract.claims.figures import count
from allegedly.extract.claims.grounds import evidence, vouched, when, zones
from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.hedging import hedges
from allegedly.extract.claims.judged import chain, judge, of_nobody
from allegedly.extract.claims.pointing import Pointing
from allegedly.extract.claims.reasons import cause
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.silences import Absence, owner, silent
from allegedly.extract.claims.speaker import speaker
from allegedly.extract.claims.speaking import Voice, _via, unclosed, voice
from allegedly.extract.claims.whereabouts import Ground, places
from allegedly.extract.interest import acting, admitted, grounds, interest
from allegedly.knowledge.actors import actors
from allegedly.knowledge.bodies import is_body
from allegedly.model import Claim, Place, Span, Speaker, Words, digest
from allegedly.model.vocabulary import Event, Interest, Lang, Stance

OWNERS = ("'s ", "’s ")
EDGES = frozenset(" \t\n\r,;:.!?…–—-()*_|")
PAIRS = frozenset({"«»", "“”", "„“", '""'})
QUOTES = frozenset('«»“”„"')
STAMP = 5  # words of a time stamp before its dash
TRAILING = frozenset({"CCONJ", "SCONJ", "ADP"})


@dataclass(frozen=True, slots=True)
class _Beside:
    """What else the sentence tells, and the document's places."""

    happenings: Sequence[Happening]
    ground: Ground


def framed(scene: Scene, found: Sequence[Happening], ground: Ground) -> list[Claim]:
    """Claims of a sentence's happenings; what one says and another judges is a claim of each."""
    found = [part for h in found for part in (h, *_judged_by(scene, h))]
    made = [
        (h, _claim(scene, h, zone, _Beside(found, ground))) for h, zone in zip(found, zones(scene, found), strict=True)
    ]
    # Rescuers who are not mentioned to act are no happening; a weak word that is denied in English is one.
    return [c for h, c in made if not (h.entry.weak and c.stance == "deny" and not scene.english)]


def _judged_by(scene: Scene, h: Happening) -> list[Happening]:
    """The same happening in the name of whoever judges it: denies, doubts or confirms it, or calls it false."""
    by = judge(scene, h.owner)
    if by is not None:
        return [replace(h, owner=by)]
    false = belied(scene, h)
    return [false] if false is not None else []


def framed_alone(scene: Scene, h: Happening, ground: Ground) -> Claim:
    """The claim of one happening, of which its own clause alone speaks."""
    return _claim(scene, h, set(h.clause.tokens), _Beside((h,), ground))


def _claim(scene: Scene, h: Happening, zone: set[int], beside: _Beside) -> Claim:
    around = chain(scene, h.owner)
    who = voice(scene, h)
    where = places(scene, h, beside.ground)
    time = when(scene, h, zone, beside.happenings)
    held = stance(scene, h, around)
    span = _span(scene, h)
    text = scene.analysis.text
    trigger = scene.span(h.trigger.start, h.trigger.end - 1)
    thing = h.thing.span(scene) if h.thing else None
    doer = who_did.span(scene) if (who_did := agent(scene, h)) else None
    side, lang = who.speaker.party if who.speaker else None, scene.sentence.lang
    before = scene.at(who_did.first - 1) if who_did else ""
    acts = acting(text[doer.start : doer.end], before, side, lang) if doer else None
    patient = actors().party_in(text[thing.start : thing.end], lang) if thing else None
    return Claim(
        id=_id(scene, span, trigger, h.event, who.speaker),
        report=scene.analysis.document.report.id,
        attribution=who.attribution,
        text=text[span.start : span.end],
        span=span,
        sentence=scene.sentence.span,
        speaker=who.speaker,
        cue=who.cue,
        via=who.via,
        stance=held,
        factuality=factuality(scene, h, around, time),
        hedges=hedges(scene, h, zone, around),
        basis=grounds(who.basis, side, h.event, acts),
        interest=_interest(who, h.event, held, lang)
        or interest(who.speaker.id if who.speaker else None, h.event, held, where, acts, patient),
        event=h.event,
        object=text[thing.start : thing.end] if thing else None,
        count=count(scene, h),
        places=where,
        when=time,
        evidence=vouched(who.speaker, who.basis, evidence(scene, h, zone)),
        rule=h.rule if h.entry.beside else who.rule,
        actor=text[doer.start : doer.end] if doer else None,
        cause=text[why.start : why.end] if (why := cause(scene, h, zone)) else None,
        kind=h.thing.kind if h.thing else None,
        trigger=Words.at(text, trigger.start, trigger.end),
    )


def _interest(who: Voice, event: Event, held: Stance, lang: Lang) -> Interest | None:
    """What the report's verb says that the speaker admits."""
    if who.speaker is None or who.cue is None:
        return None
    kind = who.speaker.kind
    if kind in ("person", "unknown") and is_body(who.speaker.text, lang):
        kind = "group"
    return admitted(who.cue.text, kind, event, held, lang)


def _id(scene: Scene, span: Span, trigger: Span, event: str, who: Speaker | None) -> str:
    report = scene.analysis.document.report
    return digest("claim", report.digest, span, trigger, event, who.text if who else "", who.span if who else "")


def _span(scene: Scene, h: Happening) -> Span:
    """From the first to the last word of the clause; a cue or witness that stands inside it stays."""
    tokens = _unstamped(scene, _judged(scene, h))
    while len(tokens) > 1 and tokens[-1] != h.trigger.end - 1 and _hanging(scene, tokens[-1]):
        tokens.pop()
    tokens = _whole(scene, tokens, h.trigger.end)
    while len(tokens) > 1 and not h.clause.predicate and _loose(scene, tokens[0]):
        tokens.pop(0)
    start, end = scene.tokens[tokens[0]].start, scene.tokens[tokens[-1]].end
    return _closed(scene, trimmed(scene.analysis.text, Span(start, end)))


def _whole(scene: Scene, tokens: list[int], told: int) -> list[int]:
    """Without an English clause of which another's words leave the beginning alone ("..., and by evening the")."""
    if not scene.english or scene.tokens[tokens[-1]].pos != "DET":
        return tokens
    joint = next((n for n in range(len(tokens) - 1, 0, -1) if scene.tokens[tokens[n]].pos == "CCONJ"), 0)
    rest = tokens[joint:]
    stands = any(scene.tokens[i].pos in ("VERB", "AUX") for i in rest)
    return tokens if not joint or stands or rest[0] < told else tokens[:joint]


def _judged(scene: Scene, h: Happening) -> list[int]:
    """The clause without the words by which somebody judges it ("слухи о взрыве мэр назвал ложью")."""
    pieces = scene.voices.all[h.owner].content if h.owner != OWN_VOICE else ()
    if len(pieces) == 1 or h.owner == OWN_VOICE or scene.voices.all[h.owner].act != "evaluate":
        return list(h.clause.body)
    own = next((p for p in pieces if p.covers(scene.span(h.trigger.start, h.trigger.end - 1))), None)
    kept = [i for i in h.clause.body if own and own.covers(scene.span(i, i))]
    return kept or list(h.clause.body)


def _unstamped(scene: Scene, tokens: list[int]) -> list[int]:
    """Without a stamp and dash before the words ("UPD 03:05 — отбой")."""
    for n, i in enumerate(tokens[: STAMP + 1]):
        if n and scene.at(i - 1) in ("—", "–"):
            return tokens if scene.english else tokens[n:]
        if scene.tokens[i].pos not in ("NUM", "PUNCT", "X") and not scene.tokens[i].text.isupper():
            break
    return tokens


def _hanging(scene: Scene, i: int) -> bool:
    """A conjunction, preposition or stop at the end of the words; no particle of a verb ("brought in")."""
    if scene.tokens[i].dep == "prt":
        return False
    return scene.tokens[i].pos in TRAILING or scene.tokens[i].text in EDGES


def _loose(scene: Scene, i: int) -> bool:
    """A preposition that carries no meaning of its own, as "without" does."""
    return scene.tokens[i].pos == "ADP" and not any(True for _ in scene.lexicon.negation.at(scene.words, i))


def trimmed(text: str, span: Span) -> Span:
    """Without punctuation and space at the edges, but for a bracket that closes one within."""
    start, end = span
    last = end
    if text.startswith(OWNERS, start):  # whose it is stands before
        start += len(OWNERS[0])
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    inner = text[start:end]
    if inner.count("(") > inner.count(")") and ")" in text[end : last + 1]:
        end = text.index(")", end) + 1
    return Span(start, end) if start < end else span


def _closed(scene: Scene, span: Span) -> Span:
    """Without a quotation mark at an edge whose partner is outside."""
    text = scene.analysis.text
    start, end = span
    inner = text[start:end]
    for opening, closing in (("«", "»"), ("“", "”"), ("„", "“")):
        if inner[:1] == opening and closing not in inner:
            start += 1
        if inner[-1:] == closing and opening not in inner:
            end -= 1
    inner = text[start:end]
    if len(inner) > 2 and inner[0] + inner[-1] in PAIRS and not set(inner[1:-1]) & QUOTES:
        start, end = start + 1, end - 1
    if inner.count('"') % 2:
        start, end = start + (inner[:1] == '"'), end - (inner[-1:] == '"' and inner[:1] != '"')
    return Span(start, end) if start < end else span


def pointed(scene: Scene, p: Pointing) -> Claim:
    """The denial or withdrawal of a happening told before."""
    span = scene.span(p.first, p.last)
    held = speaker(unclosed(scene, p.who), scene.sentence.lang) if p.who else None
    who = Voice(held, p.verb, (), None, "unstated", "claim.pointing")
    return replace(_quiet(scene, p, span, who), stance=p.stance)


def absent(scene: Scene, a: Absence) -> list[Claim]:
    """Claims of silence, one for each silent party, or the one of missing evidence."""
    body = a.clause.body
    span = trimmed(scene.analysis.text, Span(scene.tokens[body[0]].start, scene.tokens[body[-1]].end))
    lang = scene.sentence.lang
    around = chain(scene, owner(scene, a))
    if a.event == "comment":
        who = silent(scene, a)
        if who and _asks_nobody(scene):
            return []  # «никто не может сказать, сколько погибло» is a question, and nobody's silence
        relays = [x for x in around if x.stance != "no_comment"]
        return [
            _quiet(
                scene, a, span, Voice(speaker(s, lang), None, _via(relays, s.span), None, "unstated", "claim.silence")
            )
            for s in who
        ] or [_quiet(scene, a, span, Voice(None, None, (), None, "unstated", "claim.silence"))]
    inner = next((x for x in around if x.source), None)
    said = speaker(inner.source, lang) if inner and inner.source else None
    cue = inner.cue if inner else None
    return [_quiet(scene, a, span, Voice(said, cue, (), inner.id if inner else None, "unstated", "claim.no_evidence"))]


def _asks_nobody(scene: Scene) -> bool:
    """Is there a question that nobody can answer, in the words of the report or of somebody?"""
    for piece in scene.voices.touching.get(scene.number, ()):
        inside = scene.inside(piece.span) if piece.content else []
        asks = any(scene.lexicon.interrogative.opens(scene.words, i) for i in inside[:2])
        if asks and of_nobody(scene, scene.voices.all[piece.number]):
            return True
    return False


def _of_silence(scene: Scene, a: Absence | Pointing, who: Speaker | None) -> tuple[Place, ...]:
    """The places that somebody is silent about: those of the clause, but for those in the name of the silent."""
    if not isinstance(a, Absence) or a.event != "comment":
        return ()
    clause = scene.span(a.clause.tokens[0], a.clause.tokens[-1])
    named = who.span if who is not None and who.span else Span(0, 0)
    return tuple(p for p in scene.places if clause.covers(p.span) and not named.meets(p.span))


def _quiet(scene: Scene, a: Absence | Pointing, span: Span, who: Voice) -> Claim:
    held = "no_comment" if a.event == "comment" else "affirm"
    text = scene.analysis.text
    words = a.trigger if isinstance(a, Absence) else a.verb
    return Claim(
        id=_id(scene, span, words.span, a.event, who.speaker),
        report=scene.analysis.document.report.id,
        attribution=who.attribution,
        text=text[span.start : span.end],
        span=span,
        sentence=scene.sentence.span,
        speaker=who.speaker,
        cue=who.cue,
        via=who.via,
        stance="no_comment" if held == "no_comment" else "affirm",
        factuality="asserted",
        hedges=(),
        basis=who.basis,
        interest="unknown",
        event=a.event,
        object=None,
        count=None,
        places=_of_silence(scene, a, who.speaker),
        when=None,
        evidence=(),
        rule=who.rule,
        trigger=words,
    )
