"""Who recorded, counted or could not confirm it, in the clause itself: "толчок зарегистрировали сейсмологи".

Russian and Ukrainian put such a subject anywhere in its clause, so it is no speaker before its words; English ones are
found by the attribution rules.
"""

from collections.abc import Iterator

from allegedly.extract.claims.clauses import unverified
from allegedly.extract.claims.happenings import Happening
from allegedly.extract.claims.scene import Scene
from allegedly.extract.claims.things import subject
from allegedly.extract.claims.triggers import NOUNS, Candidate
from allegedly.model import Words

WITHIN = frozenset({"в", "во", "у"})


def observers(scene: Scene, h: Happening) -> Iterator[Words]:
    """Who may be the subject of a verb of recording in the clause, or of "could not confirm", the likeliest first.

    Whether the words name one who speaks is for the caller to say.
    """
    if scene.english:
        return
    near = h.clause.near(h.trigger.start)
    open_ = unverified(scene, h.clause)
    index = scene.lexicon.unable if open_ else scene.lexicon.observe
    verbs = [i for i in sorted(near) if _finite(scene, i) and any(True for _ in index.at(scene.words, i - open_))]
    for i in verbs:
        who = subject(scene, near, Candidate(i, i + 1, (h.entry,)))
        if who is not None and not who.first <= h.trigger.start <= who.last and scene.tokens[who.head].pos in NOUNS:
            yield _words(scene, who.first, who.last)
        yield from (_words(scene, k, k) for k in sorted(near) if _nominative(scene, k) and k != h.trigger.start)
        if "pl" in scene.tokens[i].feats and (office := _office(scene, near)):
            yield office


def _nominative(scene: Scene, k: int) -> bool:
    return scene.tokens[k].pos in NOUNS and "nom" in scene.tokens[k].feats and not scene.barred[k]


def _finite(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return (token.pos == "VERB" and "fin" in token.feats) or (token.pos == "ADJ" and "short" in token.feats)


def _office(scene: Scene, near: frozenset[int]) -> Words | None:
    """The noun behind "in" ("потери в ведомстве оценили")."""
    for i in sorted(near):
        if scene.words[i] in WITHIN and i + 1 in near and scene.tokens[i + 1].pos in NOUNS:
            return _words(scene, i + 1, i + 1)
    return None


def _words(scene: Scene, first: int, last: int) -> Words:
    """The phrase with the genitives and quoted name that follow it."""
    k = last + 1
    while k < len(scene.tokens) and _goes_on(scene, k):
        k += 1
    span = scene.span(first, k - 1)
    return Words.at(scene.analysis.text, span.start, span.end)


def _goes_on(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    if token.text in "«»" or scene.at(k - 1) == "«":
        return True
    return token.pos in (*NOUNS, "ADJ") and "gen" in token.feats and not scene.barred[k]
