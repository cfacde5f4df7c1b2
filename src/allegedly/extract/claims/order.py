"""Who did it to what, where Russian and Ukrainian word order is free: «мост взорвали войска», «дом повредил обломок».

A thing whose nominative and accusative are one form is the subject only if the verb agrees with it.
"""

from allegedly.extract.claims.scene import Scene
from allegedly.extract.tokens import Token

GENDERS = frozenset({"masc", "fem", "neut"})
# What hits, and what is hit, where both words look alike and agree with the verb.
HITTING = frozenset({"missile", "drone", "munition", "debris"})
HIT = frozenset({"building", "infrastructure", "energy", "vehicle", "ship", "place", "nature"})
NOT, BUT = "не", frozenset({"а", "але"})
NEAR = 7  # words between what is denied and what it was instead


def clashes(noun: Token, verb: Token) -> bool:
    """Is a noun of another gender than a verb in the past («самолёт | сбила ракета»)? Offices may go with either."""
    if noun.pos != "NOUN" or "anim" in noun.feats or noun.text.isupper() or not {"past", "sg"} <= verb.feats:
        return False
    mine, its = noun.feats & GENDERS, verb.feats & GENDERS
    return "sg" in noun.feats and bool(mine) and bool(its) and mine.isdisjoint(its)


def hit_by(hit: str | None, hitting: str | None) -> bool:
    """Is it by their kinds that the one was hit by the other («дом повредил обломок»)?"""
    return hit in HIT and hitting in HITTING


def corrected(scene: Scene, i: int) -> int:
    """Where the right number stands behind one that is denied («не двенадцать, | а девять коров»), or `i`."""
    number = i + 1 < len(scene.tokens) and scene.tokens[i + 1].pos == "NUM"
    right = instead(scene, i) if number else i
    return right if right < len(scene.tokens) and scene.tokens[right].pos == "NUM" else i


def instead(scene: Scene, i: int) -> int:
    """Where behind "not" it stands what it was instead («не ракета, | а обломок»); `i` where nothing does."""
    if scene.english or scene.at(i) != NOT:
        return i
    for k in range(i + 2, min(i + 2 + NEAR, len(scene.tokens) - 1)):
        if scene.words[k - 1] == "," and scene.words[k] in BUT:
            return k + 1
        if scene.tokens[k].pos == "VERB":
            return i
    return i
