"""Denials and withdrawals that only point back: "Kyiv rejects this", "обвинения опровергли", "відкликав свої слова".

So is responsibility that somebody takes: "the rebels claimed responsibility for the ambush".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegedly.extract.claims.clauses import Told, clauses
from allegedly.extract.claims.patterns import Found, PatternIndex
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.silences import Absence, silent
from allegedly.extract.slavic.lexicon import lexicon as slavic
from allegedly.model import Claim, Source, Span, Speaker, Words
from allegedly.model.vocabulary import Event, Stance

# Between the verb and what it points to stand at most so many words.
APART = 4
# What is pointed to was claimed at most so many characters before.
BACK = 600
# Words that point, or open a clause with its own subject.
OPENERS = frozenset({"that", "this", "it"})
QUOTES = frozenset("\"“”«»'‘’")
BLAME, GUILT = "blame", "guilt"
# Where one of these is told, responsibility is for it, as for an attack.
HARM = frozenset({"attack", "launch", "impact", "explosion", "fire", "damage", "killed", "injured"})
FOR = frozenset({"for", "за"})
WHICH = frozenset({"что", "що"})


@dataclass(frozen=True, slots=True)
class Pointing:
    """Tokens `first` to `last` stand for a happening that `who` denies, owns or takes back, by the words `verb`."""

    first: int
    last: int
    event: Event
    who: Source | None
    verb: Words
    stance: Stance = "deny"


def pointing(scene: Scene, before: Iterable[Claim], here: Sequence[Claim]) -> list[Pointing]:
    """What the sentence denies, owns or takes back by a pronoun, a word for what was said, or "responsibility"."""
    denied: list[tuple[Found[None], Stance]] = [(f, "deny") for f in scene.lexicon.rebut.find(scene.words)]
    recanted: list[tuple[Found[None], Stance]] = [(f, "retract") for f in scene.lexicon.recant.find(scene.words)]
    owned: list[tuple[Found[None], Stance]] = [(f, "affirm") for f in scene.lexicon.own_up.find(scene.words)]
    verbs = [(f, held) for f, held in (*denied, *recanted, *owned) if not _negated(scene, f.start)]
    if not verbs:
        return []
    # Only a bare pronoun or noun points back; told out, it is a happening like others.
    known, done = [*before, *here], []
    for verb, held in verbs:
        found = _object(scene, verb.start, verb.end)
        if found is None or _told_out(scene, verb, found[1], here):
            continue
        first, last, blame = found
        span = scene.span(first, last)
        owned_up = _owned(scene, first, last, blame) if held == "affirm" and blame else None
        if held == "affirm" and owned_up is None:
            continue
        if held == "retract" and (blame or _pronoun(scene, first, last)):
            continue  # "took it back" is more often a thing than words
        told = None if blame else told_last(known, span.start)
        event = owned_up or _of_blame(blame, known, span.start) if blame else told.event if told else None
        words = scene.span(verb.start, verb.end - 1)
        told_here = (c for c in here if c.event != "evidence_absent" and not verdict(c, words))
        if event and not any(c.span.meets(span) for c in told_here):
            cue = Words.at(scene.analysis.text, words.start, words.end)
            who = who_speaks(scene, verb.start, cue, range(first, last + 1))
            charged = any(scene.lexicon.charge.opens(scene.words, i) for i in range(first, last + 1))
            nothing = held == "deny" and told is not None and not charged and _nothing_else(known, span.start, who)
            done.append(Pointing(first, last, event, who, cue, "affirm" if nothing else held))
    return done


def verdict(c: Claim, words: Span) -> bool:
    """Is the word for an event only what the words that deny call another's ("called the report a provocation")?"""
    return c.trigger is not None and words != c.trigger.span and words.covers(c.trigger.span)


def _told_out(scene: Scene, verb: Found[None], last: int, here: Sequence[Claim]) -> bool:
    """Is it denied again, and in full, behind a colon? In English both are claims."""
    colon = max(verb.end, last + 1)
    if scene.english or scene.at(colon) != ":":
        return False
    return any(c.stance == "deny" and c.span.start >= scene.tokens[colon].end for c in here)


def _of_blame(blame: str, known: Iterable[Claim], start: int) -> Event:
    """Guilt leaves open what happened; responsibility is for an attack, unless only other things are told."""
    if blame == GUILT:
        return "other"
    near = [c.event for c in known if c.span.end <= start and c.event not in ("comment", "response")]
    return "attack" if not near or any(e in HARM for e in near) else "other"


def _owned(scene: Scene, first: int, last: int, blame: str) -> Event | None:
    """What responsibility is taken for: the event it names ("for the ambush"); alone it is for an attack."""
    if blame == GUILT:
        return "other"
    if last - first < 2:
        return "attack"
    behind = range(first + 1, last + 1)
    if next((scene.at(i) for i in behind if scene.tokens[i].pos == "ADP"), "") not in FOR:
        return "attack"  # "on its website"
    named = (f.value.trigger for i in behind for f in scene.lexicon.triggers.at(scene.words, i))
    return next((t.event for t in named if not t.beside and t.event not in ("other", "comment", "response")), None)


def _pronoun(scene: Scene, first: int, last: int) -> bool:
    return first == last and scene.tokens[first].pos in ("PRON", "DET")


def told_out(scene: Scene, at: int) -> tuple[Source | None, Words] | None:
    """Who denies by a pointing word before a colon, where the words at `at` stand behind it, and the verb."""
    for verb in scene.lexicon.rebut.find(scene.words):
        found = None if _negated(scene, verb.start) else _object(scene, verb.start, verb.end)
        colon = max(verb.end, found[1] + 1) if found else 0
        if found and not found[2] and colon < at and scene.at(colon) == ":":
            words = scene.span(verb.start, verb.end - 1)
            cue = Words.at(scene.analysis.text, words.start, words.end)
            return who_speaks(scene, verb.start, cue, range(found[0], found[1] + 1)), cue
    return None


