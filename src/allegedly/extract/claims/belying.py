"""What calls false what was told before: "This is a lie", «Сообщения повстанцев об ударе — ложь».

The predicate alone denies; its subject only points to what somebody else told, or names whose words they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.judged import OWNED
from allegedly.extract.claims.lexicon import openings
from allegedly.extract.claims.patterns import Found, fold
from allegedly.extract.claims.patterns import Words as Patterned
from allegedly.extract.claims.plain import RULE
from allegedly.extract.claims.pointing import BACK, Pointing
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.tokens import Token
from allegedly.model import Claim, Source, Span, Words
from allegedly.model.vocabulary import Stance

# Between what points, or somebody's words, and what calls them false stand at most so many words.
APART = 4
# Of what kinds these are: "is", "однако", «— полная», and what only strengthens.
BETWEEN = frozenset({"PUNCT", "AUX", "ADV", "PART", "DET", "ADJ"})
# A pointing word stands behind the beginning of its sentence, or behind one of these and at most so many more words.
JOINTS = frozenset(
    {",", ";", ":", "—", "–", "-", "«", "“", "„", '"', "(", "but", "and", "но", "а", "и", "але", "та", "і"}
)
LEADING = 3
STOPS = frozenset({*'.!?,;:»”“")…—–-', "..."})
# So many words of the next sentence tell whether it calls this one false.
OPENING = 16
THAT = frozenset({"that", "что", "що", "будто"})
COPULA = frozenset({"be", "оказаться", "являться", "стать", "виявитися", "є", "бути", "turn", "prove"})


def belying(scene: Scene, before: Iterable[Claim], here: Sequence[Claim]) -> Iterator[Pointing]:
    """A denial of what another voice told last, for each pointing word that is called false."""
    known: list[Claim] | None = None
    for verdict in scene.lexicon.belie.find(scene.words):
        found = _pointer(scene, verdict)
        if found is None or not _ends(scene, verdict.end):
            continue
        if known is None:
            known = [*before, *here]
        first, last = found
        who = _judge(scene, verdict.start)
        span = scene.span(first, last)
        told = _told_by_another(known, span.start, who)
        if told is not None and told.event and not any(c.span.meets(span) and c.rule != RULE for c in here):
            stance: Stance = "affirm" if told.stance == "deny" else "deny"
            words = Words.at(scene.analysis.text, *scene.span(verdict.start, verdict.end - 1))
            yield Pointing(first, last, told.event, who, words, stance)


def belied(scene: Scene, h: Happening) -> Happening | None:
    """The same happening as the voice around it denies it, where that calls the words of their owner false."""
    if h.owner == OWN_VOICE or scene.voices.all[h.owner].rule not in OWNED:
        return None
    if scene.voices.all[h.owner].source is None:
        return None
    last = max((i for i, owner in enumerate(scene.owner) if owner == h.owner), default=-1)
    start = last + 1
    verdict = next(iter(scene.lexicon.belie.find(scene.words, start, min(start + 2 * APART, len(scene.words)))), None)
    if verdict is None or verdict.start - start > APART or not _linked(scene, start, verdict.start):
        return None
    owner = scene.owner[verdict.start]
    rule = h.rule if owner != OWN_VOICE else "claim.own_voice"
    return replace(h, owner=owner, rule=rule) if _ends(scene, verdict.end) else None


def called_so(scene: Scene, h: Happening) -> bool:
    """Is it told in the name of one who calls it false, and not of the one whose words they are?"""
    owner = scene.owner[h.trigger.start]
    return owner not in (h.owner, OWN_VOICE) and belied(scene, replace(h, owner=owner)) is not None


def soon_called_false(scene: Scene, h: Happening) -> bool:
    """Does the next sentence in the same voice call it false ("People write of a blast. It is fake," she said)?"""
    after = _next(scene, h.owner)
    return after is not None and any(
        _pointer(after, f) is not None and _ends(after, f.end) for f in after.lexicon.belie.find(after.words)
    )


def _next(scene: Scene, owner: int) -> Scene | None:
    """How the next sentence begins, if it is in the same language and voice."""
    number = scene.number + 1
    after = scene.analysis.sentences[number] if number < len(scene.analysis.sentences) else None
    if after is None or after.lang != scene.sentence.lang or not after.tokens:
        return None
    tokens = after.tokens[:OPENING]
    words = Patterned.of([fold(t.text) for t in tokens], openings(after.lang))
    if not scene.lexicon.belie.anywhere(words) or _voice_at(scene, number, tokens) != owner:
        return None
    return replace(
        scene,
        number=number,
        sentence=after,
        tokens=tokens,
        words=words,
        owner=(owner,) * len(tokens),
        barred=(False,) * len(tokens),
    )


def _voice_at(scene: Scene, number: int, tokens: Sequence[Token]) -> int:
    """Whose words a sentence begins with: the innermost attribution around its first word."""
    first = next((t for t in tokens if t.pos != "PUNCT"), tokens[0])
    pieces = [
        p for p in scene.voices.touching.get(number, ()) if p.content and p.span.covers(Span(first.start, first.end))
    ]
    return max((p.number for p in pieces), key=lambda n: scene.voices.depth[n], default=OWN_VOICE)


def _pointer(scene: Scene, verdict: Found[None]) -> tuple[int, int] | None:
    """The first and last of the words that point and of which the verdict is told."""
    for first in range(verdict.start - 1, max(verdict.start - 2 * APART, -1), -1):
        ends = [f.end for f in scene.lexicon.deictic.at(scene.words, first) if f.end <= verdict.start]
        if ends and verdict.start - max(ends) <= APART and _linked(scene, max(ends), verdict.start):
            return (first, max(ends) - 1) if _opens(scene, first) else None
    return None


def _linked(scene: Scene, start: int, end: int) -> bool:
    """Do only a form of "to be", a dash and words of degree stand between?"""
    return all(
        (scene.tokens[i].pos in BETWEEN or scene.tokens[i].lemma in COPULA)
        and (scene.words[i] != "," or i == start)
        and not any(True for _ in scene.lexicon.negation.at(scene.words, i))
        for i in range(start, end)
    )


def _opens(scene: Scene, first: int) -> bool:
    """Does a clause begin with the pointing word, but for an adverb or a joint before it?"""
    for i in range(first - 1, max(first - 1 - LEADING, -1), -1):
        if scene.words[i] in JOINTS or scene.owner[i] != scene.owner[first]:
            return True
        if scene.tokens[i].pos not in ("ADV", "PART", "CCONJ", "DET"):
            return False
    return first <= LEADING


def _ends(scene: Scene, end: int) -> bool:
    """Does the clause end behind the verdict, at most with whose lie it is, and with no "that" behind a comma?"""
    while end < len(scene.tokens) and not scene.english and _of_whom(scene, end):
        end += 1
    if end >= len(scene.tokens):
        return True
    joined = scene.tokens[end].pos == "CCONJ" or scene.barred[end]
    return (scene.words[end] in STOPS or joined) and scene.at(end + 1) not in THAT


def _of_whom(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return token.pos in ("ADJ", "NOUN", "PROPN") and bool(token.feats & {"gen", "gen?"})


def _judge(scene: Scene, i: int) -> Source | None:
    """Who speaks there: the source of the nearest attribution around the word."""
    if scene.owner[i] == OWN_VOICE:
        return None
    around = (scene.voices.all[n] for n in scene.voices.outward(scene.owner[i]))
    return next((a.source for a in around if a.source), None)


def _told_by_another(known: Sequence[Claim], start: int, who: Source | None) -> Claim | None:
    """What another voice told last, by its first words; what it denied only where it affirmed nothing."""
    near = [c for c in known if c.span.end <= start and start - c.span.start < BACK]
    near = [c for c in near if c.event not in ("comment", "evidence_absent") and not _mine(c, who)]
    near = [c for c in near if c.stance == "affirm"] or [c for c in near if c.stance == "deny"]
    last = max(near, key=lambda c: c.span.start, default=None)
    if last is None:
        return None
    same = (c for c in near if c.sentence == last.sentence and _speaker(c) == _speaker(last))
    return min(same, key=lambda c: c.span.start)


def _speaker(c: Claim) -> Span | None:
    return c.speaker.span if c.speaker else None


def _mine(c: Claim, who: Source | None) -> bool:
    if c.speaker is None or who is None:
        return c.speaker is None and who is None
    return c.speaker.span == who.span or (c.speaker.id is not None and c.speaker.id == who.id)
