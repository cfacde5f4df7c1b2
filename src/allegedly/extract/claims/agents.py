"""Who did it, by a claim's words: whom the voice accuses, the subject, "by the army", the side whose strike it was."""

from collections.abc import Iterator
from dataclasses import replace

from allegedly.extract.claims.happenings import Happening, is_predicate
from allegedly.extract.claims.inside import dated, taking
from allegedly.extract.claims.order import NOT, instead
from allegedly.extract.claims.scene import OWN_VOICE, Scene
from allegedly.extract.claims.things import Thing, accusative, around, governed, passive, phrase, subject
from allegedly.extract.claims.triggers import NOUNS
from allegedly.knowledge.actors import actors
from allegedly.model.vocabulary import Event

# Events that somebody's strike brings about, and of them those that a weapon is the subject of.
STRUCK: frozenset[Event] = frozenset(
    {"attack", "impact", "explosion", "fire", "damage", "killed", "injured", "missing"}
)
CAME: frozenset[Event] = frozenset({"impact", "attack", "launch"})
# Kinds of things that do something to others.
DOING = frozenset({"force", "person", "military", "missile", "drone", "munition", "aircraft", "debris", "nature"})
BY = "by"
# Between a word for a side and its strike stand at most so many words.
APART = 3


def agent(scene: Scene, h: Happening) -> Thing | None:
    """The first of them that the clause names; "the strike killed four" says of a strike only whose it was, if so."""
    if (blamed := _accused(scene, h)) is not None:
        return blamed
    found = [_of_a_side(scene, h, who) for who in (*_acting(scene, h), *_by(scene, h), *_sides(scene, h))]
    told = next((who for who in found if not _striking(scene, who.head) or _party(scene, who)), None)
    return told or next(iter(found), None)


def _accused(scene: Scene, h: Happening) -> Thing | None:
    voices = () if h.owner == OWN_VOICE else scene.voices.outward(h.owner)
    return next(
        (Thing(b.first, b.last, b.last, None) for b in scene.accused if b.voice in voices and not b.thing), None
    )


def _acting(scene: Scene, h: Happening) -> Iterator[Thing]:
    """The subject of a predicate in the active voice that has an object of its own; a side's weapon that came."""
    transitive = h.entry.patient == "object" or (not scene.english and _taken(scene, h))
    if transitive and is_predicate(scene, h.trigger) and not passive(scene, h.trigger.start):
        who = subject(scene, h.clause.near(h.trigger.start), h.trigger)
        if who is not None and h.thing is not None and who.head != h.thing.head:
            yield _right(scene, h, who)
    if h.thing is not None and h.event in CAME and h.thing.kind in scene.lexicon.aerial and _party(scene, h.thing):
        yield h.thing


def _right(scene: Scene, h: Happening, who: Thing) -> Thing:
    """Who it was instead of whom it was not («сбила не ракета, а обломок»)."""
    no = next((i for i in (who.first, who.first - 1) if scene.at(i) == NOT), -1)
    behind = instead(scene, no) if no >= 0 else no
    found = phrase(scene, h.clause.near(h.trigger.start), behind) if behind > no else None
    return found if found is not None and "nom" in scene.tokens[found.head].feats else who


def _taken(scene: Scene, h: Happening) -> bool:
    """Is the thing what a Russian or Ukrainian verb is done to?"""
    return h.thing is not None and (accusative(scene, h.thing) or taking(scene, h.trigger, h.thing.head))


def _of_a_side(scene: Scene, h: Happening, who: Thing) -> Thing:
    """With the word before it that names its side: a dictionary may take such an adjective for a noun («російська»)."""
    before, lang = who.first - 1, scene.sentence.lang
    if scene.english or before not in h.clause.tokens or scene.tokens[before].pos not in NOUNS:
        return who
    return replace(who, first=before) if actors().party_in(scene.tokens[before].text, lang) else who


def _by(scene: Scene, h: Happening) -> Iterator[Thing]:
    """ "Blown up by the army", "a strike by the rebels", «подорвана войсками»."""
    found = _english(scene, h) if scene.english else _instrumental(scene, h)
    return (who for who in found if (h.thing is None or who.head != h.thing.head) and not dated(scene, who.head))


def _english(scene: Scene, h: Happening) -> Iterator[Thing]:
    clause = h.clause.near(h.trigger.start)
    for i in sorted(clause):
        if scene.at(i) != BY or not h.trigger.start <= scene.tokens[i].head < h.trigger.end:
            continue
        for k in sorted(k for k in clause if k > i and scene.tokens[k].head == i and scene.tokens[k].dep == "pobj"):
            who = around(scene, clause, k)
            if scene.tokens[i].dep == "agent" or _does(scene, who):
                yield who


def _instrumental(scene: Scene, h: Happening) -> Iterator[Thing]:
    clause, start = h.clause.near(h.trigger.start), h.trigger.start
    if not passive(scene, start) and scene.tokens[start].pos not in NOUNS:
        return
    for i in sorted(clause):
        token = scene.tokens[i]
        if "ins" in token.feats and token.pos in NOUNS and not governed(scene, i):
            who = around(scene, clause, i)
            if _does(scene, who):
                yield who


def _does(scene: Scene, who: Thing) -> bool:
    return who.kind in DOING or _party(scene, who)


def _party(scene: Scene, who: Thing) -> bool:
    span = who.span(scene)
    return actors().party_in(scene.analysis.text[span.start : span.end], scene.sentence.lang) is not None


def _sides(scene: Scene, h: Happening) -> Iterator[Thing]:
    """Whose strike the clause names: "died in Ukrainian shelling", «удар войск по складу», «обстріл з боку ворога»."""
    clause = h.clause.near(h.trigger.start) if h.event in STRUCK else frozenset[int]()
    for i in sorted(clause):
        if last := strike(scene, i):
            yield Thing(i, last, last, None)
        if scene.english or not _striking(scene, i):
            continue
        if " ".join(scene.words[i + 1 : i + 3]) in scene.lexicon.frame.from_whom:
            yield from (who for who in (phrase(scene, clause, i + 3),) if who is not None)
        owner = phrase(scene, clause, i + 1)
        if owner and "gen" in scene.tokens[owner.head].feats and _strikes_at(scene, owner):
            yield owner


def _strikes_at(scene: Scene, owner: Thing) -> bool:
    """Is a genitive whose strike it is, as what was struck follows («удар российских войск по складу»)?"""
    return (owner.kind == "force" or _party(scene, owner)) and scene.at(owner.last + 1) in scene.lexicon.frame.of


def strike(scene: Scene, i: int) -> int:
    """The last word of the strike whose side a word names ("Russian missile strike"); 0 where it names none."""
    token, last = scene.tokens[i], 0
    if token.pos not in ("ADJ", *NOUNS) or actors().party_in(token.text, scene.sentence.lang) is None:
        return 0
    for k in range(i + 1, min(i + 1 + APART, len(scene.tokens))):
        if _striking(scene, k):
            last = k
        elif scene.tokens[k].pos not in ("ADJ", *NOUNS):
            break
    return last


def _striking(scene: Scene, i: int) -> bool:
    """Is it a noun or gerund for an attack?"""
    token = scene.tokens[i]
    named = token.pos in NOUNS or {"part", "pres"} <= token.feats
    found = scene.lexicon.triggers.at(scene.words, i) if named else ()
    return any(f.value.trigger.event in ("attack", "launch") for f in found)