def _negated(scene: Scene, i: int) -> bool:
    return i > 0 and any(True for _ in scene.lexicon.negation.at(scene.words, i - 1))


def _object(scene: Scene, start: int, end: int) -> tuple[int, int, str] | None:
    """The pointing words beside a verb, in English behind it; "responsibility" takes in what it is for."""
    if not scene.english and scene.at(start - 1) in WHICH and scene.at(start - 2) == ",":
        return start - 1, start - 1, ""  # «взяли город, что отрицают повстанцы»
    passive = scene.english and "pass" in scene.tokens[start].feats
    ahead = range(start - 1, start - 1 - (APART if passive else 2 * APART), -1) if passive or not scene.english else ()
    for i in (*range(start + 1, end + APART), *ahead):
        if not 0 <= i < len(scene.words) or scene.words[i] in ";.:":
            continue
        longest = _longest(scene, scene.lexicon.pointer, i)
        within = start < i and longest < end  # "called this nonsense"
        if longest > i and (longest <= start or i > start) and (within or _bare(scene, longest, start)):
            return _longer(scene, i, longest), longest - 1, ""
        if (longest := _longest(scene, scene.lexicon.guilt, i)) > i:
            return i, longest - 1, GUILT
        if (longest := _longest(scene, scene.lexicon.blame, i)) > i:
            return i, _whole(scene, longest, start), BLAME
    return None


def _longer(scene: Scene, i: int, end: int) -> int:
    """Where the longest pointing phrase with this end begins ("эту информацию", not only "информацию")."""
    return next((k for k in range(max(i - 2, 0), i) if _longest(scene, scene.lexicon.pointer, k) == end), i)


def _longest(scene: Scene, index: PatternIndex[None], i: int) -> int:
    return max((f.end for f in index.at(scene.words, i)), default=i)


def _bare(scene: Scene, end: int, verb: int) -> bool:
    """Nothing belongs to the words: the clause ends or goes on with the verb or an adverbial."""
    if scene.english and scene.at(end - 1) in OPENERS and end - 1 > verb and _opens_clause(scene, end):
        return False
    bound = end >= len(scene.tokens) or end == verb or scene.tokens[end].pos not in ("NOUN", "PROPN", "ADP", "SCONJ")
    return bound or (scene.english and scene.at(end) == "as")


def _opens_clause(scene: Scene, i: int) -> bool:
    """Does a clause with a verb of its own begin there ("denied that a missile had struck it")?"""
    for token in scene.tokens[i:]:
        if token.text in QUOTES:
            continue  # 'admitted that "some" records were copied'
        if token.pos == "PUNCT" or token.pos in ("SCONJ", "CCONJ"):
            return False
        if token.pos in ("VERB", "AUX") and token.feats & {"fin", "past", "pres"}:
            return True
    return False


def _whole(scene: Scene, end: int, verb: int) -> int:
    """The last word of "responsibility for the strike"."""
    k = end
    while k < len(scene.tokens) and k != verb and scene.tokens[k].pos in ("ADP", "DET", "ADJ", "NOUN"):
        if k > end and "nom" in scene.tokens[k].feats and not scene.tokens[k].feats & {"acc", "acc?"}:
            break
        k += 1
    while k > end and scene.tokens[k - 1].pos == "ADP":
        k -= 1
    return k - 1


def _nothing_else(known: Sequence[Claim], start: int, who: Source | None) -> bool:
    """Was all that may be meant denied: then who denies it says that it is so ("No one was hurt. Doctors deny it").

    Who denied it himself only says so again.
    """
    near = [c for c in known if c.span.end <= start and start - c.span.start < BACK and c.event != "comment"]
    mine = who is not None and any(c.speaker is not None and _same(c.speaker, who) for c in near)
    return not mine and all(c.stance == "deny" for c in near)


def _same(one: Speaker, other: Source) -> bool:
    return one.span == other.span or (one.id is not None and one.id == other.id)


def told_last(known: Iterable[Claim], start: int) -> Claim | None:
    """The happening told last before the pointing word."""
    near = [c for c in known if c.span.end <= start and start - c.span.start < BACK and c.event != "comment"]
    return max(near, key=lambda c: c.span.start, default=None)


def who_speaks(scene: Scene, verb: int, cue: Words, outside: range) -> Source | None:
    """Who denies: the source of the attribution whose cue the verb is, else the subject of its clause."""
    for piece in scene.voices.touching.get(scene.number, ()):
        by = scene.voices.all[piece.number]
        if by.cue and by.source and by.cue.span.meets(cue.span):
            return by.source
    clause = next((c for c in clauses(scene, range(len(scene.tokens)), Told()) if verb in c.tokens), None)
    if clause is None:
        return None
    clause.tokens = [i for i in clause.tokens if i not in outside]
    clause.opening = 0
    who = next(iter(silent(scene, Absence(clause, "comment", cue, verb))), None) if clause.tokens else None
    return _of_the_quote(scene, verb, who)


def _of_the_quote(scene: Scene, verb: int, who: Source | None) -> Source | None:
    """ "We", and nobody at all, in somebody's own words is whoever speaks them («Мы отвергаем это», — сказала она)."""
    mine = who is None or (not scene.english and who.text.lower() in slavic(scene.sentence.lang).myself)
    if not mine or scene.owner[verb] == OWN_VOICE:
        return who
    around = (scene.voices.all[n] for n in scene.voices.outward(scene.owner[verb]))
    return next((a.source for a in around if a.source), who)
